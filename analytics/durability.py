"""Whether the database keeps its promise: what was answered survives a power cut.

The counter asks for it on its own connections; a database or a server that is set to do without
says so to `healthz` and `visits_check`, since it holds for nothing else that is saved, and two of
the settings cannot be overruled.
"""

from django.db import connection

# https://www.postgresql.org/docs/current/runtime-config-wal.html. What a session set for itself
# does not count: `reset_val` is what the database, the account or the server say.
POSTGRESQL = """
    SELECT name FROM pg_settings
    WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND reset_val = 'off'
    ORDER BY name
"""
# https://www.sqlite.org/pragma.html#pragma_synchronous: FULL is 2, EXTRA is 3.
SQLITE, SQLITE_FULL = "PRAGMA synchronous", 2


def broken_by():
    """Return the names of the database's settings by which a power cut may lose what was saved.

    Raises DatabaseError while the database is away.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL)
            return [name for (name,) in cursor.fetchall()]
        cursor.execute(SQLITE)
        return ["synchronous"] if cursor.fetchone()[0] < SQLITE_FULL else []
