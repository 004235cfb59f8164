"""The three numbers, read from the database and shared for two seconds by a process."""

import time
from dataclasses import dataclass

from django.db import connection

from . import statements
from .clock import local_time, now_ms
from .connections import on_a_live_connection

SHARED_SECONDS = 2


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


def forget_shared():
    """Ask the database anew for the next numbers."""
    _Shared.counts = None
    _Shared.online_until = 0.0


def remember(counts):
    """Let `counts` be the last that this process knows, and return them."""
    _Shared.counts = counts
    return counts


def last_online():
    """Return the readers online as this process last knew them, without asking."""
    return _Shared.online


def current(now=None):
    """Return the present `Counts` from the database without counting anything."""
    now = now_ms() if now is None else now
    return on_a_live_connection(lambda: Counts(online(now), *_sums(local_time(now).date())))


def last_shown():
    """Return the last `Counts` that this process knows, without asking; None if it knows none."""
    return _Shared.counts


def _sums(today):
    with connection.cursor() as cursor:
        return read_sums(cursor, today)


def read_sums(cursor, today):
    cursor.execute(statements.READ_SUMS, [today])
    today_visits, total = cursor.fetchone()
    return int(today_visits), int(total)


def online(now):
    """Return the readers with a sign of life in the last five minutes, at most 2 seconds old."""
    clock = time.monotonic()
    if clock >= _Shared.online_until:
        with connection.cursor() as cursor:
            cursor.execute(statements.READ_ONLINE, [now - statements.ONLINE])
            _Shared.online = cursor.fetchone()[0]
        _Shared.online_until = clock + SHARED_SECONDS
    return _Shared.online
