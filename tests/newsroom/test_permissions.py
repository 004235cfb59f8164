"""A stranger's draft is named nowhere in the admin (every address: `test_access_matrix`)."""

import re

import pytest
from django.contrib.auth.models import User
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from articles.models import ArticlePage, Byline
from newsroom.groups import BOARD, CONTRIBUTORS, EDITORS, TRANSLATORS, create_roles
from tests.articles.test_editing import form_of
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
from tests.newsroom.translating import english_home

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


# Side roads to what is hidden


@pytest.fixture
def foreign(draft):
    """A section of another desk with a draft that links to the hidden one."""
    return SectionPageFactory(title="Chuyên mục khác")


def form_linking_to(page):
    link = f'<p>Xem <a linktype="page" id="{page.pk}">bài này</a>.</p>'
    return nested_form_data(
        {
            "title": "Bài có liên kết",
            "slug": "co-lien-ket",
            "lead": "Tóm tắt.",
            "genre": "tin",
            "bylines": inline_formset([]),
            "attachments": inline_formset([]),
            "comments": inline_formset([]),
            "body": streamfield([("paragraph", rich_text(link))]),
        }
    )


def linking_to(page, client, section):
    address = f"/admin/pages/add/articles/articlepage/{section.pk}/"
    return client.post(address, form_linking_to(page))


@pytest.mark.parametrize("role", [CONTRIBUTORS, EDITORS])
def test_a_link_to_what_the_writer_does_not_see_is_refused(role, client, draft, foreign):
    client.force_login(member(role, foreign))
    answer = linking_to(draft, client, foreign)
    assert answer.status_code == 200 and "không được xem" in answer.content.decode()
    assert not ArticlePage.objects.filter(title="Bài có liên kết").exists()
    public = ArticlePageFactory(parent=draft.get_parent())
    assert linking_to(public, client, foreign).status_code == 302


def test_a_link_that_the_board_made_stays_when_others_edit(client, draft, foreign):
    client.force_login(member(BOARD))
    linking_to(draft, client, foreign)
    article = ArticlePage.objects.get(title="Bài có liên kết")
    client.force_login(member(EDITORS, foreign))
    answer = client.post(f"/admin/pages/{article.pk}/edit/", form_linking_to(draft))
    assert answer.status_code == 302


def test_readers_are_not_led_to_a_draft(client, draft, foreign):
    text = RichText(f'<a linktype="page" id="{draft.pk}">bài này</a>')
    assert draft.slug not in str(text) and "bài này" in str(text)


@pytest.mark.parametrize(
    ("address", "roles"),
    [
        ("snippets/choose/articles/author/", {CONTRIBUTORS, EDITORS, BOARD}),
        ("snippets/choose/articles/topic/results/", {CONTRIBUTORS, EDITORS, BOARD}),
        ("snippets/choose/analytics/visitcounter/", {CONTRIBUTORS, EDITORS, BOARD}),
        ("snippets/choose/articles/royaltyrate/", {BOARD}),
        ("snippets/choose/articles/royaltyrate/chosen-multiple/?id=1", {BOARD}),
        ("snippets/choose/analytics/ledgerentry/", set()),
        ("workflows/task_chooser/", set()),
        ("workflows/task_chooser/1/", set()),
    ],
)
def test_choosers_are_open_to_whom_they_concern(address, roles, client, draft, foreign):
    for role in (CONTRIBUTORS, EDITORS, BOARD):
        client.force_login(member(role, foreign))
        refused = client.get(f"/admin/{address}").status_code == 403
        assert refused == (role not in roles), role


def test_keywords_of_hidden_drafts_are_not_suggested(client, draft, foreign):
    draft.tags.add(f"{SECRET} mật")
    draft.save()
    suggestions = f"/admin/tag-autocomplete/?term={SECRET}"
    for role, section, sees in (
        (CONTRIBUTORS, None, False),
        (EDITORS, foreign, False),
        (EDITORS, draft.get_parent().specific, True),
        (BOARD, None, True),
    ):
        client.force_login(member(role, section))
        assert bool(client.get(suggestions).json()) == sees, role


@pytest.mark.parametrize("role", [CONTRIBUTORS, TRANSLATORS, EDITORS, BOARD])
def test_no_link_of_the_first_screen_or_a_menu_leads_to_a_refusal(role, client, draft, foreign):
    english_home()
    create_roles(the_home())
    client.force_login(member(role, foreign))
    screen = client.get("/admin/").content.decode()
    addresses = {*re.findall(r'href="(/admin/[^"#]*)"', screen), *menu_addresses(screen)}
    assert len(addresses) > 4
    refused = [
        address
        for address in addresses
        if "logout" not in address and client.get(address, follow=True).status_code != 200
    ]
    assert refused == []


