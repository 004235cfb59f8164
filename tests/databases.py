"""An empty database with its tables: migrated once for a state of the migrations, then copied.

A state is known by the files that make it, so that a copy is never of another one.
"""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from contextlib import closing, contextmanager
from hashlib import blake2b
from pathlib import Path

import psycopg2
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created

from analytics import append_only

FOLDER = settings.BASE_DIR / "var" / "migrated"
PREFIX = "site_ldld_migrated_"


def is_sqlite():
    return "sqlite" in settings.DATABASES["default"]["ENGINE"]


def begin_tests_with_copies():
    """Let the database that Django makes for the tests begin as a copy."""
    if is_sqlite():
        connection_created.connect(_fill)
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_postgresql()


def _fill(connection, **signal):
    """Copy the tables into the first connection to the database in memory."""
    connection_created.disconnect(_fill)
    with closing(sqlite3.connect(migrated_sqlite())) as migrated:
        migrated.backup(connection.connection)


def migrated_sqlite():
    """Return the path of the file that holds the tables."""
    path = FOLDER / f"{_state()}.sqlite3"
    with _alone():
        if not path.exists():
            shutil.rmtree(FOLDER)
            FOLDER.mkdir()
            fresh = path.with_suffix(".new")
            _migrate(f"sqlite:///{fresh}")
            with closing(sqlite3.connect(fresh)) as database:
                # One file, without the journal beside it.
                database.execute("PRAGMA journal_mode=DELETE")
            fresh.rename(path)
    return path


def migrated_postgresql():
    """Return the name of the database that holds the tables."""
    name = f"{PREFIX}{_state()}"
    with _alone(), postgresql() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        present = {row[0] for row in cursor.fetchall()}
        if name not in present:
            for old in present:
                cursor.execute(f"DROP DATABASE {old} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {name}_new")
            _migrate(postgresql_url(f"{name}_new"))
            cursor.execute(f"ALTER DATABASE {name}_new RENAME TO {name}")
    return name


@contextmanager
def copied(folder):
    """Yield the DATABASE_URL of a copy: in `folder`/database, or dropped at the end."""
    if is_sqlite():
        path = folder / "database" / "site.sqlite3"
        path.parent.mkdir()
        shutil.copy(migrated_sqlite(), path)
        yield f"sqlite:///{path}"
        return
    name, pattern = f"site_ldld_{uuid.uuid4().hex[:8]}", migrated_postgresql()
    with postgresql() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {pattern}")
        try:
            yield postgresql_url(name)
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def postgresql_url(name):
    """Return what DATABASE_URL is for the database `name` beside that of the settings."""
    database = settings.DATABASES["default"]
    account = f"{database['USER']}:{database.get('PASSWORD') or ''}"
    return f"postgres://{account}@{database['HOST']}:{database.get('PORT') or 5432}/{name}"


@contextmanager
def postgresql():
    """Yield a cursor for making and dropping databases, each statement by itself."""
    with closing(psycopg2.connect(postgresql_url("postgres"))) as outside:
        outside.autocommit = True
        yield outside.cursor()


def _state():
    digest = blake2b(digest_size=8)
    files = [Path(append_only.__file__)]
    for app in apps.get_app_configs():
        files += sorted(Path(app.path, "migrations").glob("*.py"))
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


@contextmanager
def _alone():
    """Let the other processes of a run wait until there is something to copy."""
    FOLDER.parent.mkdir(exist_ok=True)
    with (FOLDER.parent / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        FOLDER.mkdir(exist_ok=True)
        yield


def _migrate(database_url):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
            cwd=settings.BASE_DIR,
            env={
                "PATH": os.environ["PATH"],
                "SITE_ENV": "development",
                "DATABASE_URL": database_url,
                "DATA_DIR": folder,
            },
            capture_output=True,
            text=True,
        )
    assert done.returncode == 0, done.stderr
