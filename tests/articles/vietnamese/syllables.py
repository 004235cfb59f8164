"""The syllables that Vietnamese spelling allows, made from onsets, rimes and tones."""

import unicodedata
from itertools import product

ONSETS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh"),
    *("nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"),
)
OPEN_RIMES = (
    *("a", "ai", "ao", "au", "ay", "âu", "ây", "e", "eo", "ê", "êu", "i", "ia", "iêu", "iu", "o"),
    *("oa", "oai", "oao", "oay", "oe", "oeo", "oi", "ô", "ôi", "ơ", "ơi", "u", "ua", "uây", "uê"),
    *("ui", "uôi", "uơ", "uy", "uya", "uyu", "ư", "ưa", "ưi", "ươi", "ươu", "ưu", "y", "yêu"),
)
NUCLEI = (
    *("a", "ă", "â", "e", "ê", "i", "iê", "o", "oa", "oă", "oe", "oo", "ô", "ơ", "u", "uâ", "uô"),
    *("uy", "uyê", "ư", "ươ", "yê"),
)
ALL_TONES = ("", *"\u0300\u0301\u0303\u0309\u0323")
CODAS = {"": ALL_TONES} | dict.fromkeys(("c", "ch", "p", "t"), ("\u0301", "\u0323"))
CODAS |= dict.fromkeys(("m", "n", "ng", "nh"), ALL_TONES)


def _with_tone(onset, rime, coda, tone):
    """Put the tone on the marked vowel, or on the first of two that end a word, or the last."""
    vowels = [place for place, char in enumerate(rime) if char in "aăâeêioôơuưy"]
    marked = [place for place in vowels if rime[place] in "ăâêôơư"]
    place = marked[-1] if marked else vowels[-1 if coda or len(vowels) == 1 else -2]
    spelled = f"{onset}{rime[: place + 1]}{tone}{rime[place + 1 :]}{coda}"
    return unicodedata.normalize("NFC", spelled)


def _rimes():
    yield from ((rime, "") for rime in OPEN_RIMES)
    yield from product(NUCLEI, filter(None, CODAS))


def _is_spelled_so(onset, rime):
    """ "gi" and an i are written with one i; the i of "giá" belongs to the onset."""
    return not (onset in ("g", "gi") and rime.startswith("i") and rime != "i")


SYLLABLES = sorted(
    {
        _with_tone(onset, rime, coda, tone)
        for onset, (rime, coda) in product(ONSETS, _rimes())
        for tone in CODAS[coda]
        if _is_spelled_so(onset, rime)
    }
)
