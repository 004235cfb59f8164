"""What each role may do, tried at the addresses of the admin."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from wagtail.models import Locale, Workflow

from articles.roles import BOARD, CONTRIBUTORS, EDITORS, create_roles
from tests.factories import ArticlePageFactory, AuthorFactory, SectionPageFactory, the_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    create_roles(the_home())
    return ArticlePageFactory(title="Bài của tòa soạn")


@pytest.fixture
def sign_in(article, client):
    def sign_in(role):
        user = User.objects.create_user("nguoi-dung", password="mat-khau")
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return sign_in


@pytest.mark.parametrize(
    ("role", "may_edit", "may_publish"),
    [(CONTRIBUTORS, False, False), (EDITORS, True, False), (BOARD, True, True)],
)
def test_who_may_edit_and_publish_another_ones_article(
    role, may_edit, may_publish, sign_in, article
):
    sign_in(role)
    user = User.objects.get(username="nguoi-dung")
    rights = article.permissions_for_user(user)
    assert (rights.can_edit(), rights.can_publish()) == (may_edit, may_publish)


@pytest.mark.parametrize(
    ("role", "edit", "unpublish"),
    [(CONTRIBUTORS, 302, 302), (EDITORS, 200, 302), (BOARD, 200, 200)],
)
def test_direct_addresses_are_refused_without_the_right(role, edit, unpublish, sign_in, article):
    client = sign_in(role)
    assert client.get(f"/admin/pages/{article.pk}/edit/").status_code == edit
    assert client.get(f"/admin/pages/{article.pk}/unpublish/").status_code == unpublish


def test_a_forged_post_of_a_contributor_takes_nothing_down(sign_in, article):
    sign_in(CONTRIBUTORS).post(f"/admin/pages/{article.pk}/unpublish/")
    article.refresh_from_db()
    assert article.live


@pytest.mark.parametrize("role", [CONTRIBUTORS, EDITORS, BOARD])
def test_every_role_may_begin_an_article(role, sign_in):
    section = SectionPageFactory()
    address = f"/admin/pages/add/articles/articlepage/{section.pk}/"
    assert sign_in(role).get(address).status_code == 200


@pytest.mark.parametrize(("role", "status"), [(CONTRIBUTORS, 302), (EDITORS, 200), (BOARD, 200)])
def test_who_may_keep_the_list_of_authors(role, status, sign_in):
    author = AuthorFactory()
    client = sign_in(role)
    assert client.get("/admin/snippets/articles/author/add/").status_code == status
    assert client.get(f"/admin/snippets/articles/author/edit/{author.pk}/").status_code == status


@pytest.mark.parametrize("role", [CONTRIBUTORS, EDITORS, BOARD])
def test_every_role_may_add_photos_and_files(role, sign_in):
    client = sign_in(role)
    assert client.get("/admin/images/multiple/add/").status_code == 200
    assert client.get("/admin/documents/multiple/add/").status_code == 200


@pytest.mark.parametrize("role", [CONTRIBUTORS, EDITORS, BOARD])
def test_no_role_of_the_newsroom_manages_accounts_or_sites(role, sign_in):
    client = sign_in(role)
    assert client.get("/admin/users/").status_code == 302
    assert client.get("/admin/sites/").status_code == 302


def test_creating_the_roles_again_changes_nothing(article):
    before = [(group.name, group.page_permissions.count()) for group in Group.objects.all()]
    create_roles(the_home())
    assert [(group.name, group.page_permissions.count()) for group in Group.objects.all()] == before
    assert Workflow.objects.filter(active=True).count() == 1


def test_the_command_gives_the_rights_in_both_languages():
    english = the_home().copy_for_translation(Locale.objects.get(language_code="en"))
    call_command("create_roles", stdout=StringIO())
    for page in (the_home(), english):
        kept = page.group_permissions.filter(group__name=BOARD)
        assert "publish_page" in kept.values_list("permission__codename", flat=True)
        assert page.get_workflow().name == "Duyệt bài"


def test_wagtails_sample_groups_stay_while_somebody_is_in_them():
    user = User.objects.create_user("quan-tri")
    user.groups.add(Group.objects.get(name="Editors"))
    create_roles(the_home())
    assert Group.objects.filter(name="Editors").exists()
    assert not Group.objects.filter(name="Moderators").exists()
