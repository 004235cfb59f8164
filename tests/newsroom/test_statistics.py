"""The report on what the newsroom has done: its numbers, its exports, and who may read it."""

from datetime import datetime
from io import BytesIO

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale

from analytics import queries
from analytics.models import PageDay
from articles.models import ArticlePage
from newsroom.groups import BOARD, CONTRIBUTORS, create_roles
from newsroom.reports import statistics
from newsroom.trash import put_into_bin
from tests.factories import (
    OFFICE,
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    PhotoFactory,
    SectionPageFactory,
    credit,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/reports/articles/"


def published(*day, **fields):
    """Return an article that was first published at `day` (and time) of the office's clock."""
    moment = datetime(*day, tzinfo=OFFICE)
    return ArticlePageFactory(first_published_at=moment, **fields)


def lines(grouping):
    found, total = statistics.lines(statistics.read(ArticlePage.objects.credited()), grouping)
    return {line.label: (line.articles, line.photos, line.views) for line in [*found, total]}


def test_an_article_of_two_authors_counts_for_each_and_once_in_the_total():
    first, second = AuthorFactory(name="Lê An"), AuthorFactory(name="Lê Bình")
    credit(credit(published(2026, 9, 1), first), second)
    credit(published(2026, 9, 2), first)
    counted = lines("author")
    assert (counted["Lê An"][0], counted["Lê Bình"][0], counted["Tổng cộng"][0]) == (2, 1, 2)


def test_an_editor_is_not_counted_as_an_author():
    article = credit(published(2026, 9, 1), AuthorFactory(name="Lê An"))
    credit(article, AuthorFactory(name="Lê Bình"), role="editor")
    assert "Lê Bình" not in lines("author")


def test_pictures_are_the_main_one_and_those_in_the_body():
    photo = PhotoFactory()
    picture = {"image": {"image": photo.pk, "alt_text": "", "decorative": True}}
    body = [
        {"type": "image", "value": picture},
        {"type": "image", "value": picture},
        {"type": "heading", "value": '"type": "image"'},
    ]
    article = published(2026, 9, 1, main_image=photo)
    article.body = article._meta.get_field("body").to_python(body)
    article.save()
    credit(article, AuthorFactory(name="Lê An"))
    assert lines("author")["Lê An"][1] == 3


def test_pictures_are_counted_for_the_person_credited_for_them():
    article = credit(published(2026, 9, 1, main_image=PhotoFactory()), AuthorFactory(name="Lê An"))
    credit(article, AuthorFactory(name="Lê Bình"), role="photo")
    counted = lines("author")
    assert (counted["Lê An"], counted["Lê Bình"]) == ((1, 0, 0), (0, 1, 0))


def test_a_set_of_photos_that_nobody_wrote_is_the_article_of_who_took_them():
    credit(published(2026, 9, 1), AuthorFactory(name="Lê Bình"), role="photo")
    assert lines("author")["Lê Bình"][0] == 1 and "(không ghi tên)" not in lines("author")


def test_a_month_begins_at_midnight_of_the_office_and_is_that_of_the_first_publication():
    published(2026, 8, 31, 23, 59)
    article = published(2026, 9, 1, 0, 0)
    article.last_published_at = datetime(2026, 10, 1, tzinfo=OFFICE)
    article.save()
    counted = lines("month")
    assert (counted["08/2026"][0], counted["09/2026"][0]) == (1, 1)
    assert "10/2026" not in counted


def test_lines_by_section_genre_and_department():
    section = SectionPageFactory(title="Đối thoại")
    author = AuthorFactory(department=DepartmentFactory(name="Ban Tuyên giáo"))
    credit(published(2026, 9, 1, parent=section, genre="phong-van"), author)
    published(2026, 9, 2)
    assert lines("section")["Đối thoại"][0] == lines("genre")["Phỏng vấn"][0] == 1
    assert lines("department")["Ban Tuyên giáo"][0] == lines("department")["(không ghi)"][0] == 1


def test_views_are_those_of_the_article_in_all_its_languages():
    article = credit(published(2026, 9, 1), AuthorFactory(name="Lê An"))
    english = Locale.objects.get(language_code="en")
    article.get_parent().get_parent().copy_for_translation(english)
    article.get_parent().copy_for_translation(english)
    translation = article.copy_for_translation(english)
    translation.save_revision().publish()
    for page, views in ((article, 30), (translation, 4)):
        PageDay.objects.create(page=page.pk, date=queries.today(), views=views)
    assert lines("author")["Lê An"] == (1, 0, 34)


def test_drafts_are_no_work_done_and_expired_articles_are():
    ArticlePageFactory(live=False, first_published_at=None)
    published(2026, 9, 1).unpublish()
    assert lines("genre")["Tổng cộng"][0] == 1


def test_the_number_of_statements_does_not_grow_with_the_articles(django_assert_num_queries):
    for day in range(1, 8):
        credit(published(2026, 9, day), AuthorFactory())
    articles = ArticlePage.objects.credited()
    with django_assert_num_queries(5):
        assert len(statistics.read(articles)) == 7


def test_what_is_in_the_bin_is_not_counted():
    published(2026, 9, 1)
    put_into_bin(published(2026, 9, 2), User.objects.create_user("nguoi-xoa"))
    assert lines("genre")["Tổng cộng"][0] == 1


@pytest.fixture
def sign_in(client):
    def sign_in(role):
        create_roles(ArticlePage.objects.first().get_site().root_page.specific)
        user = User.objects.create_user("nguoi-dung")
        user.groups.add(Group.objects.filter(name__startswith=role).first())
        client.force_login(user)
        return client

    return sign_in


def test_the_page_shows_dotted_numbers_and_keeps_to_the_period(sign_in):
    article = credit(published(2026, 9, 1), AuthorFactory(name="Lê An"))
    credit(published(2026, 8, 1), AuthorFactory(name="Lê Bình"))
    PageDay.objects.create(page=article.pk, date=timezone.localdate(), views=12_345)
    address = f"{ADDRESS}?by=author&published_from=2026-09-01&published_to=2026-09-30"
    page = sign_in(BOARD).get(address).content.decode()
    assert "Lê An" in page and "12.345" in page and "Lê Bình" not in page


def test_the_last_day_of_the_period_counts_to_its_end(sign_in):
    credit(published(2026, 9, 30, 23, 59), AuthorFactory(name="Lê An"))
    address = f"{ADDRESS}?published_from=2026-09-30&published_to=2026-09-30"
    assert "Lê An" in sign_in(BOARD).get(address).content.decode()


def test_excel_gets_vietnamese_headings_and_the_total(sign_in):
    credit(published(2026, 9, 1), AuthorFactory(name="Đặng Thị Ổi"))
    response = sign_in(BOARD).get(f"{ADDRESS}?by=author&export=xlsx")
    rows = list(load_workbook(BytesIO(b"".join(response.streaming_content))).active.values)
    assert rows[0] == ("Tác giả", "Số tin, bài", "Số ảnh", "Lượt xem")
    assert rows[1:] == [("Đặng Thị Ổi", 1, 0, 0), ("Tổng cộng", 1, 0, 0)]


def test_excel_reads_the_accents_of_the_csv(sign_in):
    credit(published(2026, 9, 1), AuthorFactory(name="Đặng Thị Ổi"))
    response = sign_in(BOARD).get(f"{ADDRESS}?export=csv")
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf") and "Đặng Thị Ổi,1,0,0" in content.decode()


def test_contributors_may_not_read_the_report(sign_in):
    published(2026, 9, 1)
    client = sign_in(CONTRIBUTORS)
    assert client.get(ADDRESS).status_code == 403
    assert ADDRESS not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("role", ["Biên tập viên", BOARD])
def test_editors_and_the_board_find_the_report_in_the_menu(role, sign_in):
    published(2026, 9, 1)
    client = sign_in(role)
    assert client.get(ADDRESS).status_code == 200
    assert ADDRESS in client.get("/admin/").content.decode()
