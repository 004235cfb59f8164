from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import connection
from wagtail.models import Locale, Page

from analytics.endpoint import ROUTES
from articles.models import ArticlePage, SectionPage
from articles.slugs import TitleInput, is_reserved
from tests.articles.test_editing import form_of
from tests.factories import ArticlePageFactory, AuthorFactory, SectionPageFactory, the_home

pytestmark = pytest.mark.django_db


def test_a_page_without_a_slug_gets_a_vietnamese_one():
    article = ArticlePageFactory(title="Đảng bộ tỉnh 37/QĐ-LĐLĐ")
    assert article.slug == "dang-bo-tinh-37-qd-ldld"


def test_a_title_of_emoji_only_still_gets_an_address():
    assert ArticlePageFactory(title="🎉").slug == "articlepage"


def test_equal_titles_in_a_section_get_different_addresses():
    section = SectionPageFactory()
    slugs = [ArticlePageFactory(title="Hội thao", parent=section).slug for _ in range(3)]
    assert slugs == ["hoi-thao", "hoi-thao-2", "hoi-thao-3"]


def test_two_people_of_one_name_get_different_addresses():
    slugs = [AuthorFactory(department=None).slug for _ in range(2)]
    assert slugs == ["pham-thi-huong", "pham-thi-huong-2"]


def test_who_is_named_alike_in_another_language_has_the_same_address_there():
    english = Locale.objects.get(language_code="en")
    people = [AuthorFactory(name="Lê An"), AuthorFactory(name="Lê An", locale=english)]
    assert [person.slug for person in people] == ["le-an", "le-an"]


def test_the_slug_an_editor_typed_stays():
    assert ArticlePageFactory(title="Hội thao", slug="hoi-thao-2026").slug == "hoi-thao-2026"


def test_saving_again_does_not_change_the_address():
    article = ArticlePageFactory(title="Hội thao")
    article.title = "Hội thi"
    article.save_revision().publish()
    assert ArticlePage.objects.get(pk=article.pk).slug == "hoi-thao"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\u2028", "\x0b"])
def test_the_lines_of_a_title_are_joined_by_blanks(end):
    posted = {"title": f"Hội thao{end}của huyện"}
    assert TitleInput().value_from_datadict(posted, {}, "title") == "Hội thao của huyện"


@pytest.mark.parametrize("title", ["Tìm kiếm", "Tác giả", "Admin", "Rss", "Đơn vị", "EN"])
def test_a_title_that_is_an_address_of_the_site_gets_another(title):
    section = SectionPageFactory(title=title)
    assert section.slug.endswith("-2")


def test_the_form_refuses_an_address_of_the_site(admin_client):
    response = admin_client.post(
        f"/admin/pages/add/articles/sectionpage/{the_home().pk}/",
        {"title": "Tra cứu", "slug": "tim-kiem", "introduction": ""},
    )
    assert "hãy chọn địa chỉ khác" in response.content.decode()
    assert not SectionPage.objects.filter(slug="tim-kiem").exists()


@pytest.mark.parametrize("address", [*ROUTES, *settings.UNCACHED_PATHS])
def test_no_page_takes_an_address_that_is_asked_of_something_else(address):
    assert is_reserved(address.removeprefix("/en").split("/")[1], the_home())


@pytest.mark.parametrize("address", ROUTES)
def test_the_counters_addresses_are_never_kept_as_pages(address):
    assert address.startswith(settings.UNCACHED_PATHS)


def test_deeper_down_only_the_feeds_address_is_kept():
    section = SectionPageFactory()
    assert ArticlePageFactory(parent=section, title="Tìm kiếm").slug == "tim-kiem"
    assert ArticlePageFactory(parent=section, title="RSS").slug == "rss-2"


def slug_follows_title(client, page):
    form = BeautifulSoup(client.get(f"/admin/pages/{page.pk}/edit/").content, "html.parser")
    return "keyup->w-sync#apply" in form.find(attrs={"name": "title"}).get("data-action", "")


def test_the_address_follows_the_title_until_the_first_publication(admin_client):
    draft = ArticlePageFactory(live=False)
    assert slug_follows_title(admin_client, draft)
    draft.save_revision().publish()
    assert not slug_follows_title(admin_client, draft)
    ArticlePage.objects.get(pk=draft.pk).unpublish()
    assert not slug_follows_title(admin_client, draft)


def test_a_changed_address_leads_on(client, admin_client, django_capture_on_commit_callbacks):
    article = ArticlePageFactory(title="Hội thao")
    old = article.url
    with django_capture_on_commit_callbacks(execute=True):
        article.slug = "hoi-thao-2026"
        article.save_revision().publish()
    response = client.get(old)
    assert response.status_code == 301 and response.url.endswith("/hoi-thao-2026/")


def test_a_moved_article_leads_on(client, admin_client, django_capture_on_commit_callbacks):
    article, section = ArticlePageFactory(title="Hội thao"), SectionPageFactory(title="Nữ công")
    old = article.url
    with django_capture_on_commit_callbacks(execute=True):
        article.move(section, "last-child")
    response = client.get(old)
    assert response.status_code == 301 and response.url.endswith("/nu-cong/hoi-thao/")


@pytest.mark.parametrize("title", ["Dán bằng chuột", "🎉"])
def test_a_title_whose_form_has_no_address_gets_one(title, admin_client):
    first = ArticlePageFactory(title=title)
    data = {**form_of(admin_client, first), "title": title, "slug": ""}
    address = f"/admin/pages/add/articles/articlepage/{first.get_parent().pk}/"
    response = admin_client.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    slugs = first.get_parent().get_children().values_list("slug", flat=True)
    assert list(slugs) == [first.slug, f"{first.slug}-2"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_drafts_of_one_title_that_are_added_at_once_get_places_and_addresses():
    # Another such test has emptied the database, of what migrations made too.
    locale = Locale.objects.get_or_create(language_code="vi")[0]
    top = Page.get_first_root_node() or Page.add_root(title="Gốc", slug="goc", locale=locale)
    section = top.add_child(instance=SectionPage(title="Chuyên mục", slug="m", locale=locale))

    def add(_number):
        try:
            parent = SectionPage.objects.get(pk=section.pk)
            return parent.add_child(instance=ArticlePage(title="Tin", slug="tin", live=False)).slug
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        slugs = list(pool.map(add, range(24)))
    assert len(set(slugs)) == 24
    assert SectionPage.objects.get(pk=section.pk).get_children().count() == 24
