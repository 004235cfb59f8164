"""RSS feeds of the newest articles."""

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _
from wagtail.models import Locale

from .models import ArticlePage
from .views import localised_or_404

LENGTH = 30


class NewestFeed(Feed):
    """The newest articles in the language of the address."""

    feed_type = Rss201rev2Feed

    def get_object(self, request):
        return Locale.get_active()

    def title(self, locale):
        return _("Tin mới")

    def description(self, locale):
        return _("Các bài viết mới đăng")

    def link(self, locale):
        return "/" if locale.language_code == "vi" else f"/{locale.language_code}/"

    def items(self, locale):
        articles = ArticlePage.objects.published().filter(locale=locale)
        return articles.newest_first().defer("body")[:LENGTH]

    def item_title(self, article):
        return article.title

    def item_description(self, article):
        return article.lead

    def item_link(self, article):
        return article.get_url()

    def item_pubdate(self, article):
        return timezone.localtime(article.display_date)

    def item_updateddate(self, article):
        return timezone.localtime(article.last_published_at or article.display_date)

    def item_guid(self, article):
        return str(article.translation_key)

    item_guid_is_permalink = False


class SectionFeed(NewestFeed):
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
        return section.articles().defer("body")[:LENGTH]


class PublicAddressFeed(NewestFeed):
    """The newest articles of an author, of a department or on a topic."""

    def __init__(self, model):
        self.model = model

    def get_object(self, request, slug):
        return localised_or_404(self.model, slug)

    def title(self, instance):
        return instance.name

    def description(self, instance):
        return instance.introduction or instance.name

    def link(self, instance):
        return instance.get_absolute_url()

    def items(self, instance):
        return instance.published_articles().distinct().defer("body")[:LENGTH]
