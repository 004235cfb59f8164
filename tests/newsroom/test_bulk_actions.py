"""Actions on a whole list do what the list shows, and nothing else, whoever asks."""

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.contrib.auth.models import Group, User
from wagtail import hooks
from wagtail.admin.views.bulk_action.registry import BulkActionRegistry, bulk_action_registry
from wagtail.models import Page, PageLogEntry

from analytics.models import LedgerEntry
from articles.models import ArticlePage, Attachment, SectionPage
from newsroom import bulk_actions, moving, trash, unpublishing
from newsroom.groups import BOARD, CONTRIBUTORS, EDITORS, create_roles
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    PhotoFactory,
    SectionPageFactory,
    TopicFactory,
    member,
    the_home,
)
from tests.newsroom.translating import english_section, translated
from tests.scenes import fresh, scene

pytestmark = pytest.mark.django_db
PAGES = "/admin/bulk/wagtailcore/page/{}/"


@scene
def made():
    """Two sections in two languages with drafts, public articles, and one article in the bin."""
    section, other = SectionPageFactory(title="Nữ công"), SectionPageFactory(title="Thi đua")
    english_section(section)
    create_roles(the_home())
    people = {
        "contributor": member(CONTRIBUTORS),
        "editor": member(EDITORS, section),
        "board": member(BOARD),
        "superuser": User.objects.create_superuser("quan-tri"),
    }
    for place in (section, other):
        for number in range(3):
            ArticlePageFactory(parent=place, title=f"Tết Sum vầy {place.title} {number}")
        ArticlePageFactory(parent=place, title=f"Tết nháp {place.title}", live=False)
    translated(ArticlePage.objects.filter(live=True).first())
    trash.put_into_bin(ArticlePageFactory(parent=section, title="Tết đã xóa", live=False), None)
    for _number in range(2):
        AuthorFactory()
        TopicFactory()
        PhotoFactory()
        Attachment.objects.create(title="Mẫu đơn", file="a.pdf")
    return {"section": section, "other": other, "people": people}


@pytest.fixture
def site(made):
    return {name: fresh(made[name]) for name in ("section", "other")}


@pytest.fixture
def people(made):
    return fresh(made["people"])


def lists(site):
    """Yield (app label, model, address): each list with a choice of filters, search and paging."""
    section = site["section"].pk
    for address in (
        "articles/list/",
        f"articles/list/?section={section}",
        f"articles/list/?section={section}&status=draft",
        f"articles/list/?section={section}&q=Tết",
        "articles/list/?q=Sum vầy&p=2",
        "articles/list/?ordering=title&status=live",
        f"pages/{section}/",
        f"pages/{section}/?q=Tết",
        f"pages/{section}/?ordering=title&p=1",
        f"pages/{the_home().pk}/",
        f"pages/{site['section'].get_translations().first().pk}/",
        "pages/search/?q=Tết",
        "pages/types_used/articles/articlepage/",
    ):
        yield "wagtailcore", "page", f"/admin/{address}"
    yield "articles", "author", "/admin/snippets/articles/author/"
    yield "articles", "topic", "/admin/snippets/articles/topic/"
    yield "articles", "department", "/admin/snippets/articles/department/?q=Ban"
    yield "articles", "photo", "/admin/images/"
    yield "articles", "photo", "/admin/images/?q=Hội nghị"
    yield "articles", "attachment", "/admin/documents/?q=Mẫu"
    yield "auth", "user", "/admin/users/"
    yield "auth", "user", "/admin/users/?q=nguoi-1"


def shown(client, address):
    """Return the keys that the list at `address` shows on all its pages, or None if refused."""
    keys, number = set(), 1
    path, _mark, query = address.partition("?")
    rest = "&".join(part for part in query.split("&") if part and not part.startswith("p="))
    while True:
        answer = client.get(f"{path}?{rest}&p={number}")
        if answer.status_code != 200:
            return None
        found = set(re.findall(r'data-object-id="(\d+)"', answer.content.decode()))
        if found <= keys:
            return {int(key) for key in keys}
        keys |= found
        number += 1


