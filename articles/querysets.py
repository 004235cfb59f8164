"""The words in which everything asks for articles: pages, feeds, site map, reports."""

from django.db.models import Prefetch
from wagtail.models import PageManager
from wagtail.query import PageQuerySet


class ArticleQuerySet(PageQuerySet):
    def published(self):
        """Leave out drafts, scheduled and expired articles, and those behind a restriction."""
        return self.live().public()

    def in_locale_of(self, page):
        """Keep the articles in the language of `page`."""
        return self.filter(locale_id=page.locale_id)

    def in_section(self, section):
        """Keep the articles of `section` and of the sections inside it."""
        return self.descendant_of(section)

    def newest_first(self):
        """Order by the date readers see; of two at the same minute the later made comes first."""
        return self.order_by("-display_date", "-pk")

    def for_cards(self):
        """Load what a card shows, and no body."""
        from .models.photos import RENDITION_FILTERS, Photo

        photos = Photo.objects.prefetch_renditions(*RENDITION_FILTERS)
        return self.defer("body").prefetch_related(Prefetch("main_image", queryset=photos))


ArticleManager = PageManager.from_queryset(ArticleQuerySet)
