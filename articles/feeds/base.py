"""RSS feeds of the newest articles, each with its whole text."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from ..models.photos import LARGEST
from .content import whole_texts

LENGTH = 30
# XML cannot hold them; texts that were stored before they were kept out may.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class WholeTextFeed(Rss201rev2Feed):
    """RSS with the whole text of each item beside its summary."""

    def __init__(self, title, link, description, **options):
        options = {name: _writable(value) for name, value in options.items()}
        super().__init__(_writable(title), link, _writable(description), **options)

    def rss_attributes(self):
        content = "http://purl.org/rss/1.0/modules/content/"
        return {**super().rss_attributes(), "xmlns:content": content}

    def add_item(self, **item):
        super().add_item(**{name: _writable(value) for name, value in item.items()})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["text"])


def _writable(value):
    if isinstance(value, list | tuple):
        return [_writable(part) for part in value]
    return UNWRITABLE.sub(" ", value) if isinstance(value, str) else value


@dataclass
class Item:
    """An article in a feed, with its text as HTML and the title of its section."""

    article: Page
    text: str
    section: str


def items_of(articles):
    """Return the `Item`s of the first of `articles`, in a few statements."""
    articles = list(articles.for_feeds()[:LENGTH])
    paths = {article.path[: -article.steplen] for article in articles}
    sections = dict(Page.objects.filter(path__in=paths).values_list("path", "title"))
    return [
        Item(article, text, sections[article.path[: -article.steplen]])
        for article, text in zip(articles, whole_texts(articles), strict=True)
    ]


class ArticleFeed(Feed):
    """Articles, each with its whole text; what they have in common is told by those below."""

    feed_type = WholeTextFeed
    item_guid_is_permalink = False

    def item_title(self, item):
        return item.article.title

    def item_description(self, item):
        # News readers take it for HTML.
        return escape(item.article.lead)

    def item_link(self, item):
        return item.article.get_url()

    def item_pubdate(self, item):
        return timezone.localtime(item.article.display_date)

    def item_updateddate(self, item):
        return timezone.localtime(item.article.last_published_at or item.article.display_date)

    def item_guid(self, item):
        return str(item.article.translation_key)

    def item_author_name(self, item):
        rows = (row for row in item.article.bylines.all() if row.role == row.Role.AUTHOR)
        return ", ".join(dict.fromkeys(row.author.name for row in rows)) or None

    def item_categories(self, item):
        topic = [item.article.topic.name] if item.article.topic else []
        tags = [row.tag.name for row in item.article.tagged_items.all()]
        return list(dict.fromkeys([item.section, *topic, *tags]))

    def item_enclosures(self, item):
        photo = item.article.main_image
        made = photo.made_sizes().get(LARGEST) if photo else None
        if made is None:
            return []
        try:
            length = str(made.file.size)
        except OSError:
            return []
        return [Enclosure(urljoin(settings.BASE_URL, made.url), length, "image/jpeg")]

    def item_extra_kwargs(self, item):
        return {"text": item.text}


class NewestFeed(ArticleFeed):
    """The newest of `articles` (a manager of them) in the language of the address."""

    def __init__(self, articles):
        self.articles = articles

    def get_object(self, request):
        return Locale.get_active()

    def title(self, locale):
        return _("Tin mới")

    def description(self, locale):
        return _("Các bài viết mới đăng")

    def link(self, locale):
        return "/" if locale == Locale.get_default() else f"/{locale.language_code}/"

    def items(self, locale):
        return items_of(self.articles.published_here().newest_first())


class SectionFeed(ArticleFeed):
    """The newest articles of one section and of those inside it."""

    def get_object(self, request, section):
        return section

    def title(self, section):
        return section.title

    def description(self, section):
        return section.introduction or section.title

    def link(self, section):
        return section.get_url()

    def items(self, section):
        return items_of(section.articles())


class PublicAddressFeed(ArticleFeed):
    """The newest of `articles` (a manager of them) that name an author, a department or a topic."""

    def __init__(self, model, articles):
        self.model, self.articles = model, articles

    def get_object(self, request, slug):
        return self.model.localised_or_404(slug)

    def title(self, instance):
        return instance.name

    def description(self, instance):
        return instance.introduction or instance.name

    def link(self, instance):
        return instance.get_absolute_url()

    def items(self, instance):
        return items_of(self.articles.published_here().naming(instance).newest_first())
