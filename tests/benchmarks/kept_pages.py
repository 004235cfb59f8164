"""Kept pages while a newsroom works: CPU and waits of readers, before and now.

    python -m tests.benchmarks.kept_pages [--articles 100000] [--folder DIR] [--before WORKTREE]

Makes the demo site on SQLite and fills it up with generated articles. Of 100 views 25 are of the
home page, 10 of a section, 55 of one of the newest articles (a fifth of all) by Zipf's law, 10 of
any; meanwhile nobody edits, or an article is published every 200 or 50 views, or a photo saved
every 50. Prints milliseconds of CPU a view, the views that asked the database, and the CPU of the
slowest hundredth. `--before` names a worktree of an older commit with a .venv, which makes a site
of its own.
Wanted, of the older one: 0.5 with a publication every 200 views, 0.4 every 50, 0.35 with photos,
0.4 of the slowest; 1.15 times the same without editing; publishing itself at most 1.1 times.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VIEWS = 2000
WARM = 1000
# How often what is edited meanwhile.
KINDS = {
    "nobody edits": (None, 0),
    "a publication every 200 views": ("publish", 200),
    "a publication every 50 views": ("publish", 50),
    "a photo saved every 50 views": ("save_photo", 50),
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--before", type=Path)
    options = parser.parse_args()
    roots = {"now": ROOT} | ({"before": options.before.resolve()} if options.before else {})
    with tempfile.TemporaryDirectory(prefix="kept-pages-") as folder:
        folder = options.folder or Path(folder)
        found = {
            name: measured(root, folder / f"{name}-{options.articles}", options.articles)
            for name, root in roots.items()
        }
    report(**found)


def measured(root, folder, articles):
    """Return what `measure` returns of a demo site that the code in `root` makes in `folder`."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(root),
        "DJANGO_SETTINGS_MODULE": "site_ldld.settings.production",
        "SITE_ENV": "production",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "*",
        "BASE_URL": "http://testserver",
        "DATA_DIR": str(folder),
    }

    own = root / ".venv" / "bin" / "python"
    python = own if own.exists() else sys.executable

    def run(*command):
        command = [python, *command]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        return done.stdout

    if not folder.exists():
        run("manage.py", "migrate", "--verbosity", "0")
        run("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
        run("manage.py", "create_demo_site", "--articles", str(articles))
    # By its path: the older code has no such module.
    code = f"import runpy; runpy.run_path({__file__!r})['measure']()"
    return json.loads(run("-c", code).splitlines()[-1])


def measure():
    """Print {kind: {cpu, asked, slowest, wait}} as JSON: ms, a share, ms, ms of a publication."""
    import django

    django.setup()
    site = Site()
    for _view in range(WARM):
        site.view()
    print(json.dumps({kind: site.measure(*how) for kind, how in KINDS.items()}))


class Site:
    """A site, its one reader, and its one editor, who come and go as chance has it."""

    def __init__(self):
        from django.db import connection
        from django.test import Client

        from articles.models import ArticlePage, Photo, SectionPage

        self.draw = random.Random(20261129)
        self.client = Client()
        self.connection = connection
        vi = {"locale__language_code": "vi"}
        newest = ArticlePage.objects.live().filter(**vi).order_by("-display_date")
        self.articles = [page.url for page in newest.only("url_path", "path", "locale")]
        self.sections = [page.url for page in SectionPage.objects.live().filter(**vi)]
        self.edited = list(newest.values_list("pk", flat=True)[:500])
        self.photos = list(Photo.objects.values_list("pk", flat=True))
        number = max(1, len(self.articles) // 5)
        self.weights = [1 / place for place in range(1, number + 1)]
        self.article, self.photo = ArticlePage, Photo

    def address(self):
        kind = self.draw.randrange(100)
        if kind < 25:
            return "/"
        if kind < 35:
            return self.draw.choice(self.sections)
        if kind < 90:
            return self.draw.choices(self.articles[: len(self.weights)], self.weights)[0]
        return self.draw.choice(self.articles)

    def view(self):
        """Return (ms of CPU, whether the database was asked) of one view."""
        asked = []

        def note(execute, *statement):
            asked.append(1)
            return execute(*statement)

        address = self.address()
        with self.connection.execute_wrapper(note):
            begun = time.process_time()
            response = self.client.get(address, headers={"accept-encoding": "gzip"})
            spent = time.process_time() - begun
        assert response.status_code == 200, address
        return spent * 1000, bool(asked)

    def publish(self):
        page = self.article.objects.get(pk=self.draw.choice(self.edited))
        page.title = f"{page.title.partition(' – ')[0]} – {self.draw.randrange(1000)}"
        page.save_revision().publish()

    def save_photo(self):
        photo = self.photo.objects.get(pk=self.draw.choice(self.photos))
        photo.title = f"{photo.title.partition(' – ')[0]} – {self.draw.randrange(1000)}"
        photo.save()

    def measure(self, act, every):
        times, asked, waits = [], 0, []
        for number in range(VIEWS):
            if act and number % every == 0:
                begun = time.process_time()
                getattr(self, act)()
                waits.append((time.process_time() - begun) * 1000)
            spent, is_asked = self.view()
            times.append(spent)
            asked += is_asked
        return {
            "cpu": statistics.mean(times),
            "asked": asked / VIEWS,
            "slowest": statistics.quantiles(times, n=100)[-1],
            "wait": statistics.median(waits) if waits else 0,
        }


def report(now, before=None):
    """Print a row for each kind of editing."""
    still = now["nobody edits"]["cpu"]
    print(f"{'CPU in ms':31} a view  of without  asked  slowest 1 %  the editor's")
    for kind, found in now.items():
        line = (
            f"{kind:31} {found['cpu']:6.2f} {found['cpu'] / still:8.2f} × {found['asked']:6.0%}"
            f" {found['slowest']:11.1f} {found['wait']:12.1f}"
        )
        print(line)
        if before:
            old = before[kind]
            ratios = {name: found[name] / old[name] for name in ("cpu", "slowest")}
            wait = found["wait"] / old["wait"] if old["wait"] else 1
            print(
                f"{'  of before':31} {ratios['cpu']:6.2f} × {'':15}"
                f"{ratios['slowest']:11.2f} × {wait:11.2f} ×"
            )


if __name__ == "__main__":
    main()
