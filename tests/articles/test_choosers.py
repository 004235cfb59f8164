"""Choosing authors, departments and topics for an article, and the section of a new one."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from wagtail.models import Locale

from articles.choosers import each_once
from articles.models import Author
from newsroom.groups import CONTRIBUTORS, create_roles
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    SectionPageFactory,
    TopicFactory,
    member,
    the_home,
)

pytestmark = pytest.mark.django_db
CHOOSE = "/admin/snippets/choose/articles/author/"


@pytest.fixture
def english():
    return Locale.objects.get(language_code="en")


def translated(author, locale, **texts):
    copy = author.copy_for_translation(locale)
    for name, text in texts.items():
        setattr(copy, name, text)
    copy.save()
    return copy


def listed(answer):
    """Return the names in the list of a chooser, in order."""
    return re.findall(r"data-chooser-modal-choice[^>]*>\s*([^<]+?)\s*<", answer)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("vi", ["Phạm Thị Hường", "Jane Doe"]),
        ("en", ["Jane Doe", "Pham Thi Huong"]),
        ("xx", ["Phạm Thị Hường", "Jane Doe"]),
        ("", ["Phạm Thị Hường", "Jane Doe"]),
    ],
)
def test_everybody_is_listed_once_in_the_language_of_the_article(
    language, names, admin_client, english
):
    translated(AuthorFactory(name="Phạm Thị Hường"), english, name="Pham Thi Huong")
    AuthorFactory(name="Jane Doe", locale=english)
    dialog = admin_client.get(CHOOSE, {"language": language}).json()["html"]
    results = admin_client.get(f"{CHOOSE}results/", {"language": language}).content.decode()
    assert sorted(listed(dialog)) == sorted(listed(results)) == sorted(names)
    # What is searched for and turned to stays in that language.
    assert f'action="{CHOOSE}results/?language={language}"' in dialog


def test_a_search_finds_each_once(admin_client, english):
    translated(AuthorFactory(name="Phạm Thị Hường"), english, name="Pham Thi Huong")
    found = admin_client.get(f"{CHOOSE}results/", {"language": "vi", "q": "huong"})
    assert listed(found.content.decode()) == ["Phạm Thị Hường"]


@pytest.mark.parametrize("factory", [DepartmentFactory, TopicFactory])
def test_departments_and_topics_are_listed_once_too(factory, english):
    original = factory()
    copy = translated(original, english)
    model = type(original)
    assert list(each_once(model, "vi")) == [original] and list(each_once(model, "en")) == [copy]


def test_people_of_one_name_are_told_apart(admin_client):
    department = DepartmentFactory(name="Ban Tổ chức")
    AuthorFactory(name="Lê Thị Mơ", position="Chuyên viên", department=department)
    AuthorFactory(name="Lê Thị Mơ", position="Phó Trưởng ban", department=None)
    dialog = admin_client.get(CHOOSE).json()["html"]
    assert "Chuyên viên Ban Tổ chức" in dialog and "Phó Trưởng ban" in dialog


@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_is_missing_is_added_in_the_language_of_the_article(language, admin_client):
    department = DepartmentFactory(name="Ban Tổ chức")
    data = {"name": "Đỗ Thị Ổi", "position": "Chuyên viên", "department": department.pk}
    answer = admin_client.post(f"{CHOOSE}create/?language={language}", data).json()
    author = Author.objects.get(name="Đỗ Thị Ổi")
    assert answer["step"] == "chosen" and answer["result"]["id"] == str(author.pk)
    assert author.locale.language_code == language and author.slug == "do-thi-oi"
    assert (author.position, author.department) == ("Chuyên viên", department)


def test_an_author_without_a_name_is_asked_for_it(admin_client):
    answer = admin_client.post(f"{CHOOSE}create/?language=vi", {"name": " "}).json()
    assert answer["step"] == "reshow_creation_form" and not Author.objects.exists()


def test_the_form_of_an_article_says_its_language(admin_client, english):
    article = ArticlePageFactory()
    form = admin_client.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    assert re.search(r'<input[^>]*name="article_language"[^>]*value="vi"', form)
    section = article.get_parent()
    add = f"/admin/pages/add/articles/articlepage/{section.pk}/"
    assert re.search(r'name="article_language" value="vi"', admin_client.get(add).content.decode())


def sections_offered(page):
    return re.findall(r'href="/admin/pages/add/articles/articlepage/(\d+)/"', page)


def test_a_writer_goes_from_the_list_to_a_form_by_the_name_of_a_section(client):
    create_roles(the_home())
    sections = [SectionPageFactory(title=f"Chuyên mục {number}") for number in range(5)]
    writer = member(CONTRIBUTORS)
    ArticlePageFactory(parent=sections[3], owner=writer)
    client.force_login(writer)
    assert (
        "/admin/articles/list/choose_parent/"
        in client.get("/admin/articles/list/").content.decode()
    )
    page = client.get("/admin/articles/list/choose_parent/").content.decode()
    keys = [str(section.pk) for section in sections]
    # The one that was written in last stands first, and in its place.
    assert sections_offered(page) == [keys[3], *keys]


def test_who_may_write_nowhere_is_told_whom_to_ask(client):
    reader = User.objects.create_user("nguoi-doc")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    page = client.get("/admin/articles/list/choose_parent/").content.decode()
    assert "Hãy nhờ Ban biên tập" in page and sections_offered(page) == []
