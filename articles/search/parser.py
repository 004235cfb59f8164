"""What a person asks for, as words to look up: pure, and the same for every database.

A text holds the words of a query when it holds all of them without marks: whoever wrote them
with the same marks, or beside each other, is among those, and comes first by its `tiers`.
"""

import re
from dataclasses import dataclass, field

from ..vietnamese.telex import plain, telex, words

# A query is a few words; what a bot pastes is cut.
MOST_WORDS = 24
_QUOTED = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]')


@dataclass(frozen=True)
class Term:
    """One word, or with `prefix` the beginning of one; in ASCII letters and digits only."""

    word: str
    prefix: bool = False


@dataclass(frozen=True)
class Phrase:
    """Words that stand beside each other; with `prefix` the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True)
class And:
    """All of `parts`: terms, phrases, or further `And` and `Or`."""

    parts: tuple


@dataclass(frozen=True)
class Or:
    """At least one of `parts`."""

    parts: tuple


@dataclass
class ParsedQuery:
    """What must match, and in `tiers` what makes one match better than another, best first."""

    must: Term | Phrase | And | Or | None = None
    spelled: list[tuple[str, str]] = field(default_factory=list)
    prefix: bool = False

    @property
    def tiers(self):
        """Return up to three conditions: exact words side by side, exact words, side by side."""
        if not self.spelled:
            return []
        exact = tuple(typed for typed, _bare in self.spelled)
        bare = tuple(bare for _typed, bare in self.spelled)
        found = [Phrase(exact), And(tuple(map(Term, exact))), Phrase(bare, self.prefix)]
        return found if len(exact) > 1 else [found[0], found[2]] if self.prefix else [found[0]]


def spelled_words(text: str) -> list[tuple[str, str]]:
    """Return (Telex, plain) of the words of `text`, the first `MOST_WORDS` of them."""
    pairs = ((telex(word), plain(word)) for word in words(text[:2000]))
    return [pair for pair in pairs if pair[0] and pair[1]][:MOST_WORDS]


def ask(text: str, prefix: bool = False, either: bool = False) -> ParsedQuery:
    """Return what `text` asks for; its quoted parts must stand as typed, side by side.

    With `prefix` the last word may be unfinished. With `either` one of the words is enough.
    `must` is None when there is no word in `text`.
    """
    quoted = [phrase for part in _QUOTED.findall(text) if (phrase := ask_phrase(part).must)]
    loose = spelled_words(_QUOTED.sub(" ", text))
    terms = [Term(bare) for _typed, bare in loose]
    unfinished = prefix and bool(terms) and text[-1:] not in '"”»'
    if unfinished:
        terms[-1] = Term(terms[-1].word, prefix=True)
    combine = any_of if either else all_of
    return ParsedQuery(combine([*quoted, *terms]), spelled_words(text), unfinished)


def ask_phrase(text: str) -> ParsedQuery:
    """Return the words of `text` side by side, with the marks that they have there."""
    pairs = spelled_words(text)
    return ParsedQuery(Phrase(tuple(typed for typed, _bare in pairs)) if pairs else None, pairs)


def all_of(parts):
    """Return the condition that all of `parts` hold; None when there are none."""
    parts = tuple(part for part in parts if part is not None)
    return And(parts) if len(parts) > 1 else next(iter(parts), None)


def any_of(parts):
    """Return the condition that one of `parts` holds; None when there are none."""
    parts = tuple(part for part in parts if part is not None)
    return Or(parts) if len(parts) > 1 else next(iter(parts), None)
