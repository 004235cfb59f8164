"""Wagtail's reports as tables for an office: its clock, its names of people, its letters."""

import re
from datetime import datetime
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from openpyxl import load_workbook
from wagtail.log_actions import registry as log_action_registry
from wagtail.models import ModelLogEntry, PageLogEntry

from newsroom.groups import BOARD, CONTRIBUTORS, create_roles
from tests.factories import OFFICE, ArticlePageFactory, member, submit, the_home

pytestmark = pytest.mark.django_db
LOCKED_AT = datetime(2026, 9, 1, 8, 5, tzinfo=OFFICE)
NAME = "Hoàng Đình Khải"


@pytest.fixture
def board(client):
    create_roles(the_home())
    person = User.objects.create_user("khai", first_name=NAME)
    fields = {"locked": True, "locked_by": person, "locked_at": LOCKED_AT}
    ArticlePageFactory(title="Bài đang khóa", **fields)
    client.force_login(member(BOARD))
    return client


def test_excel_shows_the_time_of_the_office_and_who_it_was(board):
    answer = board.get("/admin/reports/locked/?export=xlsx")
    assert answer["Content-Disposition"].startswith('attachment; filename="trang-dang-khoa-20')
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    locked_at, locked_by = sheet[2][-2:]
    assert locked_at.value == LOCKED_AT.replace(tzinfo=None)
    assert locked_at.number_format == "dd/mm/yyyy hh:mm"
    assert locked_by.value == NAME


def test_the_csv_says_the_same(board):
    answer = board.get("/admin/reports/locked/?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Bài đang khóa" in text and f"01/09/2026 08:05,{NAME}" in text


@pytest.mark.parametrize(
    "report", ["locked", "workflow", "workflow_tasks", "site-history", "aging-pages"]
)
def test_writers_may_not_read_about_the_work_of_others(report, client):
    create_roles(the_home())
    client.force_login(member(CONTRIBUTORS))
    for ending in ("", "results/"):
        assert client.get(f"/admin/reports/{report}/{ending}").status_code == 403


def test_the_report_on_old_pages_names_who_published_or_nobody(board):
    for user in (User.objects.create_superuser("chu-trang", first_name=NAME), None):
        ArticlePageFactory().save_revision().publish(user=user)
    page = BeautifulSoup(board.get("/admin/reports/aging-pages/").content, "html.parser")
    table = page.select_one("table.listing").get_text()
    assert NAME in table and "chu-trang" not in table and "None" not in table


def test_people_are_chosen_by_name_in_the_order_of_given_names(board):
    names = ["Đỗ Thanh Bình", "Mai Thị Thơm", "Lê An"]
    article = ArticlePageFactory(live=False)
    for name in names:
        person = member(CONTRIBUTORS)
        person.first_name = name
        person.save()
        submit(ArticlePageFactory(parent=article.get_parent()), person)
    for address, field in (
        ("/admin/snippets/articles/author/add/", "account"),
        ("/admin/reports/workflow/", "requested_by"),
    ):
        page = BeautifulSoup(board.get(address).content, "html.parser")
        shown = [option.get_text() for option in page.select(f"select[name={field}] option")]
        assert [name for name in shown if name in names] == ["Lê An", *names[:2]], address


@pytest.mark.parametrize("order", [(ModelLogEntry, PageLogEntry), (PageLogEntry, ModelLogEntry)])
def test_the_history_counts_entries_whatever_they_are_about(order, admin_client, monkeypatch):
    monkeypatch.setattr(log_action_registry, "log_entry_models", order)
    ArticlePageFactory().save_revision().publish()
    page = admin_client.get("/admin/reports/site-history/").content.decode()
    assert re.search(r"\d+ dòng nhật ký\s*</div>", page)
