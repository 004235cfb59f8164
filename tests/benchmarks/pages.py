"""A kept page against an empty Django view on the same server, in one run.

    python -m tests.benchmarks.pages

Prints requests a second, CPU per request, and their ratios. Wanted: at least 1.0 times the
requests a second of the empty view.
"""

from itertools import repeat

from tests.analytics.servers import Server
from tests.benchmarks import databases, load
from tests.benchmarks.visits import AGENT, APPLICATION, measure, report

GZIP = ("Accept-Encoding: gzip",)

if __name__ == "__main__":
    with databases.sqlite() as bench:
        bench.manage("create_demo_site")
        kinds = {
            "empty Django view": repeat(load.request("GET", "/analytics/empty/", headers=AGENT)),
            "home page, kept": repeat(load.request("GET", "/", headers=AGENT + GZIP)),
        }
        with Server(bench, application=APPLICATION) as server:
            report("Kept pages, SQLite", measure(server, kinds))
