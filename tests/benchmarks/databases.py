"""Empty databases for benchmarks, which are gone when the benchmark ends."""

import os
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from tests.analytics.servers import Bench

POSTGRESQL = os.environ.get("BENCHMARK_POSTGRESQL", "postgres://root:root@127.0.0.1:5432")


@contextmanager
def sqlite():
    """Yield a `Bench` on an empty SQLite database."""
    with tempfile.TemporaryDirectory(prefix="site_ldld-benchmark-") as folder:
        yield Bench.migrated(Path(folder), f"sqlite:///{folder}/site.sqlite3")


@contextmanager
def postgresql():
    """Yield a `Bench` on an empty database of the PostgreSQL at $BENCHMARK_POSTGRESQL."""
    name = f"site_ldld_benchmark_{uuid.uuid4().hex[:8]}"
    _administer(f"CREATE DATABASE {name}")
    try:
        with tempfile.TemporaryDirectory(prefix="site_ldld-benchmark-") as folder:
            yield Bench.migrated(Path(folder), f"{POSTGRESQL}/{name}")
    finally:
        _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def available():
    """Return {name: context manager} of the databases that answer, saying which do not."""
    found = {"SQLite": sqlite}
    try:
        _administer("SELECT 1")
    except psycopg2.OperationalError as error:
        print(f"PostgreSQL is left out: {str(error).strip()}")
    else:
        found["PostgreSQL"] = postgresql
    return found


def _administer(statement):
    connection = psycopg2.connect(f"{POSTGRESQL}/postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
