"""The part of a text that shows a reader why a search found it."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from .telex import WORD, plain, telex, words
from .text import nfc

ELLIPSIS = "…"
_QUOTED = re.compile(r"[\"“”]([^\"“”]*)[\"“”]")
_TOKEN = re.compile(r"\S+")
# Matches with only this between them are marked as one: "Công đoàn", "37/QĐ-LĐLĐ".
_JOINT = re.compile(r"[ /\-–]")

Pieces = list[tuple[str, bool]]
Term = tuple[str, ...]


class Match(NamedTuple):
    """Characters `start` to `end` of a text, and which term of the query they match."""

    start: int
    end: int
    term: Term


def mark(text: str, query: str, length: int = 200) -> Pieces:
    """Return the best excerpt of `text` for `query`, as pieces with whether each is a match.

    The joined pieces are the excerpt, in NFC with single spaces and the author's accents, and
    "…" where it was cut. Without the "…" it has at most `length` characters, except that a
    word is never cut. Words without marks match all that fold to them, others match their exact
    spelling, or where there is none, what folds alike; a quoted part matches as a phrase.
    With no match the excerpt is the beginning. Nothing is escaped: the template does that.
    """
    text = " ".join(nfc(text).split())
    matches = sorted(_matches(text, _terms(query)))
    start, end = _window(text, *_densest(matches, length), length)
    inside = _joined(
        text, [match for match in matches if start <= match.start and match.end <= end]
    )
    return list(_pieces(text, inside, start, end))


def _terms(query: str) -> set[Term]:
    """Return the phrases and the single words of `query`, each as a tuple of words."""
    query = nfc(query)
    phrases = {tuple(words(quoted)) for quoted in _QUOTED.findall(query)}
    singles = {(word,) for word in words(_QUOTED.sub(" ", query))}
    return (phrases | singles) - {()}


def _matches(text: str, terms: set[Term]) -> Iterator[Match]:
    found = list(WORD.finditer(text)) if terms else []
    exact, folded = ([spell(word[0]) for word in found] for spell in (telex, plain))
    for term in terms:
        spelled, bare = list(map(telex, term)), list(map(plain, term))
        places = [] if _has_no_marks(term) else _places(exact, spelled)
        for place in places or _places(folded, bare):
            yield Match(found[place].start(), found[place + len(term) - 1].end(), term)


def _has_no_marks(term: Term) -> bool:
    return all(word.isascii() for word in term)


def _places(spelled: list[str], wanted: list[str]) -> list[int]:
    """Return where the run of words `wanted`, none of them empty, starts in `spelled`."""
    if not all(wanted):
        return []
    size = len(wanted)
    firsts = (place for place, word in enumerate(spelled) if word == wanted[0])
    return [place for place in firsts if spelled[place : place + size] == wanted]


def _densest(matches: list[Match], length: int) -> tuple[int, int]:
    """Return start and end of the first run of matches with the most different terms in `length`.

    Among equals the one with more neighbouring matches wins, then the one with more matches.
    """
    best, span = (0, 0, 0), (0, 0)
    last = 0
    for first, match in enumerate(matches):
        while last < len(matches) and matches[last].end - match.start <= length:
            last += 1
        run = matches[first : max(last, first + 1)]
        if (value := _value(run)) > best:
            best, span = value, (match.start, max(one.end for one in run))
    return span


def _value(run: list[Match]) -> tuple[int, int, int]:
    neighbours = sum(after.start - before.end == 1 for before, after in pairwise(run))
    return len({match.term for match in run}), neighbours, len(run)


def _window(text: str, start: int, end: int, length: int) -> tuple[int, int]:
    """Return `start` and `end` moved outwards to whole words and up to `length` characters.

    A third of the room goes to what stands before, where the text does not end sooner.
    """
    tokens = [token.span() for token in _TOKEN.finditer(text)]
    if not tokens or len(text) <= length:
        return 0, len(text)
    inside = [place for place, (left, right) in enumerate(tokens) if right > start and left < end]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    earliest = start - (length - (end - start)) // 3
    first = _moved_back(tokens, first, max(tokens[last][1] - length, earliest))
    while last + 1 < len(tokens) and tokens[last + 1][1] - tokens[first][0] <= length:
        last += 1
    first = _moved_back(tokens, first, tokens[last][1] - length)
    return tokens[first][0], tokens[last][1]


def _moved_back(tokens: list[tuple[int, int]], first: int, earliest: int) -> int:
    while first and tokens[first - 1][0] >= earliest:
        first -= 1
    return first


def _joined(text: str, matches: Iterable[Match]) -> list[tuple[int, int]]:
    """Return the spans of `matches`, those that overlap or touch across one joint made one."""
    spans: list[tuple[int, int]] = []
    for start, end, _ in matches:
        if spans and (start <= spans[-1][1] or _JOINT.fullmatch(text, spans[-1][1], start)):
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _pieces(
    text: str, spans: list[tuple[int, int]], start: int, end: int
) -> Iterator[tuple[str, bool]]:
    place, opening = start, ELLIPSIS if start else ""
    for left, right in spans:
        if before := opening + text[place:left]:
            yield before, False
        yield text[left:right], True
        place, opening = right, ""
    if rest := opening + text[place:end] + (ELLIPSIS if end < len(text) else ""):
        yield rest, False
