"""A stranger's draft is named nowhere in the admin: every address is tried."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import TaskState

from articles.models import Byline
from articles.roles import BOARD, CONTRIBUTORS, EDITORS, create_roles
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

pytestmark = pytest.mark.django_db
SECRET = "Zqxbimat"
# They change what they are asked for, or end the session.
LEFT_OUT = ("logout", "/lock/", "/unlock/", "failwhale", "styleguide")


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


def addresses(resolver, prefix=""):
    """Yield every address pattern of the admin as text."""
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path


def filled(pattern, article):
    """Return the address with what belongs to `article` in the places of its arguments."""
    author = article.bylines.get().author
    task_state = TaskState.objects.get()
    values = {
        "app_label": "wagtailcore",
        "model_name": "page",
        "action": "unpublish",
        "action_name": "approve",
        "content_type_app_name": "articles",
        "content_type_model_name": "articlepage",
        "task_state_id": task_state.pk,
        "task_id": task_state.task_id,
        "revision_id": article.latest_revision_id,
        "revision_id_a": article.latest_revision_id,
        "revision_id_b": "latest",
        "image_id": article.main_image_id,
        "filename": "x",
    }

    def value(match):
        name = match[1]
        if "snippets/articles/author" in pattern:
            return str(author.pk)
        if "snippets/articles/topic" in pattern:
            return str(article.topic_id)
        if "images/" in pattern and name in ("pk", "object_id"):
            return str(article.main_image_id)
        return str(values.get(name, article.pk))

    text = re.sub(r"<(?:\w+:)?(\w+)>", value, pattern)
    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", value, text)
    # The one address without names: page, and the two versions to compare.
    text = text.replace(r"(\d+)", str(article.pk)).replace(r"(live|earliest|\d+)", "earliest")
    text = text.replace(r"(live|latest|\d+)", "latest").replace("\\.", ".")
    return "/" + text.replace("^", "").replace("$", "").replace("\\Z", "")


@pytest.mark.parametrize("stranger", [CONTRIBUTORS, EDITORS], indirect=True)
def test_no_address_of_the_admin_names_a_strangers_draft(stranger, draft):
    tried, named = set(), []
    for pattern in addresses(get_resolver()):
        address = filled(pattern, draft)
        if not address.startswith("/admin/") or any(part in address for part in LEFT_OUT):
            continue
        queries = [f"?id={draft.pk}&child_of={draft.get_parent().pk}"]
        if any(part in address for part in ("search", "choose", "result", "bulk", "usage")):
            queries.append("?q=Chuyện")
        for query in queries:
            answer = stranger.get(address + query)
            tried.add(address)
            content = b"".join(answer.streaming_content) if answer.streaming else answer.content
            # What was asked for may stand in the box again.
            if SECRET in content.decode(errors="replace"):
                named.append(address + query)
    assert len(tried) > 250
    assert named == []


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
