"""The place in a text that says what a reader asked for, with the words marked."""

import re
from itertools import pairwise

from .telex import plain, words

_WORD = re.compile(r"(?:[^\W_]+[\u0300-\u036f]*)+")


def mark(text: str, query: str, length: int = 0) -> list[tuple[str, bool]]:
    """Return `text` in pieces (text, matches the query); joined, they are the text again.

    With a `length` only about so many characters around the place with most of the query's words
    are kept, cut between words and with "…" where something is left out. Words match without
    their marks, and keep those they have.
    """
    wanted = set(filter(None, map(plain, words(query[:2000]))))
    found = [match for match in _WORD.finditer(text) if plain(match[0]) in wanted]
    start, stop = _window(text, found, wanted, length)
    pieces, at = [("…", False)] if start else [], start
    for match in found:
        if start <= match.start() and match.end() <= stop:
            pieces += [(text[at : match.start()], False), (match[0], True)]
            at = match.end()
    pieces += [(text[at:stop], False), ("…" if stop < len(text) else "", False)]
    return _joined([piece for piece in pieces if piece[0]])


def _window(text, found, wanted, length):
    if not length or len(text) <= length:
        return 0, len(text)
    best = max(found, key=lambda match: _score(found, match, length), default=None)
    start = max(0, best.start() - length // 4) if best else 0
    start = min(start, len(text) - length)
    stop = start + length
    if start:
        start = text.find(" ", start) + 1 or start
    if stop < len(text):
        stop = max(text.rfind(" ", start, stop), best.end() if best else start + 1)
    return start, stop


def _score(found, first, length):
    """Return how many different words, and how many neighbours, stand near `first`."""
    reach = first.start() + length * 3 // 4
    near = [match for match in found if first.start() <= match.start() < reach][:12]
    beside = sum(after.start() - before.end() == 1 for before, after in pairwise(near))
    return len({plain(match[0]) for match in near}), beside, -first.start()


def _joined(pieces):
    """Return marked words that only a space parts as one: "công đoàn" is one mark, not two."""
    result = []
    for piece, marked in pieces:
        if marked and len(result) > 1 and result[-1] == (" ", False) and result[-2][1]:
            result[-2:] = [(f"{result[-2][0]} {piece}", True)]
        else:
            result.append((piece, marked))
    return result
