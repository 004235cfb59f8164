"""The screens of the admin and the site map: with 200 articles, with 100,000, before and now.

    python -m tests.benchmarks.admin [--articles 100000] [--folder DIR] [--before WORKTREE]

Makes the demo site twice on SQLite, as `growth` does, asks as the board and as an editor, and
prints statements, milliseconds of CPU and their ratios. `--before` names a worktree of an older
commit, which is asked about the same databases. Wanted of 100,000 articles: at most 1.5 times what
200 take; lists and searches at most 0.35 times what they took, the index of the map a tenth.
`--folder` keeps the databases for the next run.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import growth

ROUNDS = 9
PEOPLE = ("ban-bien-tap", "bien-tap-vien")
QUESTION = "?q=bữa ăn"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--before", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="admin-") as folder:
        folder = options.folder or Path(folder)
        numbers = (growth.FEW, options.articles)
        for number in numbers:
            growth._demo(folder / str(number), number)
        few, many = (_measured(growth.ROOT, folder / str(number)) for number in numbers)
        before = _measured(options.before, folder / str(options.articles)) if options.before else {}
    report(few, many, before)


def _measured(root, folder):
    """Return what `measure` returns of the database in `folder`, asked by the code in `root`."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "site_ldld.settings.production",
        "SITE_ENV": "production",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "*",
        "BASE_URL": "http://testserver",
        "DATA_DIR": str(folder),
    }
    # By its path: the older code has no such module.
    code = (
        "import django; django.setup(); import json, runpy;"
        f"print(json.dumps(runpy.run_path({__file__!r})['measure']()))"
    )
    environment["PYTHONPATH"] = str(root)
    return json.loads(growth._run([sys.executable, "-c", code], root, environment).splitlines()[-1])


def addresses():
    """Return {screen: address}; the section is that with the most articles."""
    from django.urls import reverse

    from articles.models import ArticlePage, SectionPage

    section = max(SectionPage.objects.all(), key=lambda section: section.numchild)
    article = ArticlePage.objects.child_of(section).order_by("-pk")[10]
    return {
        "article list": reverse("article_list:index"),
        "its search": reverse("article_list:index") + QUESTION,
        "page search": reverse("wagtailadmin_pages:search") + QUESTION,
        "explorer": reverse("wagtailadmin_explore", args=[section.pk]),
        "first screen": reverse("wagtailadmin_home"),
        "editor": reverse("wagtailadmin_pages:edit", args=[article.pk]),
        "site map": "/sitemap.xml?moi=1",
    }


def measure():
    """Return {"who: screen": [statements, median CPU in ms]}, after one warm-up of each."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name in PEOPLE:
        client = Client(headers={"x-forwarded-proto": "https"})
        user = get_user_model().objects.get(username=name)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for screen, address in addresses().items():
            times = []
            for _turn in range(ROUNDS + 1):
                begin = time.process_time()
                response = client.get(address, secure=True)
                times.append((time.process_time() - begin) * 1000)
                assert response.status_code == 200, (address, response.status_code)
            with CaptureQueriesContext(connection) as captured:
                client.get(address, secure=True)
            found[f"{name}: {screen}"] = [len(captured), statistics.median(times[1:])]
    return found


def report(few, many, before):
    """Print a row for each person and screen."""
    for screen, (statements, spent) in many.items():
        row = f"{screen:30} {few[screen][1]:7.1f} ms {few[screen][0]:4} st. "
        row += f"{spent:8.1f} ms {statements:4} st.  growth {spent / few[screen][1]:5.2f} ×"
        if before:
            statements, spent_then = before[screen]
            row += f"  before {spent_then:8.1f} ms {statements:4} st. {spent / spent_then:5.2f} ×"
        print(row)


if __name__ == "__main__":
    main()
