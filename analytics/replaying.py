"""Counting what waits on disk, in steps beside which views and pages go on."""

import time

from django.db import Error, connection

from . import journal
from .connections import close_dead_connection
from .counting import apply_in_order
from .logs import log_once_a_minute
from .page_views import View

# Seconds of replaying in one run.
REPLAY_SECONDS = 0.2


class _Begun:
    """The replay that this process is at, if any."""

    replay = None


def replay():
    """Count everything that waits; return how many, or None if another process does."""
    counted = 0
    for step in journal.replay(View.read, apply_in_order):
        counted += step
    return None if journal.waits() else counted


def replay_for_a_moment():
    """Go on counting what waits, for a fifth of a second; return whether nothing waits now."""
    until = time.monotonic() + REPLAY_SECONDS
    try:
        if _Begun.replay is None:
            # A replay is made of transactions, which cannot begin again in the middle.
            close_dead_connection()
            _Begun.replay = journal.replay(View.read, apply_in_order)
        for _step in _Begun.replay:
            if time.monotonic() >= until:
                return False
        _Begun.replay = None
        # Perhaps another process is at it.
        while journal.waits() and time.monotonic() < until:
            time.sleep(0.005)
        return not journal.waits()
    except (Error, OSError):
        log_once_a_minute("What waits on disk cannot be counted yet")
        stop_replay()
        connection.close()
        return False


def stop_replay():
    if _Begun.replay is not None:
        _Begun.replay.close()
        _Begun.replay = None


def is_begun():
    """Say whether this process is at a replay, to be gone on with."""
    return _Begun.replay is not None
