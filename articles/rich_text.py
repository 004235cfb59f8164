"""Where links to pages lead, found in two statements at most however many links there are."""

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from .keys import key_or_none


class PageLinks(PageLinkHandler):
    """Wagtail's links to pages: to the translation in the reader's language, if it is live.

    A page that is not public is not linked to: its address would tell its title.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        keys = [key_or_none(attrs.get("id")) for attrs in attrs_list]
        pages = Page.objects.select_related("locale").in_bulk(set(keys) - {None})
        translations = _translations(pages.values())
        found = map(pages.get, keys)
        shown = [page and translations.get(page.translation_key, page) for page in found]
        return [f'<a href="{escape(page.url)}">' if page and page.live else "<a>" for page in shown]


def _translations(pages):
    """Return {translation key: live page} for those `pages` that the reader has translated."""
    language = get_language()
    keys = [page.translation_key for page in pages if page.locale.language_code != language]
    if not keys:
        return {}
    found = Page.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    return {page.translation_key: page for page in found}


def register(features):
    """Take the place of Wagtail's own links to pages, which ask for each page by itself."""
    features.register_link_type(PageLinks)
