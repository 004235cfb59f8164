"""Counting: one view in one transaction, and the three numbers read back.

Whether a view starts a visit is computed inside the upsert, from the row it locks: reading
first and writing later would count simultaneous requests twice.
"""

import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from . import batches, journal, keys, statements, tally

logger = logging.getLogger(__name__)

# Until then a reader may still be known under yesterday's key.
YESTERDAY_KEPT = timedelta(minutes=35)
SHARED_SECONDS = 2
PRUNE_EVERY_SECONDS = 60
BEFORE_ALL_DAYS = date(1970, 1, 1)


@dataclass(frozen=True)
class Counts:
    """The three numbers of the visit block."""

    online: int
    today: int
    total: int


@dataclass(frozen=True, eq=False)
class View:
    """One request of a person, without anything that names them.

    `key`, `old_key` and `network` are keyed hashes: of the reader under today's key, under
    yesterday's in the first minutes of a day (else None), and of the reader's network.
    `now` is in milliseconds since 1970; `page` is a page's id or None.
    """

    key: int
    old_key: int | None
    network: int
    limit: int
    page: int | None
    kind: str
    now: int


class _Shared:
    """What the requests of one process share, each until a time on the monotonic clock."""

    online = 0
    online_until = 0.0
    counts = None
    counts_until = 0.0
    prune_at = 0.0


def forget_shared():
    """Drop what this process remembers between requests."""
    _Shared.counts = None
    _Shared.online_until = _Shared.counts_until = _Shared.prune_at = 0.0


def now_ms():
    """Return the present in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def local_time(moment):
    """Return `moment` (ms) as a datetime in the office's time zone, to the minute."""
    return _local_minute(moment // statements.MINUTE)


@lru_cache(maxsize=64)
def _local_minute(minute):
    return datetime.fromtimestamp(minute * 60, tz=timezone.get_default_timezone())


def view_of(reader, page, kind="view", now=None):
    """Return the `View` of a request by `reader` (a `readers.Identity`).

    `page`: the id of a page, or None. `kind`: "view", or "alive" for a sign of life. `now`:
    milliseconds since 1970, the present when left out.
    """
    now = now_ms() if now is None else now
    local = local_time(now)
    today = local.date()
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    old_key = None
    if local - midnight < YESTERDAY_KEPT:
        old_key = keys.keyed_hash(reader.person, today - timedelta(days=1))
    return View(
        key=keys.keyed_hash(reader.person, today),
        old_key=old_key,
        network=keys.keyed_hash(reader.network, today),
        limit=settings.VISIT_LIMITS["token" if reader.has_token else "no_token"],
        page=page,
        kind=kind,
        now=now,
    )


def record(view):
    """Count `view` and return the present `Counts` once it is committed.

    Views that arrive together are committed together. While the database is away, or views of
    that time still wait, the view queues on disk and None is returned: it will be counted,
    once, later. Raises `journal.JournalFullError`.
    """
    return _together.run(view)


def _record_together(views):
    """Count `views`, each of another reader, or keep them all on disk for later."""
    if journal.waits():
        journal.append(views)
        return _replay()
    try:
        return apply(views)
    except DatabaseError:
        connection.close()
        journal.append(views)
        return None


_together = batches.Together(_record_together, lambda view: view.key, journal.turn)


def on_a_live_connection(work):
    """Return ``work()``, tried once more when the kept connection proves to be dead.

    Out here Django's request signals do not fire, and asking before every view would cost
    more than the view. A view that was committed before its connection died is counted once:
    the second time its reader is known.
    """
    kept = connection.connection
    try:
        return work()
    except DatabaseError:
        # Django may have opened another one already, when it ended the transaction.
        is_alive = connection.connection is kept and connection.is_usable()
        if kept is None or is_alive:
            raise
        connection.close()
        return work()


def _close_dead_connection():
    if connection.connection is not None and not connection.is_usable():
        connection.close()


def _replay():
    """Count everything that waits, if the database is back; return `Counts`, or None if not."""
    # A replay is a transaction of its own, which cannot begin again in the middle.
    _close_dead_connection()
    try:
        replayed = journal.replay(lambda table: add([View(**table)]))
        return None if replayed is None else current()
    except DatabaseError:
        connection.close()
        return None


def add(views):
    """Count `views`, each of another reader, in one transaction.

    Returns whether any was added to its day, and the sums (today, total). A page that is not
    published counts for the visit and for nothing else.
    """
    days = {view: _day(view.now) for view in views}
    with _plain_cursor() as cursor:
        any_counted = tally.add(cursor, days)
        return any_counted, _read_sums(cursor, max(days.values()))


@contextmanager
def _plain_cursor():
    """Yield the driver's own cursor in a transaction: Django's costs more than the statements.

    The driver's errors are raised as Django's.
    """
    with connection.wrap_database_errors, transaction.atomic():
        cursor = connection.connection.cursor()
        yield statements.Cursor(cursor) if connection.vendor == "sqlite" else cursor


def apply(views):
    """Count `views`, each of another reader, and return the present `Counts`."""
    any_counted, sums = on_a_live_connection(lambda: add(views))
    online = _after_commit(max(view.now for view in views))
    # Whoever was just counted is online, whatever the shared number still says.
    _Shared.counts = Counts(max(online, int(any_counted)), *sums)
    return _Shared.counts


def _after_commit(now):
    """Return the readers online, pruning when it is time: what is counted can no longer fail."""
    try:
        _prune(now)
        return _online(now)
    except DatabaseError:
        logger.warning("Readers could not be counted or forgotten after a view", exc_info=True)
        connection.close()
        return _Shared.online


def _day(moment):
    return local_time(moment).date().isoformat()


def current(now=None):
    """Return the present `Counts` without counting anything."""
    now = now_ms() if now is None else now
    return on_a_live_connection(lambda: Counts(_online(now), *_sums(local_time(now).date())))


def last_known():
    """Return `Counts` at most 2 seconds old, for pages: their script asks for newer ones.

    While the database is away they are as old as that; None when this process knows none.
    """
    clock = time.monotonic()
    if clock >= _Shared.counts_until:
        try:
            _Shared.counts = current()
        except DatabaseError:
            connection.close()
        _Shared.counts_until = clock + SHARED_SECONDS
    return _Shared.counts


def _sums(today):
    with connection.cursor() as cursor:
        return _read_sums(cursor, today)


def _read_sums(cursor, today):
    cursor.execute(statements.READ_SUMS, [today, BEFORE_ALL_DAYS])
    today_visits, total = cursor.fetchone()
    return int(today_visits), int(total)


def _online(now):
    """Return the readers with a sign of life in the last five minutes, at most 2 seconds old."""
    clock = time.monotonic()
    if clock >= _Shared.online_until:
        with connection.cursor() as cursor:
            cursor.execute(statements.READ_ONLINE, [now - statements.ONLINE])
            _Shared.online = cursor.fetchone()[0]
        _Shared.online_until = clock + SHARED_SECONDS
    return _Shared.online


def _prune(now):
    """Forget what is kept for minutes only, at most once a minute."""
    clock = time.monotonic()
    if clock >= _Shared.prune_at:
        _Shared.prune_at = clock + PRUNE_EVERY_SECONDS
        forget_old(now)


def forget_old(now=None):
    """Delete readers and networks 35 minutes after their last sign, and keys of days gone by."""
    now = now_ms() if now is None else now
    first_day_kept = local_time(now - statements.READER_KEPT).date()
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement, kept in statements.PRUNE:
                cursor.execute(statement, [now - kept])
        keys.forget(before=first_day_kept)
