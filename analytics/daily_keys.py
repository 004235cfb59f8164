"""The random key of each day, which turns a reader into a number that nobody can turn back.

Keys live in the database, made a week ahead, so that an outage over several midnights has them.
A copy on this machine lets a server that starts while the database is away keep views for later;
a key leaves it when its day is over, whether the database answers or not.
"""

import json
import logging
import os
import secrets
import tempfile
from datetime import date, timedelta
from hashlib import blake2b
from threading import Lock

from django.conf import settings

from . import erasure
from .models import DayKey

logger = logging.getLogger(__name__)

DAYS_AHEAD = 7
_known = {}
_copying = Lock()


class _Erased:
    """The day before which this process has seen all keys overwritten."""

    before = None


def keyed_hash(data, day):
    """Return the signed 64-bit number that stands for `data` (bytes) on `day` (a date)."""
    digest = blake2b(data, digest_size=8, key=_known.get(day) or _key_of(day)).digest()
    return int.from_bytes(digest, "big", signed=True)


def load(day):
    """Have the keys of `day` and of a week after at hand, making those that are missing."""
    days = [day + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1)]
    if all(needed in _known for needed in days):
        return
    DayKey.objects.bulk_create(
        (DayKey(day=needed, key=secrets.token_bytes(32)) for needed in days), ignore_conflicts=True
    )
    for kept in DayKey.objects.filter(day__in=days):
        _known[kept.day] = bytes(kept.key)
    _write_copy(_read_copy() | _known)


def forget(before):
    """Drop the keys of the days before `before` from this process, its copy and the database."""
    forget_copied(before)
    # Each process sees to it once a day: the one that deleted a key may have ended since.
    if _Erased.before != before and erasure.erase_keys(before):
        _Erased.before = before


def forget_copied(before):
    """Drop the keys of the days before `before` from this process and its copy."""
    for day in [day for day in _known if day < before]:
        del _known[day]
    copy = _read_copy()
    if any(day < before for day in copy):
        _write_copy({day: key for day, key in copy.items() if day >= before})
        for unfinished in _copy().parent.glob("keys.*.new"):
            unfinished.unlink(missing_ok=True)


def forget_known():
    """Drop what this process knows: the next reader's key is read again."""
    _known.clear()
    _Erased.before = None


def _key_of(day):
    # The copy first: it answers also while the database is silent.
    _known.update({**_read_copy(), **_known})
    if day not in _known:
        load(day)
    return _known[day]


def copied_days():
    """Return the days whose keys lie beside the journal."""
    return sorted(_read_copy())


def _copy():
    return settings.DATA_DIR / "visits" / "keys.json"


def _read_copy():
    try:
        copy = json.loads(_copy().read_text())
        return {date.fromisoformat(day): bytes.fromhex(key) for day, key in copy.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write_copy(known):
    """Write the keys beside the journal, for the account of the server alone; counting goes on."""
    text = json.dumps({day.isoformat(): key.hex() for day, key in sorted(known.items())})
    try:
        with _copying:
            _copy().parent.mkdir(parents=True, exist_ok=True)
            # Readable for its owner only; a name of its own, as several processes write.
            handle, fresh = tempfile.mkstemp(dir=_copy().parent, prefix="keys.", suffix=".new")
            try:
                with open(handle, "w") as file:
                    file.write(text)
                os.replace(fresh, _copy())
            except OSError:
                os.unlink(fresh)
                raise
    except OSError:
        logger.warning("The copy of the visit counter's keys could not be written", exc_info=True)
