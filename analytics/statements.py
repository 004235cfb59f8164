"""The statements of the counter, the same on SQLite and PostgreSQL.

What a statement decides (a new visit? a new view?) it computes from the row it locks and
leaves in the row, so that RETURNING tells it. Days are passed as text like "2026-11-22".
"""

from functools import cache

SECOND = 1000
MINUTE = 60 * SECOND
SAME_VIEW = 10 * SECOND
VISIT_GAP = 30 * MINUTE
ONLINE = 5 * MINUTE
LIMIT_WINDOW = 10 * MINUTE
READER_KEPT = 35 * MINUTE

# One reader has two keys around midnight; whoever looks at both of them waits for the others.
NIGHT_LOCK = "SELECT pg_advisory_xact_lock(7236419)"
KNOWN_READERS = "SELECT key FROM analytics_reader WHERE key IN ROWS"
CARRY_OVER_MIDNIGHT = (
    """
    UPDATE analytics_reader SET key = %s
    WHERE key = %s AND NOT EXISTS (SELECT 1 FROM analytics_reader WHERE key = %s)
    """,
    """
    UPDATE analytics_recentview SET reader = %s WHERE reader = %s
    AND page NOT IN (SELECT page FROM analytics_recentview WHERE reader = %s)
    """,
)
FORGET_CARRIED = (
    "DELETE FROM analytics_reader WHERE key = %s",
    "DELETE FROM analytics_recentview WHERE reader = %s",
)
# A reader's row holds their latest visit, from `began` to `seen`; views come in any order. One
# that is earlier than the visit, but belongs to it, moves its beginning; if that is on another
# day, `moved_from` is the day on which it was counted as begun.
NEW_VISIT = ", TRUE, TRUE, NULL, FALSE, FALSE"
SEE_READERS = f"""
    INSERT INTO analytics_reader
        (key, began, seen, first_day, day, started, counted, moved_from, was_known, waits)
    VALUES ROWS
    ON CONFLICT (key) DO UPDATE SET
        was_known = NOT analytics_reader.waits,
        started = analytics_reader.waits
               OR excluded.seen - analytics_reader.seen > {VISIT_GAP},
        counted = analytics_reader.waits
               OR excluded.seen - analytics_reader.seen > {VISIT_GAP}
               OR excluded.day > analytics_reader.day
               OR (excluded.day < analytics_reader.first_day
                   AND analytics_reader.began - excluded.seen <= {VISIT_GAP}),
        moved_from = CASE WHEN excluded.day < analytics_reader.first_day
                           AND analytics_reader.began - excluded.seen <= {VISIT_GAP}
                           AND NOT analytics_reader.waits
                          THEN analytics_reader.first_day END,
        began = CASE WHEN analytics_reader.waits
                       OR excluded.seen - analytics_reader.seen > {VISIT_GAP}
                       OR analytics_reader.began - excluded.seen BETWEEN 0 AND {VISIT_GAP}
                     THEN excluded.seen ELSE analytics_reader.began END,
        first_day = CASE WHEN analytics_reader.waits
                           OR excluded.seen - analytics_reader.seen > {VISIT_GAP}
                           OR analytics_reader.began - excluded.seen BETWEEN 0 AND {VISIT_GAP}
                         THEN excluded.day ELSE analytics_reader.first_day END,
        seen = CASE WHEN excluded.seen > analytics_reader.seen
                    THEN excluded.seen ELSE analytics_reader.seen END,
        day = CASE WHEN excluded.day > analytics_reader.day
                   THEN excluded.day ELSE analytics_reader.day END
    RETURNING key, started, counted, moved_from, was_known, waits
"""
KEEP_ALIVE = f"""
    UPDATE analytics_reader SET
        was_known = NOT waits,
        started = waits,
        counted = waits OR %s > day OR %s < first_day,
        moved_from = CASE WHEN NOT waits AND %s < first_day THEN first_day END,
        began = CASE WHEN waits OR %s < began THEN %s ELSE began END,
        first_day = CASE WHEN waits OR %s < first_day THEN %s ELSE first_day END,
        seen = CASE WHEN %s > seen THEN %s ELSE seen END,
        day = CASE WHEN %s > day THEN %s ELSE day END
    WHERE key = %s AND %s - seen <= {VISIT_GAP} AND began - %s <= {VISIT_GAP}
    RETURNING started, counted, moved_from, was_known, waits
"""
# A view that comes late may be the first of the ten seconds: then it, and its day, is the one.
SEE_PAGES = f"""
    WITH new (reader, page, viewed, day) AS (VALUES ROWS)
    INSERT INTO analytics_recentview (reader, page, viewed, day, fresh)
    SELECT reader, page, viewed, day, TRUE FROM new
    WHERE EXISTS (
        SELECT 1 FROM wagtailcore_page AS shown WHERE shown.id = page AND shown.live
        AND NOT EXISTS (
            SELECT 1 FROM wagtailcore_pageviewrestriction AS restriction
            JOIN wagtailcore_page AS above ON above.id = restriction.page_id
            WHERE substr(shown.path, 1, length(above.path)) = above.path
        )
    )
    ON CONFLICT (reader, page) DO UPDATE SET
        fresh = ABS(excluded.viewed - analytics_recentview.viewed) >= {SAME_VIEW},
        moved_from = CASE WHEN excluded.day < analytics_recentview.day
                           AND analytics_recentview.viewed - excluded.viewed < {SAME_VIEW}
                          THEN analytics_recentview.day END,
        viewed = CASE WHEN excluded.viewed - analytics_recentview.viewed >= {SAME_VIEW}
                        OR analytics_recentview.viewed - excluded.viewed
                           BETWEEN 0 AND {SAME_VIEW} - 1
                      THEN excluded.viewed ELSE analytics_recentview.viewed END,
        day = CASE WHEN excluded.viewed - analytics_recentview.viewed >= {SAME_VIEW}
                     OR analytics_recentview.viewed - excluded.viewed
                        BETWEEN 0 AND {SAME_VIEW} - 1
                   THEN excluded.day ELSE analytics_recentview.day END
    RETURNING reader, fresh, moved_from
"""
LOCK_NETWORKS = """
    INSERT INTO analytics_network (key, at, until, level, waiting, usual, begun, since) VALUES ROWS
    ON CONFLICT (key) DO UPDATE SET key = excluded.key
    RETURNING key, at, until, level, waiting, usual, begun, since
"""
WRITE_NETWORKS = """
    INSERT INTO analytics_network (key, at, until, level, waiting, usual, begun, since) VALUES ROWS
    ON CONFLICT (key) DO UPDATE SET
        at = excluded.at,
        until = excluded.until,
        level = excluded.level,
        waiting = excluded.waiting,
        usual = excluded.usual,
        begun = excluded.begun,
        since = excluded.since
"""
SET_WAITING = "UPDATE analytics_reader SET waits = %s WHERE key = %s"
FORGET_READER = "DELETE FROM analytics_reader WHERE key = %s"
ADD_TO_DAYS = """
    INSERT INTO analytics_day (date, slot, visits, started, over_limit) VALUES ROWS
    ON CONFLICT (date, slot) DO UPDATE SET
        visits = analytics_day.visits + excluded.visits,
        started = analytics_day.started + excluded.started,
        over_limit = analytics_day.over_limit + excluded.over_limit
"""
ADD_TO_PAGES = """
    INSERT INTO analytics_pageday (page, date, views) VALUES ROWS
    ON CONFLICT (page, date) DO UPDATE SET views = analytics_pageday.views + excluded.views
"""
# A day's open rows have slots from 0 on; what is closed (-1) is in the balance already.
READ_SUMS = """
    SELECT
        (SELECT COALESCE(SUM(visits), 0) FROM analytics_day WHERE date = %s),
        (SELECT COALESCE(SUM(amount), 0) FROM analytics_ledgerentry)
        + (SELECT COALESCE(SUM(visits), 0) FROM analytics_balance)
        + (SELECT COALESCE(SUM(started), 0) FROM analytics_day WHERE slot >= 0)
"""
READ_ONLINE = "SELECT COUNT(*) FROM analytics_reader WHERE seen > %s"
PRUNE = (
    ("DELETE FROM analytics_reader WHERE seen < %s", READER_KEPT),
    ("DELETE FROM analytics_recentview WHERE viewed < %s", READER_KEPT),
    ("DELETE FROM analytics_network WHERE until < %s", 0),
)
# A machine that has said nothing for so long while others did is forgotten; so long it has to
# have gone on without a gap before others are.
GAP = 15 * MINUTE
PUBLISH = f"""
    INSERT INTO analytics_machine (id, applied, published, since) VALUES (%s, %s, %s, %s)
    ON CONFLICT (id) DO UPDATE SET
        since = CASE WHEN ABS(excluded.published - analytics_machine.published) > {GAP}
                     THEN excluded.published ELSE analytics_machine.since END,
        applied = excluded.applied,
        published = excluded.published
    RETURNING since
"""
FURTHEST_BEHIND = "SELECT MIN(applied) FROM analytics_machine WHERE id <> %s AND published > %s"
LAST_SEEN = "SELECT MAX(seen) FROM analytics_reader"
# What the counter's own connection does not wait for, and what it is not to be without.
LIMITS = {
    "sqlite": ("PRAGMA busy_timeout=500", "PRAGMA synchronous=FULL"),
    "postgresql": (
        "SET lock_timeout = '500ms'",
        "SET statement_timeout = '3s'",
        "SET synchronous_commit = on",
    ),
}


@cache
def with_rows(statement, rows, columns, constants=""):
    """Return `statement` with place for that many rows where it says ROWS, each + `constants`."""
    row = f"({', '.join(['%s'] * columns)}{constants})"
    return statement.replace("ROWS", ", ".join([row] * rows))


def run(cursor, statement, rows, constants=""):
    """Run `statement` for all `rows` at once, and return what it returns of them."""
    if not rows:
        return []
    text = with_rows(statement, len(rows), len(rows[0]), constants)
    cursor.execute(text, [value for row in rows for value in row])
    returns = "RETURNING" in statement or statement.startswith("SELECT")
    return cursor.fetchall() if returns else []


class Cursor:
    """SQLite's own cursor, for statements that mark their parameters with %s."""

    def __init__(self, cursor):
        self._cursor = cursor
        self.fetchone, self.fetchall = cursor.fetchone, cursor.fetchall

    def execute(self, statement, parameters):
        self._cursor.execute(_question_marks(statement), parameters)


@cache
def _question_marks(statement):
    return statement.replace("%s", "?")
