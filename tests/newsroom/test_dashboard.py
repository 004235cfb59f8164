"""What an editor sees first, and the list of all articles."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.utils import timezone

from articles.models import ArticlePage, Byline
from newsroom.dashboard import expiring_for, notices_of
from newsroom.groups import BOARD, CONTRIBUTORS, EDITORS, TRANSLATORS, create_roles
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    SectionPageFactory,
    member,
    submit,
    the_home,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/list/"


@pytest.fixture
def section():
    create_roles(the_home())
    return SectionPageFactory(title="Nữ công")


@pytest.fixture
def first_screen(client):
    """Return a function that gives the text of the first screen as a person sees it."""

    def first_screen(person):
        client.force_login(person)
        return client.get("/admin/").content.decode()

    return first_screen


def draft(section, title="Bữa cơm ca"):
    return ArticlePageFactory(parent=section, title=title, live=False)


def test_a_quiet_day_says_so(first_screen, section):
    assert "Không có việc gì đang chờ" in first_screen(member(CONTRIBUTORS))


def test_what_waits_for_the_editors_of_a_section_waits_for_them_alone(first_screen, section):
    submit(draft(section), member(CONTRIBUTORS))
    assert "Bữa cơm ca" in first_screen(member(EDITORS, section))
    assert "Bữa cơm ca" not in first_screen(member(EDITORS, SectionPageFactory()))


def test_a_returned_article_stands_first_with_its_reason(first_screen, section):
    writer = member(CONTRIBUTORS)
    state = submit(draft(section), writer)
    assert "Tôi đã gửi" in first_screen(writer)
    state.current_task_state.reject(user=member(BOARD), comment="Thiếu ảnh.")
    page = first_screen(writer)
    assert "Trả lại cho tôi" in page and "Thiếu ảnh." in page and "Tin báo" in page


def test_notices_can_be_put_aside(client, first_screen, section):
    writer = member(CONTRIBUTORS)
    article = draft(section)
    submit(article, writer)
    article.get_latest_revision().publish()
    assert "Bài đã đăng" in first_screen(writer)
    client.post("/admin/articles/notices/")
    assert "Bài đã đăng" not in first_screen(writer)


def test_notices_of_a_month_ago_are_put_aside_by_themselves(section):
    person, page = member(CONTRIBUTORS), draft(section)
    made = {days: person.notices.create(page=page, event="binned") for days in (29, 31)}
    for days, notice in made.items():
        moment = timezone.now() - timedelta(days=days)
        person.notices.filter(pk=notice.pk).update(created_at=moment)
    assert [notice for notice, _address in notices_of(person)] == [made[29]]


@pytest.mark.parametrize("event", ["returned", "published", "taken_down", "binned"])
@pytest.mark.parametrize("role", [CONTRIBUTORS, EDITORS, BOARD, TRANSLATORS])
def test_no_notice_leads_to_a_closed_door(client, first_screen, section, role, event):
    person = member(role, section)
    article = ArticlePageFactory(parent=section, title="Bữa cơm ca", live=event == "published")
    if event == "binned":
        ArticlePage.objects.filter(pk=article.pk).update(binned_at=timezone.now())
    person.notices.create(page=article, event=event)
    screen = BeautifulSoup(first_screen(person), "html.parser")
    notices = screen.find("h3", string="Tin báo").find_next("ul")
    assert "Bữa cơm ca" in notices.text
    for link in notices.select("a"):
        assert client.get(link["href"]).status_code == 200


def test_the_form_of_a_returned_article_says_why(client, section):
    writer = member(CONTRIBUTORS)
    article = draft(section)
    article.owner = writer
    article.save()
    state = submit(article, writer)
    state.current_task_state.reject(user=member(BOARD), comment="Thiếu ảnh, thiếu bút danh.")
    client.force_login(writer)
    page = client.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    assert "Bài được trả lại để sửa." in page
    assert page.count("Thiếu ảnh, thiếu bút danh.") >= 1


def test_what_is_scheduled_and_what_expires_is_announced(first_screen, section):
    soon = timezone.now() + timedelta(days=2)
    scheduled, expiring = draft(section, "Tin hẹn giờ"), ArticlePageFactory(parent=section)
    scheduled.go_live_at = soon
    scheduled.save_revision().publish()
    ArticlePage.objects.filter(pk=expiring.pk).update(expire_at=soon, draft_title="Tin sắp hết hạn")
    page = first_screen(member(EDITORS, section))
    assert "Tin hẹn giờ" in page and "Tin sắp hết hạn" in page
    assert "Tin hẹn giờ" not in first_screen(member(CONTRIBUTORS))


def test_what_expires_first_stands_first(section):
    now = timezone.now()
    pages = [ArticlePageFactory(parent=section, expire_at=now + timedelta(days=2))]
    pages.insert(0, ArticlePageFactory(parent=section, expire_at=now + timedelta(days=1)))
    assert [page.pk for page in expiring_for(member(BOARD))] == [page.pk for page in pages]


def test_sections_without_news_for_thirty_days_are_named(first_screen, section):
    busy = SectionPageFactory(title="Đời sống")
    ArticlePageFactory(parent=busy, display_date=timezone.now() - timedelta(days=29))
    ArticlePageFactory(parent=section, display_date=timezone.now() - timedelta(days=31))
    page = first_screen(member(BOARD))
    quiet = page[page.index("chưa có bài mới") :]
    assert "Nữ công" in quiet and "Đời sống" not in quiet[: quiet.index("</ul>")]


# The list of articles


@pytest.fixture
def board(client, section):
    client.force_login(member(BOARD))
    return client


def titles(client, **filters):
    page = client.get(LIST, filters)
    assert page.status_code == 200
    return {article.title for article in page.context["object_list"]}


def test_the_list_shows_what_an_editor_asks_about_an_article(board, section):
    article = ArticlePageFactory(parent=section, title="Bữa cơm ca")
    article.bylines.add(Byline(author=AuthorFactory(name="Đỗ Văn Ứng"), locale=article.locale))
    article.save()
    page = board.get(LIST).content.decode()
    for shown in ("Bữa cơm ca", "Nữ công", "Đỗ Văn Ứng", "01/09/2026", "Tin"):
        assert shown in page


def test_the_list_finds_titles_without_marks(board, section):
    ArticlePageFactory(parent=section, title="Bữa cơm ca")
    ArticlePageFactory(parent=section, title="Hội thao")
    call_command("index_search", verbosity=0)
    assert titles(board, q="bua com") == {"Bữa cơm ca"}


def test_the_list_is_narrowed_by_section_author_department_genre_status_and_date(board, section):
    author = AuthorFactory(department=DepartmentFactory())
    article = ArticlePageFactory(parent=section, title="Bữa cơm ca", genre="bai")
    article.bylines.add(Byline(author=author, department=author.department, locale=article.locale))
    article.save()
    other = SectionPageFactory(title="Khác")
    ArticlePageFactory(
        parent=other, title="Hội thao", display_date=timezone.now() - timedelta(days=900)
    )
    ArticlePage.objects.filter(pk=draft(other, "Còn nháp").pk).update(display_date=None)
    for narrowed in (
        {"section": section.pk},
        {"author": author.pk},
        {"department": author.department.pk},
        {"genre": "bai"},
        {"display_date_from": "2026-09-01", "display_date_to": "2026-09-01"},
        {"section": section.pk, "author": author.pk, "genre": "bai", "status": "live"},
    ):
        assert titles(board, **narrowed) == {"Bữa cơm ca"}, narrowed
    assert titles(board, status="draft") == {"Còn nháp"}


def test_each_status_is_told_apart(board, section):
    waiting, returned, scheduled = (draft(section, name) for name in ("Chờ", "Trả", "Hẹn"))
    submit(waiting, member(CONTRIBUTORS))
    submit(returned, member(CONTRIBUTORS)).current_task_state.reject(comment="Sửa")
    scheduled.go_live_at = timezone.now() + timedelta(days=2)
    scheduled.save_revision().publish()
    found = {
        status: titles(board, status=status) for status in ("waiting", "returned", "scheduled")
    }
    assert found == {"waiting": {"Chờ"}, "returned": {"Trả"}, "scheduled": {"Hẹn"}}


def test_the_list_asks_the_same_number_of_statements_however_many_there_are(
    board, section, django_assert_max_num_queries
):
    def count():
        with django_assert_max_num_queries(40) as asked:
            board.get(LIST)
        return len(asked)

    for number in range(3):
        ArticlePageFactory(parent=section, title=f"Bài {number}")
    board.get(LIST)
    few = count()
    for number in range(20):
        ArticlePageFactory(parent=section, title=f"Bài thêm {number}")
    assert count() == few


def test_the_editor_opens_in_few_statements(board, section, django_assert_max_num_queries):
    article = ArticlePageFactory(parent=section)
    address = f"/admin/pages/{article.pk}/edit/"
    board.get(address)
    with django_assert_max_num_queries(60):
        board.get(address)
