"""Every search box and chooser of the admin finds what the public search would."""

import unicodedata

import pytest
from django.contrib.auth.models import Group, User
from wagtail.models import Collection

from articles.models import Attachment, Photo
from newsroom.groups import BOARD, create_roles
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    PhotoFactory,
    TopicFactory,
    the_home,
)

pytestmark = pytest.mark.django_db

NAME = "Công đoàn và người lao động"
TYPED = [
    *("cong doan", "nguoi lao dong", "CÔNG ĐO", "người lao độ", "lao dong cong doan"),
    unicodedata.normalize("NFD", "Công đoàn"),
]
BOXES = [
    "pages/search/",
    "choose-page/search/",
    "images/",
    "images/chooser/results/",
    "documents/",
    "documents/chooser/results/",
    "snippets/articles/author/results/",
    "snippets/choose/articles/author/results/",
    "snippets/articles/department/results/",
    "snippets/choose/articles/department/results/",
    "snippets/articles/topic/results/",
    "snippets/choose/articles/topic/results/",
]


@pytest.fixture
def editor(client):
    create_roles(the_home())
    user = User.objects.create_user("ban-bien-tap", password="mat-khau")
    user.groups.add(Group.objects.get(name=BOARD))
    client.force_login(user)
    return client


@pytest.fixture
def library():
    """One page, image, file, author, department and topic of the same name, and others."""
    for name in (NAME, "Hội thao"):
        ArticlePageFactory(title=name)
        PhotoFactory(title=name, collection=Collection.get_first_root_node())
        Attachment.objects.create(title=name, file="a.pdf")
        AuthorFactory(name=name, department=DepartmentFactory(name=name))
        TopicFactory(name=name)


@pytest.mark.parametrize("box", BOXES)
def test_a_search_box_finds_by_any_spelling_and_nothing_else(box, editor, library):
    for typed in TYPED:
        page = editor.get(f"/admin/{box}", {"q": typed}, follow=True).content.decode()
        assert NAME in page and "Hội thao" not in page, typed


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("typed", ['"', "\0", "🎉", "a AND", "x" * 5000])
def test_no_query_breaks_a_search_box(box, typed, editor, library):
    assert editor.get(f"/admin/{box}", {"q": typed}, follow=True).status_code == 200


def test_a_section_finds_the_articles_inside_it(editor):
    article = ArticlePageFactory(title=NAME)
    page = editor.get(f"/admin/pages/{article.get_parent().pk}/", {"q": "nguoi lao dong"})
    assert NAME in page.content.decode()


def test_the_explorer_may_order_what_it_finds_by_title(editor):
    for title in ("Công đoàn B", "Công đoàn A"):
        ArticlePageFactory(title=title)
    query = {"q": "cong doan", "ordering": "title"}
    page = editor.get("/admin/pages/search/", query).content.decode()
    assert page.index("Công đoàn A") < page.index("Công đoàn B")


def test_a_quoted_part_in_the_explorer_is_a_phrase(editor):
    for title in ("Công đoàn", "Đoàn đi công tác"):
        ArticlePageFactory(title=title)
    page = editor.get("/admin/pages/search/", {"q": '"công đoàn"'}).content.decode()
    assert "Công đoàn" in page and "Đoàn đi công tác" not in page


def test_images_chosen_for_a_bulk_action_are_found_like_in_the_listing(editor, library):
    assert [photo.title for photo in Photo.objects.search("cong doan")] == [NAME]
