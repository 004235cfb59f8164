"""Kept pages: the same for every reader, and new as soon as anything on them changes."""

import time
from math import inf
from types import SimpleNamespace

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from analytics.models import VisitCounter
from articles.models import ArticlePage, Author, SectionPage
from page_cache import pages
from page_cache.pages import PageCacheMiddleware
from tests.factories import ArticlePageFactory, AuthorFactory, SectionPageFactory, credit, the_home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keep_pages")]

BROWSER = {"accept-encoding": "gzip"}


def text(client, address="/"):
    return client.get(address).content.decode()


def test_the_second_reader_is_answered_without_the_database(client, django_assert_num_queries):
    article = ArticlePageFactory()
    first = client.get(article.url)
    with django_assert_num_queries(0):
        second = client.get(article.url)
    assert second.content == first.content and second.headers == first.headers


def test_a_kept_page_is_sent_compressed_with_a_tag_and_no_cookie(client):
    for _time in range(2):
        response = client.get("/", headers=BROWSER)
    assert response["Content-Encoding"] == "gzip" and not response.cookies
    assert response["Cache-Control"].startswith("public, max-age=0")
    assert response["Vary"] == "Accept-Encoding" and response["ETag"].startswith('W/"')


def test_who_stands_in_front_shows_a_change_within_two_seconds(client):
    said = dict(
        part.strip().partition("=")[::2] for part in client.get("/")["Cache-Control"].split(",")
    )
    assert int(said["s-maxage"]) + int(said["stale-while-revalidate"]) <= 2
    assert int(said["stale-if-error"]) <= 600 and said["max-age"] == "0"


def test_a_reader_who_has_the_page_is_sent_nothing(client):
    tag = client.get("/")["ETag"]
    response = client.get("/", headers={"if-none-match": tag})
    assert response.status_code == 304 and response.content == b""


def test_a_page_keeps_its_security_headers(client):
    first, second = client.get("/"), client.get("/")
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy"):
        assert second[name] == first[name]
    assert "default-src 'none'" in second["Content-Security-Policy"]
    assert "unsafe" not in second["Content-Security-Policy"]


def test_publishing_shows_at_once_on_every_page_that_lists_the_article(client, committed):
    section = SectionPageFactory(title="Đời sống")
    addresses = ("/", section.url, "/rss/")
    assert not any("Tết Sum vầy" in text(client, address) for address in addresses)
    with committed():
        article = ArticlePageFactory(parent=section, title="Tết Sum vầy", live=False)
        article.save_revision().publish()
    assert all("Tết Sum vầy" in text(client, address) for address in addresses)


def test_a_page_is_asked_once_after_a_change_that_it_does_not_show(client, committed, monkeypatch):
    article, asked, hold = ArticlePageFactory(), [], pages.hold
    text(client, article.url)
    monkeypatch.setattr(pages, "hold", lambda *arguments: asked.append(1) or hold(*arguments))
    with committed():
        Redirect.objects.create(old_path="/cu", redirect_link="/moi/")
    first = text(client, article.url)
    assert len(asked) == 1
    assert text(client, article.url) == first and len(asked) == 1


def test_a_draft_that_is_saved_every_few_seconds_keeps_the_pages(
    client, committed, django_assert_num_queries
):
    article = ArticlePageFactory()
    text(client)
    with committed():
        article.title = "Bản nháp"
        article.save_revision()
    with django_assert_num_queries(0):
        text(client)


def change_title(article):
    article.title = "Tên mới"
    article.save_revision().publish()


