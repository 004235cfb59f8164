"""Who sent a request: a person or not, and which keyed hash stands for them.

No address, user agent or token leaves this module: only the 64-bit hash does.
"""

import ipaddress
import secrets
from datetime import timedelta
from functools import lru_cache
from hashlib import blake2b
from http.cookies import CookieError, SimpleCookie

from django.conf import settings
from is_bot import Bots

from .models import DayKey

USER_AGENT_LENGTH = 512
_bots = Bots()
_day_keys = {}


@lru_cache(maxsize=4096)
def _is_bot(user_agent):
    return not user_agent or _bots.is_bot(user_agent)


def is_person(environ):
    """Return whether the request's user agent is a browser; an empty one is a robot's."""
    return not _is_bot(environ.get("HTTP_USER_AGENT", "")[:USER_AGENT_LENGTH].strip())


def is_staff(environ):
    """Return whether the request carries a session cookie: readers never get one."""
    try:
        return settings.SESSION_COOKIE_NAME in SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return False


def is_own_page(environ):
    """Return whether the request comes from a page of this site, as far as the browser says."""
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site:
        return site == "same-origin"
    origin = environ.get("HTTP_ORIGIN")
    return not origin or origin.partition("://")[2] == environ.get("HTTP_HOST")


def client_address(environ):
    """Return the reader's address, believing X-Forwarded-For only through trusted proxies.

    Goes from the right and stops at the first address that is no trusted proxy. Raises
    nothing: what cannot be read as an address ends the walk.
    """
    address = _parse(environ.get("REMOTE_ADDR", ""))
    hops = environ.get("HTTP_X_FORWARDED_FOR", "")[-1024:].split(",")
    while address is not None and hops and _is_trusted(address):
        next_hop = _parse(hops.pop())
        if next_hop is None:
            break
        address = next_hop
    return address


def _parse(text):
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address):
    return any(address in network for network in settings.TRUSTED_PROXIES)


def identity(environ, token):
    """Return the bytes that tell one reader from another, before hashing.

    `token` is the 16 hex digits that the browser made, or None; without it the address
    (IPv6: its /64), user agent and language stand for the reader.
    """
    if token:
        return b"token\0" + token.encode()
    address = client_address(environ)
    if address is not None and address.version == 6:
        address = ipaddress.ip_network((address, 64), strict=False).network_address
    parts = (
        str(address),
        environ.get("HTTP_USER_AGENT", "")[:USER_AGENT_LENGTH],
        environ.get("HTTP_ACCEPT_LANGUAGE", "")[:128],
    )
    return b"address\0" + "\0".join(parts).encode("utf-8", "replace")


def reader_key(reader, day):
    """Return the signed 64-bit number that stands for `reader` (bytes) on `day` (a date)."""
    digest = blake2b(reader, digest_size=8, key=_day_key(day)).digest()
    return int.from_bytes(digest, "big", signed=True)


def _day_key(day):
    if day not in _day_keys:
        key, _created = DayKey.objects.get_or_create(
            day=day, defaults={"key": secrets.token_bytes(32)}
        )
        DayKey.objects.get_or_create(
            day=day + timedelta(days=1), defaults={"key": secrets.token_bytes(32)}
        )
        for old in [kept for kept in _day_keys if kept < day - timedelta(days=1)]:
            del _day_keys[old]
        _day_keys[day] = bytes(key.key)
    return _day_keys[day]
