"""Kept pages and views while something holds up the counter, beside the same load without a fault.

    python -m tests.benchmarks.visit_faults

Prints for each case the 50th and 99th percentile of kept pages, the slowest view and its answers.
Wanted: 200 ms at the 99th percentile for kept pages, a second for views, in every case.
"""

import json
import secrets
import socket
import statistics
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from contextlib import contextmanager

from analytics import addresses
from tests.analytics.servers import BROWSER, Server
from tests.analytics.silence import Wire
from tests.analytics.test_faults import locked
from tests.benchmarks import databases

SECONDS = 8
PAGES_A_SECOND, VIEWS_A_SECOND = 20, 20
TIMEOUT = 30
WAITING_VIEWS = 20_000
FILL_JOURNAL = f"""
import secrets
from analytics import clock, journal, page_views
from analytics.readers import Identity
now = clock.now_ms()
for _part in range({WAITING_VIEWS} // 100):
    readers = [Identity(secrets.token_bytes(8), b"network", True) for _number in range(100)]
    journal.append([page_views.view_of(reader, None, now=now - 1000) for reader in readers])
"""


class Load:
    """Requests at a steady rate, each in a thread of its own, and what became of them."""

    def __init__(self, server):
        self.address = f"http://127.0.0.1:{server.port}"
        self.pages, self.views, self.answers = [], [], Counter()

    def run(self, seconds=SECONDS):
        threads = []
        until = time.monotonic() + seconds
        kinds = [self.page] * PAGES_A_SECOND + [self.view] * VIEWS_A_SECOND
        while time.monotonic() < until:
            for kind in kinds:
                threads.append(threading.Thread(target=kind, daemon=True))
                threads[-1].start()
                time.sleep(1 / len(kinds))
        for thread in threads:
            thread.join(TIMEOUT)
        return self

    def page(self):
        _status, seconds = self._ask(urllib.request.Request(f"{self.address}/"))
        self.pages.append(seconds)

    def view(self):
        body = json.dumps({"page": None, "reader": secrets.token_hex(8)}).encode()
        address = f"{self.address}{addresses.VISIT}"
        request = urllib.request.Request(address, data=body, headers={"User-Agent": BROWSER})
        status, seconds = self._ask(request)
        self.answers[status] += 1
        self.views.append(seconds)

    def _ask(self, request):
        began = time.monotonic()
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                answer.read()
                status = answer.status
        except urllib.error.HTTPError as error:
            status = error.code
        except OSError:
            status = "none"
        return status, time.monotonic() - began


@contextmanager
def nothing(server, wire):
    """Let everything be well."""
    yield


@contextmanager
def silent_database(server, wire):
    """Let the database say nothing more, without closing a connection (PostgreSQL)."""
    wire.is_silent = True
    yield
    wire.is_silent = False


@contextmanager
def locked_database(server, wire):
    """Hold a lock that no writer can pass."""
    with locked(server.bench):
        yield


@contextmanager
def full_journal(server, wire):
    """Have 20,000 views wait on disk."""
    assert server.bench.start(FILL_JOURNAL).wait() == 0
    yield


@contextmanager
def bodies_that_never_come(server, wire):
    """Send 40 views whose bodies stay away."""
    head = b"POST /ba-con-so/ghi/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 50\r\n\r\n{"
    wires = [socket.create_connection(("127.0.0.1", server.port)) for _number in range(40)]
    for one in wires:
        one.sendall(head)
    yield
    for one in wires:
        one.close()


@contextmanager
def turn_that_cannot_be_taken(server, wire):
    """Let the folder of the journal be none, as with no file descriptors left."""
    folder = server.bench.folder / "visits"
    folder.rename(server.bench.folder / "visits.away")
    folder.write_text("")
    yield
    folder.unlink()
    (server.bench.folder / "visits.away").rename(folder)


CASES = {
    "no fault": nothing,
    "folder out of reach": turn_that_cannot_be_taken,
    "database silent": silent_database,
    "database locked": locked_database,
    "20,000 views to replay": full_journal,
    "40 bodies never come": bodies_that_never_come,
}


def percentile(seconds, part):
    """Return the `part` (1 to 99) percentile in milliseconds."""
    return statistics.quantiles(seconds, n=100)[part - 1] * 1000


def report(name, load):
    """Print what a load saw."""
    answers = ", ".join(f"{number} × {status}" for status, number in load.answers.most_common())
    print(
        f"{name:24} {percentile(load.pages, 50):9.0f} {percentile(load.pages, 99):9.0f}"
        f" {max(load.views) * 1000:10.0f}   {answers}",
        flush=True,
    )


def measure(database, bench):
    """Try every case on one server, one after the other."""
    wire = None
    if database == "PostgreSQL":
        wire = Wire(bench.environment["DATABASE_URL"])
        direct, bench.environment["DATABASE_URL"] = bench.environment["DATABASE_URL"], wire.url
    print(f"\n{database}: {PAGES_A_SECOND} pages and {VIEWS_A_SECOND} views a second, ms")
    print(f"{'':24} {'page p50':>9} {'page p99':>9} {'view, max':>10}")
    with Server(bench) as server:
        for name, case in CASES.items():
            if case is silent_database and wire is None:
                continue
            if wire:
                bench.environment["DATABASE_URL"] = direct
            Load(server).run(2)
            with case(server, wire):
                report(name, Load(server).run())


if __name__ == "__main__":
    for database, create in databases.available().items():
        with create() as bench:
            measure(database, bench)
