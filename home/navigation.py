"""The structure of the site, loaded once for everything that pages show of it."""

from dataclasses import dataclass, field
from functools import cached_property, partial

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page, Site

from articles.models import SectionPage
from articles.querysets import is_restricted
from page_cache.fragments import cached_fragment

from .models import ContactPage, HomePage, OrganisationPage, StandardPage

# What pages show of the structure: it is another one only when one of these is.
SHOWN = (
    *("path", "depth", "url_path", "slug", "title", "show_in_menus", "live"),
    *("content_type", "translation_key", "locale__language_code"),
)
# Of the pages in other languages, no more than what leads there.
LED_TO = ("url_path", "live", "translation_key", "locale__language_code")
# Those that stand beside the news, and are named in the footer.
PLAIN_PAGES = (StandardPage, OrganisationPage, ContactPage)


@dataclass
class MenuItem:
    """A page in the menu, the pages below it, and whether the reader is inside it."""

    page: Page
    is_current: bool
    children: list = field(default_factory=list)


class SiteNavigation:
    """Home pages, sections and standard pages of all languages, as the reader of `page` sees them.

    `page` is the page being read, or None at addresses that belong to no page.
    """

    def __init__(self, request, page=None):
        self.request = request
        self.page = page

    @cached_property
    def pages(self):
        """The live, public pages of the structure in the reader's language, by path, in order."""
        return self._own[1]

    @cached_property
    def _own(self):
        """The language of the structure (the site's own where the reader's has none), its pages."""
        for language in (get_language(), settings.LANGUAGE_CODE):
            key = ("structure", language)
            pages = cached_fragment(self.request, key, partial(_structure, language))
            if pages:
                break
        return language, pages

    @cached_property
    def pages_elsewhere(self):
        """A list of their translations, which know their addresses alone."""
        language, pages = self._own
        keys = tuple(sorted(page.translation_key for page in pages.values()))
        key = ("structure elsewhere", language, keys)
        return cached_fragment(self.request, key, partial(_translations_of, keys, language))

    @cached_property
    def homes(self):
        """The home pages of the request's site, by language code."""
        site = Site.find_for_request(self.request)
        # What stands for the site may turn out to be none.
        if not site:
            return {}
        key = site.root_page.translation_key
        return {
            page.locale.language_code: page
            for page in (*self.pages.values(), *self.pages_elsewhere)
            if page.translation_key == key
        }

    @property
    def home(self):
        """The home page of the reader's language, as a plain `Page`; None before there is one."""
        return self.homes.get(get_language()) or next(iter(self.homes.values()), None)

    @cached_property
    def home_page(self):
        """The `HomePage` of the reader's language, with what header and footer say; or None."""
        if isinstance(self.page, HomePage):
            return self.page
        if hasattr(self.request, "routed_home"):
            return self.request.routed_home
        return HomePage.framing().filter(pk=self.home.pk).first() if self.home else None

    @cached_property
    def menu(self):
        """The `MenuItem`s of two levels below the home page, in the order of the page tree."""
        if self.home is None:
            return []
        return [
            MenuItem(item.page, item.is_current, self._menu_items(item.page))
            for item in self._menu_items(self.home)
        ]

    def _menu_items(self, parent):
        return [
            MenuItem(page, is_current=self.page is not None and self.page.path.startswith(path))
            for path, page in self.pages.items()
            if page.show_in_menus and path[: -page.steplen] == parent.path
        ]

    @property
    def active_path(self):
        """What the menu marks: the path of the page being read, or of the one above and "/"."""
        if self.page is None:
            return ""
        above = max(filter(self.page.path.startswith, self.pages), default="")
        return above if above == self.page.path else f"{above}/"

    @property
    def outline(self):
        """The `MenuItem`s of every page of the structure below the home page."""
        return self._outline_below(self.home) if self.home else []

    def _outline_below(self, parent):
        children = [
            page for path, page in self.pages.items() if path[: -page.steplen] == parent.path
        ]
        return [MenuItem(page, False, self._outline_below(page)) for page in children]

    @property
    def ancestors_of_page(self):
        """The pages above the one being read, from the home page down."""
        return [
            ancestor
            for path, ancestor in self.pages.items()
            if self.page.path.startswith(path) and path != self.page.path
        ]

    @property
    def children_of_page(self):
        """The sections directly inside the one being read."""
        return [
            child for path, child in self.pages.items() if path[: -child.steplen] == self.page.path
        ]

    @cached_property
    def standard_pages(self):
        """The plain pages directly below the home page: introduction, structure, privacy."""
        kinds = {kind.pk for kind in ContentType.objects.get_for_models(*PLAIN_PAGES).values()}
        return [
            page
            for path, page in self.pages.items()
            if page.content_type_id in kinds and path[: -page.steplen] == self.home.path
        ]

    def parent_of(self, page):
        """Return the section that holds `page`, or None when it is not public."""
        return self.pages.get(page.path[: -page.steplen])

    @cached_property
    def languages(self):
        """A list of {code, name, url, is_current, translation} for the language switch.

        An address that belongs to no page leads to the same one in the other language; a page
        that is not translated, to the home page. `translation` is the page to tell robots of.
        """
        translations = {page.locale.language_code: page for page in self._translations()}
        return [
            {
                "code": code,
                "name": name,
                "url": self._address_in(code, translations.get(code)),
                "is_current": code == get_language(),
                "translation": translations.get(code),
            }
            for code, name in settings.LANGUAGES
            if code in self.homes
        ]

    def _translations(self):
        """Return the live, public pages that are the page being read in some language."""
        if self.page is None:
            return []
        key = self.page.translation_key
        if self.page.path in self.pages:
            found = (*self.pages.values(), *self.pages_elsewhere)
            return [page for page in found if page.translation_key == key]
        # An article knows whether the site has restrictions at all.
        may_be_restricted = getattr(self.page, "may_be_restricted", True)
        return _readable(Page.objects.filter(translation_key=key), may_be_restricted).only(*LED_TO)

    def _address_in(self, code, translation):
        if translation is not None:
            return translation.get_url(self.request)
        path = self.request.get_full_path()
        if code == get_language():
            return path
        same = translate_url(path, code) if self.page is None else path
        return self.homes[code].get_url(self.request) if same == path else same


def _structure(language):
    pages = _all_structure().filter(locale__language_code=language).only(*SHOWN)
    return {page.path: page for page in pages.order_by("path")}


def _translations_of(keys, language):
    pages = _all_structure().filter(translation_key__in=keys)
    return list(pages.exclude(locale__language_code=language).only(*LED_TO).order_by("pk"))


def _all_structure():
    types = ContentType.objects.get_for_models(HomePage, SectionPage, *PLAIN_PAGES)
    return _readable(Page.objects.filter(content_type__in=types.values()))


def _readable(pages, may_be_restricted=True):
    pages = pages.live().select_related("locale")
    return pages.exclude(is_restricted()) if may_be_restricted else pages