CHANGES = {
    "publish": change_title,
    "take down": ArticlePage.unpublish,
    "delete": ArticlePage.delete,
    "move": lambda article: article.move(SectionPage.objects.last(), "last-child"),
    "restrict": lambda article: PageViewRestriction.objects.create(
        page=article, restriction_type="login"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_an_article_is_seen_at_once(change, client, committed):
    article = ArticlePageFactory(title="Tên cũ")
    SectionPageFactory(title="Nơi khác")
    address, before = article.url, text(client, article.url)
    with committed():
        CHANGES[change](article)
    assert client.get(address).status_code != 200 or text(client, address) != before


def test_a_renamed_author_is_seen_at_once(client, committed):
    article = credit(ArticlePageFactory(), AuthorFactory())
    assert "Phạm Thị Hường" in text(client, article.url)
    with committed():
        author = Author.objects.get()
        author.name = "Phạm Thị Hương"
        author.save()
    assert "Phạm Thị Hương" in text(client, article.url)


def test_other_words_of_the_visit_block_are_seen_at_once(client, committed):
    home = the_home()
    home.visit_counter = VisitCounter.objects.create(name="Cột bên", locale=home.locale)
    home.save()
    assert "Lượt ghé thăm" not in text(client)
    with committed():
        home.visit_counter.heading = "Lượt ghé thăm"
        home.visit_counter.save()
    assert "Lượt ghé thăm" in text(client)


def test_a_page_rendered_while_something_was_published_is_not_kept(client, committed, monkeypatch):
    article = ArticlePageFactory(title="Tên cũ")
    render = ArticlePage.get_context

    def publish_meanwhile(self, *args, **kwargs):
        monkeypatch.setattr(ArticlePage, "get_context", render)
        with committed():
            change_title(ArticlePage.objects.get(pk=article.pk))
        return render(self, *args, **kwargs)

    monkeypatch.setattr(ArticlePage, "get_context", publish_meanwhile)
    assert "Tên cũ" in text(client, article.url)
    assert "Tên mới" in text(client, article.url)


def test_staff_neither_see_kept_pages_nor_fill_the_cache(client, admin_client):
    article = ArticlePageFactory(title="Tên cũ")
    text(client, article.url)
    ArticlePage.objects.filter(pk=article.pk).update(title="Tên mới")
    assert "Tên mới" in text(admin_client, article.url)
    assert "Tên cũ" in text(client, article.url)


def kept_pages():
    return [key for key in caches["pages"]._cache if "generation" not in key]


def test_a_page_that_sets_a_cookie_is_for_its_reader_alone(rf):
    def with_cookie(request):
        response = HttpResponse("Chào bạn")
        response.set_cookie("ten", request.GET["page"])
        return response

    answer = PageCacheMiddleware(with_cookie)
    answered = [answer(rf.get("/", {"page": 1})) for _time in range(2)]
    assert all("ten" in response.cookies for response in answered)


@pytest.mark.parametrize(("address", "language"), [("/", "vi"), ("/en/", "en")])
def test_a_kept_page_says_its_language(address, language, client):
    assert [client.get(address)["Content-Language"] for _time in range(2)] == [language] * 2


@pytest.mark.parametrize("query", ["?x=1", "?page=1&x=1", "?page=99999", "?page=abc", "?q=%00"])
def test_invented_questions_do_not_fill_the_cache(query, client):
    for address in ("/", "/tim-kiem/"):
        client.get(f"{address}{query}")
    assert not kept_pages()


@pytest.mark.parametrize("address", ["/tim-kiem/", "/en/search/?page=2", "/healthz/"])
def test_what_each_reader_asks_is_not_kept(address, client):
    assert client.get(address).status_code == 200
    assert not kept_pages()


def test_what_others_add_to_a_link_finds_the_same_page(client, django_assert_num_queries):
    first = client.get("/?fbclid=abc&utm_source=zalo")
    assert "fbclid" not in first.content.decode()
    with django_assert_num_queries(0):
        assert client.get("/").content == first.content


def test_pages_of_a_listing_are_kept_apart(client):
    section = SectionPageFactory()
    ArticlePageFactory.create_batch(13, parent=section)
    first, second = text(client, section.url), text(client, f"{section.url}?page=2")
    assert first != second == text(client, f"{section.url}?page=2")


def test_who_asks_without_encryption_is_kept_apart(client):
    for _time in range(2):
        assert "Sitemap: http://" in text(client, "/robots.txt")
        assert "Sitemap: https://" in client.get("/robots.txt", secure=True).content.decode()


def test_missing_pages_are_not_kept(client, committed):
    assert client.get("/muc-moi/").status_code == 404
    assert not kept_pages()
    with committed():
        SectionPageFactory(title="Mục mới")
    assert client.get("/muc-moi/").status_code == 200
    assert kept_pages()


def end_of_all(monkeypatch):
    """Have every page be another one by now, though nothing was changed."""
    monkeypatch.setattr(
        "page_cache.dependencies.time", SimpleNamespace(time=lambda: inf, monotonic=time.monotonic)
    )
    monkeypatch.setattr(
        "page_cache.pages.time", SimpleNamespace(time=lambda: inf, monotonic=time.monotonic)
    )


def test_an_old_page_is_made_anew_unless_that_fails(client, monkeypatch):
    client.raise_request_exception = False
    article = ArticlePageFactory(title="Tên cũ")
    text(client, article.url)
    ArticlePage.objects.filter(pk=article.pk).update(title="Tên mới")
    end_of_all(monkeypatch)
    monkeypatch.setattr(ArticlePage, "get_context", lambda *args: 1 / 0)
    assert "Tên cũ" in text(client, article.url)
    monkeypatch.undo()
    end_of_all(monkeypatch)
    assert "Tên mới" in text(client, article.url)


@pytest.fixture
def no_cache(settings):
    """Caches as CACHE_URL makes them, of a server that does not answer."""
    away = {
        "BACKEND": "page_cache.backends.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
    settings.CACHES = settings.CACHES | {"default": away, "pages": away}


def test_readers_and_editors_go_on_while_the_cache_is_away(client, no_cache):
    article = ArticlePageFactory(title="Hội thao")
    article.save_revision().publish()
    assert "Hội thao" in text(client, "/tim-kiem/?q=hoi+thao")
    assert "Hội thao" in text(client, article.url)
    assert client.get("/healthz/").status_code == 503


def test_articles_of_a_hidden_section_move_with_it_at_once(client, committed):
    hidden, target = SectionPageFactory(live=False), SectionPageFactory(title="Nơi khác")
    address = ArticlePageFactory(parent=hidden).url
    text(client, address)
    with committed():
        hidden.move(target, "last-child")
    assert client.get(address).status_code != 200


def test_a_page_kept_by_another_release_is_made_anew(client, monkeypatch):
    storage = "page_cache.release.staticfiles_storage"
    monkeypatch.setattr(storage, type("Storage", (), {"manifest_hash": "one"}))
    before = client.get("/")
    with CaptureQueriesContext(connection) as kept:
        client.get("/")
    monkeypatch.setattr(storage, type("Storage", (), {"manifest_hash": "two"}))
    with CaptureQueriesContext(connection) as anew:
        assert client.get("/").status_code == before.status_code
    assert len(kept) == 0 and len(anew) > 0
