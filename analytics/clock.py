"""The counter's clock: it believes a jump of more than an hour only when it stays.

A server's clock may run ahead by a month for a minute, until somebody sets it right. Views of
that minute go on by the clock that does not jump, and nobody is forgotten by a time that is not.
"""

import json
import logging
import time
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

logger = logging.getLogger(__name__)

MINUTE = 60_000
JUMP = 60 * MINUTE
BELIEVED_AFTER = 15 * MINUTE
# Goes on while the machine sleeps; the same for all its processes.
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_BOOT = Path("/proc/sys/kernel/random/boot_id")


class _Believed:
    """What this process takes for the difference between the two clocks (ms)."""

    offset = None
    doubted = None
    doubted_since = 0


def forget_believed():
    """Believe the system's clock, as a process does that begins."""
    _Believed.offset = _Believed.doubted = None


def now_ms():
    """Return the present in milliseconds since 1970."""
    steady = _steady_ms()
    offset = time.time_ns() // 1_000_000 - steady
    if _Believed.offset is None or abs(offset - _Believed.offset) <= JUMP:
        _Believed.offset, _Believed.doubted = offset, None
    elif _Believed.doubted is None or abs(offset - _Believed.doubted) > JUMP:
        _Believed.doubted, _Believed.doubted_since = offset, steady
        seconds = (offset - _Believed.offset) // 1000
        logger.warning("The clock jumped by %d s; believed if it stays for 15 minutes", seconds)
    elif steady - _Believed.doubted_since >= BELIEVED_AFTER:
        _Believed.offset, _Believed.doubted = offset, None
    return steady + _Believed.offset


def is_settled(now, newest):
    """Return whether anything may be forgotten because it is old by `now` (ms).

    So it is when this machine has seen no jump for 15 minutes, or knows of none and the
    counter's own `newest` sign of life (ms, or None) is less than an hour away. What the
    machine has seen is kept beside the journal, for commands that run for a moment.
    """
    note, steady = _read_note(), _steady_ms()
    boot, offset = _boot_id(), time.time_ns() // 1_000_000 - steady
    same_boot = note["boot"] == boot and 0 <= steady - note["last"] <= JUMP
    jumped = same_boot and abs(offset - note["offset"]) > JUMP
    goes_on = same_boot and not jumped
    since = note["since"] if goes_on else steady
    doubted = jumped or (goes_on and note["doubted"])
    stayed = steady - since >= BELIEVED_AFTER
    fresh = {"boot": boot, "offset": offset, "since": since, "last": steady}
    _write_note({**fresh, "doubted": doubted and not stayed})
    if stayed or doubted:
        return stayed and _Believed.doubted is None
    return _Believed.doubted is None and (newest is None or abs(now - newest) <= JUMP)


def has_stayed():
    """Return whether this machine's clock is known not to have jumped for 15 minutes."""
    note = _read_note()
    return note["boot"] == _boot_id() and note["last"] - note["since"] >= BELIEVED_AFTER


def is_doubted():
    """Return whether this machine's clock jumped lately, and is not believed yet."""
    return bool(_read_note()["doubted"])


def _steady_ms():
    return time.clock_gettime_ns(_STEADY) // 1_000_000


def _boot_id():
    try:
        return _BOOT.read_text().strip()
    except OSError:
        return ""


def _note():
    return settings.DATA_DIR / "visits" / "clock.json"


def _read_note():
    unknown = {"boot": None, "offset": 0, "since": 0, "last": 0, "doubted": False}
    try:
        return {**unknown, **json.loads(_note().read_text())}
    except (OSError, ValueError, TypeError):
        return unknown


def _write_note(note):
    try:
        _note().parent.mkdir(parents=True, exist_ok=True)
        _note().write_text(json.dumps(note))
    except OSError:
        logger.warning("The note of the counter's clock could not be written", exc_info=True)


def local_time(moment):
    """Return `moment` (ms) as a datetime in the office's time zone, to the minute."""
    return _local_minute(moment // MINUTE)


@lru_cache(maxsize=64)
def _local_minute(minute):
    return datetime.fromtimestamp(minute * 60, tz=timezone.get_default_timezone())
