"""The public search: published articles of one language that say what was asked."""

from django.db.models import F
from django.utils.functional import cached_property
from wagtail.models import PageViewRestriction
from wagtail.search.backends import get_search_backend

from page_cache.counts import cached_counts

from ..models import ArticlePage, SearchedArticle
from .parser import ask
from .ranking import MOST_RANKED, Ranked, steps

TABLE = SearchedArticle._meta.db_table
# Where one of so many articles matches, reading the newest finds enough that do.
MANY_OF = 4
# Proposals are made of so many of the articles that were indexed last.
LATEST_PROPOSED = 300


def private_paths():
    """Return the paths of the pages that only some readers may see, with all below them."""
    return list(PageViewRestriction.objects.values_list("page__path", flat=True))


def rows_for_readers(locale, private, by_date=False):
    """Return the rows of the published articles in `locale` outside the `private` paths.

    SQLite walks them `by_date` as soon as there is an index to do so, which is quick when most
    of them match and slow when few do; otherwise it begins at those that match.
    """
    rows = SearchedArticle.objects.alias(language=F("locale_id") + 0)
    rows = rows.filter(locale=locale) if by_date else rows.filter(language=locale.pk)
    for path in private:
        rows = rows.exclude(page__path__startswith=path)
    return rows


class ArticleSearch:
    """The articles in `locale` that match `text`; `Paginator` counts and slices it.

    Its `facets` (see `facets`) narrow it. Nothing is asked of the database before it is
    needed, and what is asked does not grow with the number of articles found.
    """

    def __init__(self, text, locale):
        self.asked = ask(text)
        self.locale = locale
        self.facets = None
        self.engine = get_search_backend().engine

    @cached_property
    def private(self):
        return private_paths()

    def matching(self, by_date=False):
        """Return the rows that match, before any facet."""
        rows = rows_for_readers(self.locale, self.private, by_date)
        if self.asked.must is None:
            return rows.none()
        return rows.filter(self.engine.beside(self.asked.must, TABLE))

    @cached_property
    def groups(self):
        """Return {labels: number of matching articles that carry just these}.

        Counting reads each match, so that many are remembered until an article changes.
        """
        return cached_counts(
            f"{self.locale.pk} {self.private} {self.asked.must}",
            lambda: self.matching().counted_by_labels(),
            lambda counts: sum(counts.values()) > MOST_RANKED,
        )

    @cached_property
    def _ranked(self):
        found = sum(self.groups.values())
        rows = self._narrowed(self.matching(by_date=found > MOST_RANKED))
        best_first = steps(self.asked, self.engine)
        everything = None
        if found > MOST_RANKED:
            readable = rows_for_readers(self.locale, self.private, by_date=True)
            if found * MANY_OF > readable.count():
                everything = self._narrowed(readable)
        return Ranked(rows, self.engine, best_first, self.count(), everything, self.asked.must)

    def _narrowed(self, rows):
        return (self.facets.narrow(rows) if self.facets else rows).newest_first()

    def count(self):
        return self.facets.total if self.facets else sum(self.groups.values())

    def __getitem__(self, places):
        ids = self._ranked.ids(places.start or 0, places.stop)
        articles = ArticlePage.objects.published().filter(pk__in=ids)
        found = {article.pk: article for article in articles}
        return [found[pk] for pk in ids if pk in found]


def complete_titles(text, locale, number):
    """Return the newest `number` articles whose title goes on as `text` begins.

    A last word of one letter is waited for: half the words of the language begin with it.
    """
    *others, last = text.split() or [""]
    asked = ask(text, prefix=True) if len(last) > 1 else ask(" ".join(others))
    if asked.must is None:
        return []
    engine = get_search_backend().engine
    latest = engine.latest(asked.must, engine.autocomplete, LATEST_PROPOSED)
    rows = rows_for_readers(locale, private_paths()).filter(entry_id__in=latest)
    return newest_of(rows, number).defer("body")


def newest_articles(locale, private, number):
    """Return the newest `number` articles, for cards: by their narrow rows, as quick as may be."""
    return newest_of(rows_for_readers(locale, private, by_date=True), number).for_cards()


def newest_of(rows, number):
    """Return the newest `number` articles of `rows`."""
    ids = [pk for pk, _entry in rows.newest_first()[:number]]
    return ArticlePage.objects.published().filter(pk__in=ids).newest_first()
