"""Every table that leaves the admin: texts of strangers stay texts, and all are written alike."""

import csv
import re
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import User
from django.urls import Resolver404, get_resolver, resolve
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry, Task, Workflow

from analytics import queries
from analytics.models import Day, PageDay
from articles.models import ArticlePage, Author, SectionPage
from home.models import ContactMessage
from newsroom.groups import CONTRIBUTORS, create_roles
from spreadsheets import OfficeExportMixin, as_text, is_formula
from tests.admin_addresses import filled, patterns
from tests.factories import (
    OFFICE,
    ArticlePageFactory,
    AuthorFactory,
    credit,
    member,
    submit,
    the_home,
)

pytestmark = pytest.mark.django_db
EVIL = '=HYPERLINK("https://a.vn";"Xem")'
# As they were stored before control characters were kept out.
DIRTY = f"{EVIL}\x0b\x02"
ISO = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:")


@pytest.fixture
def article():
    """A site in which everything that can be named is named like a formula."""
    create_roles(the_home())
    writer = member(CONTRIBUTORS)
    article = credit(ArticlePageFactory(owner=writer, live=False), AuthorFactory())
    article.save_revision(user=writer).publish()
    submit(article, writer)
    moment = "2026-09-01T18:30:00+00:00"
    Page.objects.filter(pk=article.pk).update(
        locked=True, locked_by=writer, locked_at=moment, first_published_at=moment
    )
    Day.objects.create(slot=0, date=queries.today(), visits=3)
    PageDay.objects.create(page=article.pk, date=queries.today(), views=3)
    Redirect.objects.create(old_path="/x", redirect_link="/y")
    letter = dict.fromkeys(("name", "subject", "message"), "x")
    ContactMessage.objects.create(**letter, telephone="=1+1")
    ContactMessage.objects.update(**dict.fromkeys(letter, DIRTY), created_at=moment)
    for model in (Page, ArticlePage, SectionPage):
        model.objects.update(title=DIRTY)
    Author.objects.update(name=DIRTY)
    PageLogEntry.objects.update(label=DIRTY, timestamp=moment)
    Redirect.objects.update(old_path=DIRTY, redirect_link=DIRTY)
    User.objects.update(first_name=DIRTY)
    Workflow.objects.update(name=DIRTY)
    Task.objects.update(name=DIRTY)
    return ArticlePage.objects.get(pk=article.pk)


def exports(article):
    """Yield (address, view) of all that writes tables, wherever it stands."""
    for pattern in patterns(get_resolver()):
        address = filled(pattern, article)
        try:
            found = resolve(address).func
        except Resolver404:
            continue
        view = getattr(found, "view_class", None)
        if view is None or not issubclass(view, SpreadsheetExportMixin):
            continue
        columns = found.view_initkwargs.get("list_export", view.list_export)
        if columns and address.startswith("/admin/"):
            yield address, view


def rows_of(client, address, kind):
    answer = client.get(f"{address}?export={kind}")
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"], address
    content = b"".join(answer.streaming_content)
    if kind == "xlsx":
        return list(load_workbook(BytesIO(content)).active.rows)
    assert content.startswith(b"\xef\xbb\xbf"), address
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_view_that_writes_tables_writes_them_safely(article):
    found = dict(exports(article))
    assert len(found) > 15
    assert [key for key, view in found.items() if not issubclass(view, OfficeExportMixin)] == []


def test_no_csv_holds_a_formula(article, admin_client):
    told = 0
    for address in dict(exports(article)):
        rows = rows_of(admin_client, address, "csv")
        assert len(rows) > 1, address
        cells = [cell for row in rows for cell in row]
        told += sum(EVIL in cell for cell in cells)
        assert not [cell for cell in cells if is_formula(cell) or ISO.search(cell)], address
    assert told > 20


def test_no_workbook_holds_a_formula(article, admin_client):
    told = 0
    for address in dict(exports(article)):
        cells = [cell for row in rows_of(admin_client, address, "xlsx") for cell in row]
        evil = [cell for cell in cells if cell.value and EVIL in str(cell.value)]
        told += len(evil)
        assert {cell.data_type for cell in evil} <= {"s"}, address
        assert all(cell.quotePrefix for cell in evil if is_formula(cell.value)), address
    assert told > 20


def test_letters_are_written_by_the_clock_of_the_office(article, admin_client):
    heading, letter = rows_of(admin_client, "/admin/letters/", "csv")
    assert heading[:2] == ["Gửi lúc", "Họ và tên"]
    assert letter[0] == "02/09/2026 01:30"
    _heading, letter = rows_of(admin_client, "/admin/letters/", "xlsx")
    assert f"{letter[0].value:%d/%m/%Y %H:%M}" == "02/09/2026 01:30"
    stored = ContactMessage.objects.get().created_at
    assert stored.astimezone(OFFICE).replace(tzinfo=None) == letter[0].value


def test_the_history_is_written_by_the_clock_of_the_office(article, admin_client):
    _heading, *entries = rows_of(admin_client, "/admin/reports/site-history/", "csv")
    assert {"02/09/2026 01:30"} < {row[-1] for row in entries} | {""}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+84 373", "'+84 373"),
        ("-5 độ", "'-5 độ"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r=1"),
        ("  \n =1", "'  \n' =1"),
        ("＝1+1", "'＝1+1"),
        ("Hỏi; =1+1", "Hỏi;' =1+1"),
        ("Kính gửi:\n- một\n- hai", "Kính gửi:\n'- một\n'- hai"),
        ("Hội nghị 1-9, a=b, c@d.vn", "Hội nghị 1-9, a=b, c@d.vn"),
        ("'=1", "'=1"),
        ("", ""),
    ],
)
def test_what_would_be_worked_out_begins_with_an_apostrophe(text, written):
    assert as_text(text) == written


def test_numbers_stay_numbers(article, admin_client):
    _heading, *sheet = rows_of(admin_client, "/admin/royalties/2026/9/", "xlsx")
    assert sheet[-1][-1].data_type == "n"
    view = OfficeExportMixin()
    assert [view.preprocess_field_value("x", -5, kind) for kind in ("csv", "xlsx")] == [-5, -5]