def asked_about(client, model, action, address):
    """Return the answer to "all of the list at `address`", and the keys that it asks about."""
    app, name = model
    bulk = f"/admin/bulk/{app}/{name}/{action}/?id=all&next={quote(address)}"
    answer = client.get(bulk)
    query = urlsplit(answer.headers.get("Location", "")).query
    return answer, {int(key) for key in parse_qs(query).get("id", [])}


@pytest.mark.parametrize("role", ["contributor", "editor", "board", "superuser"])
def test_all_of_a_list_is_what_the_list_shows(role, client, site, people):
    client.force_login(people[role])
    compared = 0
    for app, name, address in lists(site):
        listed = shown(client, address)
        for action in bulk_action_registry.get_bulk_actions_for_model(app, name):
            answer, keys = asked_about(client, (app, name), action.action_type, address)
            where = (address, action.action_type)
            if listed is None:
                assert answer.status_code == 403 or not keys, where
            else:
                assert keys == listed, where
                compared += 1
            if keys:
                question = client.get(answer["Location"])
                assert question.status_code in (200, 302, 403), where
                assert "Tết đã xóa" not in question.content.decode(), where
    assert compared > 40


@pytest.mark.parametrize("role", ["contributor", "editor", "board"])
@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_what_a_person_may_not_do_is_not_done(role, action, client, site, people):
    client.force_login(people[role])
    before = dict(Page.objects.values_list("pk", "path"))
    live = set(Page.objects.filter(live=True).values_list("pk", flat=True))
    _answer, keys = asked_about(client, ("wagtailcore", "page"), action, "/admin/articles/list/")
    data = {"reason": "Thử", "chooser": site["other"].pk, "confirm_site_name": ""}
    query = "&".join(f"id={key}" for key in keys)
    client.post(f"{PAGES.format(action)}?{query}&next=/admin/articles/list/", data)
    now_live = set(Page.objects.filter(live=True).values_list("pk", flat=True))
    if role != "board":
        assert now_live == live
        assert dict(Page.objects.values_list("pk", "path")) == before
    # Never a section, a home page or what lies in the bin.
    sections = set(
        Page.objects.exclude(pk__in=ArticlePage.objects.values("pk")).values_list("pk", flat=True)
    )
    assert sections & live == sections & now_live
    assert not ArticlePage.objects.filter(binned_at__isnull=False, live=True).exists()


@pytest.fixture
def board(client, people):
    client.force_login(people["board"])
    return people["board"]


def test_the_section_that_the_list_was_narrowed_to_is_taken_down_alone(client, site, board):
    section = site["section"]
    address = f"/admin/articles/list/?section={section.pk}&status=live"
    answer, keys = asked_about(client, ("wagtailcore", "page"), "unpublish", address)
    client.post(answer["Location"], {"reason": "Gộp chuyên mục"})
    assert keys and not ArticlePage.objects.live().descendant_of(section).exists()
    assert ArticlePage.objects.live().descendant_of(site["other"]).count() == 3
    assert SectionPage.objects.get(pk=section.pk).live and client.get("/").status_code == 200


def test_nothing_happens_before_the_question_is_answered(client, site, board):
    live = ArticlePage.objects.live().count()
    client.post(f"{PAGES.format('unpublish')}?id=all&next=/admin/articles/list/", {"reason": "Thử"})
    assert ArticlePage.objects.live().count() == live


def test_what_comes_into_the_list_meanwhile_is_left_alone(client, site, board):
    answer, _keys = asked_about(client, ("wagtailcore", "page"), "publish", "/admin/articles/list/")
    late = ArticlePageFactory(parent=site["section"], live=False)
    client.post(answer["Location"])
    assert not ArticlePage.objects.get(pk=late.pk).live


def test_more_than_two_hundred_are_too_many(client, site, board, monkeypatch):
    monkeypatch.setattr(bulk_actions, "MOST_AT_ONCE", 5)
    answer, keys = asked_about(client, ("wagtailcore", "page"), "publish", "/admin/articles/list/")
    assert not keys and answer["Location"] == "/admin/articles/list/"
    page = client.get(answer["Location"]).content.decode()
    assert "mỗi lần chỉ làm được với 5 mục" in page and "thu hẹp danh sách" in page
    chosen = "&".join(f"id={pk}" for pk in ArticlePage.objects.values_list("pk", flat=True)[:6])
    client.post(f"{PAGES.format('publish')}?{chosen}")
    assert not ArticlePage.objects.filter(title__startswith="Tết nháp", live=True).exists()


