"""Addresses of videos: which player a click on one loads. Nothing is asked of other hosts here."""

import re
from urllib.parse import parse_qs, urlsplit

_YOUTUBE_ID = re.compile(r"[\w-]{11}")
_VIMEO_ID = re.compile(r"\d{5,12}")
_YOUTUBE_PATHS = ("/embed/", "/live/", "/shorts/")


def player_of(address):
    """Return the address of the player for the video at `address`, or None for other sites.

    The players are those that the site's Content-Security-Policy lets into a page.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host == "youtu.be":
        return _youtube(parts.path[1:])
    if host in ("youtube.com", "youtube-nocookie.com"):
        in_path = next((p for p in _YOUTUBE_PATHS if parts.path.startswith(p)), None)
        name = parts.path.removeprefix(in_path) if in_path else _query(parts, "v")
        return _youtube(name)
    if host == "vimeo.com" and _VIMEO_ID.fullmatch(parts.path.strip("/")):
        return f"https://player.vimeo.com/video/{parts.path.strip('/')}?dnt=1&autoplay=1"
    return None


def _query(parts, name):
    return parse_qs(parts.query).get(name, [""])[0]


def _youtube(name):
    if not _YOUTUBE_ID.fullmatch(name.strip("/")):
        return None
    return f"https://www.youtube-nocookie.com/embed/{name.strip('/')}?autoplay=1"
