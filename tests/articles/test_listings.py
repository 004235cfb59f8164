"""Lists of articles: how many and since when, narrowed to a period, by keyword and by month."""

from datetime import UTC, datetime

import pytest
from taggit.models import Tag
from wagtail.models import Locale, PageViewRestriction

from tests.factories import (
    OFFICE,
    ArticlePageFactory,
    AuthorFactory,
    SectionPageFactory,
    TopicFactory,
    credit,
)

pytestmark = pytest.mark.django_db


def article(title, *moment, **fields):
    return ArticlePageFactory(
        title=title, display_date=datetime(*moment, 8, tzinfo=OFFICE), **fields
    )


def listing(client, address):
    response = client.get(address)
    assert response.status_code == 200
    page = response.content.decode()
    return " ".join(page[page.index("<main") : page.index("</main>")].split())


@pytest.fixture
def section():
    section = SectionPageFactory(title="Nữ công")
    for title, *moment in (
        ("Bài cũ", 2024, 12, 31),
        ("Bài đầu năm", 2026, 1, 1),
        ("Bài tháng Chín", 2026, 9, 30),
        ("Bài tháng Mười", 2026, 10, 1),
    ):
        article(title, *moment, parent=section)
    return section


def test_a_listing_says_how_many_there_are_and_between_which_days(client, section):
    page = listing(client, section.url)
    assert "4 bài viết, từ 31/12/2024 đến 01/10/2026" in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("nam=2026", {"Bài đầu năm", "Bài tháng Chín", "Bài tháng Mười"}),
        ("nam=2026&thang=9", {"Bài tháng Chín"}),
        ("nam=2024&thang=12", {"Bài cũ"}),
        ("nam=2025", set()),
        ("thang=9", {"Bài cũ", "Bài đầu năm", "Bài tháng Chín", "Bài tháng Mười"}),
        ("nam=x&thang=99", {"Bài cũ", "Bài đầu năm", "Bài tháng Chín", "Bài tháng Mười"}),
    ],
)
def test_a_period_narrows_and_nonsense_does_not(client, section, query, titles):
    page = listing(client, f"{section.url}?{query}")
    all_titles = ("Bài cũ", "Bài đầu năm", "Bài tháng Chín", "Bài tháng Mười")
    assert {title for title in all_titles if f">{title}</a>" in page} == titles


def test_a_period_says_between_which_of_its_days(client, section):
    page = listing(client, f"{section.url}?nam=2026")
    assert "3 bài viết, từ 01/01/2026 đến 01/10/2026" in page


def test_a_period_without_articles_says_so_and_leads_back(client, section):
    page = listing(client, f"{section.url}?nam=2025")
    assert "Không có bài viết nào trong thời gian này." in page and 'href="?"' in page


def test_a_month_begins_at_midnight_in_viet_nam(client):
    section = SectionPageFactory()
    ArticlePageFactory(
        title="Đêm giao tháng",
        parent=section,
        display_date=datetime(2026, 8, 31, 17, 0, tzinfo=UTC),
    )
    assert "Đêm giao tháng" in listing(client, f"{section.url}?nam=2026&thang=9")
    assert "Đêm giao tháng" in listing(client, "/luu-tru/2026/9/")
    assert 'href="/luu-tru/2026/9/"' in listing(client, "/luu-tru/")
    assert "Đêm giao tháng" not in listing(client, f"{section.url}?nam=2026&thang=8")


def test_the_pages_of_a_period_stay_in_it(client):
    section = SectionPageFactory()
    for number in range(13):
        article(f"Tin {number}", 2026, 9, 1, parent=section)
    article("Tin tháng Mười", 2026, 10, 1, parent=section)
    page = listing(client, f"{section.url}?nam=2026&thang=9")
    assert 'href="?nam=2026&thang=9&amp;page=2"' in page or (
        'href="?nam=2026&amp;thang=9&amp;page=2"' in page
    )
    second = listing(client, f"{section.url}?nam=2026&thang=9&page=2")
    assert "13 bài viết" in second and "Tin tháng Mười" not in second


def test_authors_and_topics_are_narrowed_too(client):
    author, topic = AuthorFactory(name="Lê An"), TopicFactory(name="Tháng Công nhân")
    for year in (2025, 2026):
        credit(article(f"Bài {year}", year, 5, 1, topic=topic), author)
    for address in ("/tac-gia/le-an/", "/dong-su-kien/thang-cong-nhan/"):
        page = listing(client, f"{address}?nam=2025")
        assert "Bài 2025" in page and "Bài 2026" not in page and "1 bài viết" in page


# Keywords


