"""One transaction's work: readers, networks, days and pages, a statement for each kind.

Whether a view starts a visit is computed inside the upsert, from the row it locks: reading
first and writing later would count simultaneous requests twice. Rows are locked kind by kind
in the order of their keys, so that two processes never wait for each other in a circle.
"""

from collections import Counter, defaultdict

from django.db import connection

from . import statements

POSTGRESQL_SLOTS = 16
NEVER_SEEN = (False, False)


def add(cursor, days):
    """Count the views of `days`, {view: its day as text}, each of another reader.

    Returns whether any was added to its day.
    """
    _carry_over_midnight(cursor, [view for view in days if view.old_key is not None])
    seen = _see_readers(cursor, days) | _keep_alive(cursor, days)
    over = _over_limit(cursor, [view for view in days if seen[view.key][0]])
    _forget_readers(cursor, over)
    _add_to_days(cursor, days, seen, over)
    _add_to_pages(cursor, days, over)
    return any(seen[view.key][1] for view in days if view not in over)


def _carry_over_midnight(cursor, views):
    """Let the readers whom yesterday's key knows go on under today's."""
    for view in sorted(views, key=lambda view: view.old_key):
        cursor.execute(statements.CARRY_OVER_MIDNIGHT, [view.old_key])
        carried = cursor.fetchone()
        if carried:
            cursor.execute(statements.KEEP_CARRIED, [view.key, *carried])
            cursor.execute(statements.CARRY_VIEWS, [view.key, view.old_key])


def _see_readers(cursor, days):
    """Note the views; return {reader's key: (starts a visit, counts for its day)}."""
    views = sorted((view.key, view.now, day) for view, day in days.items() if view.kind == "view")
    rows = [(*view, True, True) for view in views]
    return {key: flags for key, *flags in _run(cursor, statements.SEE_READERS, rows)}


def _keep_alive(cursor, days):
    """Note the signs of life, which start no visit; return the same as `_see_readers`."""
    seen = {}
    for view, day in sorted(days.items(), key=lambda item: item[0].key):
        if view.kind == "alive":
            now = view.now
            cursor.execute(statements.KEEP_ALIVE, [day, now, now, day, day, view.key, now])
            seen[view.key] = cursor.fetchone() or NEVER_SEEN
    return seen


def _over_limit(cursor, starting):
    """Return the set of those `starting` views whose network has started too many visits."""
    networks = defaultdict(list)
    for view in starting:
        networks[view.network].append(view)
    rows = [(key, views[-1].now, len(views)) for key, views in sorted(networks.items())]
    over = set()
    for key, visits in _run(cursor, statements.COUNT_NETWORKS, rows):
        views = networks[key]
        within = max(0, len(views) - max(0, visits - views[0].limit))
        over.update(views[within:])
    return over


def _forget_readers(cursor, views):
    for view in views:
        cursor.execute(statements.FORGET_READER, [view.key])


def _add_to_days(cursor, days, seen, over):
    """Add what was counted to each day, in one slot: other processes use others."""
    visits, begun, refused = Counter(), Counter(), Counter()
    for view, day in days.items():
        started, counted = seen[view.key]
        if view in over:
            refused[day] += 1
        else:
            visits[day] += counted
            begun[day] += started
    slot = next(iter(days)).key % POSTGRESQL_SLOTS if connection.vendor == "postgresql" else 0
    rows = [
        (day, slot, visits[day], begun[day], refused[day])
        for day in sorted(set(days.values()))
        if visits[day] or refused[day]
    ]
    _run(cursor, statements.ADD_TO_DAYS, rows)


def _add_to_pages(cursor, days, over):
    """Add the views of published pages, each reader's once in ten seconds."""
    viewed = {
        view.key: (view, day)
        for view, day in days.items()
        if view.kind == "view" and view.page is not None and view not in over
    }
    rows = sorted((key, view.page, view.now) for key, (view, _day) in viewed.items())
    fresh = Counter()
    for key, is_fresh in _run(cursor, statements.SEE_PAGES, rows):
        view, day = viewed[key]
        fresh[view.page, day] += bool(is_fresh)
    rows = [(page, day, count) for (page, day), count in sorted(fresh.items()) if count]
    _run(cursor, statements.ADD_TO_PAGES, rows)


def _run(cursor, statement, rows):
    """Run `statement` for all `rows` at once, and return what it returns of them."""
    if not rows:
        return []
    text = statements.with_rows(statement, len(rows), len(rows[0]))
    cursor.execute(text, [value for row in rows for value in row])
    return cursor.fetchall() if "RETURNING" in statement else []