def menu_addresses(screen):
    found = re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', screen, re.S)
    return re.findall(r'"(/admin/[^"#?]*)"', found[1]) if found else []


@pytest.mark.parametrize("role", [EDITORS, BOARD])
def test_a_review_is_ended_by_whoever_asked_for_it_alone(role, client, draft):
    address = f"/admin/pages/{draft.pk}/edit/"
    client.force_login(member(role, draft.get_parent().specific))
    assert "action-cancel-workflow" not in client.get(address).content.decode()
    form = {**form_of(client, draft), "action-cancel-workflow": "1"}
    assert client.post(address, form).status_code == 403
    assert draft.workflow_states.get().status == "in_progress"
    client.force_login(draft.owner)
    client.post(address, {**form_of(client, draft), "action-cancel-workflow": "1"})
    assert draft.workflow_states.get().status == "cancelled"


def test_an_article_of_another_is_binned_with_a_reason_a_notice_and_a_letter(
    client, draft, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(member(EDITORS, draft.get_parent().specific))
    address = f"/admin/pages/{draft.pk}/delete/"
    for blank in ("", "  ", "\u200b\u200b", "\u3164", "…", "\u00ad-"):
        assert client.post(address, {"reason": blank}).status_code == 422, repr(blank)
    assert ArticlePage.objects.get(pk=draft.pk).binned_at is None
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"reason": "Trùng bài số trước"})
    assert ArticlePage.objects.get(pk=draft.pk).binned_at
    notice = draft.owner.notices.get()
    assert (notice.event, notice.reason) == ("binned", "Trùng bài số trước")
    letter = next(letter for letter in mailoutbox if letter.to == [draft.owner.email])
    assert "Trùng bài số trước" in letter.body and "bỏ vào thùng rác" in letter.body


def test_ones_own_article_is_binned_without_a_word(client, draft):
    client.force_login(draft.owner)
    client.post(f"/admin/pages/{draft.pk}/delete/")
    assert ArticlePage.objects.get(pk=draft.pk).binned_at


def test_a_contributor_does_not_move_what_is_being_reviewed(client, draft, foreign):
    client.force_login(draft.owner)
    parent = draft.get_parent().pk
    single = client.post(f"/admin/pages/{draft.pk}/move/{foreign.pk}/confirm/")
    client.post(f"/admin/bulk/wagtailcore/page/move/?id={draft.pk}", {"chooser": foreign.pk})
    assert single.status_code == 403
    assert ArticlePage.objects.get(pk=draft.pk).get_parent().pk == parent
    draft.current_workflow_state.cancel()
    client.post(f"/admin/pages/{draft.pk}/move/{foreign.pk}/confirm/")
    assert ArticlePage.objects.get(pk=draft.pk).get_parent().pk == foreign.pk


def test_letters_of_a_step_go_to_those_of_the_step_once(
    client, mailoutbox, django_capture_on_commit_callbacks
):
    create_roles(the_home())
    section = SectionPageFactory()
    article = ArticlePageFactory(parent=section, live=False)
    writer, editor, board = member(CONTRIBUTORS), member(EDITORS, section), member(BOARD)
    editor.groups.add(*member(EDITORS, SectionPageFactory()).groups.all())
    User.objects.create_superuser("quan-tri", "quan-tri@example.vn")
    with django_capture_on_commit_callbacks(execute=True):
        state = submit(article, writer)
    assert [letter.to for letter in mailoutbox] == [[editor.email]]
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        state.current_task_state.approve(user=editor)
    assert [letter.to for letter in mailoutbox] == [[board.email]]


def test_a_step_without_editors_is_told_to_the_board(
    mailoutbox, django_capture_on_commit_callbacks
):
    create_roles(the_home())
    board = member(BOARD)
    article = ArticlePageFactory(live=False)
    with django_capture_on_commit_callbacks(execute=True):
        submit(article, member(CONTRIBUTORS))
    assert [letter.to for letter in mailoutbox] == [[board.email]]


def test_a_hidden_section_is_no_place_to_move_to(client):
    create_roles(the_home())
    section = SectionPageFactory(title="Chuyên mục khác")
    article = ArticlePageFactory(parent=section, live=False)
    hidden = SectionPageFactory(title=f"Mục {SECRET}", live=False)
    client.force_login(member(EDITORS, section))
    answer = client.get(f"/admin/pages/{article.pk}/move/{hidden.pk}/confirm/")
    assert answer.status_code == 403 and SECRET not in answer.content.decode()
