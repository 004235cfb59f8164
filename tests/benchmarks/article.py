"""What an article that is not kept costs, against the empty page of `wagtail start`, in one run.

    python -m tests.benchmarks.article [--runs 5]

Prints milliseconds of CPU per page, the median of some runs in turns, and their ratio. Wanted:
at most 1.5 times. Both sites run under production settings on SQLite, each request asked of the
WSGI application itself.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.analytics.servers import ROOT

ARTICLES = (
    "/hoat-dong-cong-doan/hoi-nghi-cong-tac-to-chuc-cong-doan-nam-2026/",
    "/hoat-dong-cong-doan/cong-doan-co-so/doi-thoai-dinh-ky-tai-cong-ty-giay-sao-mai-viet/",
)
# Prints the CPU in milliseconds of one page, the mean over the addresses given.
MEASURE = """
import io, sys, time
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()

def ask(path):
    answers = []
    body = application({
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "x=1",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "127.0.0.1",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
    }, lambda status, headers: answers.append(status))
    b"".join(body)
    body.close()
    assert answers[0].startswith("200"), (path, answers)

for _warm_up in range(10):
    for path in sys.argv[1:]:
        ask(path)
begin = time.process_time()
for _round in range(100):
    for path in sys.argv[1:]:
        ask(path)
print((time.process_time() - begin) / 100 / len(sys.argv[1:]) * 1000)
"""
PLAIN_SETTINGS = """
from plain.settings.base import *
DEBUG = False
SECRET_KEY = "x"
ALLOWED_HOSTS = ["127.0.0.1"]
"""


class Site:
    """A Django project in `folder` with a database of its own."""

    def __init__(self, folder, addresses, **environment):
        self.folder, self.addresses = folder, addresses
        self.environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(folder), **environment}

    def run(self, *arguments):
        """Run Python with `arguments` in the project, and return what it printed."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def cost(self):
        """Return milliseconds of CPU for one page."""
        return float(self.run("-c", MEASURE, *self.addresses))


def ours(folder):
    """Return the demo site."""
    site = Site(
        ROOT,
        ARTICLES,
        DJANGO_SETTINGS_MODULE="site_ldld.settings.production",
        SITE_ENV="production",
        SECRET_KEY="x" * 60,
        ALLOWED_HOSTS="127.0.0.1",
        BASE_URL="http://127.0.0.1",
        DATA_DIR=str(folder),
    )
    site.run("manage.py", "collectstatic", "--noinput")
    site.run("manage.py", "migrate")
    site.run("manage.py", "create_demo_site")
    return site


def plain(folder):
    """Return the site that `wagtail start` makes."""
    make = "from wagtail.bin.wagtail import main; main()"
    subprocess.run([sys.executable, "-c", make, "start", "plain", str(folder)], check=True)
    (folder / "plain" / "settings" / "measured.py").write_text(PLAIN_SETTINGS)
    site = Site(folder, ("/",), DJANGO_SETTINGS_MODULE="plain.settings.measured")
    site.run("manage.py", "collectstatic", "--noinput")
    site.run("manage.py", "migrate")
    return site


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="article-") as folder:
        folders = [Path(folder, name) for name in ("ours", "plain")]
        for each in folders:
            each.mkdir()
        sites = {"article, not kept": ours(folders[0]), "wagtail start": plain(folders[1])}
        costs = {name: [] for name in sites}
        for _run in range(options.runs):
            for name, site in sites.items():
                costs[name].append(site.cost())
    medians = {name: statistics.median(each) for name, each in costs.items()}
    for name, median in medians.items():
        low, high = min(costs[name]), max(costs[name])
        print(f"{name:20}{median:8.1f} ms of CPU ({low:.1f} to {high:.1f})")
    article, empty = medians.values()
    print(f"{article / empty:.2f} times")


if __name__ == "__main__":
    main()
