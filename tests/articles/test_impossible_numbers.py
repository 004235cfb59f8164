"""An address or a form with a number that names nothing is answered 404, or told so; never 500."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import get_resolver
from wagtail.models import Page, TaskState

from articles.models import ArticlePage, RoyaltySheet
from home.models import ContactPage
from newsroom.groups import CONTRIBUTORS, create_roles
from tests.admin_addresses import LEFT_OUT, filled, patterns
from tests.articles.test_editing import form_of
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    PhotoFactory,
    SectionPageFactory,
    TopicFactory,
    credit,
    member,
    submit,
    the_home,
)

pytestmark = pytest.mark.django_db

TOO_LARGE = "99999999999999999999"
NO_KEYS = {"int": ("9223372036854775807", TOO_LARGE), "str": (TOO_LARGE, "abc", "%C2%B2")}
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
# What stands in an address of the admin that is asked with the query.
QUERIES = (
    *(("/bulk/", query) for query in ("id=abc", "id=all&childOf=abc", "id=all&childOf=9")),
    *((part, f"id={TOO_LARGE}") for part in ("/bulk/", "multiple", "find")),
    *((part, "id=abc") for part in ("multiple", "find")),
    *(("choose-", f"parent_page_id={key}") for key in ("abc", TOO_LARGE)),
    *(("workflows", f"p={number}") for number in ("abc", "-1", TOO_LARGE)),
    *((part, f"tag={TOO_LARGE}&owner={TOO_LARGE}") for part in ("pages/usage", "list", "users")),
    *((part, "timestamp_from=01/01/0001") for part in ("history", "site-history")),
    ("reports", "published_from=01/01/0001&date_from=01/01/0001"),
    ("list", "first_published_at_from=01/01/0001"),
)


@pytest.mark.parametrize(
    "address",
    [
        *("/luu-tru/9999/12/", "/luu-tru/1/1/", "/luu-tru/0/1/", "/luu-tru/2026/13/"),
        *(f"/luu-tru/{TOO_LARGE}/1/", f"/luu-tru/2026/{TOO_LARGE}/", "/luu-tru/2147483648/1/"),
        *("/en/archive/9999/12/", f"/en/archive/{TOO_LARGE}/1/", "/en/archive/0/0/"),
        *(f"/sitemap-{part}-{TOO_LARGE}.xml" for part in ("articles", "pages", "people")),
        *("/sitemap-articles-9223372036854775807.xml", "/sitemap-articles-0.xml"),
        *(f"/sitemap-pages.xml?p={TOO_LARGE}", "/sitemap-pages.xml?p=abc"),
        *(f"/documents/{TOO_LARGE}/x.pdf", f"/gui-thu/{TOO_LARGE}/", "/en/send-letter/0/"),
    ],
)
def test_a_public_address_that_names_nothing_is_not_found(address, client):
    assert client.get(address).status_code in (404, 405)
    assert client.post(address).status_code in (404, 405)


@pytest.mark.parametrize("query", [f"page={TOO_LARGE}", "page=-1", f"nam={TOO_LARGE}&thang=0"])
def test_a_list_shows_the_nearest_page(query, client):
    article = ArticlePageFactory()
    for address in (article.get_parent().url, "/tim-kiem/", "/en/search/", article.url):
        assert client.get(f"{address}?{query}").status_code == 200


@pytest.fixture
def article():
    section = SectionPageFactory()
    article = ArticlePageFactory(parent=section, topic=TopicFactory(), main_image=PhotoFactory())
    return credit(article, AuthorFactory())


def impossible(pattern, article):
    """Yield the address of `pattern` with each of its arguments in turn as no object has it."""
    for kind, name in ARGUMENT.findall(pattern):
        for value in NO_KEYS.get(kind or "str", ("abc",)):
            yield filled(re.sub(rf"<(?:\w+:)?{name}>", value, pattern), article)


def answers(client, address):
    """Return the status codes of what `address` answers, and undo what it did."""
    with transaction.atomic():
        for ask in (client.get, client.post):
            yield ask(address).status_code
        transaction.set_rollback(True)


def admin_patterns():
    return [
        pattern
        for pattern in patterns(get_resolver())
        if pattern.startswith("admin/") and not any(part in pattern for part in LEFT_OUT)
    ]


def test_an_admin_address_that_names_nothing_is_never_an_error(article, admin_client):
    admin_client.raise_request_exception = False
    addresses = {each for pattern in admin_patterns() for each in impossible(pattern, article)}
    assert len(addresses) > 400
    failing = [each for each in sorted(addresses) if max(answers(admin_client, each)) >= 500]
    assert failing == []


@pytest.mark.parametrize(("part", "query"), QUERIES)
def test_a_query_of_the_admin_that_names_nothing_is_never_an_error(
    part, query, article, admin_client
):
    admin_client.raise_request_exception = False
    addresses = {filled(pattern, article) for pattern in admin_patterns()}
    asked = sorted(address for address in addresses if part in address)
    failing = [each for each in asked if admin_client.get(f"{each}?{query}").status_code >= 500]
    assert asked and failing == []


@pytest.mark.parametrize("month", ["9999/12", "1/1", "0/1", "2026/13", f"{TOO_LARGE}/1"])
def test_a_month_that_is_none_has_no_royalty_sheet(month, admin_client):
    for ask in (admin_client.get, admin_client.post):
        assert ask(f"/admin/royalties/{month}/").status_code == 404
    assert not RoyaltySheet.objects.exists()


@pytest.mark.parametrize("key", ["abc", "", "-1", "9223372036854775808", "0", "²", None])
def test_the_bin_gives_back_only_what_it_holds(key, admin_client):
    for action in ({"restore": "1"}, {}):
        sent = action if key is None else {"article": key, **action}
        assert admin_client.post("/admin/articles/bin/", sent).status_code == 404


def test_the_preview_of_a_page_nobody_has_typed_in_yet_says_so(article, admin_client):
    AuthorFactory(account=User.objects.get(username="admin"))
    section = article.get_parent()
    for kind in ("articles/articlepage", "articles/sectionpage"):
        answer = admin_client.get(f"/admin/pages/add/{kind}/{section.pk}/preview/")
        assert answer.status_code == 200


@pytest.mark.parametrize("kind", ["articles/author", "wagtailcore/site", "wagtailcore/abc"])
def test_what_is_no_page_has_no_preview_as_one(kind, article, admin_client):
    address = f"/admin/pages/add/{kind}/{article.get_parent().pk}/preview/"
    assert admin_client.get(address).status_code == 404


@pytest.mark.parametrize("mode", ["", "?mode=", "?mode=abc"])
def test_every_kind_of_page_has_a_draft_to_look_at(mode, article, admin_client):
    contact = the_home().add_child(instance=ContactPage(title="Liên hệ", slug="lien-he"))
    for page in (the_home(), article.get_parent(), article, contact):
        assert admin_client.get(f"/admin/pages/{page.pk}/view_draft/{mode}").status_code == 200
    root = Page.objects.get(depth=1)
    assert admin_client.get(f"/admin/pages/{root.pk}/view_draft/{mode}").status_code < 500


# Reviews


@pytest.fixture
def handed_in():
    create_roles(the_home())
    writer = member(CONTRIBUTORS)
    article = ArticlePageFactory(live=False, owner=writer)
    submit(article, writer)
    return article


def step_of(article):
    return TaskState.objects.get(workflow_state__in=article.workflow_states)


@pytest.mark.parametrize("kind", ["action", "collect_action_data"])
@pytest.mark.parametrize("ajax", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_a_step_is_answered_at_its_own_article_only(kind, ajax, handed_in, article, admin_client):
    waiting = ArticlePageFactory(live=False, owner=handed_in.owner, parent=handed_in.get_parent())
    submit(waiting, handed_in.owner)
    step = step_of(handed_in)
    for other in (article, waiting, the_home()):
        for action in ("approve", "reject", "abc"):
            address = f"/admin/pages/workflow/{kind}/{other.pk}/{action}/{step.pk}/"
            assert admin_client.get(address, headers=ajax).status_code == 404
            assert admin_client.post(address, {"comment": "x"}, headers=ajax).status_code == 404
    assert step_of(handed_in).status == TaskState.STATUS_IN_PROGRESS


def test_a_step_that_is_answered_already_is_not_answered_again(handed_in, admin_client):
    step = step_of(handed_in)
    step.approve(user=User.objects.get(username="admin"))
    address = f"/admin/pages/workflow/action/{handed_in.pk}/reject/{step.pk}/"
    assert admin_client.post(address, {"comment": "x"}).status_code == 404
    step.refresh_from_db()
    assert step.status == TaskState.STATUS_APPROVED


APPROVAL = {"workflow-action-name": "approve"}


@pytest.mark.parametrize(
    ("is_waiting", "sent"),
    [
        (False, APPROVAL),
        (False, {}),
        (True, {}),
        (True, {"workflow-action-name": "abc"}),
        (True, {**APPROVAL, "workflow-action-extra-data": "{"}),
        (True, {**APPROVAL, "workflow-action-extra-data": '{"x": 1}'}),
    ],
)
def test_the_editor_approves_only_what_waits(is_waiting, sent, handed_in, admin_client):
    step = step_of(handed_in)
    if not is_waiting:
        step.workflow_state.cancel()
    address = f"/admin/pages/{handed_in.pk}/edit/"
    form = {**form_of(admin_client, handed_in), "action-workflow-action": "1", **sent}
    answer = admin_client.post(address, form, follow=True)
    assert answer.status_code == 200
    assert "Trang không chờ bạn duyệt, nên chưa duyệt gì." in answer.content.decode()
    step.refresh_from_db()
    assert step.status != TaskState.STATUS_APPROVED
    assert not ArticlePage.objects.get(pk=handed_in.pk).live


def test_a_version_that_is_none_is_not_gone_back_to(article, admin_client):
    other = ArticlePageFactory()
    other.save_revision()
    for key in (0, other.latest_revision_id, 999):
        answer = admin_client.get(f"/admin/pages/{article.pk}/revisions/{key}/revert/")
        assert answer.status_code == 404


# Forms


@pytest.mark.parametrize("moment", ["01/01/0001 00:00", "31/12/9999 23:59"])
@pytest.mark.parametrize("field", ["display_date", "go_live_at", "expire_at"])
def test_a_moment_no_clock_shows_is_refused_with_a_sentence(field, moment, handed_in, admin_client):
    form = {**form_of(admin_client, handed_in), field: moment}
    answer = admin_client.post(f"/admin/pages/{handed_in.pk}/edit/", form, follow=True)
    assert "Hãy chọn ngày từ năm 1900 đến năm 2999." in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/admin/pages/{}/edit/", {"overwrite_revision_id": "abc"}),
        ("/admin/pages/{}/copy/", {"new_parent_page": "abc"}),
        ("/admin/pages/{}/copy/", {"new_parent_page": "999"}),
    ],
)
def test_a_form_that_names_nothing_is_not_found(address, sent, article, admin_client):
    assert admin_client.post(address.format(article.pk), sent).status_code == 404


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/admin/pages/{}/edit/", {"title": "Thiếu mọi ô khác"}),
        ("/admin/pages/{}/copy/", {}),
        ("/admin/choose-external-link/", {}),
    ],
)
def test_a_form_that_came_in_part_says_that_nothing_was_stored(
    address, sent, article, admin_client
):
    answer = admin_client.post(address.format(article.pk), sent)
    assert answer.status_code == 400 and "nên không lưu gì" in answer.content.decode()


def test_a_link_to_no_page_leads_nowhere(article, client):
    article.body = [("paragraph", f'<p><a linktype="page" id="{TOO_LARGE}">Xem</a></p>')]
    article.save()
    assert "Xem" in client.get(article.url).content.decode()
