"""Counting: one view in one transaction, and the three numbers read back.

Whether a view starts a visit is computed inside the upsert, from the row it locks: reading
first and writing later would count simultaneous requests twice.
"""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from .models import Balance, LedgerEntry
from .readers import reader_key

SECOND = 1000
MINUTE = 60 * SECOND
SAME_VIEW = 10 * SECOND
VISIT_GAP = 30 * MINUTE
ONLINE = 5 * MINUTE
READER_KEPT = 35 * MINUTE
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


class _Shared:
    """What the requests of one process share, each until a time on the monotonic clock."""

    online = 0
    online_until = 0.0
    counts = None
    counts_until = 0.0
    prune_at = 0.0


def forget_shared():
    """Drop what this process remembers between requests."""
    _Shared.online_until = _Shared.counts_until = _Shared.prune_at = 0.0


CARRY_OVER_MIDNIGHT = """
    DELETE FROM analytics_reader WHERE key = %s RETURNING seen, day, started, counted
"""
KEEP_CARRIED = """
    INSERT INTO analytics_reader (key, seen, day, started, counted) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (key) DO NOTHING
"""
CARRY_VIEWS = "UPDATE analytics_recentview SET reader = %s WHERE reader = %s"
SEE_READER = f"""
    INSERT INTO analytics_reader (key, seen, day, started, counted)
    VALUES (%s, %s, %s, TRUE, TRUE)
    ON CONFLICT (key) DO UPDATE SET
        started = excluded.seen - analytics_reader.seen > {VISIT_GAP},
        counted = excluded.seen - analytics_reader.seen > {VISIT_GAP}
               OR excluded.day > analytics_reader.day,
        seen = CASE WHEN excluded.seen > analytics_reader.seen
                    THEN excluded.seen ELSE analytics_reader.seen END,
        day = CASE WHEN excluded.day > analytics_reader.day
                   THEN excluded.day ELSE analytics_reader.day END
    RETURNING started, counted
"""
KEEP_ALIVE = f"""
    UPDATE analytics_reader SET
        started = FALSE,
        counted = %(day)s > day,
        seen = CASE WHEN %(now)s > seen THEN %(now)s ELSE seen END,
        day = CASE WHEN %(day)s > day THEN %(day)s ELSE day END
    WHERE key = %(key)s AND %(now)s - seen <= {VISIT_GAP}
    RETURNING started, counted
"""
SEE_PAGE = f"""
    INSERT INTO analytics_recentview (reader, page, viewed, fresh)
    SELECT %s, id, %s, TRUE FROM wagtailcore_page WHERE id = %s AND live
    ON CONFLICT (reader, page) DO UPDATE SET
        fresh = excluded.viewed - analytics_recentview.viewed >= {SAME_VIEW},
        viewed = CASE WHEN excluded.viewed - analytics_recentview.viewed >= {SAME_VIEW}
                      THEN excluded.viewed ELSE analytics_recentview.viewed END
    RETURNING fresh
"""
ADD_TO_DAY = """
    INSERT INTO analytics_day (date, slot, visits, started) VALUES (%s, %s, %s, %s)
    ON CONFLICT (date, slot) DO UPDATE SET
        visits = analytics_day.visits + excluded.visits,
        started = analytics_day.started + excluded.started
"""
ADD_TO_PAGE = """
    INSERT INTO analytics_pageday (page, date, views) VALUES (%s, %s, 1)
    ON CONFLICT (page, date) DO UPDATE SET views = analytics_pageday.views + 1
"""
READ_SUMS = """
    SELECT
        (SELECT COALESCE(SUM(visits), 0) FROM analytics_day WHERE date = %s),
        (SELECT COALESCE(SUM(visits), 0) FROM analytics_balance)
        + (SELECT COALESCE(SUM(started), 0) FROM analytics_day
           WHERE date > COALESCE((SELECT MAX(through) FROM analytics_balance), %s))
"""
READ_ONLINE = "SELECT COUNT(*) FROM analytics_reader WHERE seen > %s"


def now_ms():
    """Return the present in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def local_time(moment):
    """Return `moment` (ms) as a datetime in the office's time zone."""
    return datetime.fromtimestamp(moment / SECOND, tz=timezone.get_default_timezone())