def test_a_keyword_has_a_page_at_an_address_without_marks(client):
    tagged = article("Bài có từ khóa", 2026, 9, 1)
    tagged.tags.add("Đối thoại định kỳ")
    tagged.save_revision().publish()
    article("Bài khác", 2026, 9, 1)
    page = listing(client, "/tu-khoa/doi-thoai-dinh-ky/")
    assert "Bài có từ khóa" in page and "Bài khác" not in page
    assert 'href="/tu-khoa/doi-thoai-dinh-ky/"' in client.get(tagged.url).content.decode()


def test_keywords_that_differ_only_in_marks_have_addresses_of_their_own():
    assert [Tag.objects.create(name=name).slug for name in ("Đoàn", "Đoan", "🎉")] == [
        "doan",
        "doan-2",
        "tag",
    ]


def test_an_unknown_keyword_is_not_found(client):
    assert client.get("/tu-khoa/khong-co/").status_code == 404


# Months


def test_the_archive_counts_the_articles_of_every_month(client, section):
    page = listing(client, "/luu-tru/")
    assert page.index("Năm 2026") < page.index("Năm 2024")
    assert 'href="/luu-tru/2026/9/">Tháng 9/2026</a> <span> 1 bài viết' in page
    assert "Năm 2025" not in page


def test_a_month_leads_to_the_nearest_months_that_have_articles(client, section):
    page = listing(client, "/luu-tru/2026/1/")
    assert "Bài đầu năm" in page and "Bài cũ" not in page
    assert 'rel="prev" href="/luu-tru/2024/12/"' in page
    assert 'rel="next" href="/luu-tru/2026/9/"' in page


def test_a_month_without_articles_says_so(client, section):
    assert "Tháng này chưa có bài viết nào." in listing(client, "/luu-tru/2025/3/")


@pytest.mark.parametrize("address", ["/luu-tru/2026/13/", "/luu-tru/0/1/", "/luu-tru/99999/1/"])
def test_a_month_that_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_english_readers_have_lists_of_their_own(client, section):
    english = Locale.objects.get(language_code="en")
    twin = section.copy_for_translation(english, copy_parents=True)
    twin.save_revision().publish()
    article("English story", 2026, 9, 2, parent=twin, locale=english).tags.add("wages")
    assert "September 2026" in listing(client, "/en/archive/")
    page = listing(client, "/en/archive/2026/9/")
    assert "English story" in page and "Bài tháng Chín" not in page


def test_what_is_kept_of_the_archive_is_of_one_language(client, section, monkeypatch):
    monkeypatch.setattr("articles.views.archive.MANY", 0)
    twin = section.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    twin.save_revision().publish()
    article("English story", 2023, 5, 2, parent=twin, locale=twin.locale)
    assert "2023" not in listing(client, "/luu-tru/")
    assert "May 2023" in listing(client, "/en/archive/")


def _take_down(article):
    article.unpublish()


def _restrict(article):
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")


def _move_out(article):
    article.move(SectionPageFactory(title="Nơi khác"), pos="last-child")


def _delete(article):
    article.delete()


@pytest.mark.parametrize("change", [_take_down, _restrict, _move_out, _delete])
def test_what_is_kept_of_a_listing_is_counted_anew_after_a_change(
    client, monkeypatch, django_capture_on_commit_callbacks, change
):
    monkeypatch.setattr("articles.pagination.MANY", 0)
    section = SectionPageFactory(title="Nữ công")
    inside = SectionPageFactory(title="Gia đình", parent=section)
    article("Bài ở lại", 2025, 1, 1, parent=section)
    other = article("Bài sẽ đi", 2026, 2, 2, parent=inside)
    assert "2 bài viết, từ 01/01/2025 đến 02/02/2026" in listing(client, section.url)
    with django_capture_on_commit_callbacks(execute=True):
        change(other)
    assert "1 bài viết, 01/01/2025" in listing(client, section.url)


def test_a_byline_changes_what_is_kept_of_its_author(
    client, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("articles.pagination.MANY", 0)
    author, first, second = AuthorFactory(), ArticlePageFactory(), ArticlePageFactory()
    credit(first, author)
    assert "1 bài viết" in listing(client, author.get_absolute_url())
    with django_capture_on_commit_callbacks(execute=True):
        credit(second, author)
        second.save_revision().publish()
    assert "2 bài viết" in listing(client, author.get_absolute_url())


def test_many_articles_are_counted_once_for_all_readers(
    client, monkeypatch, section, django_assert_max_num_queries
):
    monkeypatch.setattr("articles.pagination.MANY", 0)
    assert "4 bài viết" in listing(client, section.url)
    address = f"{section.url}?nam=2026"
    with django_assert_max_num_queries(50) as first:
        assert "3 bài viết" in listing(client, address)
    with django_assert_max_num_queries(50) as second:
        assert "3 bài viết" in listing(client, address)
    assert [query for query in first if "MIN(" in query["sql"]]
    assert not [query for query in second if "COUNT(" in query["sql"] or "MIN(" in query["sql"]]
