"""Maps of the site for search engines: an index, and maps of a bounded length below it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from articles.models import ArticlePage, Author, Department, Topic
from articles.querysets import is_restricted

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


@dataclass(frozen=True)
class Part:
    """A map that the index names: its name in the address, and when it last changed."""

    name: str
    last_mod: datetime | None


def parts():
    """Return the `Part`s of the map of the whole site."""
    dates = list(_articles().values_list("last_published_at", flat=True))
    chunks = (dates[at : at + ARTICLES_IN_MAP] for at in range(0, len(dates), ARTICLES_IN_MAP))
    articles = [
        Part(f"articles-{number}", max(filter(None, chunk), default=None))
        for number, chunk in enumerate(chunks, start=1)
    ]
    has_people = any(model.objects.exists() for model in PEOPLE)
    people = [Part("people", None)] if has_people else []
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
    return Page.objects.live().exclude(is_restricted())


def _articles():
    kind = ContentType.objects.get_for_model(ArticlePage)
    return _public_pages().filter(content_type=kind).order_by("pk")


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
            yield from model.objects.select_related("locale").order_by("pk")

    def get_urls(self, *args, **kwargs):
        return [{"location": self.location(item)} for item in self.items()]

    def location(self, item):
        with override(item.locale.language_code):
            return full_address(item.get_absolute_url())


FIXED_MAPS = {"pages": PageMap, "people": PeopleMap}
