"""Views that wait for the database: kept on disk while it is away, applied exactly once after.

A line holds a keyed hash, a page and a time, and no address. While anything waits, new views
queue behind it, so that they are applied in the order in which they happened.
"""

import fcntl
import json
import logging
import os
import uuid
from contextlib import contextmanager
from dataclasses import asdict

from django.conf import settings
from django.db import connection, transaction

from .models import AppliedView

logger = logging.getLogger(__name__)

MAX_BYTES = 64 * 1024 * 1024


class JournalFullError(Exception):
    """The journal has grown to its limit: the database has been away for very long."""


def _folder():
    return settings.DATA_DIR / "visits"


def waits():
    """Return whether any view waits for the database."""
    try:
        return any(name.endswith(".jsonl") for name in os.listdir(_folder()))
    except FileNotFoundError:
        return False


def append(views):
    """Keep `views` (`counting.View`s) on disk; returns when they would survive a power cut."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    tables = ({"id": uuid.uuid4().hex, **asdict(view)} for view in views)
    lines = "\n".join(json.dumps(table, separators=(",", ":")) for table in tables)
    with _locked("write"), open(folder / "waiting.jsonl", "ab+") as file:
        size = file.seek(0, os.SEEK_END)
        if size > MAX_BYTES:
            raise JournalFullError
        # A power cut may have left half a line: this one begins on a line of its own.
        file.write(b"\n" + lines.encode() if size else lines.encode())
        file.flush()
        os.fsync(file.fileno())


def replay(apply):
    """Apply every waiting view with ``apply(table)`` and return how many were applied.

    One process replays at a time; for the others this returns None at once. A view and the
    mark that it was applied are committed together, so that a replay killed half-way goes on
    where it stopped. Raises what `apply` raises, and keeps what was not applied.
    """
    _folder().mkdir(parents=True, exist_ok=True)
    with _locked("replay", wait=False) as locked:
        if not locked:
            return None
        applied = 0
        while waits():
            applied += _replay_file(_batch(), apply)
        return applied


def _batch():
    """Return the file to replay: the one of a replay that stopped, or else what waits now."""
    batch, waiting = _folder() / "batch.jsonl", _folder() / "waiting.jsonl"
    if not batch.exists():
        # Set aside, so that it grows no more.
        with _locked("write"):
            waiting.rename(batch)
    return batch


def _replay_file(path, apply):
    applied = 0
    ids = []
    for line in path.read_bytes().split():
        try:
            view = json.loads(line)
            ids.append(view.pop("id"))
        except (ValueError, KeyError, AttributeError):
            # The last line of a machine that lost its power: it was never answered.
            logger.warning("A broken line in the visit journal was left out")
            continue
        applied += _apply_once(ids[-1], view, apply)
    path.unlink()
    AppliedView.objects.filter(pk__in=ids).delete()
    return applied


def _apply_once(view_id, view, apply):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO analytics_appliedview (id) VALUES (%s) ON CONFLICT (id) DO NOTHING",
                [view_id],
            )
            if cursor.rowcount == 0:
                return 0
        apply(view)
    return 1


def turn():
    """Return a context manager that holds this machine's turn to commit views.

    While one process has it, the views of the others gather: fewer, larger commits, and no
    process sleeps in a database's queue for its lock.
    """
    _folder().mkdir(parents=True, exist_ok=True)
    return _locked("turn")


@contextmanager
def _locked(name, wait=True):
    """Hold the lock `name` of this machine; yields False when it is taken and `wait` is false."""
    with open(_folder() / f"{name}.lock", "ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
