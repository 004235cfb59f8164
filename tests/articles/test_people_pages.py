import pytest
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    TopicFactory,
    credit,
)

pytestmark = pytest.mark.django_db


def test_the_page_of_an_author_lists_the_articles_that_credit_them(client):
    author = AuthorFactory(introduction="Viết về công tác tổ chức.")
    credit(ArticlePageFactory(title="Bài của chị Hường"), author)
    ArticlePageFactory(title="Bài của người khác")
    response = client.get("/tac-gia/pham-thi-huong/")
    page = response.content.decode()
    assert "Phạm Thị Hường" in page and "Chuyên viên" in page and "PH" in page
    assert "Bài của chị Hường" in page and "Viết về công tác tổ chức." in page
    assert "Bài của người khác" not in page


def test_an_author_with_two_roles_in_an_article_is_listed_once(client):
    author = AuthorFactory()
    article = credit(credit(ArticlePageFactory(), author), author, role="photo")
    page = client.get("/tac-gia/pham-thi-huong/").content.decode()
    assert page.count(f'<h2 class="card__title"><a href="{article.url}"') == 1


def test_the_page_of_a_department_lists_articles_and_people(client):
    department = DepartmentFactory(name="Ban Tổ chức")
    credit(ArticlePageFactory(title="Bài của ban"), AuthorFactory(department=department))
    page = client.get("/don-vi/ban-to-chuc/").content.decode()
    assert "Bài của ban" in page and "Phạm Thị Hường" in page


LISTS = (
    *("/tac-gia/pham-thi-huong/", "/tac-gia/pham-thi-huong/rss/"),
    *("/don-vi/ban-to-chuc/", "/don-vi/ban-to-chuc/rss/"),
    *("/dong-su-kien/thang-cong-nhan/", "/dong-su-kien/thang-cong-nhan/rss/"),
    *("/tu-khoa/tet/", "/luu-tru/{:%Y/%m}/", "/rss/"),
)


@pytest.mark.parametrize("address", LISTS)
def test_no_list_shows_what_readers_may_not_have(address, client):
    author = AuthorFactory(department=DepartmentFactory(name="Ban Tổ chức"))
    topic = TopicFactory()
    for title in ("Bài công khai", "Bài nháp kín", "Bài sau mật khẩu"):
        article = credit(ArticlePageFactory(title=title, topic=topic), author)
        article.tags.add("Tết")
        article.save()
        if title == "Bài nháp kín":
            article.unpublish()
    PageViewRestriction.objects.create(page=article, restriction_type="password", password="x")
    page = client.get(address.format(timezone.localtime(article.display_date))).content.decode()
    assert "Bài công khai" in page
    assert "Bài nháp kín" not in page and "Bài sau mật khẩu" not in page


def test_the_page_of_a_topic_lists_articles_of_all_sections(client):
    topic = TopicFactory()
    for title in ("Bài thứ nhất", "Bài thứ hai"):
        ArticlePageFactory(title=title, topic=topic)
    page = client.get("/dong-su-kien/thang-cong-nhan/").content.decode()
    assert "Bài thứ nhất" in page and "Bài thứ hai" in page


@pytest.mark.parametrize("kind", ["tac-gia", "don-vi", "dong-su-kien"])
def test_an_unknown_slug_is_not_found(kind, client):
    assert client.get(f"/{kind}/khong-co/").status_code == 404


def test_someone_with_no_articles_has_a_kind_page(client):
    AuthorFactory()
    assert "Chưa có bài viết nào." in client.get("/tac-gia/pham-thi-huong/").content.decode()


def test_the_vietnamese_slug_leads_to_the_translations_own_address(client):
    department = DepartmentFactory(name="Ban Tổ chức")
    english = department.copy_for_translation(Locale.objects.get(language_code="en"))
    english.name, english.slug = "Organisation Department", "organisation-department"
    english.save()
    response = client.get("/en/departments/ban-to-chuc/")
    assert response.url == "/en/departments/organisation-department/"
