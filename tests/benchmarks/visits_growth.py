"""The counter after ten busy years against an empty one, in one run.

    python -m tests.benchmarks.visits_growth

Fills one database with 10 years of days, 800,000 rows of pages by day and 10,000 readers
online, and prints the time of a view and of reading the numbers beside those of an empty
database. Wanted: at most 1.2 times.
"""

import statistics
from contextlib import ExitStack
from itertools import islice, repeat

from analytics import addresses
from tests.analytics.servers import Server
from tests.benchmarks import databases, load
from tests.benchmarks.visits import AGENT, known_readers, new_readers

REQUESTS = 1_000
ROUNDS = 7
FILL = """
import secrets
from datetime import timedelta
from analytics import bookkeeping, clock, queries
from analytics.models import Day, PageDay, Reader
today, now = queries.today(), clock.now_ms()
dates = [today - timedelta(days=back) for back in range(3650)]
Day.objects.bulk_create(
    (Day(date=date, slot=slot, visits=100, started=99) for date in dates for slot in range(4)),
    batch_size=5000,
)
PageDay.objects.bulk_create(
    (PageDay(page=page, date=date, views=7) for date in dates[:400] for page in range(1, 2001)),
    batch_size=5000,
)
Reader.objects.bulk_create(
    (
        Reader(key=secrets.randbits(63), seen=now + number, day=today, started=False, counted=False)
        for number in range(10_000)
    ),
    batch_size=5000,
)
bookkeeping.fold_days()
"""


def kinds_of_requests():
    """Return {name: endless iterator of requests}."""
    return {
        "visit, new readers": new_readers(),
        "visit, known readers": known_readers(),
        "reading the numbers": repeat(load.request("GET", addresses.COUNTS, headers=AGENT)),
    }


def measure(servers):
    """Return {kind: {server's name: [ms per request]}}, one request at a time, in turn."""
    requests = {name: kinds_of_requests() for name in servers}
    times = {kind: {name: [] for name in servers} for kind in kinds_of_requests()}
    for turn in range(ROUNDS + 1):
        for kind, by_server in times.items():
            for name, server in servers.items():
                some = islice(requests[name][kind], REQUESTS)
                result = load.run(server.port, server.process.pid, some, connections=1)
                assert set(result.statuses) == {200}, result.statuses
                if turn:
                    by_server[name].append(1000 / result.rate)
    return times


def report(database, times):
    """Print the medians of `times` and their ratios."""
    print(f"\n{database}: ms a request, medians of {ROUNDS} × {REQUESTS}")
    print(f"{'':22} {'empty':>7} {'ten years':>10} {'ratio':>6}")
    for kind, by_server in times.items():
        empty, full = (statistics.median(by_server[name]) for name in ("empty", "full"))
        print(f"{kind:22} {empty:7.3f} {full:10.3f} {full / empty:6.2f}")


if __name__ == "__main__":
    for database, create in databases.available().items():
        with ExitStack() as stack:
            empty, full = (stack.enter_context(create()) for _number in range(2))
            assert full.start(FILL).wait() == 0
            servers = {
                "empty": stack.enter_context(Server(empty)),
                "full": stack.enter_context(Server(full)),
            }
            report(database, measure(servers))
