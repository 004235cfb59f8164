"""Words in plain ASCII for a search index: their Telex spelling, and their letters without marks.

Telex is the standard way to type Vietnamese on an English keyboard: ă = aw, â = aa, ê = ee,
ô = oo, ơ = ow, ư = uw, đ = dd, and a letter for the tone. Being ASCII, the spellings do not
depend on a database's tokenizer, collation or locale.
"""

import re
import unicodedata
from functools import lru_cache

from .text import LATIN, fold, nfc

# huyền, sắc, hỏi, ngã, nặng
_TONES = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_LETTERS = str.maketrans({**LATIN, "đ": "dd"})
WORD = re.compile(r"(?:[^\W_]+[\u0300-\u036f]*)+")
# "xoong" is another word than "xông", "Lee" another than "Lê": like on the keyboard, a third
# letter says that the doubled one is meant.
_DOUBLED = re.compile(rf"([aeo])\1+(?!{_CIRCUMFLEX})|d{{2,}}")
_LONGEST_REMEMBERED = 40


def words(text: str) -> list[str]:
    """Return the words of `text` in order, in NFC and lower case; a word is letters and digits.

    "37/QĐ-LĐLĐ" gives ["37", "qđ", "lđlđ"].
    """
    return WORD.findall(nfc(nfc(text).lower()))


def telex(word: str) -> str:
    """Return the Telex spelling of `word` with the tone letter last: "Đảng" gives "ddangr".

    Both "Hóa" and "Hoá" give "hoas", as they are one word; all other Vietnamese syllables
    differ. Always lower-case ASCII letters and digits: other marks and signs are dropped, a
    letter of another script becomes "u" and its code in hexadecimal ("я" gives "u044f").
    Plain words may equal a toned one ("hoas"): so who forgot to switch the keyboard to
    Vietnamese still finds "Hóa", and nothing is lost, as the folded spelling is indexed too.
    """
    return _spelled(word)[0]


def plain(word: str) -> str:
    """Return `fold(word)` in ASCII letters and digits only, written as `telex` writes the rest."""
    return _spelled(word)[1]


def _spelled(word: str) -> tuple[str, str]:
    if len(word) <= _LONGEST_REMEMBERED:
        return _remembered(word)
    return _spell(word)


def _spell(word: str) -> tuple[str, str]:
    return _ascii(_telex(nfc(word).lower())), _ascii(fold(nfc(word)))


# Vietnamese has some seven thousand syllables: nearly every word of a text was seen before.
_remembered = lru_cache(maxsize=32_768)(_spell)


def _telex(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    tones = "".join(_TONES.get(char, "") for char in decomposed)
    letters = "".join(char for char in decomposed if not _is_other_mark(char))
    letters = _DOUBLED.sub(lambda run: run[0] + run[0][0], letters)
    letters = re.sub(f"([aeo]){_CIRCUMFLEX}", r"\1\1", letters)
    letters = re.sub(f"(?<=[aou])[{_BREVE}{_HORN}]", "w", letters)
    return letters.lower().translate(_LETTERS) + tones


def _is_other_mark(char: str) -> bool:
    return unicodedata.combining(char) > 0 and char not in (_CIRCUMFLEX, _BREVE, _HORN)


def _ascii(letters: str) -> str:
    """Return `letters` with other scripts' letters as their codes, and no signs."""
    if letters.isascii() and letters.isalnum():
        return letters
    return "".join(
        char if char.isascii() else f"u{ord(char):04x}" for char in letters if char.isalnum()
    )
