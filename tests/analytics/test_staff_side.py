"""What staff see: the panel, the two reports with their exports, the ledger."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group, User
from django.template import Context, Template
from openpyxl import load_workbook
from wagtail.models import Locale, Page, PageViewRestriction

from analytics import bookkeeping, queries, reading, recording
from analytics.models import Day, LedgerEntry, PageDay
from newsroom.groups import BOARD, CONTRIBUTORS, create_roles
from tests.factories import ArticlePageFactory, the_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client):
    create_roles(the_home())

    def sign_in(role):
        user = User.objects.create_user("nguoi-dung")
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        return client

    return sign_in


def add_day(days_ago, visits, **fields):
    day = queries.today() - timedelta(days=days_ago)
    return Day.objects.create(date=day, visits=visits, started=visits, **fields)


def test_the_first_screen_shows_the_numbers_a_chart_and_a_table(sign_in):
    bookkeeping.open_books(2_311_602, "Trang cũ")
    add_day(1, 1612)
    page = sign_in(BOARD).get("/admin/").content.decode()
    assert "2.313.214" in page and "1.612" in page
    assert page.count("<rect ") == 30 and "Xem dạng bảng" in page


def test_days_without_visits_are_not_left_out():
    add_day(2, 5)
    days = queries.visits_by_day(4)
    assert [day["visits"] for day in days] == [0, 5, 0, 0]


def test_the_report_adds_up_the_slots_of_a_day(sign_in):
    add_day(1, 1000, slot=0)
    add_day(1, 234, slot=1)
    page = sign_in(BOARD).get("/admin/reports/visits/").content.decode()
    assert "1234" in page.replace(".", "") and "Lượt truy cập theo ngày" in page


def test_the_report_can_be_limited_to_a_period(sign_in):
    Day.objects.create(date=date(2026, 1, 1), visits=77)
    Day.objects.create(date=date(2026, 2, 1), visits=88)
    client = sign_in(BOARD)
    page = client.get("/admin/reports/visits/?date_from=2026-01-15").content.decode()
    assert ">88<" in page.replace(" ", "").replace("\n", "") and "01/01/2026" not in page


def test_the_report_goes_to_excel_with_vietnamese_headings(sign_in):
    add_day(0, 1612)
    response = sign_in(BOARD).get("/admin/reports/visits/?export=xlsx")
    rows = list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)
    assert rows[0][:2] == ("Ngày", "Lượt truy cập")
    assert rows[1][1] == 1612


def test_the_most_read_pages_are_those_of_the_chosen_days(sign_in):
    old, new = ArticlePageFactory(title="Bài cũ"), ArticlePageFactory(title="Bài mới")
    PageDay.objects.create(page=old.pk, date=queries.today() - timedelta(days=20), views=50)
    PageDay.objects.create(page=new.pk, date=queries.today(), views=3)
    client = sign_in(BOARD)
    week = client.get("/admin/reports/most-read/").content.decode()
    month = client.get("/admin/reports/most-read/?period=30").content.decode()
    assert "Bài mới" in week and "Bài cũ" not in week
    assert month.index("Bài cũ") < month.index("Bài mới")


def test_seven_days_are_today_and_the_six_before():
    for days in (0, 6, 7):
        PageDay.objects.create(page=1 + days, date=queries.today() - timedelta(days=days), views=1)
    assert {row["page"] for row in queries.views_by_page(7)} == {1, 7}


def test_the_most_read_pages_go_to_csv(sign_in):
    article = ArticlePageFactory(title="Hội thao “Công nhân khỏe”")
    PageDay.objects.create(page=article.pk, date=queries.today(), views=3)
    PageDay.objects.create(page=10**6, date=queries.today(), views=2)
    response = sign_in(BOARD).get("/admin/reports/most-read/?export=csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "Hội thao “Công nhân khỏe”" in text and article.url in text
    assert "(trang đã xóa)" in text


@pytest.mark.parametrize("period", ["abc", "-1", "100000", ""])
def test_a_strange_period_shows_a_week(period, sign_in):
    assert sign_in(BOARD).get(f"/admin/reports/most-read/?period={period}").status_code == 200


@pytest.mark.parametrize("address", ["reports/visits/", "reports/most-read/"])
def test_contributors_are_not_shown_the_reports(address, sign_in):
    assert sign_in(CONTRIBUTORS).get(f"/admin/{address}").status_code == 403


LEDGER = "/admin/snippets/analytics/ledgerentry/"


def test_an_entry_in_the_ledger_raises_the_total_and_names_who_and_why(admin_client, admin_user):
    admin_client.post(f"{LEDGER}add/", {"amount": "500", "note": "Bù số của trang cũ"})
    entry = LedgerEntry.objects.get()
    assert (entry.amount, entry.note, entry.made_by) == (500, "Bù số của trang cũ", "admin")
    recording.forget_shared()
    assert reading.current().total == 500


def test_nobody_changes_or_deletes_an_entry(admin_client):
    entry = bookkeeping.open_books(500, "Trang cũ")
    for address in (f"edit/{entry.pk}/", f"delete/{entry.pk}/"):
        response = admin_client.post(f"{LEDGER}{address}", {"amount": "9", "note": "Khác"})
        assert response.status_code == 403
    assert list(LedgerEntry.objects.values_list("amount", "note")) == [(500, "Trang cũ")]


@pytest.mark.parametrize("amount", ["-5", "", "abc", "0"])
def test_a_wrong_amount_is_refused_in_the_form(amount, admin_client):
    response = admin_client.post(f"{LEDGER}add/", {"amount": amount, "note": "Thử"})
    assert response.status_code == 200
    assert not LedgerEntry.objects.exists()


def test_the_newsroom_does_not_keep_the_ledger(sign_in):
    assert sign_in(BOARD).get(f"{LEDGER}add/").status_code == 403


def most_read():
    return Template("{% load visits %}{% most_read days=7 count=2 %}").render(Context())


def test_the_block_of_most_read_pages_keeps_their_order_and_leaves_out_drafts():
    pages = [ArticlePageFactory(title=title) for title in ("Ba", "Hai", "Một", "Nháp")]
    for page, views in zip(pages, (1, 5, 9, 20), strict=True):
        PageDay.objects.create(page=page.pk, date=queries.today(), views=views)
    pages[3].unpublish()
    block = most_read()
    assert block.index("Một") < block.index("Hai")
    assert "Ba" not in block and "Nháp" not in block


def test_the_block_names_no_page_that_its_reader_may_not_open_or_not_read():
    pages = {name: ArticlePageFactory(title=name) for name in ("Ai cũng đọc", "Nội bộ", "News")}
    for page in pages.values():
        PageDay.objects.create(page=page.pk, date=queries.today(), views=1)
    PageViewRestriction.objects.create(page=pages["Nội bộ"], restriction_type="login")
    Page.objects.filter(pk=pages["News"].pk).update(locale=Locale.objects.get(language_code="en"))
    block = most_read()
    assert "Ai cũng đọc" in block
    assert "Nội bộ" not in block and "News" not in block


def test_the_block_is_left_out_while_nothing_was_read():
    assert most_read().strip() == ""
