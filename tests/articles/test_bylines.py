import pytest

from articles.models import ArticlePage, Byline
from tests.factories import ArticlePageFactory, AuthorFactory, DepartmentFactory, credit

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return AuthorFactory(department=DepartmentFactory(name="Ban Tổ chức"))


def printed(article):
    return [byline.text for byline in ArticlePage.objects.get(pk=article.pk).bylines.all()]


def test_a_byline_is_filled_from_the_author(author):
    article = credit(ArticlePageFactory(live=False), author)
    assert printed(article) == ["Phạm Thị Hường – Chuyên viên Ban Tổ chức"]
    assert article.bylines.get().department == author.department


def test_what_was_typed_in_a_byline_stays(author):
    article = credit(ArticlePageFactory(live=False), author, position="Phó Trưởng Ban")
    assert printed(article) == ["Phạm Thị Hường – Phó Trưởng Ban Ban Tổ chức"]


def test_moving_an_author_does_not_rewrite_what_was_printed(author):
    article = credit(ArticlePageFactory(live=False), author)
    author.position = "Trưởng Ban"
    author.department = DepartmentFactory(name="Văn phòng")
    author.save()
    article.save_revision().publish()
    assert printed(article) == ["Phạm Thị Hường – Chuyên viên Ban Tổ chức"]


def test_renaming_a_department_does_not_rewrite_what_was_printed(author):
    article = credit(ArticlePageFactory(live=False), author)
    author.department.name = "Ban Tổ chức – Kiểm tra"
    author.department.save()
    article.save_revision().publish()
    assert printed(article) == ["Phạm Thị Hường – Chuyên viên Ban Tổ chức"]


def test_a_promotion_does_not_reach_a_published_byline_without_a_position(author):
    author.position = ""
    author.save()
    article = credit(ArticlePageFactory(), author)
    author.position = "Trưởng Ban"
    author.save()
    article.save_revision().publish()
    assert printed(article) == ["Phạm Thị Hường – Ban Tổ chức"]


def test_an_author_without_position_and_department_is_printed_by_name_alone():
    author = AuthorFactory(name="Hồng Ánh", position="", department=None)
    assert printed(credit(ArticlePageFactory(), author)) == ["Hồng Ánh"]


def test_several_bylines_keep_their_order_and_say_their_role(author, client):
    article = credit(ArticlePageFactory(), author)
    photographer = AuthorFactory(name="Trịnh Đình Đức", position="", department=None)
    article = credit(article, photographer, role=Byline.Role.PHOTO)
    page = client.get(article.url).content.decode()
    rows = " ".join(page.split()).split('<p class="byline">')[1:]
    assert "Phạm Thị Hường" in rows[0] and rows[1].startswith(" Ảnh: <a")


def test_an_author_with_bylines_cannot_be_deleted(author):
    credit(ArticlePageFactory(), author)
    with pytest.raises(Exception, match="protected"):
        author.delete()


def test_the_editor_asks_for_what_an_author_prints_today(author, admin_client):
    answer = admin_client.get(f"/admin/articles/bylines/{author.pk}/").json()
    assert answer["position"] == "Chuyên viên"
    assert answer["department"] == {"id": author.department.pk, "string": "Ban Tổ chức"}


def test_strangers_cannot_ask_for_an_authors_texts(author, client):
    assert client.get(f"/admin/articles/bylines/{author.pk}/").status_code == 302
