"""Maps of the site for search engines: an index, and maps of a bounded length below it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageViewRestriction

from articles.models import ArticlePage, Author, Department, Topic
from articles.querysets import UNRESTRICTED, is_restricted

from ..models import HomePage
from .metadata import full_address

# Search engines take 50,000 addresses a map; a tenth is made and read quickly.
ARTICLES_IN_MAP = 5000
# What a map of news may hold, by the rule of those who read it.
NEWS_AGE = timedelta(hours=48)
NEWS_IN_MAP = 1000
# More parts than any site has; further on no database can count the articles before them.
PART_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
PEOPLE = (Author, Department, Topic)
# What a map says of a page: its address, and when it last changed.
IN_MAPS = (
    *("path", "depth", "url_path", "slug", "live", "locale", "content_type"),
    *("last_published_at", "latest_revision_created_at"),
)


@dataclass(frozen=True)
class Part:
    """A map that the index names: its name in the address, and when it last changed."""

    name: str
    last_mod: datetime | None


def parts():
    """Return the `Part`s of the map of the whole site."""
    articles = [
        Part(f"articles-{number}", last.last_published_at)
        for number, last in enumerate(_last_of_parts(), start=1)
    ]
    first, *others = (model.objects.order_by().values("pk") for model in PEOPLE)
    people = [Part("people", None)] if first.union(*others, all=True).exists() else []
    return [Part("pages", None), *people, *articles]


def map_called(name):
    """Return the map with the `name` of a `Part`, or None; it may turn out empty."""
    if name in FIXED_MAPS:
        return FIXED_MAPS[name]
    kind, _dash, number = name.rpartition("-")
    if kind != "articles" or not PART_NUMBER.fullmatch(number):
        return None
    return lambda: ArticleMap(int(number))


def newest_news():
    """Return the articles of the last two days, newest first, with their languages."""
    since = timezone.now() - NEWS_AGE
    articles = ArticlePage.objects.published().filter(display_date__gte=since)
    return articles.newest_first().select_related("locale").defer("body")[:NEWS_IN_MAP]


def _public_pages():
    return Page.objects.live().exclude(is_restricted()).only(*IN_MAPS)


def _articles():
    kind = ContentType.objects.get_for_model(ArticlePage)
    return _public_pages().filter(content_type=kind).order_by("pk")


# The last article of each part, and when one of the part was last published: each step goes on
# from the one before, in an index (`articles.page_indexes`) that holds all that is asked. Reading
# every date, or numbering the rows, takes ten times as long.
LAST_OF_PARTS = """
    WITH RECURSIVE part (before, id) AS (
        SELECT 0, {last_after_none}
        UNION ALL
        SELECT part.id, {last_after_part} FROM part WHERE part.id IS NOT NULL)
    SELECT id, (SELECT MAX(page.last_published_at) {articles}
                AND page.id > part.before AND page.id <= part.id) AS last_published_at
    FROM part WHERE id IS NOT NULL ORDER BY id"""
# The article that fills the part, or else the last of all.
LAST_AFTER = """COALESCE(
    (SELECT page.id {articles} AND page.id > {before} ORDER BY page.id LIMIT 1 OFFSET %(skipped)s),
    (SELECT page.id {articles} AND page.id > {before} ORDER BY page.id DESC LIMIT 1))"""
ARTICLES = """FROM wagtailcore_page page
    WHERE page.content_type_id = %(kind)s AND page.live IN (%(live)s)"""


def _last_of_parts():
    """Return the last page of each map of articles, with its date the newest of the map."""
    articles = ARTICLES
    # Where nothing is restricted no article is asked for its place, which is not in the index.
    if PageViewRestriction.objects.exists():
        articles += f" AND {UNRESTRICTED}"
    statement = LAST_OF_PARTS.format(
        articles=articles,
        last_after_none=LAST_AFTER.format(articles=articles, before=0),
        last_after_part=LAST_AFTER.format(articles=articles, before="part.id"),
    )
    kind = ContentType.objects.get_for_model(ArticlePage)
    values = {"kind": kind.pk, "live": True, "skipped": ARTICLES_IN_MAP - 1}
    return Page.objects.raw(statement, values)


class PageMap(Sitemap):
    """The public pages of every language that are no articles."""

    def items(self):
        below = Q()
        for home in HomePage.objects.all():
            below |= Q(path__startswith=home.path)
        kind = ContentType.objects.get_for_model(ArticlePage)
        return _public_pages().filter(below).exclude(content_type=kind).order_by("path")


class ArticleMap(Sitemap):
    """The articles of one part, in the order in which they were made: a part stays as it is."""

    def __init__(self, number):
        super().__init__()
        self.number = number

    def items(self):
        end = self.number * ARTICLES_IN_MAP
        return _articles()[end - ARTICLES_IN_MAP : end]


class PeopleMap(Sitemap):
    """The pages of authors, departments and topics."""

    def items(self):
        for model in PEOPLE:
            people = model.objects.select_related("locale").order_by("pk")
            yield from people.only("slug", "locale__language_code")

    def get_urls(self, *args, **kwargs):
        return [{"location": self.location(item)} for item in self.items()]

    def location(self, item):
        with override(item.locale.language_code):
            return full_address(item.get_absolute_url())


FIXED_MAPS = {"pages": PageMap, "people": PeopleMap}
