"""Recording a view, and reading the numbers, in the one thread of a process that counts.

Neither waits for a second: while the database is away or too slow, views wait on disk.
"""

import logging
import time

from django.db import Error, connection
from django.db.backends.signals import connection_created

from . import connections, counting, group_commit, journal, reading, replaying
from .clock import now_ms
from .logs import log_once_a_minute

logger = logging.getLogger(__name__)

# Brought in place of a view, to be answered the numbers.
READ = None


class _LastKnown:
    """Until when what pages are told stays as it is, on the monotonic clock."""

    until = 0.0


def forget_shared():
    """Drop what this process remembers between requests."""
    replaying.stop_replay()
    counting.forget_pruning()
    reading.forget_shared()
    _LastKnown.until = 0.0


def record(view):
    """Count `view` and return the present `Counts` once it is committed.

    Views that arrive together are committed together. While the database is away or too slow,
    or views of that time still wait, the view queues on disk and None is returned: it will be
    counted, once, later. Either way it would survive a power cut. Raises OSError or
    `journal.JournalFullError` when it could be kept nowhere, and never waits for a second.
    """
    try:
        return _group_commit.run(view)
    except group_commit.TooSlow:
        journal.append([view])
        return None


def read():
    """Return the present `Counts` without counting anything.

    While the database is away or too slow they are the last that this process knows; None if it
    knows none. Never waits for a second.
    """
    try:
        return _group_commit.run(READ)
    except (Error, OSError, group_commit.TooSlow):
        return reading.last_shown()


def last_known():
    """Return `Counts` at most 2 seconds old, for pages: their script asks for newer ones.

    While the database is away they are as old as that; None when this process knows none.
    """
    clock = time.monotonic()
    if clock >= _LastKnown.until:
        reading.remember(read())
        _LastKnown.until = clock + reading.SHARED_SECONDS
    return reading.last_shown()


def _record_together(values, stay):
    """Count the views among `values`, each of another reader, or keep them all for later."""
    views = [value for value in values if value is not READ]
    if not views:
        return reading.current()

    def staying():
        return [value for value in stay() if value is not READ]

    if journal.waits() and not replaying.replay_for_a_moment():
        return _queue(staying())
    try:
        return counting.apply(views, staying)
    except counting.Unfinished:
        return _queue(staying())
    except journal.DATABASE_FAILURES:
        log_once_a_minute("The database does not count views: they wait on disk")
        connection.close()
        return _queue(staying())
    except Exception:
        return _one_by_one(staying())


def _queue(views):
    """Keep `views` on disk, behind those that wait there."""
    if views:
        journal.append(views)


def _one_by_one(views):
    """Count `views` alone, and set aside the one that the database refuses."""
    numbers = None
    for view in views:
        try:
            numbers = counting.apply([view])
        except journal.DATABASE_FAILURES:
            numbers = None
            journal.append([view])
        except Exception:
            logger.exception("A view cannot be counted")
            journal.set_views_aside([view])
    return numbers


def _idle():
    """Do what has to be done now and then; return whether to go on with it at once."""
    is_waiting = journal.waits() and not replaying.replay_for_a_moment()
    try:
        counting.prune(now_ms())
    except Exception:
        log_once_a_minute("Readers could not be forgotten")
        connection.close()
    # A replay that this process has begun; what another counts, or nobody can, is left alone.
    return is_waiting and replaying.is_begun()


def in_own_thread():
    """Count in a thread of this process's own from now on: those of requests wait for a second."""
    connection_created.connect(connections.limit_waits, dispatch_uid="analytics")
    _group_commit.start()


_group_commit = group_commit.GroupCommit(
    _record_together,
    lambda view: () if view is READ else view.keys,
    turn=journal.turn,
    idle=_idle,
    cut=connections.cut,
)