def count(reader, page, kind="view", now=None):
    """Count one request of a person, and return the day's `Counts` once it is committed.

    `reader`: the bytes of `readers.identity`. `page`: the id of a page, or None; a page that
    is not published counts for the visit and for nothing else. `kind`: "view", or "alive" for
    a sign of life, which never starts a visit. `now`: milliseconds since 1970.
    """
    now = now_ms() if now is None else now
    local = local_time(now)
    today = local.date()
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    key = reader_key(reader, today)
    old_key = None
    if local - midnight < YESTERDAY_KEPT:
        old_key = reader_key(reader, today - timedelta(days=1))
    with transaction.atomic(), connection.cursor() as cursor:
        if old_key is not None:
            _carry_over_midnight(cursor, old_key, key)
        started, counted = _see_reader(cursor, key, now, today, kind)
        if counted:
            cursor.execute(ADD_TO_DAY, [today, _slot(key), int(counted), int(started)])
        if kind == "view" and page is not None:
            cursor.execute(SEE_PAGE, [key, now, page])
            row = cursor.fetchone()
            if row and row[0]:
                cursor.execute(ADD_TO_PAGE, [page, today])
        sums = _read_sums(cursor, today)
    _prune(now)
    return Counts(_online(now), *sums)


def current(now=None):
    """Return the present `Counts` without counting anything."""
    now = now_ms() if now is None else now
    with connection.cursor() as cursor:
        sums = _read_sums(cursor, local_time(now).date())
    return Counts(_online(now), *sums)


def last_known():
    """Return `Counts` at most 2 seconds old, for pages: their script asks for newer ones."""
    clock = time.monotonic()
    if clock >= _Shared.counts_until:
        _Shared.counts = current()
        _Shared.counts_until = clock + SHARED_SECONDS
    return _Shared.counts


def open_books(amount, note, made_by=None):
    """Add `amount` visits (a positive number) to the total, with the reason; return the entry."""
    with transaction.atomic():
        entry = LedgerEntry.objects.create(amount=amount, note=note, made_by=made_by)
        Balance.objects.get_or_create(pk=1, defaults={"through": BEFORE_ALL_DAYS})
        Balance.objects.filter(pk=1).update(visits=F("visits") + amount)
    return entry


def _see_reader(cursor, key, now, today, kind):
    if kind == "alive":
        cursor.execute(KEEP_ALIVE, {"key": key, "now": now, "day": today})
        return cursor.fetchone() or (False, False)
    cursor.execute(SEE_READER, [key, now, today])
    return cursor.fetchone()


def _carry_over_midnight(cursor, old_key, key):
    """Let the reader whom yesterday's key knows go on under today's."""
    cursor.execute(CARRY_OVER_MIDNIGHT, [old_key])
    carried = cursor.fetchone()
    if carried:
        cursor.execute(KEEP_CARRIED, [key, *carried])
        cursor.execute(CARRY_VIEWS, [key, old_key])


def _slot(key):
    return key % POSTGRESQL_SLOTS if connection.vendor == "postgresql" else 0


def _read_sums(cursor, today):
    cursor.execute(READ_SUMS, [today, BEFORE_ALL_DAYS])
    today_visits, total = cursor.fetchone()
    return int(today_visits), int(total)


def _online(now):
    """Return the readers with a sign of life in the last five minutes, at most 2 seconds old."""
    clock = time.monotonic()
    if clock >= _Shared.online_until:
        with connection.cursor() as cursor:
            cursor.execute(READ_ONLINE, [now - ONLINE])
            _Shared.online = cursor.fetchone()[0]
        _Shared.online_until = clock + SHARED_SECONDS
    return _Shared.online


def _prune(now):
    """Forget readers 35 minutes after their last sign of life; at most once a minute."""
    clock = time.monotonic()
    if clock < _Shared.prune_at:
        return
    _Shared.prune_at = clock + PRUNE_EVERY_SECONDS
    yesterday = local_time(now - READER_KEPT).date() - timedelta(days=1)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM analytics_reader WHERE seen < %s", [now - READER_KEPT])
        cursor.execute("DELETE FROM analytics_recentview WHERE viewed < %s", [now - READER_KEPT])
        cursor.execute("DELETE FROM analytics_daykey WHERE day <= %s", [yesterday])
