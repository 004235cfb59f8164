"""Addresses from Vietnamese titles, the same on the server and while typing in the browser."""

import re
from collections import defaultdict

from .text import fold, nfc

MAX_LENGTH = 80

# Latin-1, Latin Extended-A and -B, Latin Extended Additional.
_LATIN = (range(0xA0, 0x250), range(0x1E00, 0x1F00))
_MARKS = r"\u0300-\u036f\u1dc0-\u1dff"
_ZERO_WIDTH = r"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"


def slug(text: str, fallback: str) -> str:
    """Return an address part for `text`: lower-case ASCII letters, digits and single hyphens.

    At most 80 characters, cut between words; a longer first word is cut inside. `fallback` is
    returned when nothing is left, as for a title of emoji only. Idempotent.
    """
    words = re.findall(r"[a-z0-9]+", fold(nfc(text)))
    result = ""
    for word in words:
        longer = f"{result}-{word}" if result else word[:MAX_LENGTH]
        if len(longer) > MAX_LENGTH:
            break
        result = longer
    return result or fallback


def _plain_letters() -> list[tuple[re.Pattern, str]]:
    """Return pairs of (pattern of a letter's marked forms, plain letter), as `fold` has them."""
    forms = defaultdict(str)
    for char in (chr(code) for codes in _LATIN for code in codes):
        folded = fold(char)
        if folded.isascii() and folded.isalnum():
            forms[folded] += char
    return [(re.compile(f"[{chars}]"), plain) for plain, chars in sorted(forms.items())]


# For Wagtail's SlugInput, whose script replaces every match of each pattern in turn, and then
# only lowers the case: it neither trims hyphens at the start nor cuts, so the last pairs do.
# "$1" is what JavaScript calls the first group. The server's `slug` wins on save; the two agree
# on the letters of `_LATIN`, composed or not. The browser has no fallback: where nothing
# is left, it leaves the field empty.
SLUG_FORMATTERS = [
    (re.compile(f"[{_MARKS}{_ZERO_WIDTH}]"), ""),
    *_plain_letters(),
    (re.compile(r"[^A-Za-z0-9]+"), "-"),
    (re.compile(r"^-|-$"), ""),
    (re.compile(rf"^(?=.{{{MAX_LENGTH + 1}}})(.{{1,{MAX_LENGTH}}})-.*$"), "$1"),
    (re.compile(rf"^(.{{{MAX_LENGTH}}}).+$"), "$1"),
]
