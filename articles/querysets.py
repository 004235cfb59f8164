"""The words in which everything asks for articles: pages, feeds, site map, reports."""

from functools import reduce
from operator import or_

from django.apps import apps
from django.conf import settings
from django.db.models import (
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
)
from django.utils.translation import get_language
from wagtail.models import Page, PageManager, PageViewRestriction, Site
from wagtail.query import PageQuerySet

from .models.photos import RENDITION_FILTERS, Photo, PhotoRendition
from .slugs import HOME_DEPTH


def _renditions(lookup):
    made = PhotoRendition.objects.filter(filter_spec__in=RENDITION_FILTERS)
    return Prefetch(lookup, queryset=made, to_attr="prefetched_renditions")


def _named_authors():
    authors = apps.get_model("articles.Author").objects.only("name", "slug", "locale")
    return Prefetch("bylines__author", queryset=authors)


RENDITIONS = _renditions("main_image__renditions")
PHOTO_RENDITIONS = _renditions("renditions")


def is_restricted():
    """Return the condition that a page or one above it has a view restriction.

    The few restrictions come first, each with its path: joined, SQLite reads all pages for each
    article as soon as its statistics know the pages and no restriction.
    """
    top = Page.objects.filter(pk=OuterRef("page_id")).order_by().values("path")[:1]
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    restrictions = PageViewRestriction.objects.annotate(top=Subquery(top), path=path)
    return Exists(restrictions.filter(path__startswith=F("top")))


# The opposite, of a row called `page` in a statement in SQL.
UNRESTRICTED = """NOT EXISTS (
    SELECT 1 FROM wagtailcore_pageviewrestriction restriction WHERE page.path LIKE (
        SELECT top.path || '%%' FROM wagtailcore_page top WHERE top.id = restriction.page_id))"""


# What a card shows, and no more: a list is another one only when its cards are.
OF_PHOTOS_ON_CARDS = (
    *("file", "width", "height"),
    *(f"focal_point_{name}" for name in ("x", "y", "width", "height")),
)
PHOTOS_ON_CARDS = Prefetch("main_image", Photo.objects.only(*OF_PHOTOS_ON_CARDS))
ON_CARDS = (
    *("path", "depth", "url_path", "slug", "title", "locale", "content_type", "live"),
    *("display_date", "genre", "lead"),
    *(f"main_image__{name}" for name in OF_PHOTOS_ON_CARDS),
)


class ArticleQuerySet(PageQuerySet):
    def public(self):
        """Leave out pages behind a restriction: Wagtail's rule, without a statement of its own."""
        return self.exclude(is_restricted())

    def published(self):
        """Leave out drafts, scheduled and expired articles, and those behind a restriction."""
        return self.live().public()

    def credited(self):
        """Keep each work that readers have seen, once: no draft, no alias, no translation.

        What was taken down or expired stays, what is in the bin does not. A translation counts
        when it has no Vietnamese original.
        """
        original = Q(locale__language_code=settings.LANGUAGE_CODE)
        originals = self.model.objects.filter(original).values("translation_key")
        seen = self.filter(first_published_at__isnull=False, alias_of=None, binned_at=None)
        return seen.filter(original | ~Q(translation_key__in=originals))

    def at(self, home, path_components):
        """Return the live article at an address below `home`, ready to be read, or None."""
        url_path = f"{home.url_path}{'/'.join(path_components)}/"
        articles = self.live().filter(slug=path_components[-1], url_path=url_path)
        # What most articles have not is not asked for again.
        attachments = self.model.attachments.rel.related_model.objects.filter(page=OuterRef("pk"))
        articles = articles.annotate(
            has_attachments=Exists(attachments),
            may_be_restricted=Exists(PageViewRestriction.objects.all()),
        )
        return articles.select_related("main_image", "topic").first()

    def in_locale_of(self, page):
        """Keep the articles in the language of `page`: those below the same home page.

        Not by the language's key, whose index SQLite prefers to that of the dates: it would read
        and sort every article for the newest few.
        """
        return self.filter(path__startswith=page.path[: HOME_DEPTH * page.steplen])

    def in_active_locale(self):
        """Keep the articles in the reader's language, without a statement to find its home page."""
        language = get_language()
        homes = [
            Q(url_path__startswith=root.root_path)
            for root in Site.get_site_root_paths()
            if root.language_code == language
        ]
        return self.filter(reduce(or_, homes)) if homes else self.none()

    def published_here(self):
        """Keep the published articles in the reader's language."""
        return self.published().in_active_locale()

    def naming(self, instance):
        """Keep the articles that name `instance`, a snippet with a page, or a translation of it."""
        lookup = f"{instance.article_lookup}__translation_key"
        # Joined, an article would come once for each of its bylines.
        named = self.model.objects.filter(**{lookup: instance.translation_key})
        return self.filter(pk__in=named.order_by().values("pk"))

    def in_section(self, section):
        """Keep the articles of `section` and of the sections inside it."""
        return self.descendant_of(section)

    def dated_in(self, period):
        """Keep the articles that readers see dated in `period`, a `periods.Period`."""
        return self.filter(display_date__gte=period.begin, display_date__lt=period.end)

    def newest_first(self):
        """Order by the date readers see; of two at the same minute the later made comes first."""
        return self.order_by("-display_date", "-pk")

    def for_feeds(self):
        """Load what a feed tells of an article: everything but the photos of its body."""
        articles = self.select_related("main_image", "topic")
        return articles.prefetch_related(RENDITIONS, _named_authors(), "tagged_items__tag")

    def for_cards(self):
        """Load what a card shows: title, lead, date, and the main photo in its sizes."""
        return self.select_related("main_image").only(*ON_CARDS).prefetch_related(RENDITIONS)


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
