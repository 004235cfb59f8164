"""A day's key leaves no trace in the database's files, and neither dump nor backup takes it."""

import os
import re
import shlex
import sqlite3
import subprocess
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from analytics import counting, erasure, page_views
from analytics.models import DayKey
from tests.analytics.servers import ROOT
from tests.analytics.test_networks import someone

SECRET = b"a day's key, easily recognised!!"
GUIDE = (ROOT / "docs/van-hanh.md").read_text(encoding="utf-8")

WRITE_KEY = f"""
from datetime import date
from analytics.models import DayKey
DayKey.objects.create(day=date(2026, 1, 1), key={SECRET!r})
"""
FORGET = """
from datetime import date
from analytics import daily_keys
daily_keys.forget(date(2026, 1, 2))
"""
WHERE_POSTGRESQL_HAS_IT = f"""
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CHECKPOINT")
    cursor.execute("SELECT current_setting('data_directory')")
    folder = cursor.fetchone()[0]
    cursor.execute("SELECT pg_relation_filepath('analytics_daykey')")
    base = cursor.fetchone()[0].rpartition("/")[0]
    cursor.execute(
        "SELECT name FROM pg_ls_dir(%s) AS name"
        " WHERE position(%s in pg_read_binary_file(%s || '/' || name)) > 0",
        [base, {SECRET!r}, base],
    )
    print(cursor.fetchall())
"""


def run(bench, code):
    process = bench.start(code)
    told, _error = process.communicate(timeout=60)
    assert process.returncode == 0
    return told.strip()


@pytest.mark.sqlite
def test_the_key_is_in_no_file_of_sqlite_after_it_was_forgotten(bench):
    def holding():
        return [path.name for path in (bench.folder / "database").iterdir() if has_secret(path)]

    holder = bench.start(
        "from django.db import connection; import time\n"
        "connection.ensure_connection(); print('open', flush=True); time.sleep(60)"
    )
    try:
        assert holder.stdout.readline() == "open\n"
        run(bench, WRITE_KEY)
        assert holding()
        run(bench, FORGET)
        assert holding() == []
    finally:
        holder.kill()
        holder.wait()


def has_secret(path):
    return path.is_file() and SECRET in path.read_bytes()


@pytest.mark.postgresql
def test_the_key_is_in_no_file_of_postgresqls_tables_after_it_was_forgotten(bench):
    run(bench, WRITE_KEY)
    assert run(bench, WHERE_POSTGRESQL_HAS_IT) != "[]"
    run(bench, FORGET)
    assert run(bench, WHERE_POSTGRESQL_HAS_IT) == "[]"


def dumped(*arguments):
    output = StringIO()
    call_command("dumpdata", *arguments, stdout=output)
    return output.getvalue()


@pytest.mark.django_db
def test_a_dump_holds_neither_keys_nor_readers():
    counting.apply([page_views.view_of(someone(), None)])
    text = dumped()
    assert '"model": "analytics.day"' in text
    for model in erasure.SHORT_LIVED:
        assert f'"model": "{model._meta.label_lower}"' not in text
    assert "analytics.day" not in dumped("--exclude", "analytics")


def commands_of(program):
    """Return the commands of the guide's part on backups that begin with or hold `program`."""
    part = GUIDE.partition("## Sao lưu")[2].partition("\n## ")[0]
    return [line for line in part.splitlines() if program in line and not line.startswith("Với")]


@pytest.mark.sqlite
def test_the_backup_of_sqlite_that_the_guide_makes_holds_neither_keys_nor_readers(bench, tmp_path):
    run(bench, WRITE_KEY)
    _backup, clean = commands_of("sqlite3 ")
    copy = tmp_path / "copy.sqlite3"
    source, target = (
        sqlite3.connect(path, isolation_level=None)
        for path in (bench.folder / "database" / "site.sqlite3", copy)
    )
    source.backup(target)
    target.executescript(shlex.split(clean)[2])
    for each in (source, target):
        each.close()
    assert not has_secret(copy)
    for model in erasure.SHORT_LIVED:
        assert f"DELETE FROM {model._meta.db_table};" in clean


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_the_backup_of_postgresql_that_the_guide_makes_holds_neither_keys_nor_readers():
    DayKey.objects.create(day="2026-01-01", key=SECRET)
    (command,) = commands_of("pg_dump")
    excluded = re.search(r"--exclude-table-data='([^']+)'", command)[1]
    at = connection.settings_dict
    done = subprocess.run(
        ["pg_dump", "--data-only", f"--exclude-table-data={excluded}", at["NAME"]],
        env={
            **os.environ,
            "PGHOST": at["HOST"],
            "PGPORT": str(at["PORT"]),
            "PGUSER": at["USER"],
            "PGPASSWORD": at["PASSWORD"],
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "COPY public.analytics_day " in done.stdout
    for model in erasure.SHORT_LIVED:
        assert f"COPY public.{model._meta.db_table} " not in done.stdout
