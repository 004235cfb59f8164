"""Words that somebody may have meant: one slip of the finger from what was typed."""

from itertools import pairwise
from string import ascii_lowercase

LONGEST = 12


def slips(word: str) -> set[str]:
    """Return the plain words one slip away: a letter missing, added, wrong, or two exchanged.

    Some six hundred for a word of ten letters; a longer one than `LONGEST` has none.
    """
    if len(word) > LONGEST:
        return set()
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    missing = {left + right[1:] for left, right in halves if right}
    added = {left + letter + right for left, right in halves for letter in ascii_lowercase}
    wrong = {left + letter + right[1:] for left, right in halves for letter in ascii_lowercase}
    exchanged = {
        word[:place] + second + first + word[place + 2 :]
        for place, (first, second) in enumerate(pairwise(word))
    }
    return (missing | added | wrong | exchanged) - {word, ""}
