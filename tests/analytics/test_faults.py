"""What the counter promises when processes race and die and the database goes away."""

import random
import shutil
import sqlite3
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg2
import pytest
from django.conf import settings

from .servers import Bench, Server

pytestmark = pytest.mark.xdist_group("faults")


@pytest.fixture(scope="module")
def new_database(tmp_path_factory):
    """Return a function that makes an empty database up to date: a copy of one migrated once."""
    folder = tmp_path_factory.mktemp("migrated")
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        Bench.migrated(folder, _sqlite(folder))
        yield lambda copy: _sqlite(copy, folder)
        return
    names = []

    def create(_folder):
        pattern = names[0] if names else "template1"
        names.append(f"site_ldld_faults_{uuid.uuid4().hex[:8]}")
        _postgresql(f"CREATE DATABASE {names[-1]} TEMPLATE {pattern}")
        return _url(names[-1])

    Bench.migrated(folder, create(folder))
    yield create
    for name in names:
        _postgresql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _sqlite(folder, migrated=None):
    if migrated:
        shutil.copytree(migrated / "database", folder / "database")
    else:
        (folder / "database").mkdir()
    return f"sqlite:///{folder / 'database' / 'site.sqlite3'}"


def _url(name):
    database = settings.DATABASES["default"]
    account = f"{database['USER']}:{database.get('PASSWORD') or ''}"
    return f"postgres://{account}@{database['HOST']}:{database.get('PORT') or 5432}/{name}"


def _postgresql(statement):
    connection = psycopg2.connect(_url("postgres"))
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


@pytest.fixture
def bench(new_database, tmp_path):
    return Bench(tmp_path, new_database(tmp_path))


def token():
    return uuid.uuid4().hex[:16]


RACE = """
import sys, time
from analytics import counting
from analytics.readers import Identity
from django.db import connection
reader = Identity(b"token\\0one", b"network", has_token=True)
connection.ensure_connection()
counting.keys.load(counting.local_time(counting.now_ms()).date())
view = counting.view_of(reader, None)
time.sleep(max(0, float("%s") - time.time()))
counting.record(view)
"""


def test_one_readers_first_view_in_eight_processes_at_once_is_one_visit(bench):
    start = str(time.time() + 6)
    processes = [bench.start(RACE % start) for _number in range(8)]
    assert [process.wait(60) for process in processes] == [0] * 8
    with Server(bench) as server:
        assert server.counts() == {"online": 1, "today": 1, "total": 1}


def test_no_answered_visit_is_lost_or_doubled_when_servers_are_killed(bench):
    server = Server(bench)
    server.run()
    tokens, stop = [], threading.Event()

    def reader():
        while not stop.is_set():
            mine = token()
            while True:
                try:
                    status, _numbers = server.visit(mine)
                except OSError:
                    # Nobody answered: a browser would try again, and so do we.
                    time.sleep(0.05)
                    continue
                assert status == 200
                tokens.append(mine)
                break

    threads = [threading.Thread(target=reader) for _number in range(6)]
    for thread in threads:
        thread.start()
    try:
        for _kill in range(15):
            time.sleep(random.uniform(0.1, 0.5))
            server.kill()
            server.run()
    finally:
        stop.set()
        for thread in threads:
            thread.join(60)
    assert len(tokens) > 100
    assert server.counts()["total"] == server.counts()["today"] == len(tokens)
    server.kill()
    assert "khớp" in bench.manage("visits_check")


def test_two_application_servers_on_one_database_show_the_same_numbers(bench, tmp_path):
    (tmp_path / "second").mkdir()
    with Server(bench) as first, Server(bench, data_dir=tmp_path / "second") as second:
        one_reader = token()
        for server in (first, second, first, second):
            server.visit(one_reader)
            server.visit(token())
        time.sleep(2.1)
        assert first.counts() == second.counts() == {"online": 5, "today": 5, "total": 5}


@contextmanager
def locked(bench):
    """Hold a lock that no writer can pass, as a long repair of the database does."""
    url = bench.environment["DATABASE_URL"]
    if url.startswith("sqlite"):
        lock = sqlite3.connect(bench.folder / "database" / "site.sqlite3", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
    else:
        lock = psycopg2.connect(url)
        lock.cursor().execute("LOCK TABLE analytics_reader")
    yield
    lock.rollback()
    lock.close()


def test_a_locked_database_delays_no_reader_for_long_and_loses_no_view(bench):
    with Server(bench) as server:
        server.visit(token())
        with locked(bench):
            answers = [server.visit(token()) for _number in range(3)]
        assert [status for status, _numbers in answers] == [202] * 3
        assert all(numbers.get("total", 0) in (0, 1) for _status, numbers in answers)
        status, numbers = server.visit(token())
        assert status == 200 and numbers["total"] == 5


@contextmanager
def away(bench):
    """Let the database refuse everyone: ended and closed, or its file out of reach."""
    if bench.environment["DATABASE_URL"].startswith("sqlite"):
        # In one step each way: whoever opened the file before its log came back would lose the log.
        folder = (bench.folder / "database").rename(bench.folder / "database.away")
        yield
        folder.rename(bench.folder / "database")
        return
    name = bench.environment["DATABASE_URL"].rpartition("/")[2]
    _postgresql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    _postgresql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    yield
    _postgresql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


@pytest.mark.postgresql
def test_a_database_that_restarts_loses_no_view(bench):
    with Server(bench) as server:
        # At once, so that every thread of every process keeps a connection that will be dead.
        with ThreadPoolExecutor(16) as readers:
            list(readers.map(server.visit, [token() for _number in range(32)]))
        with away(bench):
            status, numbers = server.visit(token())
            # Each process answers with the last numbers that it saw itself, if it saw any.
            assert status == 202 and numbers.get("total", 0) <= 32
        for total in range(34, 44):
            status, numbers = server.visit(token())
            assert (status, numbers["total"]) == (200, total)


def test_a_server_that_starts_while_the_database_is_away_keeps_views_for_later(bench):
    with Server(bench) as server:
        server.visit(token())
        server.kill()
        with away(bench):
            server.run(ready=lambda: server.visit(token())[0] == 202)
            assert server.visit(token())[0] == 202
        status, numbers = server.visit(token())
        assert status == 200 and numbers["total"] == 4


def test_pages_still_come_from_the_cache_while_the_database_is_away(bench):
    with Server(bench) as server:
        kept = server.page("/")
        server.kill()
        with away(bench):
            server.run(ready=lambda: server.page("/"))
            assert server.page("/") == kept


def test_no_address_agent_or_token_is_kept_anywhere(bench):
    agent, known = "Mozilla/5.0 (X11) Chrome/130.0 Dien-thoai-de-tim", "feedbeefcafe0123"
    with Server(bench) as server:
        for _view in range(3):
            server.visit(known, agent=agent)
        server.visit(None, agent=agent)
        needles = [b"Dien-thoai-de-tim", known.encode(), b"127.0.0.1"]
        found = [
            (path.name, needle)
            for path in bench.folder.rglob("*")
            if path.is_file() and path.suffix not in {".djcache"}
            for needle in needles
            if needle in path.read_bytes()
        ]
    # The site's own address stands in its row of the table of sites, and nowhere else.
    assert [item for item in found if item[1] != b"127.0.0.1"] == []
    assert {name for name, _needle in found} <= {"site.sqlite3", "site.sqlite3-wal"}
