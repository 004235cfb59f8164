"""Feeds as a news reader reads them."""

import feedparser
import pytest
from wagtail.rich_text import RichText

from articles.models import Byline
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    PhotoFactory,
    TopicFactory,
    credit,
)

pytestmark = pytest.mark.django_db


def read(client, address="/rss/"):
    response = client.get(address)
    assert response["Content-Type"].startswith("application/rss+xml")
    feed = feedparser.parse(response.content)
    assert not feed.bozo
    return feed


def whole(**fields):
    table = {"data": [["Khu vực", "Số <người>"], ["Ven biển", "5.426"]]}
    article = ArticlePageFactory(
        body=[
            ("paragraph", RichText("<p>Một <b>đoạn</b>.</p>")),
            ("heading", "Tiêu đề & mục"),
            ("quotation", {"text": "Ai đến?", "attribution": "Chị Mơ"}),
            ("table", table),
            ("note", {"title": "Cần nhớ", "text": RichText("<p>Thẻ.</p>")}),
        ],
        **fields,
    )
    article.tags.add("đối thoại")
    return credit(article, AuthorFactory())


def test_an_item_holds_the_whole_article_and_who_wrote_it(client):
    article = whole(topic=TopicFactory(), main_image=PhotoFactory(), lead="Sapo <1>.")
    (item,) = read(client).entries
    assert item.link.endswith(article.url) and item.author == "Phạm Thị Hường"
    assert item.published == "Tue, 01 Sep 2026 08:05:00 +0700"
    assert item.summary == "Sapo &lt;1&gt;."
    names = [tag.term for tag in item.tags]
    assert names == [article.get_parent().title, "Tháng Công nhân", "đối thoại"]
    text = item.content[0].value
    for part in ("Sapo &lt;1&gt;.", "<b>đoạn</b>", "Tiêu đề &amp; mục", "Ai đến?", "Chị Mơ"):
        assert part in text
    assert "Số &lt;người&gt;" in text and "Cần nhớ" in text and "Thẻ." in text
    (photo,) = item.enclosures
    made = article.main_image.made_sizes()["format-jpeg|width-1200"]
    assert photo.href.endswith(made.url) and photo.type == "image/jpeg"
    assert int(photo.length) == made.file.size


def test_whoever_took_the_photos_or_edited_is_not_called_the_author(client):
    article = credit(ArticlePageFactory(), AuthorFactory(name="Lê Văn An"))
    for name, role in (("Trần Thị Bích", Byline.Role.PHOTO), ("Đỗ Bình", Byline.Role.EDITOR)):
        article = credit(article, AuthorFactory(name=name), role=role)
    (item,) = read(client).entries
    assert item.author == "Lê Văn An"


def test_links_inside_the_site_are_written_in_full(client, settings):
    settings.BASE_URL = "https://congdoan.example.vn"
    other = ArticlePageFactory(title="Bài kia")
    link = f'<p>Xem <a linktype="page" id="{other.pk}">bài kia</a>.</p>'
    ArticlePageFactory(body=[("paragraph", RichText(link))], display_date="2026-10-01T00:00Z")
    text = read(client).entries[0].content[0].value
    assert f'href="https://congdoan.example.vn{other.url}"' in text


def test_the_feed_names_itself_and_when_it_last_changed(client):
    article = whole()
    feed = read(client).feed
    (itself,) = [link for link in feed.links if link.rel == "self"]
    assert itself.href == "http://testserver/rss/" and feed.language == "vi"
    article.refresh_from_db()
    assert feed.updated.endswith("+0700")


def test_a_line_broken_by_hand_in_word_breaks_no_feed(client):
    ArticlePageFactory(title="Dòng một\x0bdòng hai", lead="Sapo\x0c.")
    (item,) = read(client).entries
    assert item.title == "Dòng một dòng hai"


@pytest.mark.parametrize(
    "address",
    [
        "/rss/",
        "{section}rss/",
        "/tac-gia/pham-thi-huong/rss/",
        "/dong-su-kien/thang-cong-nhan/rss/",
    ],
)
def test_every_feed_takes_a_few_statements(address, client, django_assert_max_num_queries):
    articles = [whole(topic=TopicFactory(), main_image=PhotoFactory())]
    section = articles[0].get_parent()
    for _number in range(4):
        ArticlePageFactory(parent=section, topic=articles[0].topic, main_image=PhotoFactory())
    address = address.format(section=section.url, topic=articles[0].topic.get_feed_url())
    client.get(address)
    with django_assert_max_num_queries(16):
        assert read(client, address).entries
