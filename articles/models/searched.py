from django.db import connection, models
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.search.models import IndexEntry

from page_cache.counts import invalidate_counts

from .articles import ArticlePage, Byline


class SearchedArticleQuerySet(models.QuerySet):
    def counted_by_labels(self):
        """Return {labels: number of articles that carry just these}."""
        groups = self.order_by().values_list("labels").annotate(count=models.Count("pk"))
        return dict(groups)

    def newest_first(self):
        """Return (page key, index entry id), newest first."""
        return self.order_by("-display_date", "-page_id").values_list("page_id", "entry_id")

    def refresh(self, pks):
        """Write anew what search knows of the articles `pks`; what is not live leaves."""
        self.filter(page_id__in=pks).delete()
        articles = list(_articles(pks))
        entries = _entries(articles)
        sections, labels = _sections(articles), _labels(articles)
        rows = [
            SearchedArticle(
                entry_id=entries[article.pk],
                page_id=article.pk,
                locale_id=article.locale_id,
                display_date=article.display_date,
                labels=f" s{sections[article.parent_path]} y{_year(article)} {labels[article.pk]}",
            )
            for article in articles
            if article.pk in entries and article.parent_path in sections
        ]
        self.bulk_create(rows)
        _copy_words([row.entry_id for row in rows])
        invalidate_counts()


class SearchedArticle(models.Model):
    """What the public search asks of a published article, in one narrow row beside its words.

    The words are in Wagtail's index. On SQLite they are found there by `entry_id`; on PostgreSQL
    a vector `words`, which the migration adds, saves joining a hundred thousand rows.
    """

    entry_id = models.BigIntegerField(primary_key=True)
    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", db_index=False)
    display_date = models.DateTimeField()
    # " s12 y2026 a5 d3 ": keys of its section, authors and departments, and the year between.
    labels = models.TextField()

    objects = SearchedArticleQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["locale", "-display_date", "-page"], name="searched_newest")
        ]


def _articles(pks):
    articles = ArticlePage.objects.live().filter(pk__in=pks, display_date__isnull=False)
    for article in articles.only("path", "depth", "locale_id", "display_date"):
        article.parent_path = article.path[: -article.steplen]
        yield article


def _year(article):
    return timezone.localtime(article.display_date).year


def _entries(articles):
    """Return {article key: key of its entry in Wagtail's index}."""
    if not articles:
        return {}
    keys = [str(article.pk) for article in articles]
    found = IndexEntry.objects.filter(
        content_type_id=articles[0].cached_content_type.pk, object_id__in=keys
    )
    return {int(key): entry for entry, key in found.values_list("pk", "object_id")}


def _sections(articles):
    paths = {article.parent_path for article in articles}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "pk"))


def _labels(articles):
    """Return {article key: "a5 d3 "}, each author and department once."""
    labels = {article.pk: {} for article in articles}
    bylines = Byline.objects.filter(page_id__in=[article.pk for article in articles])
    for page, author, department in bylines.order_by("author_id", "department_id").values_list(
        "page_id", "author_id", "department_id"
    ):
        ours = labels[page]
        ours[f"a{author}"] = True
        if department:
            ours[f"d{department}"] = True
    return {page: "".join(f"{label} " for label in ours) for page, ours in labels.items()}


def _copy_words(entries):
    if connection.vendor != "postgresql" or not entries:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE articles_searchedarticle SET words = entry.title || entry.body "
            "FROM wagtailsearch_indexentry entry "
            "WHERE entry.id = entry_id AND entry_id = ANY(%s)",
            [entries],
        )
