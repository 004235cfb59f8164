"""The random key of each day, which turns a reader into a number that nobody can turn back.

Keys live in the database. A copy on this machine lets a server that starts while the database
is away keep views for later; it is deleted with the key.
"""

import json
import os
import secrets
from datetime import date, timedelta
from hashlib import blake2b

from django.conf import settings
from django.db import DatabaseError

from .models import DayKey

_known = {}


def keyed_hash(data, day):
    """Return the signed 64-bit number that stands for `data` (bytes) on `day` (a date)."""
    digest = blake2b(data, digest_size=8, key=_key_of(day)).digest()
    return int.from_bytes(digest, "big", signed=True)


def load(day):
    """Have the keys of `day` and of the day after at hand, making those that are missing.

    Tomorrow's is made a day ahead, so that an outage across midnight has one.
    """
    missing = [needed for needed in (day, day + timedelta(days=1)) if needed not in _known]
    for needed in missing:
        key, _created = DayKey.objects.get_or_create(
            day=needed, defaults={"key": secrets.token_bytes(32)}
        )
        _known[needed] = bytes(key.key)
    if missing:
        _write_copy()


def forget(before):
    """Drop the keys of the days before `before` from the database, this process and its copy."""
    DayKey.objects.filter(day__lt=before).delete()
    for day in [day for day in _known if day < before]:
        del _known[day]
    if any(day < before for day in _read_copy()):
        _write_copy()


def forget_known():
    """Drop what this process knows: the next reader's key is read again."""
    _known.clear()


def _key_of(day):
    if day + timedelta(days=1) not in _known or day not in _known:
        try:
            load(day)
        except DatabaseError:
            # Only tomorrow's is missing, or a copy has today's: views go on.
            _known.update({**_read_copy(), **_known})
            if day not in _known:
                raise
    return _known[day]


def _copy():
    return settings.DATA_DIR / "visits" / "keys.json"


def _read_copy():
    try:
        copy = json.loads(_copy().read_text())
        return {date.fromisoformat(day): bytes.fromhex(key) for day, key in copy.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _write_copy():
    """Write the keys of this process beside the journal, for the account of the server alone."""
    _copy().parent.mkdir(parents=True, exist_ok=True)
    fresh = _copy().with_suffix(f".{os.getpid()}.new")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump({day.isoformat(): key.hex() for day, key in _known.items()}, file)
    fresh.replace(_copy())
