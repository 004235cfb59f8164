"""Forgetting readers 35 minutes after their last sign of life, and keys of days gone by.

Views that waited on a machine while the database was away belong to visits of that time. So
readers are forgotten by the time of the machine that is furthest behind: each says, whenever it
forgets, up to when all its views are in the database.
"""

import socket
from datetime import datetime
from hashlib import blake2b

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import timezone

from . import clock, daily_keys, journal, statements

# An hour into the day, however long it took until somebody forgot.
KEYS_LEAVE = 60 * statements.MINUTE


def forget_if_settled(now):
    """Forget what is old at `now` (ms), unless the clock has jumped lately; make keys ahead.

    Returns whether anything could be forgotten. Raises what tells that the database is away; the
    copy of yesterday's key goes all the same.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(statements.LAST_SEEN)
            newest = cursor.fetchone()[0]
    except Error:
        if clock.is_settled(now, None):
            daily_keys.forget_copied(before=_day(now - statements.READER_KEPT))
        raise
    is_settled = clock.is_settled(now, newest)
    if is_settled:
        forget_old(now)
    daily_keys.load(_day(now))
    return is_settled


def forget_old(now=None):
    """Delete readers and networks 35 minutes after their last sign, and keys of days gone by."""
    now = clock.now_ms() if now is None else now
    daily_keys.forget(before=_day(now - statements.READER_KEPT))
    with transaction.atomic(), connection.cursor() as cursor:
        behind = _publish(cursor, now)
        for statement, kept in statements.PRUNE:
            cursor.execute(statement, [behind - kept])


def _publish(cursor, now):
    """Say up to when this machine's views are counted; return that of the one furthest behind."""
    oldest = journal.oldest()
    mine = now if oldest is None else min(now, oldest)
    cursor.execute(statements.PUBLISH, [_machine(), mine, now, now])
    (since,) = cursor.fetchone()
    # After an outage the others get time to come back; one that is gone for good gets no more.
    heard_from = now - statements.GAP if now - since >= statements.GAP else 0
    cursor.execute(statements.FURTHEST_BEHIND, [_machine(), heard_from])
    others = cursor.fetchone()[0]
    return mine if others is None else min(mine, others)


def _machine():
    """Return the name of this machine, or of one of several servers on it."""
    name = f"{socket.gethostname()}\0{settings.DATA_DIR}"
    return blake2b(name.encode(), digest_size=16).hexdigest()


def _day(moment):
    return datetime.fromtimestamp(moment / 1000, tz=timezone.get_default_timezone()).date()
