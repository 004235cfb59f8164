"""What the newsroom has done: articles, photos and views by author, unit, section, genre, month.

An article counts in the month of its first publication, however often it is published again.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from analytics import queries
from articles.body import count_figures
from articles.models import ArticlePage, Byline, SectionPage
from articles.vietnamese import sort_key


@dataclass
class Line:
    """One line of a report."""

    label: str
    articles: int = 0
    photos: int = 0
    views: int = 0


@dataclass
class Credited:
    """What a report asks of one article; what it is counted under is {key: name}."""

    genre: dict
    section: dict
    month: dict
    photos: int
    views: int
    authors: dict = field(default_factory=dict)
    photographers: dict = field(default_factory=dict)
    departments: dict = field(default_factory=dict)

    @property
    def writers(self):
        """Return the authors, or who took the photos where nobody wrote."""
        return self.authors or self.photographers


def office_time(moment):
    """Return `moment` as the office's clock shows it, whatever zone the request is in."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def read(articles):
    """Return a `Credited` of each of `articles` (a queryset), in five statements for any number."""
    rows = articles.order_by().values_list(
        *("pk", "path", "genre", "first_published_at", "main_image_id", "translation_key"),
        Cast("body", TextField()),
    )
    sections, views, genres = _sections(), _views(articles), dict(ArticlePage.Genre.choices)
    found = {}
    for pk, path, genre, published, main_image, key, body in rows.iterator():
        day = office_time(published)
        found[pk] = Credited(
            genre={genre: genres.get(genre, genre)},
            section=sections.get(path[: -ArticlePage.steplen], {}),
            month={(day.year, day.month): f"{day:%m/%Y}"},
            photos=bool(main_image) + count_figures(body),
            views=views.get(key, 0),
        )
    _add_people(articles, found)
    return list(found.values())


def _sections():
    """Return {path: {key: title}} of every section."""
    sections = SectionPage.objects.values_list("path", "pk", "title")
    return {path: {pk: title} for path, pk, title in sections}


def _views(articles):
    """Return {translation key: views} of the articles in all their languages."""
    pages = ArticlePage.objects.filter(
        translation_key__in=articles.order_by().values("translation_key")
    )
    views = queries.views_of(pages.values("pk"))
    sums = defaultdict(int)
    for pk, key in pages.values_list("pk", "translation_key"):
        sums[key] += views.get(pk, 0)
    return sums


def _add_people(articles, found):
    """Add to `found` ({article key: Credited}) who is credited, each once."""
    bylines = Byline.objects.filter(page__in=articles.order_by().values("pk"))
    rows = bylines.order_by("page_id", "sort_order", "pk").values_list(
        *("page_id", "role", "author__translation_key", "author__name"),
        *("department__translation_key", "department__name", "department_name"),
    )
    units = defaultdict(dict)
    for page, role, author, name, unit, unit_name, printed in rows:
        people = _people(found.get(page), role)
        if people is not None:
            people[author] = name
            if unit or printed:
                units[page, author][unit or printed] = unit_name or printed
    for page, article in found.items():
        for author in article.writers:
            article.departments |= units[page, author]


def _people(article, role):
    """Return the {key: name} that someone with `role` is added to, or None."""
    if article is None or role == Byline.Role.EDITOR:
        return None
    return article.authors if role == Byline.Role.AUTHOR else article.photographers


def _by_author(article):
    """Pictures belong to who took them; where nobody is named for that, to the authors."""
    for person in (article.writers or NOBODY).items():
        yield person, {"articles": 1, "views": article.views}
    for person in (article.photographers or article.authors or NOBODY).items():
        yield person, {"photos": article.photos}


def _by(name, article):
    amounts = {"articles": 1, "photos": article.photos, "views": article.views}
    for one in (getattr(article, name) or NOTHING).items():
        yield one, amounts


NOBODY = {None: _("(không ghi tên)")}
NOTHING = {None: _("(không ghi)")}
GROUPINGS = {
    "author": _by_author,
    "department": partial(_by, "departments"),
    "section": partial(_by, "section"),
    "genre": partial(_by, "genre"),
    "month": partial(_by, "month"),
}


def lines(articles, grouping):
    """Return ([Line], total Line) of `articles` (a list of Credited) by a name of `GROUPINGS`.

    An article of several authors or units is in the line of each; the total counts it once.
    Months come in their order, anything else with most articles first.
    """
    sums = {}
    for article in articles:
        for (key, label), amounts in GROUPINGS[grouping](article):
            line = sums.setdefault(key, Line(str(label)))
            for name, amount in amounts.items():
                setattr(line, name, getattr(line, name) + amount)
    if grouping == "month":
        ordered = [sums[key] for key in sorted(sums)]
    else:
        ordered = sorted(sums.values(), key=lambda line: (-line.articles, sort_key(line.label)))
    return ordered, _total(articles)


def _total(articles):
    return Line(
        gettext("Tổng cộng"),
        articles=len(articles),
        photos=sum(article.photos for article in articles),
        views=sum(article.views for article in articles),
    )
