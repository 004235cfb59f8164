from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from articles.querysets import is_restricted


class SiteMap(Sitemap):
    """The public pages of every language: Wagtail's own map leaves the translations out."""

    def items(self):
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        pages = Page.objects.none()
        for home in homes:
            pages |= Page.objects.descendant_of(home, inclusive=True)
        pages = pages.live().exclude(is_restricted())
        return pages.order_by("path").defer_streamfields().specific()
