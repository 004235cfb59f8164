"""Text typed for the fonts of before Unicode: TCVN3 ("C«ng ®oµn") and VNI ("Coâng ñoaøn").

Both put Vietnamese letters on the codes of Western ones; copied into a Unicode text they read as
those. Use these functions before `nfc`: it drops the soft hyphen, which is TCVN3's ư.

TCVN3 has no codes for capitals with tones: headlines were set in a second font (.VnTimeH) that
shows small letters as capitals. The codes do not tell, so such lines come out in small letters.
"""

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from .syllables import is_syllable


class Encoding(Enum):
    """The two that offices used; the value is what people call them."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"


@dataclass(frozen=True)
class Preview:
    """What a conversion would do: the text after it, and the words that change, each once."""

    encoding: Encoding
    text: str
    changes: tuple[tuple[str, str], ...]


# TCVN 5712:1993, VN3, by the Latin-1 character of the same code.
_TCVN3 = dict(zip("¡¢£¤¥¦§¨©ª«¬\u00ad®", "ĂÂÊÔƠƯĐăâêôơưđ", strict=True))
_TCVN3 |= dict(zip("µ¶·¸¹»¼½¾ÆÇÈÉÊË", "àảãáạằẳẵắặầẩẫấậ", strict=True))
_TCVN3 |= dict(zip("ÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞ", "èẻẽéẹềểễếệìỉĩíị", strict=True))
_TCVN3 |= dict(zip("ßáâãäåæçèéêëìíî", "òỏõóọồổỗốộờởỡớợ", strict=True))
_TCVN3 |= dict(zip("ïñòóôõö÷øùúûüýþ", "ùủũúụừửữứựỳỷỹýỵ", strict=True))
_TCVN3_TABLE = str.maketrans(_TCVN3)

# VNI writes a letter and then its mark; six letters have a code of their own.
_VNI_SINGLE = dict(zip("ôöñæóòî", "ơưđỉĩịỵ", strict=True))
_VNI_TONES = dict(zip("øûõùï", range(5), strict=True))
_VNI_TONED = {"a": "àảãáạ", "e": "èẻẽéẹ", "o": "òỏõóọ", "u": "ùủũúụ", "y": "ỳỷỹýỵ"}
_VNI_TONED |= {"ô": "ờởỡớợ", "ö": "ừửữứự"}
_VNI_PAIRS = {
    f"{base}{mark}": toned[place]
    for base, toned in _VNI_TONED.items()
    for mark, place in _VNI_TONES.items()
}
_VNI_PAIRS |= dict(zip(("aâ", "aà", "aå", "aã", "aá", "aä"), "âầẩẫấậ", strict=True))
_VNI_PAIRS |= dict(zip(("eâ", "eà", "eå", "eã", "eá", "eä"), "êềểễếệ", strict=True))
_VNI_PAIRS |= dict(zip(("oâ", "oà", "oå", "oã", "oá", "oä"), "ôồổỗốộ", strict=True))
_VNI_PAIRS |= dict(zip(("aê", "aè", "aú", "aü", "aé", "aë"), "ăằẳẵắặ", strict=True))
_VNI = _VNI_PAIRS | _VNI_SINGLE
_VNI_LETTER = re.compile("|".join(_VNI), re.IGNORECASE)

# A word as these fonts have it: Latin letters, marks, and the signs that stand for letters.
_WORD = re.compile("[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_SIGNS_ONLY = re.compile("[\u00a1-\u00bf×÷]+")
# Signs that stand for themselves when alone; "« t«" and "®/c" are words ("ô tô", "đ/c").
_FREE_SIGNS = re.compile("[©·¢£¥²³¼½¾»×÷]+")
_BEYOND_LATIN_1 = re.compile("[^\x00-\xff]")

_LONGEST_WORD = 12  # "nghieäng" has eight codes
_LEAST_WORDS = 2  # different ones: "µm" alone, however often, is a unit
_LEAST_OF_MARKED = 0.4  # the words with anything beyond ASCII
_LEAST_OF_ALL = 0.15


def detect(text: str) -> Encoding | None:
    """Return the encoding that most marked words of `text` are in, or None for modern text.

    A word counts when it is no Vietnamese syllable as it stands, and becomes one. The judgement
    is on the whole of `text`: give one paragraph at a time where modern and old ones are mixed.
    """
    counts = {
        encoding: len(_old_words(text, encoding))
        for encoding in Encoding
        if _is_in(text, encoding, _LEAST_WORDS)
    }
    return max(counts, key=counts.get, default=None)


def convert(text: str, encoding: Encoding) -> str:
    """Return `text` with the words in `encoding` in Unicode (NFC), and the rest as it stands.

    A word with a letter that the encoding cannot hold is modern and stays; so do ©, ½ and the
    like where they touch no letter.
    """
    return _WORD.sub(lambda word: _converted(word[0], encoding), text)


def preview(text: str) -> Preview | None:
    """Return what converting the old paragraphs (lines) of `text` would give, or None.

    Each line is judged by itself, but beside old lines one old word is enough for a short one.
    """
    found = Counter(filter(None, map(detect, text.splitlines())))
    encoding = found.most_common(1)[0][0] if found else detect(text)
    if encoding is None:
        return None
    lines, changes = [], []
    for line in text.splitlines(keepends=True):
        is_old = _is_in(line, encoding, least_words=1)
        changes += _changes(line, encoding) if is_old else []
        lines.append(convert(line, encoding) if is_old else line)
    return Preview(encoding, "".join(lines), tuple(dict.fromkeys(changes)))


def _changes(line: str, encoding: Encoding) -> list[tuple[str, str]]:
    pairs = ((word, _converted(word, encoding)) for word in _WORD.findall(line))
    return [(before, after) for before, after in pairs if before != after]


def _is_in(text: str, encoding: Encoding, least_words: int) -> bool:
    words = _WORD.findall(text)
    marked = [word for word in words if not word.isascii() and not _SIGNS_ONLY.fullmatch(word)]
    old = _old_words(text, encoding)
    return (
        len(set(old)) >= least_words
        and len(old) >= _LEAST_OF_MARKED * len(marked)
        and len(old) >= _LEAST_OF_ALL * len(words)
    )


def _old_words(text: str, encoding: Encoding) -> list[str]:
    words = (word for word in _WORD.findall(text) if len(word) <= _LONGEST_WORD)
    return [word for word in words if _is_old(word, encoding)]


@lru_cache(maxsize=16_384)
def _is_old(word: str, encoding: Encoding) -> bool:
    converted = _converted(word, encoding)
    if converted == word or _SIGNS_ONLY.fullmatch(word):
        return False
    return is_syllable(converted) and not is_syllable(word)


def _converted(word: str, encoding: Encoding) -> str:
    if word.isascii() or _BEYOND_LATIN_1.search(word) or _FREE_SIGNS.fullmatch(word):
        return word
    if encoding is Encoding.TCVN3:
        return word.translate(_TCVN3_TABLE)
    return _VNI_LETTER.sub(_vni_letter, word)


def _vni_letter(codes: re.Match) -> str:
    letter = _VNI[codes[0].lower()]
    return letter.upper() if codes[0][0].isupper() else letter
