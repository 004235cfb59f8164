"""Counting: one view in one transaction, and the three numbers read back.

Whether a view starts a visit is computed inside the upsert, from the row it locks: reading
first and writing later would count simultaneous requests twice.
"""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from . import journal, readers, statements
from .models import DayKey

# Until then a reader may still be known under yesterday's key.
YESTERDAY_KEPT = timedelta(minutes=35)
SHARED_SECONDS = 2
PRUNE_EVERY_SECONDS = 60
POSTGRESQL_SLOTS = 16
BEFORE_ALL_DAYS = date(1970, 1, 1)


@dataclass(frozen=True)
class Counts:
    """The three numbers of the visit block."""

    online: int
    today: int
    total: int


@dataclass(frozen=True)
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
    """Return `moment` (ms) as a datetime in the office's time zone."""
    return datetime.fromtimestamp(moment / 1000, tz=timezone.get_default_timezone())


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
        old_key = readers.keyed_hash(reader.person, today - timedelta(days=1))
    return View(
        key=readers.keyed_hash(reader.person, today),
        old_key=old_key,
        network=readers.keyed_hash(reader.network, today),
        limit=settings.VISIT_LIMITS["token" if reader.has_token else "no_token"],
        page=page,
        kind=kind,
        now=now,
    )


def record(view):
    """Count `view` and return the present `Counts` once it is committed.

    While the database is away, or views of that time still wait, the view queues on disk and
    None is returned: it will be counted, once, later. Raises `journal.JournalFullError`.
    """
    if journal.waits():
        journal.append(view)
        return _replay()
    try:
        return apply(view)
    except DatabaseError:
        connection.close()
        journal.append(view)
        return None


def _replay():
    """Count everything that waits, if the database is back; return `Counts`, or None if not."""
    try:
        replayed = journal.replay(lambda table: apply(View(**table)))
        return None if replayed is None else current()
    except DatabaseError:
        connection.close()
        return None


def apply(view):
    """Count `view` in one transaction, and return the present `Counts`.

    A page that is not published counts for the visit and for nothing else.
    """
    today = local_time(view.now).date()
    with transaction.atomic(), connection.cursor() as cursor:
        if view.old_key is not None:
            _carry_over_midnight(cursor, view)
        started, counted = _see_reader(cursor, view, today)
        if started and not _within_limit(cursor, view):
            cursor.execute(statements.FORGET_READER, [view.key])
            cursor.execute(statements.ADD_TO_DAY, [today, _slot(view), 0, 0, 1])
        else:
            if counted:
                cursor.execute(statements.ADD_TO_DAY, [today, _slot(view), 1, int(started), 0])
            _see_page(cursor, view, today)
        sums = _read_sums(cursor, today)
    _prune(view.now)
    # Whoever was just counted is online, whatever the shared number still says.
    _Shared.counts = Counts(max(_online(view.now), int(counted)), *sums)
    return _Shared.counts


def current(now=None):
    """Return the present `Counts` without counting anything."""
    now = now_ms() if now is None else now
    with connection.cursor() as cursor:
        sums = _read_sums(cursor, local_time(now).date())
    return Counts(_online(now), *sums)


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


def _see_reader(cursor, view, today):
    """Note the reader's sign of life; return whether it starts a visit, and counts for today."""
    if view.kind == "alive":
        cursor.execute(statements.KEEP_ALIVE, {"key": view.key, "now": view.now, "day": today})
        return cursor.fetchone() or (False, False)
    cursor.execute(statements.SEE_READER, [view.key, view.now, today])
    return cursor.fetchone()


def _see_page(cursor, view, today):
    if view.kind != "view" or view.page is None:
        return
    cursor.execute(statements.SEE_PAGE, [view.key, view.now, view.page])
    row = cursor.fetchone()
    if row and row[0]:
        cursor.execute(statements.ADD_TO_PAGE, [view.page, today])


def _within_limit(cursor, view):
    cursor.execute(statements.COUNT_NETWORK, [view.network, view.now])
    return cursor.fetchone()[0] <= view.limit


def _carry_over_midnight(cursor, view):
    """Let the reader whom yesterday's key knows go on under today's."""
    cursor.execute(statements.CARRY_OVER_MIDNIGHT, [view.old_key])
    carried = cursor.fetchone()
    if carried:
        cursor.execute(statements.KEEP_CARRIED, [view.key, *carried])
        cursor.execute(statements.CARRY_VIEWS, [view.key, view.old_key])


def _slot(view):
    return view.key % POSTGRESQL_SLOTS if connection.vendor == "postgresql" else 0


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
        DayKey.objects.filter(day__lt=first_day_kept).delete()
    readers.forget_keys(before=first_day_kept)
