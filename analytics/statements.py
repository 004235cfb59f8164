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

CARRY_OVER_MIDNIGHT = """
    DELETE FROM analytics_reader WHERE key = %s RETURNING seen, day, started, counted
"""
KEEP_CARRIED = """
    INSERT INTO analytics_reader (key, seen, day, started, counted) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (key) DO NOTHING
"""
CARRY_VIEWS = "UPDATE analytics_recentview SET reader = %s WHERE reader = %s"
SEE_READERS = f"""
    INSERT INTO analytics_reader (key, seen, day, started, counted) VALUES ROWS
    ON CONFLICT (key) DO UPDATE SET
        started = excluded.seen - analytics_reader.seen > {VISIT_GAP},
        counted = excluded.seen - analytics_reader.seen > {VISIT_GAP}
               OR excluded.day > analytics_reader.day,
        seen = CASE WHEN excluded.seen > analytics_reader.seen
                    THEN excluded.seen ELSE analytics_reader.seen END,
        day = CASE WHEN excluded.day > analytics_reader.day
                   THEN excluded.day ELSE analytics_reader.day END
    RETURNING key, started, counted
"""
KEEP_ALIVE = f"""
    UPDATE analytics_reader SET
        started = FALSE,
        counted = %s > day,
        seen = CASE WHEN %s > seen THEN %s ELSE seen END,
        day = CASE WHEN %s > day THEN %s ELSE day END
    WHERE key = %s AND %s - seen <= {VISIT_GAP}
    RETURNING started, counted
"""
SEE_PAGES = f"""
    WITH new (reader, page, viewed) AS (VALUES ROWS)
    INSERT INTO analytics_recentview (reader, page, viewed, fresh)
    SELECT reader, page, viewed, TRUE FROM new
    WHERE EXISTS (SELECT 1 FROM wagtailcore_page WHERE id = page AND live)
    ON CONFLICT (reader, page) DO UPDATE SET
        fresh = excluded.viewed - analytics_recentview.viewed >= {SAME_VIEW},
        viewed = CASE WHEN excluded.viewed - analytics_recentview.viewed >= {SAME_VIEW}
                      THEN excluded.viewed ELSE analytics_recentview.viewed END
    RETURNING reader, fresh
"""
COUNT_NETWORKS = f"""
    INSERT INTO analytics_network (key, since, visits) VALUES ROWS
    ON CONFLICT (key) DO UPDATE SET
        visits = CASE WHEN excluded.since - analytics_network.since >= {LIMIT_WINDOW}
                      THEN excluded.visits ELSE analytics_network.visits + excluded.visits END,
        since = CASE WHEN excluded.since - analytics_network.since >= {LIMIT_WINDOW}
                     THEN excluded.since ELSE analytics_network.since END
    RETURNING key, visits
"""
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
READ_SUMS = """
    SELECT
        (SELECT COALESCE(SUM(visits), 0) FROM analytics_day WHERE date = %s),
        (SELECT COALESCE(SUM(visits), 0) FROM analytics_balance)
        + (SELECT COALESCE(SUM(started), 0) FROM analytics_day
           WHERE date > COALESCE((SELECT MAX(through) FROM analytics_balance), %s))
"""
READ_ONLINE = "SELECT COUNT(*) FROM analytics_reader WHERE seen > %s"
PRUNE = (
    ("DELETE FROM analytics_reader WHERE seen < %s", READER_KEPT),
    ("DELETE FROM analytics_recentview WHERE viewed < %s", READER_KEPT),
    ("DELETE FROM analytics_network WHERE since < %s", READER_KEPT),
)


@cache
def with_rows(statement, rows, columns):
    """Return `statement` with place for that many rows where it says ROWS."""
    row = f"({', '.join(['%s'] * columns)})"
    return statement.replace("ROWS", ", ".join([row] * rows))


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
