"""What a page says about itself to search engines and to sites that show links to it."""

from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, override, to_locale
from wagtail.models import Page

from articles.models import ArticlePage, Author, Department, Topic
from articles.models.photos import LARGEST

from .share_cards import SIZE, card_of

# The names under which views hand their template what the page is about.
SNIPPETS = {"author": Author, "department": Department, "topic": Topic}
# What other sites know a language by; another one is known by its code.
LOCALES = {"vi": "vi_VN", "en": "en_US"}


def full_address(path):
    """Return the address at which the whole world finds `path`."""
    return f"{settings.BASE_URL.rstrip('/')}{path}" if path.startswith("/") else path


@dataclass(frozen=True)
class Picture:
    """A picture for other sites: its full address, size in pixels, and what it shows."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass
class PageMetadata:
    """The facts about the page that is being rendered; `context` is its template's."""

    context: dict = field(repr=False)
    default_language = settings.LANGUAGE_CODE

    @cached_property
    def subject(self):
        """The page or snippet that the page is about, or None."""
        page = self.context.get("page")
        if isinstance(page, Page):
            return page
        found = (self.context.get(name) for name in SNIPPETS)
        return next((item for item in found if isinstance(item, tuple(SNIPPETS.values()))), None)

    @property
    def tree(self):
        return self.context["site_navigation"]

    @property
    def home(self):
        return self.tree.home_page

    @property
    def is_article(self):
        return isinstance(self.subject, ArticlePage)

    @property
    def is_narrowed(self):
        """Whether a reader's choice of a period leaves a part of the listing only."""
        period = getattr(self.context.get("listing"), "period", None)
        return bool(period and period.year)

    @property
    def title(self):
        """What links to the page are called; "" where the page's own <title> says it."""
        subject = self.subject
        if subject is None:
            return ""
        name = self.home.site_name if subject == self.home else str(subject)
        return getattr(subject, "seo_title", "") or name

    @property
    def description(self):
        """What the editor wrote for search engines, or the text at the head of the page."""
        names = ("search_description", "lead", "introduction", "slogan")
        return next(filter(None, (getattr(self.subject, name, "") for name in names)), "")

    @property
    def address(self):
        """The one address of what is shown; pages of a listing have one each."""
        listing = self.context.get("listing")
        number = getattr(listing, "number", 1)
        path = self.context["request"].path
        return full_address(f"{path}?page={number}" if number > 1 else path)

    @property
    def alternates(self):
        """A list of (language code, full address) of the same in every language, if in several."""
        found = [(code, full_address(path)) for code, path in self._translations() if path]
        return found if len(found) > 1 else []

    def _translations(self):
        languages = self.tree.languages
        if isinstance(self.subject, Page):
            for language in languages:
                page = language["translation"]
                yield language["code"], page and page.get_url(self.context["request"])
        elif self.subject is not None:
            for snippet in self.subject.get_translations(inclusive=True).select_related("locale"):
                with override(snippet.locale.language_code):
                    yield snippet.locale.language_code, snippet.get_absolute_url()
        else:
            path = self.context["request"].path
            for language in languages:
                yield language["code"], translate_url(path, language["code"])

    @property
    def locale(self):
        return LOCALES.get(get_language(), to_locale(get_language()))

    @cached_property
    def picture(self):
        """The article's photo, or the card with its title; None while neither is made."""
        photo = getattr(self.subject, "main_image", None) if self.is_article else None
        if photo:
            made = photo.made_sizes().get(LARGEST)
            shown = (made.url, made.width, made.height) if made else photo.as_stored().values()
            url, width, height = shown
            return Picture(full_address(url), width, height, self.subject.image_alt)
        if self.home is None:
            return None
        section = self.tree.parent_of(self.subject) if self.is_article else None
        for card in (card_of(self.subject, self.home, section), card_of(None, self.home)):
            if card and card.is_made:
                return Picture(full_address(card.url), *SIZE, card.title)
        return None
