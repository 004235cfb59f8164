"""Which words Vietnamese spelling allows: onset, rime and tone."""

import re
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"(?<=[aeiouy])([\u0302\u0306\u031b]?)([{_TONES}])")
_ONSET = "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
_OPEN = (
    "a[iouy]?|â[uy]|eo?|êu?|i(?:a|êu|u)?|o(?:a[ioy]?|eo?|i)?|ôi?|ơi?"
    "|u(?:a|â?y|ê|i|ôi|ơ|y[au])?|ư(?:a|i|ơ[iu]|u)?|y(?:êu)?"
)
_NUCLEUS = "o[aăeo]|i?ê|uyê?|u[âêôơ]|ươ|yê|[aăâeioôơuưy]"
_SYLLABLE = re.compile(f"{_ONSET}(?:{_OPEN}|(?:{_NUCLEUS})(?:m|n|ng|nh))")
_STOPPED = re.compile(f"{_ONSET}(?:{_NUCLEUS})(?:c|ch|p|t)")
_TONES_OF_STOPPED = ("\u0301", "\u0323")


def is_syllable(word: str) -> bool:
    """Say whether `word`, in any case and with or without tone, is a possible Vietnamese syllable.

    Syllables that end in c, ch, p or t have the tone sắc or nặng. Wherever the tone stands
    ("hóa", "hoá"), it counts.
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [tone for _, tone in _TONE.findall(decomposed)]
    letters = unicodedata.normalize("NFC", _TONE.sub(r"\1", decomposed))
    if len(tones) > 1:
        return False
    if _SYLLABLE.fullmatch(letters):
        return True
    return tones != [] and tones[0] in _TONES_OF_STOPPED and bool(_STOPPED.fullmatch(letters))
