"""From hand-in to publication: returned with a reason, passed on, taken down, and told."""

import json

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry, WorkflowState

from articles.models import ArticlePage, Notice
from newsroom import notifications
from newsroom.groups import BOARD, CONTRIBUTORS, EDITORS, create_roles
from tests.articles.test_editing import form_of
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    SectionPageFactory,
    member,
    submit,
    the_home,
)

pytestmark = pytest.mark.django_db
REASON = "Thiếu tên người phát biểu."


@pytest.fixture(autouse=True)
def at_once(django_capture_on_commit_callbacks):
    """Letters leave when the request's transaction is committed; here that is at its end."""
    with django_capture_on_commit_callbacks(execute=True):
        yield


@pytest.fixture
def article():
    create_roles(the_home())
    article = ArticlePageFactory(title="Bữa cơm ca", live=False)
    article.owner = member(CONTRIBUTORS)
    article.save()
    return article


@pytest.fixture
def state(article):
    return submit(article, article.owner)


@pytest.fixture
def act(client, article, state):
    """Return a function that answers at the article's present step as a person would."""

    def act(person, action, **data):
        client.force_login(person)
        step = WorkflowState.objects.get(pk=state.pk).current_task_state
        address = f"/admin/pages/workflow/action/{article.pk}/{action}/{step.pk}/"
        return client.post(address, data, headers={"x-requested-with": "XMLHttpRequest"})

    return act


def now(article):
    return ArticlePage.objects.get(pk=article.pk)


def told(person):
    return [(notice.event, notice.reason) for notice in person.notices.all()]


def test_an_article_passes_from_editor_to_board_to_the_public(act, article, state):
    act(member(EDITORS, article.get_parent().specific), "approve")
    assert not now(article).live
    act(member(BOARD), "approve")
    assert now(article).live
    assert told(article.owner) == [("published", "")]


def test_an_editor_of_another_section_cannot_answer(act, article, state):
    assert act(member(EDITORS, SectionPageFactory()), "approve").status_code == 403
    state.refresh_from_db()
    assert state.current_task_state.task.name.startswith(EDITORS)


def test_a_returned_article_carries_its_reason_to_who_handed_it_in(act, article, state):
    editor = member(EDITORS, article.get_parent().specific)
    act(editor, "reject", comment=REASON)
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert told(article.owner) == [("returned", REASON)]
    entry = PageLogEntry.objects.get(page=article.pk, action="wagtail.workflow.reject")
    assert (entry.user, entry.data["comment"]) == (editor, REASON)


@pytest.fixture
def review(client, article, state):
    """Return a function that presses a reviewer's button in the form and reads what is said."""

    def review(person, action, go_live="", **extra):
        client.force_login(person)
        data = {
            **form_of(client, article),
            "go_live_at": go_live,
            "action-workflow-action": "true",
            "workflow-action-name": action,
            "workflow-action-extra-data": json.dumps(extra),
        }
        answer = client.post(f"/admin/pages/{article.pk}/edit/", data)
        return [str(message).strip() for message in get_messages(answer.wsgi_request)]

    return review


def test_a_reviewer_is_told_what_the_button_led_to(review, article):
    said = review(member(EDITORS, article.get_parent().specific), "approve")
    assert any("Bài chờ bước sau: Ban biên tập" in text for text in said), said
    said = review(member(BOARD), "approve")
    assert any("Đã duyệt và đăng" in text for text in said), said


def test_whoever_only_saves_is_told_of_no_review(client, article, state):
    client.force_login(member(BOARD))
    data = {**form_of(client, article), "title": "Tên khác", "workflow-action-name": "approve"}
    answer = client.post(f"/admin/pages/{article.pk}/edit/", data)
    said = " ".join(str(message) for message in get_messages(answer.wsgi_request))
    assert "Tên khác" in said and "Đã duyệt" not in said


