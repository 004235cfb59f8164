"""What a page was told by the database, and whether it would be told the same now.

A page is made of the answers to its questions. Their digests are kept beside it; once anything
has changed the questions are asked again, and the page is made anew only if one has another
answer. Nobody declares what a page depends on, and nobody can forget to.
"""

import logging
import pickle
import time
import zlib
from contextlib import closing
from contextvars import ContextVar
from dataclasses import dataclass, field
from hashlib import blake2b
from math import inf

from django.core.files.storage import default_storage
from django.db import connection

from .backends import attempt
from .changes import settled_change
from .tables import COUNTS_OF_PAGES, UNSEEN_COLUMNS, is_passing, is_unseen, read_by

# Seconds for which a page shows as it was what changes all the time.
LATE = 3600
# How many answers a process remembers for the other pages that ask the same.
REMEMBERED = 10_000

logger = logging.getLogger(__name__)
_recording = ContextVar("recording", default=None)
_remembered = {}


@dataclass(frozen=True)
class Dependencies:
    """The questions (packed), the digests of their answers in the same order, and an end.

    `until` is in seconds since the epoch: what is seen changes then by time alone.
    """

    questions: bytes
    answers: tuple
    until: float = inf

    @property
    def has_ended(self):
        """Whether what was made is another one by now, though nothing was changed."""
        return time.time() >= self.until


@dataclass
class Recording:
    """What is asked while something is made: (question: None), and (question: digest) of parts."""

    asked: dict = field(default_factory=dict)
    answered: dict = field(default_factory=dict)
    until: float = inf
    is_whole: bool = True

    def __call__(self, execute, sql, params, many, context):
        if _recording.get() is self:
            self._note(sql, params)
        return execute(sql, params, many, context)

    def _note(self, sql, params):
        tables = read_by(sql)
        if unseen := sorted(filter(is_unseen, tables)):
            logger.error("What is made for all readers asks for %s, and is not kept.", unseen)
            self.is_whole = False
        if any(map(is_passing, tables)):
            self.until = min(self.until, time.time() + LATE)
        elif tables:
            self.ask(("rows", sql, params))

    def ask(self, question):
        self.asked[repr(question)] = question

    def use(self, dependencies):
        self.until = min(self.until, dependencies.until)
        for question, answer in zip(_unpack(dependencies), dependencies.answers, strict=True):
            self.answered[repr(question)] = (question, answer)

    def dependencies(self):
        """Return what was asked with the answers as they are now, as `Dependencies`."""
        answers = dict(self.answered)
        for name, question in self.asked.items():
            if name not in answers:
                answers[name] = (question, _answer(question))
        questions = [question for question, _answer in answers.values()]
        packed = zlib.compress(pickle.dumps(questions), 3)
        return Dependencies(packed, tuple(answer for _, answer in answers.values()), self.until)


def record(make):
    """Return (`make()`, its `Dependencies`), or (`make()`, None) where they cannot be told.

    That is so when something changed meanwhile, when no reader should see what it asks for, and
    while the database is away.
    """
    outer, recording = _recording.get(), Recording()
    before, dependencies = attempt(settled_change), None
    token = _recording.set(recording)
    try:
        with connection.execute_wrapper(recording):
            made = make()
        if before and recording.is_whole:
            dependencies = attempt(recording.dependencies)
        if attempt(settled_change) != before:
            dependencies = None
    finally:
        _recording.reset(token)
        if outer and dependencies is None:
            outer.is_whole = False
    depend_on(dependencies)
    return made, dependencies


def without_recording(make):
    """Return `make()`, which is told nothing that what is being made does not ask elsewhere."""
    token = _recording.set(None)
    try:
        return make()
    finally:
        _recording.reset(token)


def is_recording():
    """Return whether what is being made may be kept."""
    return _recording.get() is not None


def depend_on(dependencies):
    """Have what is being made depend on a part that was made before."""
    if dependencies and is_recording():
        _recording.get().use(dependencies)


def end_at(moment):
    """Have what is being made be made anew at `moment`, an aware datetime."""
    if is_recording():
        _recording.get().until = min(_recording.get().until, moment.timestamp())


def file_exists(name):
    """Return whether the upload `name` is there; what is being made depends on it."""
    if is_recording():
        _recording.get().ask(("file", name))
    return default_storage.exists(name)


def hold(dependencies, generation):
    """Return whether all `dependencies` have the answers of then.

    What was asked since the last change, which `generation` names, is not asked again.
    """
    return not dependencies.has_ended and all(
        _answer_in(generation, question) == answer
        for question, answer in zip(_unpack(dependencies), dependencies.answers, strict=True)
    )


def _unpack(dependencies):
    return pickle.loads(zlib.decompress(dependencies.questions))


def _answer_in(generation, question):
    name = _digest(question)
    known = _remembered.get(name)
    if known is None or known[0] != generation:
        known = generation, _answer(question)
        if len(_remembered) >= REMEMBERED:
            _remembered.clear()
        _remembered[name] = known
    return known[1]


def _answer(question):
    """Return the digest of what is answered to `question` now."""
    kind, *asked = question
    return _digest(default_storage.exists(*asked) if kind == "file" else _rows(*asked))


def _rows(sql, params):
    with connection.wrap_database_errors:
        connection.ensure_connection()
        with closing(connection.create_cursor()) as cursor:
            cursor.execute(sql, params) if params else cursor.execute(sql)
            shown = [
                (place, column[0] in COUNTS_OF_PAGES)
                for place, column in enumerate(cursor.description)
                if column[0] not in UNSEEN_COLUMNS
            ]
            rows = cursor.fetchall()
    return [
        [bool(row[place]) if is_count else row[place] for place, is_count in shown] for row in rows
    ]


def _digest(value):
    return blake2b(repr(value).encode(errors="surrogatepass"), digest_size=16).digest()
