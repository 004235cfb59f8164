"""Counting: views in one transaction, and the three numbers read back.

Whether a view starts a visit is computed inside the upsert, from the row it locks: reading
first and writing later would count simultaneous requests twice.
"""

import logging
import os
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.backends.signals import connection_created
from django.utils import timezone

from . import daily_keys, forgetting, group_commit, journal, statements, upserts
from .clock import now_ms

logger = logging.getLogger(__name__)

# A reader has two keys around midnight: yesterday's is kept until then, and a view that comes
# late, or from a server whose clock is slow, may find its reader under tomorrow's.
YESTERDAY_KEPT = timedelta(minutes=35)
TOMORROW_KNOWN = timedelta(hours=1)
SHARED_SECONDS = 2
PRUNE_EVERY_SECONDS = 60
# Seconds of replaying in one run, beside which views and pages go on.
REPLAY_SECONDS = 0.2
MAX_INTEGER = 2**63 - 1
KINDS = ("view", "alive")
# The year 2100: what lies behind it is no moment of a view.
LAST_MOMENT = 4_102_444_800_000
# Brought in place of a view, to be answered the numbers.
READ = None


@dataclass(frozen=True)
class Counts:
    """The three numbers of the visit block."""

    online: int
    today: int
    total: int


@dataclass(frozen=True, eq=False)
class View:
    """One request of a person, without anything that names them.

    `key`, `old_key`, `next_key` and `network` are keyed hashes: of the reader under today's key,
    under yesterday's in the first minutes of a day (else None), under tomorrow's in its last hour
    (else None), and of the reader's network. `now` is in milliseconds since 1970; `page` is a
    page's id or None.
    """

    key: int
    old_key: int | None
    network: int
    limit: int
    page: int | None
    kind: str
    now: int
    next_key: int | None = None

    @property
    def keys(self):
        """Return all keys under which the reader may be known."""
        return [key for key in (self.key, self.old_key, self.next_key) if key is not None]

    def written(self):
        """Return the view as a dict for a line of the journal."""
        table = asdict(self)
        if self.next_key is None:
            del table["next_key"]
        return table

    @classmethod
    def read(cls, table):
        """Return the view that a line of the journal holds (a dict).

        Raises TypeError for a field too many or too few, ValueError for a value that is none.
        """
        view = cls(**table)
        hashes = [view.key, view.network, *view.keys]
        numbers = [*hashes, view.limit, view.now, 1 if view.page is None else view.page]
        if not all(type(number) is int for number in numbers) or view.kind not in KINDS:
            raise ValueError("kind")
        if not all(-MAX_INTEGER - 1 <= number <= MAX_INTEGER for number in hashes):
            raise ValueError("hash")
        if not 0 <= view.limit <= MAX_INTEGER or not 0 < view.now < LAST_MOMENT:
            raise ValueError("limit or moment")
        if view.page is not None and not 0 < view.page <= MAX_INTEGER:
            raise ValueError("page")
        return view


class _Shared:
    """What the requests of one process share, each until a time on the monotonic clock."""

    online = 0
    online_until = 0.0
    counts = None
    counts_until = 0.0
    prune_at = 0.0
    replay = None
    connection = None


def forget_shared():
    """Drop what this process remembers between requests."""
    _stop_replay()
    _Shared.counts = None
    _Shared.online_until = _Shared.counts_until = _Shared.prune_at = 0.0


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
    old_key = next_key = None
    if local - midnight < YESTERDAY_KEPT:
        old_key = daily_keys.keyed_hash(reader.person, today - timedelta(days=1))
    elif local - midnight >= timedelta(days=1) - TOMORROW_KNOWN:
        next_key = daily_keys.keyed_hash(reader.person, today + timedelta(days=1))
    return View(
        key=daily_keys.keyed_hash(reader.person, today),
        old_key=old_key,
        network=daily_keys.keyed_hash(reader.network, today),
        limit=settings.VISIT_LIMITS["token" if reader.has_token else "no_token"],
        page=page,
        kind=kind,
        now=now,
        next_key=next_key,
    )


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
        return _Shared.counts


def _record_together(values, stay):
    """Count the views among `values`, each of another reader, or keep them all for later."""
    views = [value for value in values if value is not READ]
    if not views:
        return current()
    if journal.waits() and not _replay():
        return _queue(_staying(stay))
    try:
        return apply(views, stay)
    except _Unfinished:
        return _queue(_staying(stay))
    except journal.DATABASE_FAILURES:
        log_once_a_minute("The database does not count views: they wait on disk")
        connection.close()
        return _queue(_staying(stay))
    except Exception:
        return _one_by_one(_staying(stay))


def _staying(stay):
    return [value for value in stay() if value is not READ]


class _Unfinished(Exception):
    """Some of the views have been kept elsewhere meanwhile: none is to be counted."""


def _queue(views):
    """Keep `views` on disk, behind those that wait there."""
    if views:
        journal.append(views)


def _one_by_one(views):
    """Count `views` alone, and set aside the one that the database refuses."""
    counts = None
    for view in views:
        try:
            counts = apply([view])
        except journal.DATABASE_FAILURES:
            counts = None
            journal.append([view])
        except Exception:
            logger.exception("A view cannot be counted")
            journal.set_views_aside([view])
    return counts


