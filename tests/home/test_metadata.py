"""What pages say about themselves to search engines and to sites that show links to them."""

import json
import re
from html.parser import HTMLParser

import pytest
from wagtail.models import Locale, PageViewRestriction

from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    PhotoFactory,
    SectionPageFactory,
    TopicFactory,
    credit,
    the_home,
)

pytestmark = pytest.mark.django_db

BASE = "https://congdoan.example.vn"


@pytest.fixture(autouse=True)
def known_host(settings):
    settings.BASE_URL = BASE


class Head(HTMLParser):
    """Collects what the head of a page says: title, metas, links, data."""

    def __init__(self, text):
        super().__init__()
        self.metas, self.links = {}, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "meta" and "content" in attributes:
            name = attributes.get("property") or attributes.get("name")
            self.metas.setdefault(name, []).append(attributes["content"])
        if tag == "link":
            self.links.append(attributes)

    def one(self, name):
        (content,) = self.metas[name]
        return content

    def linked(self, **wanted):
        return [
            link["href"]
            for link in self.links
            if all(link.get(name) == value for name, value in wanted.items())
        ]


def head_of(client, address):
    return Head(client.get(address).content.decode())


def data_of(client, address):
    text = client.get(address).content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    return json.loads(block)


def published(**fields):
    home = the_home()
    home.site_name = "Công đoàn xứ Thanh"
    home.save()
    article = ArticlePageFactory(title="Bữa <b>cơm</b> ca & tiếng", **fields)
    unit = DepartmentFactory(name="Ban Tổ chức")
    return credit(article, AuthorFactory(department=unit))


def test_an_article_introduces_itself_with_its_photo(client):
    photo = PhotoFactory()
    article = published(main_image=photo, main_image_alt="Nhà ăn giờ nghỉ ca")
    head = head_of(client, f"{article.url}?utm_source=zalo")
    assert head.linked(rel="canonical") == [BASE + article.url]
    assert head.one("og:url") == BASE + article.url
    assert head.one("og:type") == "article" and head.one("og:locale") == "vi_VN"
    assert head.one("og:title") == "Bữa <b>cơm</b> ca & tiếng"
    assert head.one("description") == head.one("og:description") == "168 đại biểu dự hội nghị."
    picture = photo.made_sizes()["format-jpeg|width-1200"]
    assert head.one("og:image") == BASE + picture.url
    assert head.one("og:image:width") == str(picture.width)
    assert head.one("og:image:alt") == "Nhà ăn giờ nghỉ ca"
    assert head.one("article:published_time") == "2026-09-01T08:05:00+07:00"


def test_the_editors_words_for_search_engines_come_first(client):
    article = published(seo_title="Cơm ca", search_description="Chuyện bếp ăn.")
    head = head_of(client, article.url)
    assert head.one("og:title") == "Cơm ca" and head.one("description") == "Chuyện bếp ăn."


def test_search_engines_read_author_and_department_of_an_article(client):
    article = published(main_image=PhotoFactory(), source_url="https://bao.example.vn/1")
    news, way = data_of(client, article.url)
    assert news["@type"] == "NewsArticle" and news["headline"] == "Bữa <b>cơm</b> ca & tiếng"
    assert news["datePublished"] == "2026-09-01T08:05:00+07:00"
    assert news["inLanguage"] == "vi" and news["isBasedOn"] == "https://bao.example.vn/1"
    (author,) = news["author"]
    assert (author["name"], author["jobTitle"]) == ("Phạm Thị Hường", "Chuyên viên")
    assert author["url"] == f"{BASE}/tac-gia/pham-thi-huong/"
    assert author["affiliation"]["name"] == "Ban Tổ chức"
    assert author["affiliation"]["url"] == f"{BASE}/don-vi/ban-to-chuc/"
    assert news["publisher"]["name"] == "Công đoàn xứ Thanh"
    assert [step["position"] for step in way["itemListElement"]] == [1, 2, 3]
    assert way["itemListElement"][-1]["item"] == BASE + article.url


