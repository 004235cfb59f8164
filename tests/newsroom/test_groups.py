"""What each role may do, tried at the addresses of the admin."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from wagtail.models import Locale, Workflow

from articles.models import ArticlePage
from newsroom.groups import BOARD, CONTRIBUTORS, EDITORS, create_roles
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    SectionPageFactory,
    member,
    the_home,
)

pytestmark = pytest.mark.django_db
ROLES = [CONTRIBUTORS, EDITORS, BOARD]


@pytest.fixture
def article():
    create_roles(the_home())
    return ArticlePageFactory(title="Bài của tòa soạn")


@pytest.fixture
def sign_in(article, client):
    def sign_in(role):
        client.force_login(member(role, article.get_parent().specific))
        return client

    return sign_in


@pytest.mark.parametrize(
    ("role", "may_edit", "may_publish"),
    [(CONTRIBUTORS, False, False), (EDITORS, True, False), (BOARD, True, True)],
)
def test_who_may_edit_and_publish_another_ones_article(role, may_edit, may_publish, article):
    rights = article.permissions_for_user(member(role, article.get_parent().specific))
    assert (rights.can_edit(), rights.can_publish()) == (may_edit, may_publish)


def test_an_editor_has_no_right_over_another_section(article):
    rights = article.permissions_for_user(member(EDITORS, SectionPageFactory()))
    assert not rights.can_edit() and not rights.permissions


def test_an_editor_of_a_section_edits_the_sections_inside_it(article):
    inner = SectionPageFactory(parent=article.get_parent())
    deep = ArticlePageFactory(parent=inner)
    assert deep.permissions_for_user(member(EDITORS, article.get_parent().specific)).can_edit()
    assert not article.permissions_for_user(member(EDITORS, inner)).can_edit()


@pytest.mark.parametrize(
    ("role", "edit", "unpublish"),
    [(CONTRIBUTORS, 403, 403), (EDITORS, 200, 403), (BOARD, 200, 200)],
)
def test_direct_addresses_are_refused_without_the_right(role, edit, unpublish, sign_in, article):
    client = sign_in(role)
    assert client.get(f"/admin/pages/{article.pk}/edit/").status_code == edit
    assert client.get(f"/admin/pages/{article.pk}/unpublish/").status_code == unpublish


@pytest.mark.parametrize("role", [CONTRIBUTORS, EDITORS])
@pytest.mark.parametrize("action", ["unpublish", "delete", "move/1/confirm", "privacy"])
def test_a_forged_post_is_refused_and_takes_nothing_down(role, action, sign_in, article):
    answer = sign_in(role).post(f"/admin/pages/{article.pk}/{action}/", {"reason": "Vì thế"})
    assert answer.status_code == 403
    assert ArticlePage.objects.live().filter(pk=article.pk, path=article.path).exists()


@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_begin_an_article(role, sign_in, article):
    section = article.get_parent()
    address = f"/admin/pages/add/articles/articlepage/{section.pk}/"
    assert sign_in(role).get(address).status_code == 200


@pytest.mark.parametrize(("role", "status"), [(CONTRIBUTORS, 403), (EDITORS, 403), (BOARD, 200)])
def test_only_the_board_makes_sections(role, status, sign_in, article):
    address = f"/admin/pages/add/articles/sectionpage/{article.get_parent().pk}/"
    assert sign_in(role).get(address).status_code == status


def test_a_writer_who_adds_to_a_section_is_led_straight_to_the_article(sign_in, article):
    section = article.get_parent()
    answer = sign_in(CONTRIBUTORS).get(f"/admin/pages/{section.pk}/add_subpage/")
    assert answer["Location"] == f"/admin/pages/add/articles/articlepage/{section.pk}/"


@pytest.mark.parametrize(("role", "status"), [(CONTRIBUTORS, 403), (EDITORS, 200), (BOARD, 200)])
def test_who_may_keep_the_list_of_authors(role, status, sign_in):
    author = AuthorFactory()
    client = sign_in(role)
    assert client.get("/admin/snippets/articles/author/add/").status_code == status
    assert client.get(f"/admin/snippets/articles/author/edit/{author.pk}/").status_code == status


@pytest.mark.parametrize("role", ROLES)
def test_every_role_may_add_photos_and_files(role, sign_in):
    client = sign_in(role)
    assert client.get("/admin/images/multiple/add/").status_code == 200
    assert client.get("/admin/documents/multiple/add/").status_code == 200


@pytest.mark.parametrize("role", ROLES)
def test_no_role_of_the_newsroom_manages_accounts_or_sites(role, sign_in):
    client = sign_in(role)
    assert client.get("/admin/users/").status_code == 403
    assert client.get("/admin/sites/").status_code == 403


def test_a_refusal_says_in_vietnamese_what_to_do(sign_in):
    page = sign_in(CONTRIBUTORS).get("/admin/users/").content.decode()
    assert "Bạn không có quyền mở trang này" in page and "nhờ người quản trị" in page


# The desks of sections


def test_creating_the_roles_again_changes_nothing(article):
    def stand():
        groups = [(group.name, group.page_permissions.count()) for group in Group.objects.all()]
        workflows = [(flow.name, flow.tasks.count()) for flow in Workflow.objects.all()]
        return groups, workflows

    before = stand()
    create_roles(the_home())
    assert stand() == before


def test_a_section_made_later_has_its_own_group_and_workflow(article):
    section = SectionPageFactory(title="Nữ công")
    assert Group.objects.filter(name="Biên tập viên: Nữ công").exists()
    assert section.get_workflow().name == "Duyệt bài: Nữ công"
    steps = [
        set(task.specific.groups.values_list("name", flat=True))
        for task in section.get_workflow().tasks
    ]
    assert steps == [{"Biên tập viên: Nữ công", BOARD}, {BOARD}]


def test_a_renamed_section_keeps_its_editors(article):
    section = SectionPageFactory(title="Nữ công")
    editor = member(EDITORS, section)
    section.title = "Công tác nữ"
    section.save_revision().publish()
    assert editor.groups.get().name == "Biên tập viên: Công tác nữ"
    assert section.get_workflow().name == "Duyệt bài: Công tác nữ"
    assert Group.objects.filter(name__startswith=EDITORS).count() == 2


def test_the_sections_inside_another_are_read_by_the_editors_of_both(article):
    outer = SectionPageFactory(title="Hoạt động")
    inner = SectionPageFactory(title="Cơ sở", parent=outer)
    readers = inner.get_workflow().tasks.first().specific.groups
    assert set(readers.values_list("name", flat=True)) == {
        "Biên tập viên: Hoạt động",
        "Biên tập viên: Hoạt động / Cơ sở",
        BOARD,
    }


def test_the_command_gives_the_rights_in_both_languages():
    section = SectionPageFactory()
    english = Locale.objects.get(language_code="en")
    the_home().copy_for_translation(english)
    translated = section.copy_for_translation(english)
    call_command("create_roles", stdout=StringIO())
    for page in (the_home(), the_home().get_translation(english)):
        kept = page.group_permissions.filter(group__name=BOARD)
        assert "publish_page" in kept.values_list("permission__codename", flat=True)
    assert translated.get_workflow() == section.get_workflow()
    assert (
        ArticlePageFactory(parent=translated)
        .permissions_for_user(member(EDITORS, section))
        .can_edit()
    )


def test_wagtails_sample_groups_stay_while_somebody_is_in_them():
    user = User.objects.create_user("quan-tri")
    user.groups.add(Group.objects.get(name="Editors"))
    create_roles(the_home())
    assert Group.objects.filter(name="Editors").exists()
    assert not Group.objects.filter(name="Moderators").exists()