def test_a_reviewer_is_told_that_the_article_goes_back_or_waits_for_its_hour(review, article):
    editor = member(EDITORS, article.get_parent().specific)
    assert any("Đã trả lại bài" in text for text in review(editor, "reject", comment=REASON))
    article.current_workflow_state.resume(article.owner)
    review(editor, "approve")
    tomorrow = timezone.localtime() + timezone.timedelta(days=1)
    said = review(member(BOARD), "approve", go_live=tomorrow.strftime("%d/%m/%Y %H:%M"))
    assert any("khi đến giờ hẹn" in text for text in said), said
    assert not now(article).live


@pytest.mark.parametrize("comment", ["", "   "])
def test_returning_without_a_reason_is_refused_in_the_dialog(comment, act, article, state):
    answer = act(member(BOARD), "reject", comment=comment)
    assert "Lý do trả lại" in answer.json()["html"]
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS and told(article.owner) == []


@pytest.mark.parametrize("extra", ["{}", "", "x", "[]", '{"comment": " "}'])
def test_a_forged_post_of_the_editor_without_a_reason_changes_nothing(
    extra, client, article, state
):
    client.force_login(member(EDITORS, article.get_parent().specific))
    data = {
        **form_of(client, article),
        "title": "Tên khác",
        "action-workflow-action": "true",
        "workflow-action-name": "reject",
        "workflow-action-extra-data": extra,
    }
    revisions = article.revisions.count()
    assert client.post(f"/admin/pages/{article.pk}/edit/", data).status_code == 403
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_IN_PROGRESS
    assert article.revisions.count() == revisions


def test_the_editors_button_returns_with_the_reason_that_the_dialog_asked(client, article, state):
    client.force_login(member(EDITORS, article.get_parent().specific))
    data = {
        **form_of(client, article),
        "action-workflow-action": "true",
        "workflow-action-name": "reject",
        "workflow-action-extra-data": json.dumps({"comment": REASON}),
    }
    assert client.post(f"/admin/pages/{article.pk}/edit/", data).status_code == 302
    assert told(article.owner) == [("returned", REASON)]


# Told by letter


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    def letters_of(action):
        with django_capture_on_commit_callbacks(execute=True):
            action()
        return [letter for letter in mail.outbox if "Bài" in letter.subject]

    return letters_of


def test_the_letter_of_a_return_is_in_vietnamese_and_names_the_reason(letters, act, article):
    editor = member(EDITORS, article.get_parent().specific)
    (letter,) = letters(lambda: act(editor, "reject", comment=REASON))
    assert letter.to == [article.owner.email]
    assert letter.subject == "Bài được trả lại: Bữa cơm ca"
    assert REASON in letter.body and f"/admin/pages/{article.pk}/edit/" in letter.body


def test_each_of_several_who_are_told_gets_a_letter(letters, article):
    people = [member(CONTRIBUTORS), member(BOARD)]
    sent = letters(lambda: notifications.tell(people, article, Notice.Event.NOT_PUBLISHED, REASON))
    assert [letter.to for letter in sent] == [[person.email] for person in people]


def test_publication_is_told_however_it_happened(letters, article, state):
    (letter,) = letters(article.get_latest_revision().publish)
    assert letter.subject == "Bài đã đăng: Bữa cơm ca"
    assert now(article).full_url in letter.body


def test_publication_by_the_schedule_is_told_when_it_happens(letters, article, state):
    article.go_live_at = timezone.now() + timezone.timedelta(hours=1)
    revision = article.save_revision()
    assert letters(lambda: revision.publish(user=member(BOARD))) == []
    revision.refresh_from_db()
    revision.approved_go_live_at = timezone.now() - timezone.timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    (letter,) = letters(lambda: call_command("publish_scheduled"))
    assert letter.to == [article.owner.email]


def test_a_later_correction_is_not_told_again(article, state):
    article.get_latest_revision().publish()
    now(article).save_revision().publish()
    assert told(article.owner) == [("published", "")]


