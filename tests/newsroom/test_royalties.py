"""The royalty sheet of a month: sums by rate, changes of the board, and closing it for good."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.contrib.auth.models import Group, User
from openpyxl import load_workbook

from articles.models import ArticlePage, RoyaltyRate, RoyaltySheet
from newsroom.groups import BOARD, create_roles
from newsroom.merging import merge
from newsroom.royalties import calculation
from tests.factories import OFFICE, ArticlePageFactory, AuthorFactory, credit, the_home

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 1)
ADDRESS = "/admin/royalties/2026/9/"
CLOSE, REOPEN = f"{ADDRESS}close/", f"{ADDRESS}reopen/"


@pytest.fixture(autouse=True)
def rates():
    add_rate("tin", "author", 100_000)
    add_rate("tin", "photo", 50_000)


def add_rate(genre, role, amount, since=date(2026, 1, 1)):
    return RoyaltyRate.objects.create(genre=genre, role=role, amount=amount, effective_from=since)


def article_of(*authors, day=10, role="author", **fields):
    article = ArticlePageFactory(
        first_published_at=datetime(2026, 9, day, 8, tzinfo=OFFICE), **fields
    )
    for author in authors:
        article = credit(article, author, role=role)
    return article


def sheet():
    return RoyaltySheet.objects.get_or_create(month=SEPTEMBER)[0]


def sums():
    return [(row.name, row.article_amount, row.photo_amount) for row in calculation.rows(sheet())]


@pytest.fixture
def board(client):
    create_roles(the_home())
    user = User.objects.create_user("nguoi-duyet")
    user.groups.add(Group.objects.get(name=BOARD))
    client.force_login(user)
    return client


def test_authors_share_equally_and_the_first_gets_the_remainder():
    article_of(*(AuthorFactory(name=name) for name in ("An", "Bình", "Chi")))
    assert sums() == [("An", 33_334, 0), ("Bình", 33_333, 0), ("Chi", 33_333, 0)]


def test_the_first_is_who_stands_first_whoever_was_added_first():
    article = article_of(*(AuthorFactory(name=name) for name in ("An", "Bình", "Chi")))
    article.bylines.filter(author__name="Chi").update(sort_order=-1)
    assert sums()[0] == ("Chi", 33_334, 0)


def test_a_photographer_gets_the_photo_rate_and_an_editor_nothing():
    author = AuthorFactory(name="An")
    article = credit(article_of(author), author, role="photo")
    credit(article, AuthorFactory(name="Bình"), role="editor")
    assert sums() == [("An", 100_000, 50_000)]


def test_the_newest_rate_of_the_day_of_publication_applies():
    add_rate("tin", "author", 200_000, since=date(2026, 9, 10))
    add_rate("tin", "author", 300_000, since=date(2026, 9, 11))
    article_of(AuthorFactory(name="An"), day=9)
    article_of(AuthorFactory(name="Bình"), day=10)
    assert [amount for _name, amount, _photo in sums()] == [100_000, 200_000]


def test_a_month_holds_what_was_first_published_in_it():
    late = article_of(AuthorFactory(name="An"))
    early = article_of(AuthorFactory(name="Bình"))
    moments = (datetime(2026, 10, 1, tzinfo=OFFICE), datetime(2026, 9, 1, tzinfo=OFFICE))
    for article, moment in zip((late, early), moments, strict=True):
        ArticlePage.objects.filter(pk=article.pk).update(first_published_at=moment)
    assert [name for name, *_sums in sums()] == ["Bình"]


def posted(**changes):
    """Return what the form of the sheet sends, with `changes` to the first row."""
    data = {}
    for row in calculation.rows(sheet()):
        for name, amount in row.amounts.items():
            data |= {f"{row.key}-{name}": amount, f"initial-{row.key}-{name}": amount}
    first = calculation.rows(sheet())[0].key
    return data | {f"{first}-{name}": amount for name, amount in changes.items()}


def test_the_board_changes_a_sum_typed_with_dots_and_the_other_follows_its_rate(board):
    article_of(AuthorFactory(name="An"), AuthorFactory(name="Bình"))
    board.post(ADDRESS, posted(article_amount="1.250.000"))
    RoyaltyRate.objects.filter(role="author").update(amount=80_000)
    assert sums() == [("An", 1_250_000, 0), ("Bình", 40_000, 0)]
    page = board.get(ADDRESS).content.decode()
    assert "1.250.000" in page and "1.290.000" in page


def test_a_row_that_was_not_touched_follows_a_rate_that_changed_meanwhile(board):
    article_of(AuthorFactory(name="An"))
    article_of(AuthorFactory(name="Bình"), day=11)
    open_form = posted(article_amount="70.000")
    RoyaltyRate.objects.filter(role="author").update(amount=200_000)
    board.post(ADDRESS, open_form)
    assert sums() == [("An", 70_000, 0), ("Bình", 200_000, 0)]


def test_a_sum_put_back_to_its_rate_follows_the_rate_again(board):
    article_of(AuthorFactory(name="An"))
    board.post(ADDRESS, posted(article_amount="70.000"))
    board.post(ADDRESS, posted(article_amount="100.000"))
    RoyaltyRate.objects.filter(role="author").update(amount=200_000)
    assert sums() == [("An", 200_000, 0)]


def test_the_day_of_publication_is_that_of_the_office():
    early = datetime(2026, 9, 10, 23, 30, tzinfo=UTC)
    article = article_of(AuthorFactory(name="An"))
    ArticlePage.objects.filter(pk=article.pk).update(first_published_at=early)
    add_rate("tin", "author", 200_000, since=date(2026, 9, 11))
    (row,) = calculation.rows(sheet())
    assert (row.published_on, row.article_amount) == (date(2026, 9, 11), 200_000)


def test_a_sheet_closed_meanwhile_takes_no_sums(board):
    article_of(AuthorFactory(name="An"))
    (row,) = calculation.rows(sheet())
    calculation.close(sheet(), None)
    with pytest.raises(calculation.SheetClosed):
        calculation.change(sheet(), {row.key: {"article_amount": 1, "photo_amount": 1}})
    assert sums() == [("An", 100_000, 0)]


def test_a_sum_that_the_board_changed_survives_merging_the_author(board):
    kept, other = AuthorFactory(name="An"), AuthorFactory(name="Văn An")
    article_of(other)
    board.post(ADDRESS, posted(article_amount="1.250.000"))
    merge(kept, [other])
    assert sums() == [("An", 1_250_000, 0)]


def test_a_wrong_sum_is_refused(board):
    article_of(AuthorFactory(name="An"))
    page = board.post(ADDRESS, posted(article_amount="-5")).content.decode()
    assert "Số tiền phải là số nguyên" in page and sums() == [("An", 100_000, 0)]


def close(board):
    """Press what closes the month, and answer the question with yes."""
    question = board.get(CLOSE)
    return board.post(CLOSE, question.context["summary"], follow=True)


def test_closing_asks_with_the_month_the_rows_and_the_sums(board):
    article_of(AuthorFactory(name="An"), AuthorFactory(name="Bình"))
    answer = board.post(ADDRESS, posted(photo_amount="7.000") | {"close": "1"}, follow=True)
    assert answer.redirect_chain == [(CLOSE, 302)]
    page = answer.content.decode()
    assert sheet().closed_at is None and sums()[0] == ("An", 50_000, 7_000)
    assert "tháng 09/2026" in page and ">2<" in page
    assert ">100.000<" in page and ">7.000<" in page and ">107.000<" in page


@pytest.mark.parametrize("agreed", [{}, {"rows": "x"}])
def test_what_was_not_agreed_to_is_not_closed(agreed, board):
    article_of(AuthorFactory(name="An"))
    shown = board.get(CLOSE).context["summary"]
    article_of(AuthorFactory(name="Bình"), day=11)
    answer = board.post(CLOSE, (agreed and {**shown, **agreed}) or shown, follow=True)
    assert "Bảng vừa thay đổi" in answer.content.decode() and sheet().closed_at is None


def test_a_closed_month_is_opened_again_for_a_reason_that_stays(board):
    article_of(AuthorFactory(name="An"))
    close(board)
    assert board.post(REOPEN, {"reason": " ... "}).status_code == 422
    assert sheet().closed_at
    board.post(REOPEN, {"reason": "Thiếu một bút danh."})
    assert sheet().closed_at is None
    page = board.get(ADDRESS).content.decode()
    assert "Mở lại bảng 1 dòng, 100.000 đồng. Lý do: Thiếu một bút danh." in page
    assert "Chốt 1 dòng, tổng cộng 100.000 đồng." in page
    board.post(ADDRESS, posted(article_amount="120.000"))
    close(board)
    assert sums() == [("An", 120_000, 0)] and sheet().closed_at
    assert "Thiếu một bút danh." in board.get(ADDRESS).content.decode()


def test_a_month_opened_again_is_worked_out_anew_but_for_what_cannot_be(board):
    changed = article_of(AuthorFactory(name="An"))
    board.post(ADDRESS, posted(article_amount="90.000"))
    gone = article_of(AuthorFactory(name="Bình"), day=11)
    wrong = article_of(AuthorFactory(name="Chi"), day=12)
    article_of(AuthorFactory(name="Hà"), day=13)
    close(board)
    gone.delete()
    wrong.bylines.get().delete()
    credit(wrong, AuthorFactory(name="Dung"))
    RoyaltyRate.objects.filter(role="author").update(amount=200_000)
    board.post(REOPEN, {"reason": "Ghi sai bút danh."})
    kept = ("Bình", 100_000, 0)
    worked_out = [("Dung", 200_000, 0), ("Hà", 200_000, 0)]
    assert sums() == [("An", 90_000, 0), *worked_out, kept]
    (row,) = [each for each in calculation.rows(sheet()) if each.is_kept]
    calculation.change(sheet(), {row.key: {"article_amount": 60_000, "photo_amount": 0}})
    changed.delete()
    assert sums() == [*worked_out, ("An", 90_000, 0), ("Bình", 60_000, 0)]
    close(board)
    assert [row.number for row in calculation.rows(sheet())] == [1, 2, 3, 4]


def test_a_deleted_article_leaves_a_month_that_was_never_closed(board):
    article = article_of(AuthorFactory(name="An"))
    board.post(ADDRESS, posted(article_amount="90.000"))
    article.delete()
    assert sums() == []


def test_an_open_month_is_not_opened_again(board):
    article_of(AuthorFactory(name="An"))
    answer = board.post(REOPEN, {"reason": "Nhầm."}, follow=True)
    assert "chưa chốt, vẫn sửa được" in answer.content.decode()


def test_a_closed_month_changes_with_nothing(board):
    author = AuthorFactory(name="An")
    article = article_of(author, title="Tiêu đề lúc chốt")
    board.post(ADDRESS, posted(photo_amount="7.000"))
    close(board)
    RoyaltyRate.objects.all().delete()
    author.name = "Người khác"
    author.save()
    article.title = "Tiêu đề mới"
    article.save_revision().publish()
    board.post(ADDRESS, posted(article_amount="1"))
    page = board.get(ADDRESS).content.decode()
    assert sums() == [("An", 100_000, 7_000)]
    assert (
        "Tiêu đề lúc chốt" in page
        and "Tiêu đề mới" not in page
        and '<input type="text"' not in page
    )
    article.delete()
    assert sums() == [("An", 100_000, 7_000)]


def test_a_closed_month_is_not_closed_again(board):
    article_of(AuthorFactory(name="An"))
    close(board)
    closed_at = sheet().closed_at
    for answer in (board.get(CLOSE, follow=True), board.post(CLOSE, follow=True)):
        assert "đã chốt, không sửa được" in answer.content.decode()
    assert sheet().closed_at == closed_at


def test_the_running_month_is_not_closed(board, monkeypatch):
    now = datetime(2026, 9, 30, 23, 59, tzinfo=OFFICE)
    monkeypatch.setattr("newsroom.royalties.calculation.timezone.now", lambda: now)
    for answer in (board.get(CLOSE, follow=True), board.post(CLOSE, follow=True)):
        assert "chưa chốt được" in answer.content.decode()
    assert sheet().closed_at is None


def test_the_sheet_goes_to_excel(board):
    article_of(AuthorFactory(name="Đặng Thị Ổi"), title="Bài của chị Ổi")
    response = board.get(f"{ADDRESS}?export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    heading, row, total = sheet.values
    assert heading == (
        *("STT", "Tiêu đề", "Ngày đăng", "Bút danh", "Thể loại", "Chuyên mục"),
        *("Tiền bài", "Tiền ảnh"),
    )
    assert row[:2] == (1, "Bài của chị Ổi") and row[2] == date(2026, 9, 10)
    assert row[3:5] == ("Đặng Thị Ổi", "Tin") and row[6:] == (100_000, 0)
    assert total[1] == "Tổng cộng" and total[6:] == (100_000, 0)
    assert sheet["G2"].number_format == "#,##0"


def test_the_statements_of_a_sheet_do_not_grow(django_assert_max_num_queries):
    for day in range(1, 8):
        article_of(AuthorFactory(), day=day)
    september = sheet()
    with django_assert_max_num_queries(5):
        assert len(calculation.rows(september)) == 7


def test_the_months_say_which_is_closed(board):
    article_of(AuthorFactory())
    assert "Chưa chốt" in board.get("/admin/royalties/").content.decode()
    close(board)
    page = board.get("/admin/royalties/").content.decode()
    assert "Đã chốt" in page and ADDRESS in page


@pytest.mark.parametrize("role", ["Cộng tác viên", "Biên tập viên"])
@pytest.mark.parametrize(
    "address",
    [ADDRESS, CLOSE, REOPEN, "/admin/royalties/", "/admin/snippets/articles/royaltyrate/"],
)
def test_only_the_board_opens_sheets_and_rates(address, role, client):
    article_of(AuthorFactory())
    create_roles(the_home())
    user = User.objects.create_user("nguoi-dung")
    user.groups.add(Group.objects.filter(name__startswith=role).first())
    client.force_login(user)
    assert client.get(address).status_code == 403
    assert client.post(address, {"close": "1"}).status_code == 403
    assert not RoyaltySheet.objects.exists()


def test_the_board_adds_a_rate_and_is_told_of_a_second_one_for_the_day(board):
    data = {"genre": "bai", "role": "author", "amount": "500000", "effective_from": "2026-01-01"}
    address = "/admin/snippets/articles/royaltyrate/add/"
    assert board.post(address, data).status_code == 302
    assert "500.000" in board.get("/admin/snippets/articles/royaltyrate/").content.decode()
    assert "Đã có mức cho thể loại này" in board.post(address, data).content.decode()


@pytest.mark.parametrize("address", ["/admin/royalties/2026/13/", "/admin/royalties/0/1/"])
def test_a_month_that_does_not_exist_is_not_found(address, board):
    assert board.get(address).status_code == 404
