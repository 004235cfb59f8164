"""A third language is a setting and a catalogue: nothing in the code counts to two."""

import feedparser
import pytest
from django.conf import settings as django_settings
from wagtail.models import Locale

from tests.factories import ArticlePageFactory, SectionPageFactory, the_home

pytestmark = pytest.mark.django_db
FRENCH = ("fr", "Français")


@pytest.fixture
def french(settings):
    """Return the locale of a language that only the settings name."""
    settings.LANGUAGES = [*django_settings.LANGUAGES, FRENCH]
    settings.WAGTAIL_CONTENT_LANGUAGES = [*django_settings.WAGTAIL_CONTENT_LANGUAGES, FRENCH]
    return Locale.objects.create(language_code="fr")


@pytest.fixture
def article(french):
    """Return an article in French, in a section of the French home page."""
    original = ArticlePageFactory(parent=SectionPageFactory(title="Nữ công"), title="Hội thao")
    for page in (the_home(), original.get_parent().specific, original):
        page.copy_for_translation(french).save_revision().publish()
    return original.get_translation(french)


def test_readers_are_shown_it_everywhere(article, client):
    for address in ("/fr/", article.url, article.get_parent().url, "/fr/rss/", "/fr/tim-kiem/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
    page = client.get(article.url).content.decode()
    assert '<html lang="fr"' in page
    assert f'hreflang="fr" href="{article.full_url}"' in page
    original = article.get_translation(Locale.get_default())
    assert f'hreflang="x-default" href="{original.full_url}"' in page


def test_its_feed_leads_to_its_front_page(article, client):
    assert feedparser.parse(client.get("/fr/rss/").content).feed.link.endswith("/fr/")


def test_what_is_not_there_is_said_in_it(article, client):
    answer = client.get("/fr/khong-co/")
    assert answer.status_code == 404 and 'href="/fr/"' in answer.content.decode()