def test_as_many_as_the_limit_says_are_not_too_many(client, site, board, monkeypatch):
    asked = ("wagtailcore", "page"), "publish", "/admin/articles/list/"
    _answer, keys = asked_about(client, *asked)
    monkeypatch.setattr(bulk_actions, "MOST_AT_ONCE", len(keys))
    answer, again = asked_about(client, *asked)
    assert again == keys and client.get(answer["Location"]).status_code == 200


def test_the_limit_is_what_the_office_was_told():
    assert bulk_actions.MOST_AT_ONCE == 200


@pytest.mark.parametrize(
    "query",
    [
        *("id=abc", "id=-1", "id=0", f"id={2**63}", "id=1e3", "id=%00"),
        *("id=all", "id=all&next=/", "id=all&next=/admin/", "id=all&next=//example.com/admin/"),
        *("id=all&next=/admin/users/", "id=all&next=/admin/articles/list/%3Fexport=csv"),
        "id=all&next=/admin/khong-co/",
    ],
)
def test_odd_questions_are_not_found(query, client, site, board):
    answer = client.get(f"{PAGES.format('publish')}?{query}")
    assert answer.status_code in (403, 404)


def test_an_empty_list_says_so(client, site, board):
    address = "/admin/articles/list/?q=khôngcóbàinào"
    answer, _keys = asked_about(client, ("wagtailcore", "page"), "publish", address)
    assert "không có mục nào" in client.get(answer["Location"]).content.decode()


def test_the_question_says_how_many(client, site, board):
    answer, keys = asked_about(client, ("wagtailcore", "page"), "publish", "/admin/articles/list/")
    page = client.get(answer["Location"]).content.decode()
    assert f"Đã chọn {len(keys)} mục" in page and "Tết Sum vầy Nữ công 0" in page


@pytest.mark.parametrize(
    ("action", "undoing"), [("publish", "unpublish"), ("unpublish", "publish"), ("move", "move")]
)
def test_a_way_back_is_offered(action, undoing, client, site, board):
    article = ArticlePage.objects.get(title="Tết Sum vầy Nữ công 1")
    if action == "publish":
        article.unpublish()
    data = {"reason": "Nhầm", "chooser": site["other"].pk}
    answer = client.post(f"{PAGES.format(action)}?id={article.pk}", data, follow=True)
    page = answer.content.decode()
    assert "Nếu làm nhầm" in page
    assert f"{PAGES.format(undoing)}?id={article.pk}&amp;next=" in page


def test_the_bin_is_the_way_back_of_deleting(client, site, board):
    draft = ArticlePage.objects.get(title="Tết nháp Nữ công")
    answer = client.post(f"{PAGES.format('delete')}?id={draft.pk}", follow=True)
    assert 'href="/admin/articles/bin/"' in answer.content.decode()
    assert "Mở thùng rác" in answer.content.decode()


def test_the_way_back_of_publishing_leaves_what_was_public(client, site, board):
    draft = ArticlePage.objects.get(title="Tết nháp Nữ công")
    public = ArticlePage.objects.get(title="Tết Sum vầy Nữ công 1")
    answer = client.post(f"{PAGES.format('publish')}?id={draft.pk}&id={public.pk}", follow=True)
    page = answer.content.decode()
    assert f"{PAGES.format('unpublish')}?id={draft.pk}&amp;next=" in page


def test_the_way_back_of_a_take_down_brings_the_translations_too(client, site, board):
    article = ArticlePage.objects.filter(locale__language_code="vi", live=True).first()
    english = article.get_translations().get()
    answer = client.post(
        f"{PAGES.format('unpublish')}?id={article.pk}",
        {"reason": "Nhầm", "translations": "on"},
        follow=True,
    )
    back = re.search(r'href="([^"]*/publish/[^"]*)"', answer.content.decode())[1]
    client.post(back.replace("&amp;", "&"))
    assert Page.objects.filter(pk__in=[article.pk, english.pk], live=True).count() == 2


