"""One transaction's work: readers, networks, days and pages, a statement for each kind.

Whether a view starts a visit is computed inside the upsert, from the row it locks: reading
first and writing later would count simultaneous requests twice. Rows are locked kind by kind
in the order of their keys, so that two processes never wait for each other in a circle.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import connection

from . import networks, statements

POSTGRESQL_SLOTS = 16


@dataclass(frozen=True)
class Seen:
    """What a view did to the row of its reader.

    Whether it starts a visit, and counts for its day; the day from which it moved the beginning
    of the visit, or None; whether the reader was counted before, or waits to be.
    """

    started: bool = False
    counted: bool = False
    moved_from: object = None
    was_known: bool = True
    waits: bool = False


def add(cursor, days):
    """Count the views of `days`, {view: its day as text}, each of another reader.

    Returns whether any was added to its day.
    """
    keys = _reader_keys(cursor, days)
    seen = _see_readers(cursor, days, keys) | _keep_alive(cursor, days, keys)
    held = _hold_back(cursor, {view: seen[view] for view in days if seen[view].started}, keys)
    _add_to_days(cursor, days, seen, held)
    _add_to_pages(cursor, days, keys, held)
    return any(seen[view].counted for view in days if view not in held)


def _reader_keys(cursor, views):
    """Return {view: key of its reader's row}.

    Around midnight a reader's row stands under the key of either day: from the first view of
    the new day on under that one, also for views of the old day that come later.
    """
    keys = {view: view.key for view in views}
    nights = [view for view in views if len(view.keys) > 1]
    if not nights:
        return keys
    if connection.vendor == "postgresql":
        cursor.execute(statements.NIGHT_LOCK, [])
    both = sorted({key for view in nights for key in view.keys})
    known = {key for (key,) in statements.run(cursor, statements.KNOWN_READERS, [both])}
    for view in nights:
        if view.old_key in known:
            for statement in statements.CARRY_OVER_MIDNIGHT:
                cursor.execute(statement, [view.key, view.old_key, view.key])
            for statement in statements.FORGET_CARRIED:
                cursor.execute(statement, [view.old_key])
        elif view.next_key in known:
            keys[view] = view.next_key
    return keys


def _see_readers(cursor, days, keys):
    """Note the views; return {view: `Seen`}."""
    views = {keys[view]: view for view in days if view.kind == "view"}
    rows = [
        (key, view.now, view.now, days[view], days[view]) for key, view in sorted(views.items())
    ]
    seen = statements.run(cursor, statements.SEE_READERS, rows, statements.NEW_VISIT)
    return {views[key]: Seen(*flags) for key, *flags in seen}


def _keep_alive(cursor, days, keys):
    """Note the signs of life; return the same as `_see_readers`.

    They start no visit, but that of a reader who waits to be counted.
    """
    seen = {}
    for view, day in sorted(days.items(), key=lambda item: keys[item[0]]):
        if view.kind == "alive":
            now = view.now
            values = [day, day, day, now, now, day, day, now, now, day, day, keys[view], now, now]
            cursor.execute(statements.KEEP_ALIVE, values)
            seen[view] = Seen(*(cursor.fetchone() or ()))
    return seen


def _hold_back(cursor, starting, keys):
    """Return those of `starting`, {view: `Seen`}, whose network starts too many visits just now.

    Their readers wait to be counted; those for whom there is no place are forgotten.
    """
    flags = {view: (seen.was_known, seen.waits) for view, seen in starting.items()}
    held, refused = networks.admit(cursor, flags)
    for view, seen in sorted(starting.items(), key=lambda item: keys[item[0]]):
        if view in refused:
            cursor.execute(statements.FORGET_READER, [keys[view]])
        elif (view in held) != seen.waits:
            cursor.execute(statements.SET_WAITING, [view in held, keys[view]])
    return held


def _add_to_days(cursor, days, seen, held):
    """Add what was counted to each day, in one slot: other processes use others."""
    visits, begun, refused = Counter(), Counter(), Counter()
    for view, day in days.items():
        done = seen[view]
        if view in held:
            refused[day] += not done.waits
            continue
        visits[day] += done.counted
        begun[day] += done.started
        if done.moved_from:
            begun[day] += 1
            begun[str(done.moved_from)] -= 1
    slot = next(iter(days)).key % POSTGRESQL_SLOTS if connection.vendor == "postgresql" else 0
    rows = [
        (day, slot, visits[day], begun[day], refused[day])
        for day in sorted({*visits, *begun, *refused})
        if visits[day] or begun[day] or refused[day]
    ]
    statements.run(cursor, statements.ADD_TO_DAYS, rows)


def _add_to_pages(cursor, days, keys, held):
    """Add the views of public pages, each reader's once in ten seconds."""
    viewed = {
        keys[view]: view
        for view in days
        if view.kind == "view" and view.page is not None and view not in held
    }
    # In a list of VALUES PostgreSQL takes a day for what it is, text for text.
    typed = date.fromisoformat if connection.vendor == "postgresql" else str
    rows = sorted((key, view.page, view.now, typed(days[view])) for key, view in viewed.items())
    seen = [
        (viewed[key], is_fresh, moved_from)
        for key, is_fresh, moved_from in statements.run(cursor, statements.SEE_PAGES, rows)
    ]
    over = networks.too_often(cursor, [view for view, is_fresh, _moved in seen if is_fresh])
    fresh = Counter()
    for view, is_fresh, moved_from in seen:
        fresh[view.page, days[view]] += bool((is_fresh and view not in over) or moved_from)
        if moved_from:
            fresh[view.page, str(moved_from)] -= 1
    rows = [(page, day, count) for (page, day), count in sorted(fresh.items()) if count]
    statements.run(cursor, statements.ADD_TO_PAGES, rows)
