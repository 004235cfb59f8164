"""What helps a searcher: names, other spellings, proposals while typing."""

import pytest
from wagtail.models import Locale

from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    return Locale.objects.get(language_code="en")


def test_authors_departments_and_topics_are_found_by_name(ask):
    author = AuthorFactory(name="Phạm Thị Hường", department=DepartmentFactory(name="Ban Nữ công"))
    topic = TopicFactory(name="Tháng Công nhân")
    assert f'href="{author.get_absolute_url()}"' in ask("pham thi huong")
    assert f'href="{author.department.get_absolute_url()}"' in ask("Nữ công")
    assert f'href="{topic.get_absolute_url()}"' in ask("thang cong nhan")


def test_people_without_a_translation_are_found_in_english_too(ask, english):
    author = AuthorFactory(name="Phạm Thị Hường")
    assert 'href="/en/authors/pham-thi-huong/"' in ask("huong", address="/en/search/")
    assert str(author) in ask("Phạm Thị Hường", address="/en/search/")


def test_a_translated_name_is_shown_once_and_in_the_readers_language(ask, english):
    unit = DepartmentFactory(name="Ban Tổ chức")
    translated = unit.copy_for_translation(english)
    translated.name, translated.slug = "Organisation Department", "organisation-department"
    translated.save()
    for query in ("ban to chuc", "organisation"):
        page = ask(query, address="/en/search/")
        assert page.count('href="/en/departments/organisation-department/"') == 1
        assert "Ban Tổ chức" not in page


def test_a_slip_of_the_finger_is_answered_with_what_was_meant(ask):
    ArticlePageFactory(title="Đại hội Công đoàn", lead="Công đoàn tỉnh")
    for typed in ("cong daon", "công đoànn", "cng doan", "Cômg đoàn"):
        page = ask(typed)
        assert "Ý bạn là" in page and ">công đoàn</a>" in page, typed


def test_what_is_meant_always_finds_something(ask):
    ArticlePageFactory(title="Công đoàn")
    ArticlePageFactory(title="Bản nháp kéo co", live=False)
    assert "Ý bạn là" not in ask("kéo cp")
    assert "Ý bạn là" not in ask("zzzzqqqq")


def test_nothing_found_is_friendly_and_shows_the_newest_articles(ask):
    ArticlePageFactory(title="Tin vừa đăng")
    page = ask("khongcogi")
    assert "Hãy thử ít từ hơn" in page and "Tin vừa đăng" in page


def test_titles_are_proposed_while_they_are_typed(client):
    article = ArticlePageFactory(title="Đại hội Công đoàn")
    ArticlePageFactory(title="Đại hội bí mật", live=False)
    answer = client.get("/tim-kiem/goi-y/", {"q": "dai ho"}).json()
    assert answer == {"suggestions": [{"text": "Đại hội Công đoàn", "url": article.url}]}


def test_a_single_letter_is_completed_to_nothing(client):
    ArticlePageFactory(title="Đại hội Công đoàn")
    ArticlePageFactory(title="Đại hội Hội Nông dân")
    assert client.get("/tim-kiem/goi-y/", {"q": "đ"}).json() == {"suggestions": []}
    answer = client.get("/tim-kiem/goi-y/", {"q": "đại hội c"}).json()
    assert len(answer["suggestions"]) == 2


def test_people_are_proposed_too(client):
    author = AuthorFactory(name="Phạm Thị Hường")
    answer = client.get("/tim-kiem/goi-y/", {"q": "thị hường"}).json()
    assert answer["suggestions"] == [{"text": author.name, "url": author.get_absolute_url()}]
