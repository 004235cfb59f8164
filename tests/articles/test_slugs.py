import pytest

from articles.models import ArticlePage
from tests.factories import ArticlePageFactory, AuthorFactory, SectionPageFactory

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
