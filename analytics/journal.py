"""Views that wait for the database: kept on disk while it is away, applied exactly once after.

A line holds keyed hashes, a page and a time, and no address. While anything waits, new views
queue behind it, so that they are applied in the order in which they happened. A line that cannot
be read or applied is set aside in a file of its own, and stops none of the others.
"""

import fcntl
import json
import logging
import os
import time
import uuid
from contextlib import ExitStack, contextmanager
from functools import cache
from itertools import islice
from threading import Lock

from django.conf import settings
from django.db import connection, transaction
from django.db.utils import InterfaceError, InternalError, OperationalError, ProgrammingError

from .models import AppliedView

logger = logging.getLogger(__name__)

MAX_BYTES = 64 * 1024 * 1024
# Views in one transaction of a replay: a few milliseconds.
STEP = 100
# Seconds that a view waits for each of those who write: of this process, and of others.
WRITE_WAIT = 0.15
_writers, _entries = Lock(), []
# What fails for every view alike: the database is away, locked, broken or not migrated.
DATABASE_FAILURES = (InterfaceError, InternalError, OperationalError, ProgrammingError)


class JournalFullError(Exception):
    """The journal has grown to its limit: the database has been away for very long."""


class JournalBusyError(OSError):
    """Another process has been writing to the journal for too long."""


class _Entry:
    """Lines that a thread wants written."""

    def __init__(self, lines):
        self.lines, self.error, self.is_done = lines, None, False


def _folder():
    return settings.DATA_DIR / "visits"


def _files():
    """Return the file that a replay has set aside to count, and the one that grows."""
    return _folder() / "batch.jsonl", _folder() / "waiting.jsonl"


def waits():
    """Return whether any view waits for the database."""
    return any(os.path.exists(path) for path in _files())


def oldest():
    """Return the moment (ms) of the first view that waits, as far as it can be read, or None."""
    moments = []
    for path in _files():
        try:
            with open(path, "rb") as file:
                lines = islice((line for line in file if line.strip()), STEP)
                tables = [json.loads(line) for line in lines]
                moments.append(min(table["now"] for table in tables))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return min(moments, default=None)


def set_aside_count():
    """Return how many lines could not be read or applied, and lie in a file of their own."""
    try:
        return (_folder() / "aside.jsonl").read_bytes().count(b"\n")
    except OSError:
        return 0


def append(views):
    """Keep `views` (`page_views.View`s) on disk; returns when they would survive a power cut.

    Raises OSError, or `JournalFullError`.
    """
    entry = _Entry([_line({"id": uuid.uuid4().hex, **view.written()}) for view in views])
    _entries.append(entry)
    with _writing():
        # Whoever writes does so for all that wait: the disk is waited for once.
        if not entry.is_done:
            _write_entries()
    if entry.error is not None:
        raise entry.error


def _write_entries():
    entries = _entries[:]
    del _entries[: len(entries)]
    error = None
    try:
        _write(_files()[1], [line for entry in entries for line in entry.lines], MAX_BYTES)
    except (OSError, JournalFullError) as raised:
        error = raised
    for entry in entries:
        entry.error, entry.is_done = error, True


def _line(table):
    return json.dumps(table, separators=(",", ":")).encode()


