"""The table of queries that Vietnamese readers type, on either database."""

import unicodedata
from datetime import datetime, timedelta

import pytest
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from articles.models import ArticlePage, Attachment, Author, Department, Topic
from articles.search import ranking
from tests.factories import (
    OFFICE,
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    PhotoFactory,
    SectionPageFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db

DAY = datetime(2026, 9, 1, 8, 5, tzinfo=OFFICE)
ADJACENT = "Công đoàn tỉnh họp"
APART = "Đoàn cán bộ đi công tác"
UNMARKED = "Ban cong doan co so"


@pytest.fixture
def newsroom():
    """Three texts with the words of "công đoàn": the best match is the oldest of them."""
    section = SectionPageFactory(title="Tin tức")
    titles = [ADJACENT, APART, UNMARKED, "Thanh Hoá vào hạ", "Thanh Hóa sang thu"]
    titles += ["Đảng bộ tỉnh", "Các bạn đang làm gì", "Quyết định 37/QĐ-LĐLĐ"]
    titles += ["Ủy ban nhân dân", "Uỷ ban kiểm tra"]
    for number, title in enumerate(titles):
        date = DAY + timedelta(days=number)
        ArticlePageFactory(parent=section, title=title, lead="…", display_date=date)


def found(query):
    return [article.title for article in ArticlePage.objects.live().search(query)]


@pytest.mark.parametrize(
    "query",
    [
        *("cong doan", "CÔNG ĐOÀN", "công đoàn", "công  đoàn", "công\u00a0đoàn"),
        *(unicodedata.normalize("NFD", "công đoàn"), "Cong Đoàn", "công\u200b đoàn"),
    ],
)
def test_every_spelling_of_a_query_finds_the_same_articles(query, newsroom):
    assert set(found(query)) == {ADJACENT, APART, UNMARKED}


def test_exact_words_side_by_side_come_first_and_other_marks_last(newsroom):
    assert found("công đoàn") == [ADJACENT, APART, UNMARKED]


def test_words_side_by_side_come_before_words_apart_for_who_types_without_marks(newsroom):
    assert found("cong doan").index(ADJACENT) < found("cong doan").index(APART)


def test_a_quoted_query_finds_only_the_words_side_by_side_with_their_marks(newsroom):
    assert found('"công đoàn"') == [ADJACENT]
    assert found("“công đoàn” họp") == [ADJACENT]


def test_a_quoted_query_does_not_join_the_end_of_a_text_to_its_beginning():
    ArticlePageFactory(title="hoa thanh", lead="hoa")
    assert found('"thanh hoa"') == []


@pytest.mark.parametrize("query", ["Thanh Hoá", "Thanh Hóa", "thanh hoa"])
def test_the_place_of_a_tone_mark_makes_no_difference(query, newsroom):
    assert set(found(query)) == {"Thanh Hoá vào hạ", "Thanh Hóa sang thu"}


def test_the_word_as_typed_comes_before_a_word_with_other_marks(newsroom):
    assert found("Đảng") == ["Đảng bộ tỉnh", "Các bạn đang làm gì"]


@pytest.mark.parametrize("query", ["37/qd-ldld", "37 QD LDLD", "37/QĐ-LĐLĐ", '"37/QĐ-LĐLĐ"'])
def test_the_number_of_a_document_is_found_however_it_is_typed(query, newsroom):
    assert found(query) == ["Quyết định 37/QĐ-LĐLĐ"]


@pytest.mark.parametrize("query", ["ủy ban", "uỷ ban", "Ủy ban"])
def test_both_spellings_of_uy_find_the_same(query, newsroom):
    assert set(found(query)) == {"Ủy ban nhân dân", "Uỷ ban kiểm tra"}


@pytest.mark.parametrize(
    "query",
    [
        *("", " ", '"', '""', "*", "(", "%", "\0", "🎉", "-", "'", "!!!", "<->", ":*", "''", "\\"),
        *('a"b', "AND OR NOT", "NEAR(a b)", "title:a", "a AND", "x" * 5000, "công đoàn " * 500),
        *("a\0b", "'; DROP TABLE", "{title}: a", "^a", "a & b | !c", "công \ud83c"),
    ],
)
def test_no_query_is_an_error(query, newsroom):
    articles = ArticlePage.objects.live()
    assert articles.search(query).count() == len(articles.search(query))
    assert articles.autocomplete(query).count() == len(articles.autocomplete(query))


def test_words_spread_over_title_lead_and_body_are_found_together():
    ArticlePageFactory(title="Công nhân", lead="Sầm Sơn", body=[("heading", "Kéo co")])
    assert found("nhân sơn kéo") == ["Công nhân"]
    assert found("nhan son keo") == ["Công nhân"]


def test_a_match_in_the_title_comes_before_one_in_the_body():
    ArticlePageFactory(title="Hội thao mùa thu", display_date=DAY)
    ArticlePageFactory(title="Tin ngắn", lead="Có hội thao", display_date=DAY + timedelta(days=1))
    assert found("hội thao") == ["Hội thao mùa thu", "Tin ngắn"]


def test_of_equal_matches_the_newest_comes_first():
    for number in (2, 1, 3):
        ArticlePageFactory(title=f"Hội thao {number}", display_date=DAY + timedelta(days=number))
    assert found("hội thao") == ["Hội thao 3", "Hội thao 2", "Hội thao 1"]


def test_what_is_too_old_to_be_ranked_follows_by_date(newsroom, monkeypatch):
    monkeypatch.setattr(ranking, "MOST_RANKED", 2)
    results = ArticlePage.objects.live().search("công đoàn")
    assert [article.title for article in results] == [APART, UNMARKED, ADJACENT]
    assert [article.title for article in results[1:3]] == [UNMARKED, ADJACENT]
    assert results.count() == 3


@pytest.mark.parametrize("typed", ["cong doa", "công đo", "CÔNG Đ", "Cong d", "công đoàn"])
def test_a_page_is_found_while_its_name_is_being_typed(typed, newsroom):
    assert ADJACENT in [page.title for page in Page.objects.autocomplete(typed)]


@pytest.mark.parametrize("typed", ["nguoi lao d", unicodedata.normalize("NFD", "Người lao động")])
def test_everything_that_has_a_name_is_completed(typed):
    name = "Người lao động"
    PhotoFactory(title=name)
    Attachment.objects.create(title=name, file="a.pdf")
    AuthorFactory(name=name, department=DepartmentFactory(name=name))
    TopicFactory(name=name)
    for model in (get_image_model(), Attachment, Author, Department, Topic):
        assert model.objects.count() == 1
        assert [item.pk for item in get_search_backend().autocomplete(typed, model)] != [], model


def test_a_changed_title_is_found_and_the_old_one_no_more():
    article = ArticlePageFactory(title="Bóng chuyền")
    article.title = "Kéo co"
    article.save_revision().publish()
    assert (found("bong chuyen"), found("keo co")) == ([], ["Kéo co"])


def test_a_deleted_article_is_found_no_more():
    ArticlePageFactory(title="Bóng chuyền").delete()
    assert found("bóng chuyền") == []
