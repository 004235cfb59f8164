"""What an open form learns of who is signed in."""

import pytest

from newsroom import editing_session
from newsroom.groups import BOARD, CONTRIBUTORS, create_roles
from tests.articles.test_editing import form_of
from tests.factories import ArticlePageFactory, member, the_home

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/session/"
NAMES = [f"00000000-0000-4000-8000-00000000000{number}" for number in range(2)]


@pytest.fixture(autouse=True)
def roles(db):
    create_roles(the_home())


def test_nobody_learns_nothing(client):
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.json()) == (401, {})


def test_each_account_has_a_name_and_a_key_of_its_own(client, admin_client):
    client.force_login(member(CONTRIBUTORS))
    one, other = client.get(ADDRESS).json(), admin_client.get(ADDRESS).json()
    assert one["account"] != other["account"]
    assert one["key"] != other["key"]


def test_an_account_has_the_same_key_in_its_next_session(client):
    user = member(CONTRIBUTORS)
    keys = set()
    for _session in range(2):
        client.force_login(user)
        keys.add(client.get(ADDRESS).json()["key"])
        client.logout()
    assert len(keys) == 1


def test_the_answer_is_stored_nowhere(admin_client):
    assert "no-store" in admin_client.get(ADDRESS).headers["Cache-Control"]


@pytest.mark.parametrize("button", ["", "action-publish", "action-submit"])
def test_it_learns_what_has_been_stored_whatever_button_sent_it(button, client):
    """By the name under which the browser keeps it; of what was refused it learns nothing."""
    article = ArticlePageFactory(live=False)
    client.force_login(member(BOARD))
    address = f"/admin/pages/{article.pk}/edit/"
    data = {**form_of(client, article), button or "x": "1"}
    assert client.post(address, {**data, "kept_draft": NAMES[0], "title": ""}).status_code == 200
    assert client.get(ADDRESS).json()["stored"] == []
    assert client.post(address, {**data, "kept_draft": NAMES[1]}).status_code == 302
    client.post(address, {**data, "kept_draft": "<b>"})
    assert client.get(ADDRESS).json()["stored"] == [NAMES[1]]


def test_of_many_that_were_stored_it_learns_the_last(rf):
    """The form asks for what it has just sent: an old name is asked for by nobody any more."""
    session = {}
    for number in range(editing_session.MOST_STORED + 1):
        name = f"00000000-0000-4000-8000-{number:012}"
        request = rf.post("/", {"kept_draft": name})
        request.session = session
        editing_session.note_stored(request, stored=None)
    kept = session[editing_session.STORED]
    assert len(kept) == editing_session.MOST_STORED and kept[-1] == name
