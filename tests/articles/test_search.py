"""The search page, as readers use it."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction

from articles.models import ArticlePage, SearchedArticle
from articles.search import ranking
from tests.articles.searching import titles
from tests.factories import (
    OFFICE,
    ArticlePageFactory,
    AuthorFactory,
    SectionPageFactory,
    credit,
    the_home,
)

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 20


def test_search_finds_words_of_title_lead_and_body(ask):
    ArticlePageFactory(title="Hội thao công nhân", lead="Bóng chuyền", body=[("heading", "Kéo co")])
    for words in ("thao", "chuyền", "Kéo", "keo co", "bong chuyen hoi thao"):
        assert titles(ask(words)) == ["Hội thao công nhân"]


def test_the_words_asked_for_are_marked_with_their_accents(ask):
    ArticlePageFactory(title="Hội nghị", lead="Người <b> lao động thi đua")
    page = ask("nguoi lao")
    assert "<mark>Người</mark> &lt;b&gt; <mark>lao</mark> động" in page


def test_a_long_text_is_shown_where_it_says_what_was_asked(ask):
    ArticlePageFactory(title="Tin", body=[("paragraph", f"<p>{'dài ' * 400}có <b>kéo</b> co.</p>")])
    page = ask("keo co")
    assert "<mark>có kéo co</mark>" in page and page.count("dài") < 100


@pytest.mark.parametrize("fields", [{"live": False}, {"expired": True, "live": False}])
def test_search_finds_no_article_that_is_not_published(fields, ask):
    ArticlePageFactory(title="Bản thảo bí mật", **fields)
    page = ask("thảo")
    assert "Có 0 bài viết" in page and "Bản thảo bí mật" not in page


def test_search_finds_no_article_scheduled_for_tomorrow(ask):
    article = ArticlePageFactory(title="Bản thảo bí mật", live=False)
    article.go_live_at = datetime.now(OFFICE) + timedelta(days=1)
    article.save_revision().publish()
    assert titles(ask("thảo")) == []


def test_search_finds_nothing_in_a_private_section(ask):
    article = ArticlePageFactory(title="Bản thảo bí mật")
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type="login")
    assert titles(ask("thảo")) == [] and "Có 0 bài viết" in ask("thảo")


def test_an_article_taken_down_is_found_no_more(ask):
    article = ArticlePageFactory(title="Bóng chuyền")
    article.unpublish()
    assert titles(ask("bóng")) == []


def test_each_language_finds_its_own_articles(ask):
    english = Locale.objects.get(language_code="en")
    home = the_home().copy_for_translation(english)
    section = SectionPageFactory(title="News", locale=english, parent=home)
    ArticlePageFactory(title="Volleyball bóng chuyền", locale=english, parent=section)
    ArticlePageFactory(title="Bóng chuyền")
    assert titles(ask("bong chuyen")) == ["Bóng chuyền"]
    page = ask("bong chuyen", address="/en/search/")
    assert titles(page) == ["Volleyball bóng chuyền"] and "1 article for" in page


@pytest.mark.parametrize(
    "query",
    [
        *("", " ", '"', 'a"b', "*", "(", "AND OR NOT", "%", "\0", "🎉", "x" * 5000, "a AND", "-"),
        *("'", "công\0đoàn", "\ud83c", "<->", "<script>"),
    ],
)
def test_a_strange_query_gives_a_normal_page(query, client):
    ArticlePageFactory()
    text = query.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    assert client.get("/tim-kiem/", {"q": text}).status_code == 200
    assert client.get("/tim-kiem/goi-y/", {"q": text}).status_code == 200


def test_an_empty_query_asks_for_words_and_shows_the_newest_articles(ask):
    ArticlePageFactory(title="Tin vừa đăng")
    page = ask("")
    assert "Hãy nhập từ cần tìm" in page and "Tin vừa đăng" in page


def test_the_query_is_shown_as_text(ask):
    assert "<script>alert" not in ask("<script>alert(1)</script>")


def test_search_results_are_not_for_search_engines(client):
    assert 'content="noindex"' in client.get("/tim-kiem/").content.decode()


def test_counts_are_written_as_vietnamese_offices_write_them(ask, monkeypatch):
    ArticlePageFactory(title="Hội thao")
    monkeypatch.setattr("articles.search.facets.Facets.total", 2311)
    assert "Có 2.311 bài viết cho “hội thao”." in ask("hội thao")


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999", "", "１", "9" * 400])
def test_a_wrong_page_number_shows_the_nearest_page(page, ask):
    ArticlePageFactory(title="Hội thao")
    assert titles(ask("hội thao", page=page)) == ["Hội thao"]


def test_the_second_page_goes_on_and_keeps_what_was_asked(ask):
    section = SectionPageFactory(title="Tin tức")
    for number in range(15):
        ArticlePageFactory(title=f"Hội thao {number}", parent=section)
    first = ask("hội thao", **{"chuyen-muc": "tin-tuc"})
    address = re.search(r'rel="next"\s+href="\?([^"]*)"', first)[1]
    assert "q=h%E1%BB%99i+thao" in address and "chuyen-muc=tin-tuc" in address
    second = ask("hội thao", page=2, **{"chuyen-muc": "tin-tuc"})
    assert len(titles(first)) == 12 and len(set(titles(first) + titles(second))) == 15


def test_all_pages_together_show_every_article_once_newest_first(ask, monkeypatch):
    monkeypatch.setattr(ranking, "MOST_RANKED", 2)
    monkeypatch.setattr("articles.search.article_search.MOST_RANKED", 2)
    section = SectionPageFactory(title="Tin tức")
    days = [datetime(2026, 9, day, tzinfo=OFFICE) for day in range(1, 27)]
    for day in days:
        ArticlePageFactory(title=f"Hội thao ngày {day.day}", parent=section, display_date=day)
    shown = [title for page in (1, 2, 3) for title in titles(ask("hội thao", page=page))]
    assert shown == [f"Hội thao ngày {day.day}" for day in reversed(days)]


@pytest.fixture
def few_ranked(monkeypatch):
    """Five articles, three of which say "hội thao", and two matches are many."""
    monkeypatch.setattr(ranking, "MOST_RANKED", 2)
    monkeypatch.setattr("articles.search.article_search.MOST_RANKED", 2)
    for day, title in enumerate(("Hội thao 1", "Tin 2", "Hội thao 3", "Tin 4", "Hội thao 5"), 1):
        ArticlePageFactory(title=title, display_date=datetime(2026, 9, day, tzinfo=OFFICE))


def test_many_matches_are_found_among_others_newest_first(ask, few_ranked):
    assert titles(ask("hội thao")) == ["Hội thao 5", "Hội thao 3", "Hội thao 1"]
    assert titles(ask('"hội thao"')) == ["Hội thao 5", "Hội thao 3", "Hội thao 1"]


def test_counts_of_many_matches_are_remembered(ask, few_ranked, django_assert_num_queries):
    ask("tin")
    with CaptureQueriesContext(connection) as first:
        ask("hội thao")
    with django_assert_num_queries(len(first) - 1):
        assert "Có 3 bài viết" in ask("hội thao")


def test_counts_that_are_remembered_are_of_one_language(ask, few_ranked):
    english = Locale.objects.get(language_code="en")
    home = the_home().copy_for_translation(english)
    section = SectionPageFactory(title="News", locale=english, parent=home)
    ArticlePageFactory(title="Hội thao in English", locale=english, parent=section)
    assert "Có 3 bài viết" in ask("hội thao")
    assert "1 article for" in ask("hội thao", address="/en/search/")


def test_counts_change_with_every_change_of_an_article(ask, few_ranked):
    assert "Có 3 bài viết" in ask("hội thao")
    article = ArticlePageFactory(title="Hội thao 6")
    assert "Có 4 bài viết" in ask("hội thao")
    article.unpublish()
    assert "Có 3 bài viết" in ask("hội thao")
    Page.objects.get(title="Hội thao 5").delete()
    assert "Có 2 bài viết" in ask("hội thao")


@pytest.mark.parametrize("query", ["hội thao", "hoi thao", "hộii thao", ""])
def test_the_number_of_statements_is_small_and_does_not_grow(
    query, client, django_assert_max_num_queries
):
    section = SectionPageFactory(title="Tin tức")
    for number in range(8):
        article = ArticlePageFactory(title=f"Hội thao {number}", parent=section)
        credit(article, AuthorFactory(name=f"Hội Thao {number}"))
    client.get("/tim-kiem/", {"q": query})
    with django_assert_max_num_queries(MOST_STATEMENTS):
        client.get("/tim-kiem/", {"q": query})


@pytest.mark.parametrize("command", ["index_search", "update_index"])
def test_the_index_can_be_made_anew(command, ask, capsys):
    ArticlePageFactory(title="Hội thao")
    Page.objects.get(slug="hoi-thao").index_entries.all().delete()
    SearchedArticle.objects.all().delete()
    assert titles(ask("hoi thao")) == []
    call_command(command)
    assert titles(ask("hoi thao")) == ["Hội thao"]
    assert ArticlePage.objects.search("hoi thao").count() == 1


def searched_statements(publish):
    """Return the kinds of statements by which `publish` writes what search knows of articles."""
    with CaptureQueriesContext(connection) as done:
        publish()
    written = [query["sql"] for query in done.captured_queries]
    table = SearchedArticle._meta.db_table
    return [
        sql.split()[0] for sql in written if sql.startswith(("DELETE", "INSERT")) and table in sql
    ]


def test_one_publication_writes_once_what_search_knows():
    article = credit(ArticlePageFactory(live=False), AuthorFactory())
    byline = article.bylines.get()
    byline.author = AuthorFactory()
    article.bylines = [byline]
    revision = article.save_revision()
    assert searched_statements(revision.publish) == ["DELETE", "INSERT"]
    assert f" a{byline.author.pk} " in SearchedArticle.objects.get(page=article.pk).labels


def test_a_draft_of_a_public_article_writes_nothing_that_search_knows():
    article = ArticlePageFactory()
    article.title = "Hội thao mùa thu"
    assert searched_statements(article.save_revision) == []


def test_making_the_index_tells_how_far_it_is(capsys):
    ArticlePageFactory()
    call_command("index_search")
    assert "bài viết: 1 / 1" in capsys.readouterr().out
