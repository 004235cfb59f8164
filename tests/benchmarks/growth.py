"""Pages that are not kept: with 200 articles, with 100,000, and beside an empty Wagtail page.

    python -m tests.benchmarks.growth [--articles 100000] [--folder DIR]

Makes the demo site twice on SQLite, fills it up with generated articles, and prints statements,
milliseconds of CPU and their ratios; the reference is the empty page that `wagtail start` makes.
Wanted: the article at most 1.5 times the reference; home, section and article with all articles
at most 1.5 times those with few, in the same number of statements. `--folder` keeps the
databases for the next run.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FEW = 200
ROUNDS = 21
# An address with a question of its own is never kept.
FRESH = "?moi=1"
REFERENCE = "empty Wagtail page"
REFERENCE_SETTINGS = """
from reference.settings.base import *
SECRET_KEY = "x" * 60
ALLOWED_HOSTS = ["*"]
DEBUG = False
"""
EMPTY_PAGE = '{% extends "base.html" %}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="growth-") as folder:
        folder = options.folder or Path(folder)
        reference = _reference(folder / "reference")
        sites = [_demo(folder / str(number), number) for number in (FEW, options.articles)]
        (empty,) = reference("measure").values()
        few, many = (site("measure") for site in sites)
    report(empty, few, many, options.articles)


def _reference(folder):
    """Make what `wagtail start` makes, its page emptied; return what runs functions there."""
    environment = {"DJANGO_SETTINGS_MODULE": "reference.settings.plain", "DATA_DIR": str(folder)}
    if not (folder / "db.sqlite3").exists():
        folder.mkdir(parents=True, exist_ok=True)
        wagtail = Path(sys.executable).with_name("wagtail")
        _run([wagtail, "start", "reference", str(folder)], folder, {})
        (folder / "reference/settings/plain.py").write_text(REFERENCE_SETTINGS)
        (folder / "home/templates/home/home_page.html").write_text(EMPTY_PAGE)
        _run([sys.executable, "manage.py", "migrate"], folder, environment)
    return lambda name: _call(f"{name}({{{REFERENCE!r}: '/'}})", folder, environment)


def _demo(folder, number):
    """Make the demo site with `number` generated articles; return what runs functions there."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "site_ldld.settings.production",
        "SITE_ENV": "production",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "*",
        "BASE_URL": "http://testserver",
        "DATA_DIR": str(folder),
    }
    if not folder.exists():
        manage = [sys.executable, "manage.py"]
        _run([*manage, "migrate", "--verbosity", "0"], ROOT, environment)
        _run([*manage, "collectstatic", "--noinput", "--verbosity", "0"], ROOT, environment)
        _run([*manage, "create_demo_site", "--articles", str(number)], ROOT, environment)
    return lambda name: _call(f"{name}(addresses())", ROOT, environment)


def _call(expression, folder, environment):
    code = (
        "import django; django.setup(); import json;"
        f"from tests.benchmarks.growth import *; print(json.dumps({expression}))"
    )
    done = _run([sys.executable, "-c", code], folder, environment | {"PYTHONPATH": str(ROOT)})
    return json.loads(done.splitlines()[-1])


def _run(command, folder, environment):
    environment = {"PATH": os.environ["PATH"]} | environment
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def addresses():
    """Return {kind: address} of one page of every kind, of those with the most articles."""
    from django.db.models import Count
    from django.urls import reverse

    from articles.models import ArticlePage, Author, Department, SectionPage

    vi = {"locale__language_code": "vi"}
    newest = ArticlePage.objects.published().filter(**vi).newest_first()
    section = max(SectionPage.objects.filter(**vi), key=lambda section: section.articles().count())
    most = Author.objects.filter(**vi).annotate(number=Count("bylines")).order_by("-number").first()
    units = Department.objects.filter(**vi).annotate(number=Count("bylines"))
    return {
        "home": "/",
        "section": section.url,
        "article": newest.in_section(section)[20].url,
        "author": most.get_absolute_url(),
        "department": units.order_by("-number").first().get_absolute_url(),
        "month": reverse("month", args=[newest[20].display_date.year, 6]),
        "archive": reverse("archive"),
        "search form": reverse("search"),
    }


def measure(pages):
    """Return {kind: [statements, median CPU in ms]} of the `pages` {kind: address}."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    times = {kind: [] for kind in pages}
    statements = {}
    for turn in range(ROUNDS + 1):
        for kind, address in pages.items():
            begin = time.process_time()
            response = client.get(address + FRESH)
            spent = time.process_time() - begin
            assert response.status_code == 200, (address, response.status_code)
            if turn:
                times[kind].append(spent * 1000)
    for kind, address in pages.items():
        with CaptureQueriesContext(connection) as captured:
            client.get(address + FRESH)
        statements[kind] = len(captured)
    return {kind: [statements[kind], statistics.median(times[kind])] for kind in pages}


def report(empty, few, many, articles):
    """Print a row for each kind of page."""
    print(f"{REFERENCE}: {empty[1]:.1f} ms, {empty[0]} statements")
    print(f"{'':12} {FEW:>8} articles      {articles:>8,} articles   growth  of the empty page")
    for kind, (statements, spent) in few.items():
        statements_then, then = many[kind]
        print(
            f"{kind:12} {spent:6.1f} ms {statements:3} st.   {then:8.1f} ms {statements_then:3} st."
            f"   {then / spent:5.2f} ×  {then / empty[1]:5.2f} ×"
        )


if __name__ == "__main__":
    main()