def test_no_title_ends_the_data_and_begins_a_script(client):
    title = "Bài </script><script>alert(1)</script>"
    news, _way = data_of(client, ArticlePageFactory(title=title).url)
    assert news["headline"] == title


def test_pages_in_two_languages_name_each_other(client):
    english = Locale.objects.get(language_code="en")
    home = the_home()
    home.copy_for_translation(english).save_revision().publish()
    for address in ("/", "/en/", "/so-do-trang/", "/en/site-map/"):
        head = head_of(client, address)
        found = {link["hreflang"]: link["href"] for link in head.links if "hreflang" in link}
        assert set(found) == {"vi", "en", "x-default"}, address
        assert found["x-default"] == found["vi"] and found["en"].startswith(f"{BASE}/en/")
        assert BASE + address in found.values()


def test_an_article_names_its_translation_once_readers_have_it(client):
    article = published()
    english = Locale.objects.get(language_code="en")
    translation = article.copy_for_translation(english, copy_parents=True)
    assert head_of(client, article.url).linked(hreflang="en") == []
    translation.save_revision().publish()
    assert head_of(client, article.url).linked(hreflang="en") == [BASE + translation.url]
    PageViewRestriction.objects.create(page=translation, restriction_type="login")
    assert head_of(client, article.url).linked(hreflang="en") == []


def test_an_author_with_two_addresses_names_both(client):
    unit = DepartmentFactory(name="Ban Tổ chức")
    english = unit.copy_for_translation(Locale.objects.get(language_code="en"))
    english.slug = "organisation"
    english.save()
    head = head_of(client, "/don-vi/ban-to-chuc/")
    assert head.linked(hreflang="en") == [f"{BASE}/en/departments/organisation/"]


def test_a_page_in_one_language_names_no_other(client):
    assert head_of(client, published().url).linked(hreflang="vi") == []


def test_each_page_of_a_listing_has_an_address_of_its_own(client):
    section = SectionPageFactory()
    for _number in range(14):
        ArticlePageFactory(parent=section)
    assert head_of(client, f"{section.url}?page=2").linked(rel="canonical") == [
        f"{BASE}{section.url}?page=2"
    ]
    assert head_of(client, f"{section.url}?page=1").linked(rel="canonical") == [BASE + section.url]


def test_snippets_are_described_by_their_introduction(client):
    TopicFactory(introduction="Tháng Năm hằng năm.")
    head = head_of(client, "/dong-su-kien/thang-cong-nhan/")
    assert head.one("description") == "Tháng Năm hằng năm."
    assert head.one("og:title") == "Tháng Công nhân" and head.one("og:type") == "website"


def test_a_listing_narrowed_by_a_reader_is_left_out_by_search_engines(client):
    article = published()
    head = head_of(client, f"{article.get_parent().url}?nam=2026")
    assert head.one("robots") == "noindex" and head.linked(rel="canonical") == []


def test_vietnamese_names_on_an_english_page_are_marked_for_voices(client):
    english = Locale.objects.get(language_code="en")
    article = published()
    article.tags.add("đối thoại", "safety")
    article.save_revision().publish()
    copy = article.copy_for_translation(english, copy_parents=True)
    copy.save_revision().publish()
    page = client.get(copy.url).content.decode()
    assert '<span lang="vi">Phạm Thị Hường</span>' in page
    assert '<span lang="vi">đối thoại</span>' in page and ">safety</a>" in page
    assert '<span lang="vi">' not in client.get(article.url).content.decode()


@pytest.mark.parametrize("address", ["/tim-kiem/?q=a", "/khong-co-trang-nay/"])
def test_what_is_no_content_gives_no_address(address, client):
    head = head_of(client, address)
    assert head.linked(rel="canonical") == [] and "og:url" not in head.metas
