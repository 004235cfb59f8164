import feedparser
import pytest

from analytics import recording
from tests.factories import ArticlePageFactory, PhotoFactory, SectionPageFactory

pytestmark = pytest.mark.django_db


def test_a_section_lists_its_articles_and_those_of_sections_inside_it(client):
    section = SectionPageFactory(introduction="Tin của các cấp công đoàn.")
    inside = SectionPageFactory(title="Công đoàn cơ sở", parent=section)
    ArticlePageFactory(title="Tin của cơ sở", parent=inside)
    ArticlePageFactory(title="Tin của chuyên mục khác")
    page = client.get(section.url).content.decode()
    listing = page[page.index("<main") : page.index("</main>")]
    assert "Tin của cơ sở" in listing and "Tin của các cấp công đoàn." in listing
    assert f'<a href="{inside.url}">Công đoàn cơ sở</a>' in listing
    assert "Tin của chuyên mục khác" not in listing


def test_an_empty_section_says_so_kindly(client):
    page = client.get(SectionPageFactory().url).content.decode()
    assert "Chuyên mục này chưa có bài viết nào." in page


def test_a_long_section_is_shown_in_pages(client):
    section = SectionPageFactory()
    for number in range(13):
        ArticlePageFactory(title=f"Tin số {number:02}", parent=section)
    first = client.get(section.url).content.decode()
    second = client.get(f"{section.url}?page=2").content.decode()
    assert "Tin số 12" in first and "Tin số 00" not in first
    assert "Tin số 00" in second and 'aria-current="page">2<' in second


@pytest.mark.parametrize("number", ["abc", "-1", "0", "99999999999999999999", "1.5", "%00", ""])
def test_a_wrong_page_number_is_never_an_error(number, client):
    section = SectionPageFactory()
    ArticlePageFactory(title="Tin duy nhất", parent=section)
    response = client.get(f"{section.url}?page={number}")
    assert response.status_code == 200
    assert "Tin duy nhất" in response.content.decode()


def test_the_statements_of_a_listing_do_not_grow_with_its_articles(
    client, django_assert_max_num_queries
):
    section = SectionPageFactory()
    for _number in range(2):
        ArticlePageFactory(parent=section, main_image=PhotoFactory())
    client.get(section.url)
    recording.forget_shared()
    with django_assert_max_num_queries(20) as few:
        client.get(section.url)
    for _number in range(10):
        ArticlePageFactory(parent=section, main_image=PhotoFactory())
    recording.forget_shared()
    with django_assert_max_num_queries(20) as many:
        client.get(section.url)
    assert len(many) == len(few)


def test_the_feed_of_the_site_holds_the_newest_articles(client):
    ArticlePageFactory(title="Tin cũ", display_date="2026-01-01T00:00Z")
    article = ArticlePageFactory(title="Tin mới & nóng", lead="Một câu <b>tóm tắt</b>.")
    response = client.get("/rss/")
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Tin mới & nóng", "Tin cũ"]
    assert feed.entries[0].link.endswith(article.url)
    assert feed.entries[0].published == "Tue, 01 Sep 2026 08:05:00 +0700"


def test_the_feed_of_a_section_holds_its_own_articles_only(client):
    article = ArticlePageFactory(title="Tin của mục này")
    ArticlePageFactory(title="Tin của mục khác")
    feed = feedparser.parse(client.get(f"{article.get_parent().url}rss/").content)
    assert [entry.title for entry in feed.entries] == ["Tin của mục này"]
    assert feed.feed.title == article.get_parent().title