def test_what_does_not_go_to_the_bin_is_not_said_to(client, site, board):
    empty = SectionPageFactory(title="Rỗng")
    full = site["other"]
    answer = client.post(f"{PAGES.format('delete')}?id={empty.pk}&id={full.pk}", follow=True)
    page = answer.content.decode()
    assert "Đã xóa hẳn 1 trang" in page and "Giữ lại 1 trang" in page
    assert "còn lấy lại được" not in page and "Mở thùng rác" not in page


def test_what_keeps_an_article_back_is_said_when_several_are_published(client, site, board):
    draft = ArticlePage.objects.get(title="Tết nháp Nữ công")
    draft.republished = True
    draft.save_revision()
    answer = client.post(f"{PAGES.format('publish')}?id={draft.pk}", follow=True)
    assert "phải ghi nguồn" in answer.content.decode()


def test_publishing_a_section_with_its_pages_leaves_the_bin_alone(client, site, board):
    client.post(f"{PAGES.format('publish')}?id={site['section'].pk}", {"include_descendants": "on"})
    assert ArticlePage.objects.get(title="Tết nháp Nữ công").live
    assert not ArticlePage.objects.get(title="Tết đã xóa").live


def test_pages_inside_a_section_are_taken_down_with_the_reason(client, site, board):
    client.post(
        f"{PAGES.format('unpublish')}?id={site['other'].pk}",
        {"reason": "Gộp chuyên mục", "include_descendants": "on"},
    )
    taken = PageLogEntry.objects.filter(action="articles.take_down", user=board)
    assert taken.count() == 4


@pytest.mark.parametrize("action", ["unpublish", "delete"])
@pytest.mark.parametrize("role", ["board", "superuser"])
def test_a_home_page_stays(role, action, client, site, people):
    client.force_login(people[role])
    home = the_home()
    both = Page.objects.filter(depth=2)
    query = "&".join(f"id={page.pk}" for page in both)
    client.post(f"{PAGES.format(action)}?{query}", {"reason": "Thử", "confirm_site_name": ""})
    client.post(f"/admin/pages/{home.pk}/{action}/", {"reason": "Thử"})
    assert Page.objects.filter(depth=2, live=True).count() == both.count()
    assert client.get("/").status_code == 200


def test_ours_answer_in_whatever_order_hooks_are_imported():
    ours = {
        "delete": trash.BinBulkAction,
        "unpublish": unpublishing.TakeDownBulkAction,
        "publish": bulk_actions.PublishDraftsBulkAction,
        "move": moving.MoveBulkAction,
    }
    registered = hooks._hooks["register_bulk_action"]
    for order in (list(registered), list(reversed(registered))):
        hooks._hooks["register_bulk_action"] = order
        try:
            found = {
                action: BulkActionRegistry().get_bulk_action_class("wagtailcore", "page", action)
                for action in ours
            }
        finally:
            hooks._hooks["register_bulk_action"] = registered
        assert found == ours


@pytest.mark.parametrize("role", ["board", "superuser"])
def test_nothing_is_deleted_from_an_append_only_book(role, client, people):
    entry = LedgerEntry.objects.create(amount=2_311_602, note="Số dư đầu kỳ")
    client.force_login(people[role])
    client.post(f"/admin/bulk/analytics/ledgerentry/delete/?id={entry.pk}")
    assert LedgerEntry.objects.filter(pk=entry.pk).exists()


def test_every_account_in_the_list_of_accounts_is_meant(client, site, people):
    client.force_login(people["superuser"])
    group = Group.objects.get(name=CONTRIBUTORS)
    answer, keys = asked_about(client, ("auth", "user"), "assign_role", "/admin/users/?q=nguoi-1")
    client.post(answer["Location"], {"role": group.pk})
    assert {user.pk for user in group.user_set.all()} >= keys
    assert len(keys) < User.objects.count()
