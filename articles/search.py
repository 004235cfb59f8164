"""The public search: published articles of one language that say what was asked."""

from django.utils.functional import cached_property
from wagtail.models import PageViewRestriction
from wagtail.search.backends import get_search_backend

from .models import ArticlePage, SearchedArticle
from .vietnamese.search.asking import ask
from .vietnamese.search.ranking import Ranked, steps

TABLE = SearchedArticle._meta.db_table


def rows_for_readers(locale):
    """Return the rows of the published articles in `locale` that any reader may see."""
    rows = SearchedArticle.objects.filter(locale=locale)
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        rows = rows.exclude(page__path__startswith=path)
    return rows


class ArticleSearch:
    """The articles in `locale` that match `text`; `Paginator` counts and slices it.

    `facets` (see `articles.facets`) narrow it. Nothing is asked of the database before it is
    needed, and what is asked does not grow with the number of articles found.
    """

    def __init__(self, text, locale, facets=None):
        self.asked = ask(text)
        self.locale = locale
        self.facets = facets
        self.engine = get_search_backend().engine

    @cached_property
    def matching(self):
        """Return the rows that match, before any facet."""
        rows = rows_for_readers(self.locale)
        if self.asked.must is None:
            return rows.none()
        return rows.filter(self.engine.beside(self.asked.must, TABLE))

    @cached_property
    def groups(self):
        """Return {labels: number of matching articles that carry just these}."""
        return self.matching.counted_by_labels()

    @cached_property
    def _ranked(self):
        rows = self.facets.narrow(self.matching) if self.facets else self.matching
        return Ranked(rows.newest_first(), self.engine, steps(self.asked, self.engine))

    def count(self):
        return self.facets.total if self.facets else sum(self.groups.values())

    def __getitem__(self, places):
        ids = self._ranked.ids(places.start or 0, places.stop)
        articles = ArticlePage.objects.published().filter(pk__in=ids)
        found = {article.pk: article for article in articles}
        return [found[pk] for pk in ids if pk in found]


def complete_titles(text, locale, number):
    """Return the newest `number` articles whose title goes on as `text` begins."""
    asked = ask(text, prefix=True)
    if asked.must is None:
        return []
    engine = get_search_backend().engine
    rows = rows_for_readers(locale).filter(
        entry_id__in=engine.matching(asked.must, engine.autocomplete)
    )
    return _newest_of(rows, number).defer("body")


def newest_articles(locale, number):
    """Return the newest `number` articles, for cards: by their narrow rows, as quick as may be."""
    return _newest_of(rows_for_readers(locale), number).for_cards()


def _newest_of(rows, number):
    ids = [pk for pk, _entry in rows.newest_first()[:number]]
    return ArticlePage.objects.published().filter(pk__in=ids).newest_first()
