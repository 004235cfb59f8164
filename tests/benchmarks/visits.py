"""The counter's endpoint against an empty Django view on the same server, in one run.

    python -m tests.benchmarks.visits

Prints requests a second, CPU per request, and their ratios. Wanted: at least 1.0 times the
requests a second of the empty view on SQLite, 0.5 times on PostgreSQL.
"""

import json
import secrets
import statistics
from itertools import islice

from analytics import addresses
from tests.analytics.servers import BROWSER, Server
from tests.benchmarks import databases, load

REQUESTS = 3_000
ROUNDS = 5
AGENT = (f"User-Agent: {BROWSER}",)
APPLICATION = "tests.benchmarks.empty_view:application"


def empty_views():
    """Yield requests to the empty view, without end."""
    while True:
        yield load.request("GET", "/analytics/empty/", headers=AGENT)


def new_readers():
    """Yield first views of readers whom nobody has seen, without end: the dearest request."""
    while True:
        yield _visit(secrets.token_hex(8))


def known_readers():
    """Yield further views of 500 readers, without end."""
    readers = [_visit(secrets.token_hex(8)) for _number in range(500)]
    while True:
        yield from readers


def _visit(token):
    body = json.dumps({"page": None, "reader": token}).encode()
    return load.request("POST", addresses.VISIT, body, AGENT)


def kinds_of_requests():
    """Return {name: endless iterator of requests}."""
    return {
        "empty Django view": empty_views(),
        "visit, new readers": new_readers(),
        "visit, known readers": known_readers(),
    }


def measure(server, kinds):
    """Return {kind of request: [Result]}, the kinds taken in turn so that drift hits all alike."""
    results = {name: [] for name in kinds}
    for turn in range(ROUNDS + 1):
        for name, requests in kinds.items():
            result = load.run(server.port, server.process.pid, islice(requests, REQUESTS))
            assert set(result.statuses) == {200}, result.statuses
            if turn:
                results[name].append(result)
    return results


def report(database, results):
    """Print the medians of `results` and their ratios to the empty view's."""
    base_rate, base_cpu = _medians(results["empty Django view"])
    print(f"\n{database}: medians of {ROUNDS} × {REQUESTS} requests, 32 connections, 2 processes")
    print(f"{'':22} {'requests/s':>11} {'ratio':>6} {'CPU µs':>8} {'ratio':>6}")
    for name, rows in results.items():
        rate, cpu = _medians(rows)
        print(f"{name:22} {rate:11,.0f} {rate / base_rate:6.2f} {cpu:8.0f} {cpu / base_cpu:6.2f}")


def _medians(results):
    rates, cpus = [row.rate for row in results], [row.cpu for row in results]
    return statistics.median(rates), statistics.median(cpus)


if __name__ == "__main__":
    for database, create in databases.available().items():
        with create() as bench, Server(bench, application=APPLICATION) as server:
            report(database, measure(server, kinds_of_requests()))