def test_who_publishes_their_own_article_is_not_told(client, article):
    board = member(BOARD)
    client.force_login(board)
    submit(article, board)
    data = {**form_of(client, article), "action-publish": "1"}
    client.post(f"/admin/pages/{article.pk}/edit/", data)
    assert now(article).live and told(board) == []


def test_a_mail_server_that_is_down_undoes_nothing(settings, letters, article, state):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert letters(article.get_latest_revision().publish) == []
    assert now(article).live and told(article.owner) == [("published", "")]


# Taking down


@pytest.fixture
def published(article, state):
    article.get_latest_revision().publish()
    Notice.objects.all().delete()
    return now(article)


def test_taking_down_needs_a_reason(client, published):
    client.force_login(member(BOARD))
    address = f"/admin/pages/{published.pk}/unpublish/"
    assert "Lý do gỡ" in client.get(address).content.decode()
    for data in ({}, {"reason": "  "}):
        answer = client.post(address, data)
        assert answer.status_code == 422 and "Lý do gỡ" in answer.content.decode()
    assert now(published).live


def test_taking_down_says_where_else_the_article_is_used_and_nothing_of_nowhere(client, published):
    client.force_login(member(BOARD))
    address = f"/admin/pages/{published.pk}/unpublish/"
    assert "đang được dùng" not in client.get(address).content.decode()
    link = f'<a linktype="page" id="{published.pk}">bài trước</a>'
    ArticlePageFactory(body=[("paragraph", f"<p>Xem {link}.</p>")])
    assert "Bài viết này đang được dùng ở 1 nơi." in client.get(address).content.decode()


def test_the_reason_of_a_take_down_is_in_the_history_and_told(client, published):
    board = member(BOARD)
    client.force_login(board)
    client.post(f"/admin/pages/{published.pk}/unpublish/", {"reason": REASON})
    assert not now(published).live
    history = client.get(f"/admin/pages/{published.pk}/history/").content.decode()
    assert f"Gỡ bài. Lý do: {REASON}" in history
    assert told(published.owner) == [("taken_down", REASON)]


def test_taking_down_several_needs_a_reason_too(client, published):
    other = ArticlePageFactory(parent=published.get_parent())
    client.force_login(member(BOARD))
    address = f"/admin/bulk/wagtailcore/page/unpublish/?id={published.pk}&id={other.pk}"
    assert "Lý do gỡ" in client.get(address).content.decode()
    client.post(address, {})
    assert now(published).live and now(other).live
    client.post(address, {"reason": REASON})
    assert not now(published).live and not now(other).live
    entries = PageLogEntry.objects.filter(action="articles.take_down")
    assert {entry.data["reason"] for entry in entries} == {REASON} and entries.count() == 2


# The byline that is already there


def test_a_new_article_begins_with_the_byline_of_its_writer(client, article):
    writer = member(CONTRIBUTORS)
    author = AuthorFactory(name="Mai Thị Thơm", position="Cộng tác viên", account=writer)
    client.force_login(writer)
    address = f"/admin/pages/add/articles/articlepage/{article.get_parent().pk}/"
    page = client.get(address)
    (row,) = page.context["form"].formsets["bylines"].initial_forms or [
        form for form in page.context["form"].formsets["bylines"].forms if form.instance.author_id
    ]
    assert row.instance.author == author and row.instance.position == "Cộng tác viên"


def test_the_preview_of_a_new_article_opens(client, article):
    client.force_login(member(BOARD))
    address = f"/admin/pages/add/articles/articlepage/{article.get_parent().pk}/preview/"
    data = {**form_of(client, article), "title": "Tin mới", "slug": "tin-moi"}
    answer = client.post(address, data)
    assert answer.status_code == 200 and answer.json()["is_valid"]


def test_only_the_board_links_an_author_to_an_account(client, article):
    author = AuthorFactory()
    address = f"/admin/snippets/articles/author/edit/{author.pk}/"
    for person, may in (
        (member(EDITORS, article.get_parent().specific), False),
        (member(BOARD), True),
    ):
        client.force_login(person)
        assert ('name="account"' in client.get(address).content.decode()) == may
