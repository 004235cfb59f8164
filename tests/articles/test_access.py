"""A stranger's draft is named nowhere in the admin: every address is tried, and read."""

import pytest

from articles.models import Byline
from articles.roles import BOARD, CONTRIBUTORS, EDITORS, create_roles
from tests.admin_addresses import addresses_about, texts_for_people
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    PhotoFactory,
    SectionPageFactory,
    TopicFactory,
    member,
    submit,
    the_home,
)
from tests.languages import english_words

pytestmark = pytest.mark.django_db
SECRET = "Zqxbimat"


@pytest.fixture
def draft():
    """A draft handed in by somebody, with a photo, an author and a topic that others use too."""
    create_roles(the_home())
    author = AuthorFactory()
    article = ArticlePageFactory(
        title=f"Chuyện {SECRET}", live=False, main_image=PhotoFactory(), topic=TopicFactory()
    )
    article.bylines.add(Byline(author=author, locale=article.locale))
    article.save()
    article.owner = member(CONTRIBUTORS)
    article.save()
    submit(article, article.owner)
    return article


@pytest.fixture
def stranger(draft, client, request):
    role = request.param
    client.force_login(member(role, SectionPageFactory(title="Chuyên mục khác")))
    return client


@pytest.mark.parametrize("stranger", [CONTRIBUTORS, EDITORS], indirect=True)
def test_no_address_names_a_strangers_draft_or_speaks_english(stranger, draft):
    tried, named, english = set(), [], []
    for address in addresses_about(draft):
        tried.add(address.partition("?")[0])
        answer = stranger.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        # What was asked for may stand in the box again.
        if SECRET in content.decode(errors="replace"):
            named.append(address)
        english.extend(filter(english_words, texts_for_people(address, answer)))
    assert len(tried) > 250
    assert named == []
    assert english == []


@pytest.mark.parametrize("stranger", [CONTRIBUTORS, EDITORS], indirect=True)
@pytest.mark.parametrize(
    "address",
    [
        *("pages/{}/", "pages/{}/edit/", "pages/{}/history/", "pages/{}/usage/", "pages/{}/copy/"),
        *("pages/{}/view_draft/", "pages/{}/workflow_history/"),
        "pages/{}/revisions/compare/earliest...latest/",
        "bulk/wagtailcore/page/delete/?id={}",
    ],
)
def test_its_own_addresses_are_refused(address, stranger, draft):
    assert stranger.get("/admin/" + address.format(draft.pk)).status_code == 403


def test_its_writer_and_the_editors_of_its_section_see_it(client, draft):
    section = draft.get_parent().specific
    for person in (draft.owner, member(EDITORS, section), member(BOARD)):
        client.force_login(person)
        for address in (
            f"pages/{section.pk}/",
            f"pages/{draft.pk}/edit/",
            "pages/search/?q=Chuyện",
        ):
            assert SECRET in client.get(f"/admin/{address}").content.decode(), (person, address)


def test_a_published_article_of_others_can_be_linked_to(client, draft):
    open_article = ArticlePageFactory(title="Bài ai cũng đọc", parent=draft.get_parent())
    client.force_login(member(CONTRIBUTORS))
    chooser = f"/admin/choose-page/{draft.get_parent().pk}/"
    page = client.get(chooser, {"page_type": "wagtailcore.page"}).json()["html"]
    assert open_article.title in page and SECRET not in page


def test_the_new_title_of_an_article_being_amended_is_a_draft_too(client, draft):
    article = ArticlePageFactory(title="Tên cũ", parent=draft.get_parent())
    article.title = "Tên chưa công bố"
    article.save_revision()
    client.force_login(member(CONTRIBUTORS))
    listing = client.get(f"/admin/pages/{draft.get_parent().pk}/").content.decode()
    assert "Tên chưa công bố" not in listing


@pytest.mark.parametrize("role", [CONTRIBUTORS, EDITORS, BOARD])
@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "copy"])
def test_the_api_of_the_admin_changes_nothing(role, action, client, draft):
    client.force_login(member(role, draft.get_parent().specific))
    answer = client.post(f"/admin/api/main/pages/{draft.pk}/action/{action}/")
    assert answer.status_code in (403, 404)
