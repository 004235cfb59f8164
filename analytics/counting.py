"""Counting: views in one transaction, each of another reader.

Whether a view starts a visit is computed inside the upsert, from the row it locks: reading
first and writing later would count simultaneous requests twice.
"""

import time
from contextlib import contextmanager

from django.db import connection, transaction

from . import forgetting, reading, statements, upserts
from .clock import local_time
from .connections import on_a_live_connection
from .logs import log_once_a_minute
from .reading import Counts

PRUNE_EVERY_SECONDS = 60


class _Pruning:
    """When this process prunes next, on the monotonic clock."""

    at = 0.0


def forget_pruning():
    """Prune with the next view."""
    _Pruning.at = 0.0


class Unfinished(Exception):
    """Some of the views have been kept elsewhere meanwhile: none is to be counted."""


def apply_in_order(views):
    """Count `views` in the transaction that is open, those of one reader one after the other."""
    some, taken = [], set()
    for view in views:
        if not taken.isdisjoint(view.keys):
            add(some)
            some, taken = [], set()
        some.append(view)
        taken.update(view.keys)
    if some:
        add(some)


def add(views, stay=None):
    """Count `views`, each of another reader, in one transaction.

    Returns whether any was added to its day, and the sums (today, total). A page that is not
    published counts for the visit and for nothing else. With `stay`, those who brought the views
    are asked before the commit (it returns theirs), and nothing is counted if one of them has kept
    theirs elsewhere.
    """
    days = {view: _day(view.now) for view in views}
    with _plain_cursor() as cursor:
        any_counted = upserts.add(cursor, days)
        sums = reading.read_sums(cursor, max(days.values()))
        if stay is not None and len(stay()) < len(views):
            raise Unfinished
    return any_counted, sums


@contextmanager
def _plain_cursor():
    """Yield the driver's own cursor in a transaction: Django's costs more than the statements.

    The driver's errors are raised as Django's.
    """
    with connection.wrap_database_errors, transaction.atomic():
        cursor = connection.connection.cursor()
        yield statements.Cursor(cursor) if connection.vendor == "sqlite" else cursor


def apply(views, stay=None):
    """Count `views`, each of another reader, and return the present `Counts`."""
    any_counted, sums = on_a_live_connection(lambda: add(views, stay))
    online = _after_commit(max(view.now for view in views))
    # Whoever was just counted is online, whatever the shared number still says.
    return reading.remember(Counts(max(online, int(any_counted)), *sums))


def _after_commit(now):
    """Return the readers online, pruning when it is time: what is counted can no longer fail."""
    try:
        prune(now)
        return reading.online(now)
    except Exception:
        log_once_a_minute("Readers could not be counted or forgotten after a view")
        connection.close()
        return reading.last_online()


def _day(moment):
    return local_time(moment).date().isoformat()


def prune(now):
    """Forget what is kept for minutes only, at most once a minute."""
    clock = time.monotonic()
    if clock >= _Pruning.at:
        _Pruning.at = clock + PRUNE_EVERY_SECONDS
        forgetting.forget_if_settled(now)
