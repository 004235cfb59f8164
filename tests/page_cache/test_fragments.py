"""What pages share is made once for all of them, and is what each would have made for itself."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Site

from articles.vietnamese import bind_names
from home.models import HomePage
from home.navigation import SiteNavigation
from page_cache import fragments
from page_cache.dependencies import end_at
from tests.factories import ArticlePageFactory, SectionPageFactory, StandardPageFactory, the_home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keep_pages")]


def text(client, address):
    return client.get(address).content.decode()


def marked(page):
    """Return [(title, mark)] of what the menu of a page says the reader is in."""
    menu = page[page.index('<ul class="menu__list">') : page.index('class="menu__search"')]
    return re.findall(
        r'aria-current="(\w+)">(?:\s*<svg.*?</svg>\s*<span[^>]*>)?([^<]+)', menu, re.S
    )


@pytest.fixture
def pages():
    """Return addresses of every kind of page, some in the same section."""
    home = the_home()
    english = home.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title = "English home"
    english.save_revision().publish()
    section, other = SectionPageFactory(title="Đời sống"), SectionPageFactory(title="Nữ công")
    inner = SectionPageFactory(title="Nhà trẻ", parent=section)
    articles = [ArticlePageFactory(parent=parent) for parent in (section, section, inner, other)]
    found = [home, english, section, other, inner, *articles, StandardPageFactory()]
    return [*(page.url for page in found), "/en/khong-co/", "/khong-co/"]


def test_a_page_with_what_others_left_is_what_it_would_be_alone(pages, client):
    def alone(address):
        caches["pages"].clear()
        return text(client, address)

    expected = [alone(address) for address in pages]
    caches["pages"].clear()
    assert [text(client, address) for address in pages] == expected
    caches["pages"].clear()
    assert [text(client, address) for address in reversed(pages)] == expected[::-1]


def test_the_menu_says_where_the_reader_is_whoever_came_before(client):
    section, other = SectionPageFactory(title="Đời sống"), SectionPageFactory(title="Nữ công")
    inner = SectionPageFactory(title="Nhà trẻ", parent=section)
    first, second, third = (ArticlePageFactory(parent=each) for each in (section, inner, other))
    assert marked(text(client, first.url)) == [("true", "Đời sống")]
    assert marked(text(client, section.url)) == [("page", "Đời sống")]
    assert marked(text(client, second.url)) == [("true", "Đời sống"), ("true", "Nhà trẻ")]
    assert marked(text(client, inner.url)) == [("true", "Đời sống"), ("page", "Nhà trẻ")]
    assert marked(text(client, third.url)) == [("true", "Nữ công")]
    assert marked(text(client, "/")) == [("page", "Trang chủ")]
    assert marked(text(client, "/khong-co/")) == []


def test_the_second_article_asks_for_nothing_that_the_first_one_left(client):
    section = SectionPageFactory()
    first, second = (ArticlePageFactory(parent=section) for _each in range(2))
    text(client, first.url)
    with CaptureQueriesContext(connection) as asked:
        text(client, second.url)
    tables = " ".join(statement["sql"] for statement in asked)
    assert "wagtailcore_site" not in tables and "home_homepage" not in tables
    assert len(asked) < 10


def test_a_new_name_of_a_section_is_in_the_menu_of_every_page_at_once(client, committed):
    section, article = SectionPageFactory(title="Tên cũ"), ArticlePageFactory()
    assert "Tên cũ" in text(client, article.url)
    with committed():
        section.title = "Tên mới"
        section.save_revision().publish()
    after = text(client, f"{article.url}?x=1")
    assert "Tên mới" in after and "Tên cũ" not in after


def test_what_an_editor_previews_stays_with_the_editor(client, admin_client, committed):
    home = the_home()
    home.slogan = "Khẩu hiệu đang sửa"
    preview = home.make_preview_request(preview_mode=home.default_preview_mode)
    assert "Khẩu hiệu đang sửa" in preview.render().content.decode()
    assert "Khẩu hiệu đang sửa" not in text(client, ArticlePageFactory().url)


def test_staff_see_what_is_there_now(client, admin_client):
    section = SectionPageFactory(title="Tên cũ")
    text(client, "/")
    type(section).objects.filter(pk=section.pk).update(title="Tên mới")
    assert "Tên mới" in text(admin_client, "/")
    assert "Tên cũ" in text(client, "/?x=1")


def test_a_part_that_fails_is_made_by_the_next_reader(client, monkeypatch):
    client.raise_request_exception = False
    article = ArticlePageFactory()

    def fail(self):
        raise DatabaseError("away")

    with monkeypatch.context() as broken:
        broken.setattr(SiteNavigation, "menu", property(fail))
        assert client.get(article.url).status_code == 500
    assert client.get(article.url).status_code == 200


def test_two_sites_are_kept_apart(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    home = the_home()
    other = HomePage(title="Nơi khác", slug="noi-khac", site_name="Khác")
    home.get_parent().add_child(instance=other)
    Site.objects.create(hostname="khac.example.vn", root_page=other)
    for host, name in (("testserver", home.site_name), ("khac.example.vn", "Khác")) * 2:
        page = client.get("/?x=1", headers={"host": host}).content.decode()
        assert f'<span class="brand__name">{bind_names(name)}</span>' in page


def test_a_site_that_begins_at_another_page_shows_it_at_once(client, committed):
    home, article = the_home(), ArticlePageFactory()
    other = HomePage(title="Nơi khác", slug="noi-khac", site_name="Khác")
    home.get_parent().add_child(instance=other)
    for _time in range(2):
        assert home.site_name in text(client, "/") and article.url
    with committed():
        site = Site.objects.get()
        site.root_page = other
        site.save()
    assert f'<span class="brand__name">{bind_names("Khác")}</span>' in text(client, "/")


def test_a_part_that_ends_by_time_alone_is_made_anew(rf):
    request, made = rf.get("/"), []
    request.generation = "một lần"

    def make(until):
        end_at(until)
        made.append(until)

    past, later = (timezone.now() + timedelta(hours=hours) for hours in (-1, 1))
    for until in (past, later, later):
        fragments.cached_fragment(request, "có hạn", lambda until=until: make(until))
    assert made == [past, later]


def test_what_is_kept_has_an_end(rf, monkeypatch):
    monkeypatch.setattr(fragments, "MOST", 1)
    monkeypatch.setattr(fragments, "_parts", {})
    request = rf.get("/")
    request.generation = "một"
    made = []
    for key in ("a", "b", "a", "b"):
        fragments.cached_fragment(request, key, lambda key=key: made.append(key))
    assert made == ["a", "b", "a", "b"] and len(fragments._parts) == 1
    fragments.cached_fragment(request, "b", lambda: made.append("again"))
    assert "again" not in made
