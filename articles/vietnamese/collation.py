"""Keys that make every database sort as a Vietnamese dictionary does.

The rules are those of Unicode's collation for Vietnamese (CLDR, locale "vi"): first the letters,
a ă â b c d đ e ê …; between equal letters the tones, ngang, huyền, hỏi, ngã, sắc, nặng; then
small letters before capitals. Spaces come before signs, signs before digits, digits before
letters.
"""

import unicodedata
from functools import lru_cache

from .text import LATIN, nfc

# A column for keys: CharField(max_length=SORT_KEY_LENGTH).
SORT_KEY_LENGTH = 255

_SPACES_AND_SIGNS = (
    "\t\n\x0b\x0c\r\x85\u2028\u2029 _-‐‒–—―,;:!¡?¿‽.·'‹›\"«»()[]{}§¶@*/\\&#%‰‱†‡•‣′‵※"
    "`´^¯¨¸°©®→+±÷×<=>¬|¦~⁄√≤≥■□●"
)
_CURRENCIES = "¤¢$£¥₫€"
_DIGITS_AND_LETTERS = "0123456789aăâbcdđeêfghiıjklmnŋoôơpqrstŧuưvwxyzþ"
_ORDER = [*_SPACES_AND_SIGNS, "other sign", *_CURRENCIES, *_DIGITS_AND_LETTERS, "other letter"]
# Two hexadecimal digits from "10" on: "0" is left to end a level, before anything that follows.
_RANK = {char: f"{number:02x}" for number, char in enumerate(_ORDER, start=0x10)}

# One hexadecimal digit for what a letter carries; "1" is nothing, the level tone.
_NO_MARK, _RARE_MARK = "1", "f"
_MARKS = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_MARKS |= {"\u0306": "7", "\u0302": "8", "\u030c": "9", "\u030a": "a", "\u0308": "b"}
_MARKS |= {"\u030b": "c", "\u0307": "d", "\u0338": "e", "\u0327": "e", "\u0328": "e"}
_STROKE, _SLASH = "\u0335", "\u0338"
# Printed quotation marks are the typed ones with a difference of the second level.
_QUOTES = {"‘": ("'", "2"), "’": ("'", "3"), "‚": ("'", "4"), "‛": ("'", "5")}
_QUOTES |= {"“": ('"', "2"), "”": ('"', "3"), "„": ('"', "4"), "‟": ('"', "5")}
_SMALL, _CAPITAL, _SMALL_VARIANT, _CAPITAL_VARIANT = "1234"


def sort_key(text: str) -> str:
    """Return a key of hexadecimal digits whose order is the Vietnamese order of `text`.

    Digits 0-9 and a-f sort alike under every collation of SQLite and PostgreSQL. Texts that
    differ in nothing visible (NFC and NFD) have equal keys. A Vietnamese character takes at most
    4 digits of the key, one of another script 10, and 2 are for the whole. A key is cut at
    `SORT_KEY_LENGTH`: past some 60 characters capitals, then tones, stop counting; past 126
    the letters too. A cut key never puts texts in the wrong order, it makes more of them equal.
    """
    letters, marks, cases = _levels(text)
    return f"{letters}0{marks}0{cases}"[:SORT_KEY_LENGTH]


def name_sort_key(full_name: str) -> str:
    """Return a key that sorts people by given name, then family name, then middle names.

    "Nguyễn Văn An" has the given name An, the last word. Capitals count last, so that
    "TRẦN THỊ HÀ" stands among the other Hà. Cut like `sort_key`.
    """
    *before, given = full_name.split() or [""]
    parts = (_levels(part)[:2] for part in (given, " ".join(before[:1]), " ".join(before[1:])))
    levels = [level for part in parts for level in part]
    return "0".join([*levels, _levels(full_name)[2]])[:SORT_KEY_LENGTH]


def _levels(text: str) -> tuple[str, str, str]:
    """Return the digits for the letters of `text`, their marks and their case.

    Marks and cases end with the last that is not plain: a name in small letters without tones
    needs no digit for either.
    """
    weights = [_weights(char) for char in nfc(text)]
    letters, marks, cases = ("".join(level) for level in zip(("", "", ""), *weights, strict=True))
    return letters, marks.rstrip(_NO_MARK), cases.rstrip(_SMALL)


@lru_cache(maxsize=4096)
def _weights(char: str) -> tuple[str, str, str]:
    """Return the same three for one composed character, which may stand for several ("æ")."""
    if char in _RANK:
        return _RANK[char], _NO_MARK, _SMALL
    if unicodedata.category(char) in ("Cc", "Cf"):
        return "", "", ""
    letters, marks = _taken_apart(char)
    ranks = "".join(_RANK.get(letter.lower()) or _rank_of_other(letter) for letter in letters)
    plain = _NO_MARK * len(letters)
    return ranks, marks + plain[len(marks) :], "".join(_case(letter, char) for letter in letters)


def _taken_apart(char: str) -> tuple[list[str], str]:
    """Return the letters of the alphabet in `char`, and the digits of the marks that are left."""
    if char in _QUOTES:
        return [_QUOTES[char][0]], _QUOTES[char][1]
    letters, marks = [], ""
    for part in unicodedata.normalize("NFKD", _spelled_out(char)):
        joined = unicodedata.normalize("NFC", f"{letters[-1]}{part}") if letters else ""
        if joined.lower() in _RANK:
            letters[-1] = joined
        elif unicodedata.combining(part):
            marks += _MARKS.get(part, _RARE_MARK)
        else:
            letters.append(part)
    return letters, marks


def _spelled_out(char: str) -> str:
    lower = char.lower()
    if lower in _RANK or lower not in LATIN:
        return char
    spelled = LATIN[lower] if char == lower else LATIN[lower].upper()
    return spelled[0] + (_SLASH if lower == "ø" else _STROKE) + spelled[1:]


def _rank_of_other(letter: str) -> str:
    place = "other letter" if letter.isalnum() else "other sign"
    return f"{_RANK[place]}{ord(letter):06x}"


def _case(letter: str, char: str) -> str:
    is_variant = unicodedata.normalize("NFKD", char) != unicodedata.normalize("NFD", char)
    if letter == letter.lower():
        return _SMALL_VARIANT if is_variant else _SMALL
    return _CAPITAL_VARIANT if is_variant else _CAPITAL
