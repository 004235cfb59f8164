"""Which words Vietnamese spelling allows, and where a word has its tone.

The tone stands on the vowel with a mark of its own ("người", not "ngừơi"), on the last vowel
before a final consonant ("hoàn"), on the first of two and the middle one of three else. In open
"oa", "oe" and "uy" both places are in use ("hóa", "hoá").
"""

import re
import unicodedata
from functools import lru_cache

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
_WORD = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")
_CLUSTER = re.compile(".[\u0300-\u036f]*")
_MARKS = "\u0302\u0306\u031b"
_VOWELS = re.compile("(?:qu|gi(?=[aeiouy])|[^aeiouy]*)(?P<vowels>[aeiouy]+)(?P<final>.*)")
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


def misplaced_tones(text: str) -> dict[str, str]:
    """Return the words of `text` (NFC) whose tone stands in the wrong place, and how they go."""
    words = (word for word in _WORD.findall(text) if not word.isascii())
    return {word: right for word in words if (right := with_tone_placed(word)) != word}


@lru_cache(maxsize=32_768)
def with_tone_placed(word: str) -> str:
    """Return `word` (NFC) with its tone where it belongs: "ngừơi" gives "người".

    "é" with a loose circumflex gives "ế". What is no syllable stays, and so do both "hóa" and
    "hoá".
    """
    clusters = _CLUSTER.findall(unicodedata.normalize("NFD", word))
    places = [place for place, cluster in enumerate(clusters) if set(cluster) & set(_TONES)]
    if len(places) != 1 or not is_syllable(word):
        return word
    (tone,) = set(clusters[places[0]]) & set(_TONES)
    letters = [cluster.replace(tone, "") for cluster in clusters]
    right = _places_of_tone(letters)
    letters[places[0] if places[0] in right else right[0]] += tone
    return unicodedata.normalize("NFC", "".join(letters))


def _places_of_tone(letters):
    """Return the indices of `letters` (NFD, without tone) at which a syllable may have its tone."""
    bare = "".join(letter[0] for letter in letters).lower()
    vowels = _VOWELS.match(bare)
    places = range(*vowels.span("vowels"))
    marked = [place for place in places if set(letters[place]) & set(_MARKS)]
    if marked:
        return marked[-1:]
    if vowels["final"]:
        return places[-1:]
    if vowels["vowels"] in ("oa", "oe", "uy"):
        return places
    return places[1:2] if len(places) == 3 else places[:1]