def _write(path, lines, most=float("inf")):
    is_new = not path.exists()
    with open(path, "ab+") as file:
        if file.seek(0, os.SEEK_END) > most:
            raise JournalFullError
        if not is_new and not _ends_with_a_line(file):
            # A power cut may have left half a line: these begin on a line of their own.
            file.write(b"\n")
        file.write(b"\n".join(lines) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        _keep_names()


def _ends_with_a_line(file):
    if not file.tell():
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def _keep_names():
    """Let the names of the files survive a power cut too."""
    folder = os.open(_folder(), os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def set_aside(lines):
    """Keep `lines` (bytes) where nobody counts them, for a person to look at."""
    logger.error("%d views could not be counted: see %s", len(lines), _folder() / "aside.jsonl")
    with _locked("aside"):
        _write(_folder() / "aside.jsonl", lines)


def set_views_aside(views):
    """Keep `views` (`page_views.View`s) that the database refuses where nobody counts them."""
    set_aside([_line(view.written()) for view in views])


def replay(read, apply):
    """Yield after each few of the waiting views how many of them were applied.

    ``read(table)`` makes a view of a line, or raises ValueError, KeyError or TypeError;
    ``apply(views)`` applies some in order, in the transaction in which it is called. One process
    replays at a time; for the others this ends at once. A view and the mark that it was applied
    are committed together, so that a replay killed half-way goes on where it stopped. Raises what
    tells that the database is away, and keeps what was not applied.
    """
    with _locked("replay", wait=0) as locked:
        while locked and waits():
            yield from _replay_file(_batch(), read, apply)


def _batch():
    """Return the file to replay: the one of a replay that stopped, or else what waits now."""
    batch, waiting = _files()
    if not batch.exists():
        # Set aside, so that it grows no more.
        with _writing():
            waiting.rename(batch)
    return batch


def _replay_file(path, read, apply):
    ids = []
    with open(path, "rb") as file:
        while lines := list(islice(file, STEP)):
            views = _read(lines, read)
            ids.extend(views)
            yield _apply_once(views, apply)
    path.unlink()
    _keep_names()
    for start in range(0, len(ids), 500):
        AppliedView.objects.filter(pk__in=ids[start : start + 500]).delete()


def _read(lines, read):
    """Return {id: view} of those `lines` that can be read, and set the others aside."""
    views, broken = {}, []
    for line in filter(None, map(bytes.strip, lines)):
        try:
            table = json.loads(line)
            view_id = table.pop("id")
            if not isinstance(view_id, str) or len(view_id) != 32:
                raise ValueError(view_id)
            views[view_id] = read(table)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            broken.append(line)
    if broken:
        set_aside(broken)
    return views


def _apply_once(views, apply):
    """Apply what is not marked as applied, together or else one by one."""
    try:
        return _apply_marked(views, apply)
    except DATABASE_FAILURES:
        raise
    except Exception:
        if len(views) == 1:
            logger.exception("A waiting view cannot be applied")
            set_views_aside(views.values())
            return 0
        return sum(_apply_once({view_id: view}, apply) for view_id, view in views.items())


def _apply_marked(views, apply):
    if not views:
        return 0
    rows = ", ".join(["(%s)"] * len(views))
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO analytics_appliedview (id) VALUES {rows}"
                " ON CONFLICT (id) DO NOTHING RETURNING id",
                list(views),
            )
            fresh = {view_id for (view_id,) in cursor.fetchall()}
        apply([view for view_id, view in views.items() if view_id in fresh])
    return len(fresh)


@contextmanager
def turn():
    """Hold this machine's turn to commit views.

    While one process has it, the views of the others gather: fewer, larger commits, and no
    process sleeps in a database's queue for its lock.
    """
    following, present = _turn_files(_folder())
    # Whoever had the turn gets it back only after those who wait for it.
    fcntl.flock(following, fcntl.LOCK_EX)
    fcntl.flock(present, fcntl.LOCK_EX)
    fcntl.flock(following, fcntl.LOCK_UN)
    try:
        yield
    finally:
        fcntl.flock(present, fcntl.LOCK_UN)


@cache
def _turn_files(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return [open(folder / name, "ab") for name in ("turn.next.lock", "turn.lock")]


@contextmanager
def _writing():
    """Be the only one who writes to the journal; raise `JournalBusyError` if that takes long."""
    if not _writers.acquire(timeout=WRITE_WAIT):
        raise JournalBusyError("Others write to the visit journal")
    try:
        with ExitStack() as stack:
            # Whoever wrote last writes again only after those who wait.
            with _locked("write.next", WRITE_WAIT) as is_next:
                is_writer = is_next and stack.enter_context(_locked("write", WRITE_WAIT))
            if not is_writer:
                raise JournalBusyError("Another process writes to the visit journal")
            yield
    finally:
        _writers.release()


@contextmanager
def _locked(name, wait=None):
    """Hold the lock `name` of this machine; yields False if it was taken for `wait` seconds."""
    _folder().mkdir(parents=True, exist_ok=True)
    with open(_folder() / f"{name}.lock", "ab") as file:
        yield _lock(file, wait)


def _lock(file, wait):
    if wait is None:
        fcntl.flock(file, fcntl.LOCK_EX)
        return True
    until = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.001)
        else:
            return True
