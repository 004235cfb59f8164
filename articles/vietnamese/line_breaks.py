"""Where a name may be broken at the end of a line."""

import re
from itertools import pairwise

# Longer chains would not fit beside an emblem on a phone of 320 pixels.
LONGEST_CHAIN = 4
_NO_BREAK = "\u00a0"


def bind_names(text):
    """Return `text` with the syllables of each word of a name held together by no-break spaces.

    Official spelling gives a capital to the first syllable of each word that makes up a name
    (Nghị định 30/2020/NĐ-CP, phụ lục II): "Liên đoàn", "Thanh Hóa". So a capital and the syllable
    after it stay on one line. Words all in capitals say nothing, and are left alone.
    """
    syllables = text.split(" ")
    bound, chain = syllables[0], 1
    for before, after in pairwise(syllables):
        chain = chain + 1 if _starts_a_word(before) and chain < LONGEST_CHAIN else 1
        bound += (_NO_BREAK if chain > 1 else " ") + after
    return bound


def _starts_a_word(syllable):
    return bool(re.fullmatch(r"[^\W\d_]+", syllable)) and syllable.istitle()