def on_a_live_connection(work):
    """Return ``work()``, tried once more when the kept connection proves to be dead.

    Out here Django's request signals do not fire, and asking before every view would cost
    more than the view. A view that was committed before its connection died is counted once:
    the second time its reader is known.
    """
    kept = connection.connection
    try:
        return work()
    except Error:
        # Django may have opened another one already, when it ended the transaction.
        is_alive = connection.connection is kept and connection.is_usable()
        if kept is None or is_alive:
            raise
        connection.close()
        return work()


def _close_dead_connection():
    if connection.connection is not None and not connection.is_usable():
        connection.close()


def replay():
    """Count everything that waits; return how many, or None if another process does."""
    counted = 0
    for step in journal.replay(View.read, apply_in_order):
        counted += step
    return None if journal.waits() else counted


def _replay():
    """Go on counting what waits, for a fifth of a second; return whether nothing waits now."""
    until = time.monotonic() + REPLAY_SECONDS
    try:
        if _Shared.replay is None:
            # A replay is made of transactions, which cannot begin again in the middle.
            _close_dead_connection()
            _Shared.replay = journal.replay(View.read, apply_in_order)
        for _step in _Shared.replay:
            if time.monotonic() >= until:
                return False
        _Shared.replay = None
        # Perhaps another process is at it.
        while journal.waits() and time.monotonic() < until:
            time.sleep(0.005)
        return not journal.waits()
    except (Error, OSError):
        log_once_a_minute("What waits on disk cannot be counted yet")
        _stop_replay()
        connection.close()
        return False


def _stop_replay():
    if _Shared.replay is not None:
        _Shared.replay.close()
        _Shared.replay = None


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
    are asked before the commit, and nothing is counted if one of them has kept theirs elsewhere.
    """
    days = {view: _day(view.now) for view in views}
    with _plain_cursor() as cursor:
        any_counted = upserts.add(cursor, days)
        sums = _read_sums(cursor, max(days.values()))
        if stay is not None and len(_staying(stay)) < len(views):
            raise _Unfinished
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
    _Shared.counts = Counts(max(online, int(any_counted)), *sums)
    return _Shared.counts


def _after_commit(now):
    """Return the readers online, pruning when it is time: what is counted can no longer fail."""
    try:
        _prune(now)
        return _online(now)
    except Exception:
        log_once_a_minute("Readers could not be counted or forgotten after a view")
        connection.close()
        return _Shared.online


def _day(moment):
    return local_time(moment).date().isoformat()


def current(now=None):
    """Return the present `Counts` from the database without counting anything."""
    now = now_ms() if now is None else now
    return on_a_live_connection(lambda: Counts(_online(now), *_sums(local_time(now).date())))


def last_known():
    """Return `Counts` at most 2 seconds old, for pages: their script asks for newer ones.

    While the database is away they are as old as that; None when this process knows none.
    """
    clock = time.monotonic()
    if clock >= _Shared.counts_until:
        _Shared.counts = read()
        _Shared.counts_until = clock + SHARED_SECONDS
    return _Shared.counts


def last_shown():
    """Return the last `Counts` that this process knows, without asking; None if it knows none."""
    return _Shared.counts


def _sums(today):
    with connection.cursor() as cursor:
        return _read_sums(cursor, today)


def _read_sums(cursor, today):
    cursor.execute(statements.READ_SUMS, [today])
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
        forgetting.forget_if_settled(now)


def _idle():
    """Do what has to be done now and then; return whether to go on with it at once."""
    is_waiting = journal.waits() and not _replay()
    try:
        _prune(now_ms())
    except Exception:
        log_once_a_minute("Readers could not be forgotten")
        connection.close()
    # A replay that this process has begun; what another counts, or nobody can, is left alone.
    return is_waiting and _Shared.replay is not None


_logged = {}


def log_once_a_minute(message):
    """Log `message` and the present error, once a minute."""
    if time.monotonic() >= _logged.get(message, 0):
        _logged[message] = time.monotonic() + 60
        logger.warning(message, exc_info=True)


def in_own_thread():
    """Count in a thread of this process's own from now on: those of requests wait for a second."""
    connection_created.connect(_limit_waits, dispatch_uid="analytics")
    _group_commit.start()


def _limit_waits(connection, **signal):
    """Let no statement of the counter's own thread wait for long, nor be less than durable."""
    if threading.current_thread().name != group_commit.THREAD:
        return
    _Shared.connection = connection
    limits = statements.LIMITS[connection.vendor]
    with connection.cursor() as cursor:
        for statement in limits:
            cursor.execute(statement)


def _cut():
    """End a wait for a database that is silent: the thread that waits gets an error.

    The database's own limits need a database that answers; this closes the connection from here.
    """
    kept = _Shared.connection
    if kept is None or kept.vendor != "postgresql" or kept.connection is None:
        return
    log_once_a_minute("The database has been silent for seconds: its connection is given up")
    try:
        with socket.socket(fileno=os.dup(kept.connection.fileno())) as wire:
            wire.shutdown(socket.SHUT_RDWR)
    except (OSError, kept.Database.Error):
        # It ended by itself meanwhile.
        pass


_group_commit = group_commit.GroupCommit(
    _record_together,
    lambda view: () if view is READ else view.keys,
    turn=journal.turn,
    idle=_idle,
    cut=_cut,
)
