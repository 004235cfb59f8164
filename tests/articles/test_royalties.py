"""The royalty sheet of a month: sums by rate, changes of the board, and closing it for good."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.contrib.auth.models import Group, User
from openpyxl import load_workbook

from articles import royalties
from articles.merging import merge
from articles.models import ArticlePage, RoyaltyRate, RoyaltySheet
from articles.roles import BOARD, create_roles
from tests.factories import OFFICE, ArticlePageFactory, AuthorFactory, credit, the_home

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2026, 9, 1)
ADDRESS = "/admin/royalties/2026/9/"


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
    return [(row.name, row.article_amount, row.photo_amount) for row in royalties.rows(sheet())]


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
    for row in royalties.rows(sheet()):
        for name, amount in row.amounts.items():
            data |= {f"{row.key}-{name}": amount, f"initial-{row.key}-{name}": amount}
    first = royalties.rows(sheet())[0].key
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
    (row,) = royalties.rows(sheet())
    assert (row.published_on, row.article_amount) == (date(2026, 9, 11), 200_000)


def test_a_sheet_closed_meanwhile_takes_no_sums(board):
    article_of(AuthorFactory(name="An"))
    (row,) = royalties.rows(sheet())
    royalties.close(sheet(), None)
    with pytest.raises(royalties.SheetClosed):
        royalties.change(sheet(), {row.key: {"article_amount": 1, "photo_amount": 1}})
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


def test_a_closed_month_changes_with_nothing(board):
    author = AuthorFactory(name="An")
    article = article_of(author, title="Tiêu đề lúc chốt")
    board.post(ADDRESS, posted(photo_amount="7.000") | {"close": "1"})
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
    board.post(ADDRESS, {"close": "1"})
    closed_at = sheet().closed_at
    answer = board.post(ADDRESS, {"close": "1"}, follow=True)
    assert "đã chốt, không sửa được" in answer.content.decode()
    assert sheet().closed_at == closed_at


def test_the_running_month_is_not_closed(board, monkeypatch):
    now = datetime(2026, 9, 30, 23, 59, tzinfo=OFFICE)
    monkeypatch.setattr("articles.royalties.timezone.now", lambda: now)
    board.post(ADDRESS, {"close": "1"})
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
        assert len(royalties.rows(september)) == 7


def test_the_months_say_which_is_closed(board):
    article_of(AuthorFactory())
    assert "Chưa chốt" in board.get("/admin/royalties/").content.decode()
    board.post(ADDRESS, {"close": "1"})
    page = board.get("/admin/royalties/").content.decode()
    assert "Đã chốt" in page and ADDRESS in page


@pytest.mark.parametrize("role", ["Cộng tác viên", "Biên tập viên"])
@pytest.mark.parametrize(
    "address", [ADDRESS, "/admin/royalties/", "/admin/snippets/articles/royaltyrate/"]
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
