"""One spelling for every text that enters the site, and one without marks to compare by."""

import re
import unicodedata
from functools import lru_cache

# Soft hyphen, joiners, zero-width spaces, direction marks and invisible operators. The joiner
# of emoji (U+200D) is not among them: "👩‍🏫" is one picture only with it.
_ZERO_WIDTH = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200e\u200f\ufeff"
_ZERO_WIDTH += "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2070))))
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
# Where a line was broken: by Word's Shift+Enter, by a page's end, by an old mainframe.
_BREAKS = "\x0b\x0c\x85"
# The other control characters, but for tab and the ends of lines. Within a word they are the
# hyphens at which it may be divided (U+0002 of a PDF's text, U+001E and U+001F of Word's): the
# halves of the word come together. Nothing else writes them into a text.
_CONTROLS = "".join(map(chr, (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0))))
_CONTROLS = _CONTROLS.replace("\x85", "")
_ASCII_CONTROLS = "".join(filter(str.isascii, _CONTROLS + _BREAKS)).encode()
_UNSEEN = {
    **dict.fromkeys(map(ord, _ZERO_WIDTH + _CONTROLS)),
    **dict.fromkeys(map(ord, _SPACES), " "),
}
_WITH_BLANKS = {**_UNSEEN, **dict.fromkeys(map(ord, _BREAKS), " ")}
_WITH_BREAKS = {**_UNSEEN, **dict.fromkeys(map(ord, _BREAKS), "\n")}
_HAS_UNSEEN = re.compile(f"[{_ZERO_WIDTH}{_SPACES}{_CONTROLS}{_BREAKS}]")
_EMOJI = "\u2194\u2195\u2600-\u27bf\u2b1b\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(
    f"(?<![{_EMOJI}\ufe0f\U000e007f])\u200d|\u200d(?![{_EMOJI}])",
)

_LOWER_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_CONSONANTS = "bcdđfghjklmnpqrstvwxz"
_UPPER = (_LOWER_VOWELS + _CONSONANTS).upper()
_LETTERS = re.compile(r"[^\W\d_]+")
# Icelandic and Faroese write ð after a vowel ("veðri"); no Vietnamese word does, but for
# abbreviations in capitals. "Possessive" so that a long run of eth costs no backtracking.
_VIETNAMESE_WITH_ETH = re.compile(
    f"[{_UPPER}{_CONSONANTS}Ðð]*+[{_UPPER}{_CONSONANTS}{_LOWER_VOWELS}]*+"
)
_ETH_TO_D = str.maketrans("Ðð", "Đđ")

# Latin letters that Unicode does not take apart into a letter and a mark.
LATIN = {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "ng"}
LATIN |= {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
_LATIN = str.maketrans(LATIN)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def nfc(text: str, *, of_lines: bool = False) -> str:
    """Return `text` composed (Unicode NFC), with plain spaces and without what nobody sees.

    Zero-width and control characters go, but for tab and the ends of lines. A line that was
    broken by another character (U+000B, U+000C, U+0085) is broken by a line feed in a text
    `of_lines`, and goes on after a blank in any other. Eth (Ð, ð) becomes Đ, đ in Vietnamese
    words and abbreviations ("Ðảng", "LÐLÐ"), not in Icelandic ones. The author's spelling
    ("Thanh Hoá", "Thanh Hóa") stays as typed. Idempotent, and defined on every string, also one
    with lone surrogates.
    """
    if text.isascii() and not _has_ascii_controls(text):
        return text
    if _HAS_UNSEEN.search(text):
        text = text.translate(_WITH_BREAKS if of_lines else _WITH_BLANKS)
    if "\u200d" in text:
        text = _STRAY_JOINER.sub("", text)
    text = unicodedata.normalize("NFC", text)
    if "ð" in text or "Ð" in text:
        text = _LETTERS.sub(_without_eth, text)
    return text


def _has_ascii_controls(text):
    """Return what a regular expression would, in a sixth of the time."""
    return len(text.encode("ascii").translate(None, _ASCII_CONTROLS)) != len(text)


def _without_eth(letters: re.Match) -> str:
    word = letters[0]
    return word.translate(_ETH_TO_D) if _VIETNAMESE_WITH_ETH.fullmatch(word) else word


def fold(text: str) -> str:
    """Return `text` in lower case without marks: "Đảng bộ" gives "dang bo", "m²" gives "m2".

    Latin letters become ASCII ("Straße", "strasse"); those of other scripts lose their marks
    only. Idempotent, and defined on every string.
    """
    return _BEYOND_ASCII.sub(_fold_run, text).lower()


def _fold_run(run: re.Match) -> str:
    letters = run[0]
    return _fold_letters(letters) if len(letters) <= 8 else _fold_letters.__wrapped__(letters)


@lru_cache(maxsize=8192)
def _fold_letters(letters: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letters.lower())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.lower().translate(_LATIN)
