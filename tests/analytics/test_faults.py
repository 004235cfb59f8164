"""What the counter promises when processes race and die and the database goes away."""

import os
import random
import sqlite3
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg2
import pytest

from tests import databases

from .servers import Server
from .silence import Wire

pytestmark = pytest.mark.xdist_group("faults")

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")
# Counted, or kept for later, as on a machine that is busy with something else.
ANSWERED = {200, 202}


def token():
    return uuid.uuid4().hex[:16]


RACE = """
import sys, time
from analytics import clock, daily_keys, page_views, recording
from analytics.readers import Identity
from django.db import connection
reader = Identity(b"token\\0one", b"network", has_token=True)
connection.ensure_connection()
daily_keys.load(clock.local_time(clock.now_ms()).date())
view = page_views.view_of(reader, None)
time.sleep(max(0, float("%s") - time.time()))
recording.record(view)
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
                assert status in ANSWERED
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
    assert counted(server, len(tokens)) and server.counts()["today"] == len(tokens)
    server.kill()
    assert "khớp" in bench.manage("visits_check")


def test_two_application_servers_on_one_database_show_the_same_numbers(bench, tmp_path):
    (tmp_path / "second").mkdir()
    with Server(bench) as first, Server(bench, data_dir=tmp_path / "second") as second:
        one_reader = token()
        for server in (first, second, first, second):
            server.visit(one_reader)
            server.visit(token())
        assert counted(first, 5) and counted(second, 5)
        # How long a process shows the numbers that it knows.
        time.sleep(2.1)
        assert first.counts() == second.counts() == {"online": 5, "today": 5, "total": 5}


@contextmanager
def locked(bench):
    """Hold a lock that no writer can pass, as a long repair of the database does."""
    url = bench.environment["DATABASE_URL"]
    if url.startswith("sqlite"):
        lock = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
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
        server.visit(token())
        assert counted(server, 5)


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
    end = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    with databases.postgresql() as cursor:
        cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        cursor.execute(end)
        yield
        cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


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
            assert server.visit(token())[0] in ANSWERED
            assert counted(server, total)


@pytest.mark.postgresql
def test_a_database_that_falls_silent_stops_no_page_and_loses_no_view(bench):
    wire = Wire(bench.environment["DATABASE_URL"])
    bench.environment["DATABASE_URL"] = wire.url
    with Server(bench) as server:
        kept = server.page("/")
        server.visit(token())
        wire.is_silent = True
        with ThreadPoolExecutor(40) as readers:
            answers = list(readers.map(server.visit, [token() for _number in range(80)]))
            assert server.page("/") == kept
        assert {status for status, _numbers in answers} == {202}
        wire.is_silent = False
        assert counted(server, 81)


@pytest.mark.postgresql
def test_connections_that_died_unseen_heal_at_the_next_view(bench):
    name = bench.environment["DATABASE_URL"].rpartition("/")[2]
    end = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    with Server(bench) as server, databases.postgresql() as cursor:
        for total in range(1, 9):
            server.visit(token())
            assert counted(server, total)
            cursor.execute(end)


def counted(server, total, seconds=20):
    """Wait until as many visits are counted; return False if there are more, or never so many."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        shown = server.counts()["total"]
        if shown >= total:
            return shown == total
        time.sleep(0.2)
    return False


NIGHTS = int(os.environ.get("NIGHTS", "2"))


class Nights:
    """Servers on one database, whose clocks stand where a test sets them."""

    def __init__(self, bench, folders):
        self.folders = folders
        bench.environment["SHIFTS"] = str(bench.folder)
        self.servers = [
            Server(bench, data_dir, "tests.analytics.shifted_clock:application")
            for data_dir in folders
        ]

    def set_clocks(self, shift):
        """Let the clocks be `shift` seconds ahead of this machine's, the second's two more."""
        for number, folder in enumerate(self.folders):
            fresh = folder / "shift.new"
            fresh.write_text(str(shift + 2 * number))
            fresh.rename(folder / "shift")

    def come(self, midnight):
        """Start the servers and send the views of one night; return the statuses."""
        self.set_clocks(midnight - 60 - time.time())
        with ExitStack() as stack:
            for server in self.servers:
                stack.enter_context(server)
            soon = time.time() + 1
            self.set_clocks(midnight - soon)
            statuses = click_around(self.servers, soon)
            assert counted(self.servers[0], self.servers[-1].counts()["total"])
        return statuses


@pytest.mark.parametrize("machines", [1, 2])
def test_midnights_on_real_servers(bench, tmp_path, machines):
    """Sixteen readers click twice within milliseconds of midnight: none off, none refused."""
    (tmp_path / "second").mkdir()
    nights = Nights(bench, [tmp_path, tmp_path / "second"][:machines])
    for night in range(NIGHTS):
        midnight = datetime(2027, 1, 2 + night, tzinfo=OFFICE).timestamp()
        assert nights.come(midnight) <= ANSWERED
        with Server(bench) as server:
            assert counted(server, 16 * (night + 1))
    assert "khớp" in bench.manage("visits_check")


def click_around(servers, midnight):
    """Let 16 readers send their view twice within 20 ms of `midnight`; return the statuses."""

    def click(reader, moment):
        time.sleep(max(0, moment - time.time()))
        return random.choice(servers).visit(reader)[0]

    readers = [token() for _number in range(16)] * 2
    moments = [midnight + random.uniform(-0.02, 0.02) for _reader in readers]
    with ThreadPoolExecutor(32) as threads:
        return set(threads.map(click, readers, moments))


def test_a_server_that_starts_while_the_database_is_away_keeps_views_for_later(bench):
    with Server(bench) as server:
        server.visit(token())
        server.kill()
        with away(bench):
            server.run(ready=lambda: server.visit(token())[0] == 202)
            assert server.visit(token())[0] == 202
        server.visit(token())
        assert counted(server, 4)


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
