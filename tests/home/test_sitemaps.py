"""The maps of the site: for search engines, for news readers, and for people."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from articles.models import ArticlePage
from home.seo import sitemaps
from home.signal_handlers import give_site_its_address
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    SectionPageFactory,
    StandardPageFactory,
    TopicFactory,
    the_home,
)

pytestmark = pytest.mark.django_db

SPACES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}


def addresses(client, path):
    """Return the addresses that the map at `path` names."""
    response = client.get(path)
    assert response.status_code == 200 and response["Content-Type"].startswith("application/xml")
    return [
        place.text
        for place in ElementTree.fromstring(response.content).iterfind(".//map:loc", SPACES)
    ]


def paths(client, path):
    return ["/" + address.split("/", 3)[3] for address in addresses(client, path)]


def test_the_index_leads_to_every_published_page_once(client):
    section, article = SectionPageFactory(), ArticlePageFactory()
    standard, author = StandardPageFactory(), AuthorFactory()
    draft = ArticlePageFactory(live=False)
    found = [path for part in paths(client, "/sitemap.xml") for path in paths(client, part)]
    for public in (the_home().url, section.url, article.url, standard.url):
        assert found.count(public) == 1, public
    assert author.get_absolute_url() in found
    assert not [path for path in found if draft.slug in path]


def test_the_map_names_the_pages_of_both_languages(client):
    english = Locale.objects.get(language_code="en")
    the_home().copy_for_translation(english).save_revision().publish()
    assert "/en/" in paths(client, "/sitemap-pages.xml")


def test_what_is_private_is_on_no_map(client):
    article = ArticlePageFactory(display_date=timezone.now())
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    for path in ("/sitemap-pages.xml", "/sitemap-news.xml", "/so-do-trang/"):
        assert article.slug not in client.get(path).content.decode()
    assert client.get("/sitemap-articles-1.xml").status_code == 404


def test_full_addresses_begin_with_the_base_url(client, settings):
    settings.BASE_URL = "https://congdoan.example.vn"
    give_site_its_address()
    assert "https://congdoan.example.vn/sitemap-pages.xml" in addresses(client, "/sitemap.xml")
    assert "https://congdoan.example.vn/" in addresses(client, "/sitemap-pages.xml")


def test_many_articles_are_spread_over_maps_of_a_bounded_length(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "ARTICLES_IN_MAP", 3)
    section = SectionPageFactory()
    articles = [ArticlePageFactory(parent=section) for _number in range(7)]
    parts = [path for path in paths(client, "/sitemap.xml") if "articles" in path]
    assert parts == [f"/sitemap-articles-{number}.xml" for number in (1, 2, 3)]
    lists = [paths(client, part) for part in parts]
    assert [len(found) for found in lists] == [3, 3, 1]
    assert [path for found in lists for path in found] == [article.url for article in articles]
    assert client.get("/sitemap-articles-4.xml").status_code == 404


@pytest.mark.parametrize("name", ["articles-0", "articles-01", "articles-x", "khong-co"])
def test_a_map_that_the_index_does_not_name_is_not_there(name, client):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_a_map_takes_as_many_statements_for_many_articles(client, django_assert_max_num_queries):
    section = SectionPageFactory()
    for _number in range(9):
        ArticlePageFactory(parent=section)
    client.get("/sitemap-articles-1.xml")
    # Two of them ask whether anything changed meanwhile.
    with django_assert_max_num_queries(6):
        client.get("/sitemap-articles-1.xml")
    with django_assert_max_num_queries(6):
        client.get("/sitemap.xml")


def test_the_index_reads_a_row_for_each_map_and_counts_what_is_public(client, monkeypatch):
    """Each map with its own newest date, whatever is restricted or a draft in between."""
    monkeypatch.setattr(sitemaps, "ARTICLES_IN_MAP", 2)
    section, closed = SectionPageFactory(), SectionPageFactory()
    moments = [timezone.now() - timedelta(days=days) for days in (5, 9, 7, 2, 4)]
    for moment in moments:
        article = ArticlePageFactory(parent=section)
        Page.objects.filter(pk=article.pk).update(last_published_at=moment)
        ArticlePageFactory(parent=closed)
        ArticlePageFactory(parent=section, live=False)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    parts = [part for part in sitemaps.parts() if part.name.startswith("articles")]
    newest = [max(moments[:2]), max(moments[2:4]), moments[4]]
    assert [part.last_mod for part in parts] == newest
    assert [part.name for part in parts] == ["articles-1", "articles-2", "articles-3"]


def test_the_index_takes_as_many_statements_and_rows_for_many_articles(client):
    section = SectionPageFactory()
    for number in (2, 20):
        for _number in range(number):
            ArticlePageFactory(parent=section)
        assert len(list(sitemaps._last_of_parts())) == 1
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/sitemap.xml?moi={number}")
        assert len(captured) <= 4


def test_news_leave_their_map_by_time_alone(client, keep_pages):
    now = timezone.now()
    old, new = (ArticlePageFactory(display_date=now - timedelta(hours=age)) for age in (47, 1))
    assert paths(client, "/sitemap-news.xml") == [new.url, old.url]
    with time_machine.travel(now + timedelta(hours=2), tick=True):
        assert paths(client, "/sitemap-news.xml") == [new.url]


def test_the_news_map_holds_the_last_two_days(client):
    home = the_home()
    home.site_name = "Công đoàn xứ Thanh"
    home.save()
    now = timezone.now()
    new = ArticlePageFactory(title="Tin <mới> & nóng", display_date=now - timedelta(hours=47))
    ArticlePageFactory(display_date=now - timedelta(hours=49))
    root = ElementTree.fromstring(client.get("/sitemap-news.xml").content)
    (entry,) = root.iterfind("map:url", SPACES)
    assert entry.findtext("map:loc", namespaces=SPACES).endswith(new.url)
    (news,) = entry.iterfind("news:news", SPACES)
    texts = [part.text for part in news.iter() if part.text and part.text.strip()]
    moment = timezone.localtime(ArticlePage.objects.get(pk=new.pk).display_date)
    assert texts == [
        "Công đoàn xứ Thanh",
        "vi",
        moment.isoformat(timespec="microseconds"),
        "Tin <mới> & nóng",
    ]


def test_readers_find_sections_pages_topics_and_feeds(client):
    section = SectionPageFactory(title="Nữ công")
    inner = SectionPageFactory(title="Mái ấm", parent=section)
    StandardPageFactory(title="Cơ cấu tổ chức")
    topic = TopicFactory(name="Tháng Công nhân")
    page = client.get("/so-do-trang/").content.decode()
    assert page.index("Nữ công</a>") < page.index(f'href="{inner.url}"')
    for expected in (f'href="{section.url}rss/"', f'href="{topic.get_feed_url()}"', "Cơ cấu"):
        assert expected in page
    assert '<a href="/so-do-trang/">Sơ đồ trang</a>' in client.get("/").content.decode()
    assert "Site map" in client.get("/en/site-map/").content.decode()
