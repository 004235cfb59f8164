"""What belongs to readers leaves no trace: not in the database's files, and in no copy of it."""

import logging

from django.db import Error, connection

from .models import DayKey, Machine, Network, Reader, RecentView

logger = logging.getLogger(__name__)

# Known for minutes, or for a day, or of this machine alone: no dump and no backup takes them.
SHORT_LIVED = (DayKey, Machine, Reader, RecentView, Network)
# SQLite keeps former pages in its log until that is copied and cut.
CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"
# PostgreSQL leaves former rows in a table's pages: it is written anew, and the old file goes.
REWRITE = "VACUUM FULL analytics_daykey"


def erase_keys(before):
    """Delete the keys of the days before `before` from the database, and overwrite them.

    Returns whether that is done. Not in the middle of a transaction, where no file can be written
    anew, nor while others are reading: then it is to be tried again.
    """
    old = DayKey.objects.filter(day__lt=before)
    old.update(key=bytes(32))
    old.delete()
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(REWRITE)
                return True
            cursor.execute(CHECKPOINT)
            is_busy, _pages, _copied = cursor.fetchone()
            return not is_busy
    except Error:
        logger.warning("The keys of days gone by could not be overwritten yet", exc_info=True)
        return False
