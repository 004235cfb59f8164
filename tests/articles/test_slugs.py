import pytest
from bs4 import BeautifulSoup

from articles.models import ArticlePage, SectionPage
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


def test_the_slug_an_editor_typed_stays():
    assert ArticlePageFactory(title="Hội thao", slug="hoi-thao-2026").slug == "hoi-thao-2026"


def test_saving_again_does_not_change_the_address():
    article = ArticlePageFactory(title="Hội thao")
    article.title = "Hội thi"
    article.save_revision().publish()
    assert ArticlePage.objects.get(pk=article.pk).slug == "hoi-thao"


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
