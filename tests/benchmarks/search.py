"""How long searches take among many articles: python -m tests.benchmarks.search [--articles N]

Makes a database of its own (a SQLite file in a temporary folder, or one beside the database that
--database-url names, dropped at the end), fills it with articles of about 5 KB that all say "công
đoàn" and "người lao động", and prints figures. Asserts nothing.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tests.benchmarks.texts import RARE, Texts

NEWEST = datetime(2026, 7, 31, 16, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
REPEATS = 15


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--database-url", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="search-benchmark-") as folder:
        os.environ |= {"DATA_DIR": folder, "ALLOWED_HOSTS": "testserver"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "site_ldld.settings.development"
        name = f"search_benchmark_{os.getpid()}"
        if options.database_url:
            _on_server(options.database_url, f"CREATE DATABASE {name}")
            os.environ["DATABASE_URL"] = urlsplit(options.database_url)._replace(path=name).geturl()
        else:
            os.environ.pop("DATABASE_URL", None)
        try:
            run(options.articles, Path(folder))
        finally:
            if options.database_url:
                _close()
                _on_server(options.database_url, f"DROP DATABASE {name}")


def _on_server(url, statement):
    import psycopg2

    connection = psycopg2.connect(url)
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()


def _close():
    from django.db import connections

    connections.close_all()


def run(number, folder):
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    say(f"{connection.vendor}, {number:,} articles")
    spent = fill(number)
    say(f"indexed in {spent:.0f} s ({number / spent:.0f} articles a second)")
    if connection.vendor == "postgresql":
        # What autovacuum does by itself; SQLite is never analysed unless somebody asks.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    say(f"index: {index_size() / 1e6:,.0f} MB")
    measure(number)


def fill(number, batch=500):
    """Create `number` articles, oldest first; return the seconds that indexing them took."""
    from django.db import transaction
    from wagtail.models import Locale
    from wagtail.search.backends import get_search_backend

    from articles.models import ArticlePage, SectionPage
    from demo.generated import insert
    from home.models import HomePage

    locale = Locale.objects.get(language_code="vi")
    home = HomePage.objects.get(locale=locale)
    sections = [
        home.add_child(instance=SectionPage(title=f"Chuyên mục {place}", locale=locale))
        for place in range(8)
    ]
    people = make_people(locale)
    backend, spent = get_search_backend(), 0
    texts = Texts()
    for first in range(0, number, batch):
        places = range(first, min(first + batch, number))
        articles = [make_article(place, number, sections, texts) for place in places]
        with transaction.atomic():
            insert(articles, people, index=False)
            begun = time.perf_counter()
            backend.add_bulk(ArticlePage, articles)
        spent += time.perf_counter() - begun
        if first % 10_000 == 0:
            say(f"  {first + len(places):,} / {number:,}")
    return spent


def make_people(locale):
    from articles.models import Author, Department

    units = [Department.objects.create(name=f"Ban số {place}", locale=locale) for place in range(6)]
    return [
        Author.objects.create(name=f"Tác giả {place}", department=units[place % 6], locale=locale)
        for place in range(20)
    ]


def make_article(place, number, sections, texts):
    from articles.models import ArticlePage
    from demo.generated import next_path

    section = sections[place % len(sections)]
    moment = NEWEST - timedelta(minutes=47) * (number - place)
    title = f"{' '.join(texts.some(9))} công đoàn".capitalize()
    return ArticlePage(
        title=title,
        draft_title=title,
        slug=f"bai-{place}",
        path=next_path(section),
        depth=section.depth + 1,
        url_path=f"{section.url_path}bai-{place}/",
        content_type=_content_type(),
        locale_id=section.locale_id,
        first_published_at=moment,
        last_published_at=moment,
        display_date=moment,
        lead=" ".join(texts.some(30)),
        body=[("paragraph", texts.body(is_rare=place % 5000 == 0))],
    )


def _content_type():
    from django.contrib.contenttypes.models import ContentType

    from articles.models import ArticlePage

    return ContentType.objects.get_for_model(ArticlePage)


def index_size():
    """Return the bytes of Wagtail's index and of what is kept beside it."""
    from django.db import connection

    tables = ["wagtailsearch_indexentry", "articles_searchedarticle"]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT sum(pg_total_relation_size(t::regclass)) FROM unnest(%s) t", [tables]
            )
        else:
            cursor.execute(
                "SELECT sum(pgsize) FROM dbstat WHERE aggregate = 1 AND ("
                "name LIKE '%wagtailsearch%' OR name LIKE '%articles_searchedarticle%' "
                "OR name LIKE 'searched%')"
            )
        return int(cursor.fetchone()[0])


def measure(number):
    from django.test import Client
    from wagtail.models import Locale, Page

    from articles.search.article_search import ArticleSearch, complete_titles

    locale = Locale.objects.get(language_code="vi")
    last = max(0, number - 12)

    def page_of(text, start=0):
        return lambda: (
            (search := ArticleSearch(text, locale)).count(),
            search[start : start + 12],
        )

    def visit(**query):
        return lambda: _successful(Client().get("/tim-kiem/", query))

    narrowed = {"q": "công đoàn", "nam": "2024", "don-vi": "ban-so-1"}
    cases = {
        "a rare phrase": page_of(RARE),
        "no match": page_of("khongcogi"),
        "a word in every article: đoàn": page_of("đoàn"),
        "two words in every article: công đoàn": page_of("công đoàn"),
        "unaccented: nguoi lao dong": page_of("nguoi lao dong"),
        'quoted: "công đoàn"': page_of('"công đoàn"'),
        'quoted: "người lao động"': page_of('"người lao động"'),
        "công đoàn, page 2": page_of("công đoàn", 12),
        "công đoàn, the last page": page_of("công đoàn", last),
        "count alone: công đoàn": lambda: ArticleSearch("công đoàn", locale).count(),
        "proposals while typing: cong d": lambda: complete_titles("cong d", locale, 6),
        "admin, pages while typing: cong doa": lambda: (
            (found := Page.objects.autocomplete("cong doa")).count(),
            list(found[:20]),
        ),
        "whole page with facets: công đoàn": visit(q="công đoàn"),
        "whole page with facets, narrowed": visit(**narrowed),
        "whole page: a rare phrase": visit(q=RARE),
        "whole page, did you mean: cong daon": visit(q="cong daonn"),
    }
    say(f"{'':42}{'median':>10}{'95th':>10}  ms")
    for name, case in cases.items():
        case()
        times = sorted(timed(case) for _repeat in range(REPEATS))
        say(f"{name:42}{statistics.median(times):10.1f}{times[int(REPEATS * 0.95)]:10.1f}")


def _successful(response):
    if response.status_code != 200:
        raise SystemExit(f"The search page answered {response.status_code}.")


def timed(case):
    begun = time.perf_counter()
    case()
    return (time.perf_counter() - begun) * 1000


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
