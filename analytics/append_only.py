"""The ledger is append-only in the database itself: no entry is changed or deleted, by any way.

Triggers refuse it. They are made whenever migrations have run (SQLite drops a table's triggers
when it remakes the table); the command `flush`, which empties a database, lifts them meanwhile.
"""

from contextlib import contextmanager

from django.db import connection

REFUSAL = "The ledger of visits is append-only"
TABLE = "analytics_ledgerentry"
NAMES = [f"{TABLE}_no_{action}" for action in ("update", "delete")]
TRUNCATE = f"{TABLE}_no_truncate"

CREATE = {
    "sqlite": [
        f"""
        CREATE TRIGGER IF NOT EXISTS {name} BEFORE {name.rpartition("_")[2]} ON {TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
        """
        for name in NAMES
    ],
    "postgresql": [
        f"""
        CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
        """,
        *(
            f"""
            CREATE OR REPLACE TRIGGER {name} BEFORE {name.rpartition("_")[2]} ON {TABLE}
            FOR EACH {"STATEMENT" if name.endswith("truncate") else "ROW"}
            EXECUTE FUNCTION {TABLE}_refuse()
            """
            for name in (*NAMES, TRUNCATE)
        ),
    ],
}
DROP = {
    "sqlite": [f"DROP TRIGGER IF EXISTS {name}" for name in NAMES],
    "postgresql": [f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in (*NAMES, TRUNCATE)],
}
FIND = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(%s AS regclass)",
}


def enforce(**signal):
    """Let the database refuse every change of an entry from now on."""
    if TABLE in connection.introspection.table_names():
        _run(CREATE[connection.vendor])


def is_enforced():
    """Return whether the database refuses to change or delete an entry."""
    with connection.cursor() as cursor:
        cursor.execute(FIND[connection.vendor], [TABLE])
        return {name for (name,) in cursor.fetchall()} >= set(NAMES)


@contextmanager
def lifted():
    """Let the ledger be emptied meanwhile, with everything else in the database."""
    if TABLE in connection.introspection.table_names():
        _run(DROP[connection.vendor])
    try:
        yield
    finally:
        enforce()


def _run(statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
