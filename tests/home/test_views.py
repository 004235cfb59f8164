from pathlib import Path

import pytest
from django.db import DatabaseError
from django.http import Http404
from django.test import override_settings

from home import views
from tests.factories import SectionPageFactory

pytestmark = pytest.mark.django_db


def test_health_is_good_when_database_and_cache_answer(client):
    response = client.get("/healthz/")
    assert response.status_code == 200 and response.json() == {"status": "ok"}


def test_health_names_the_database_when_it_fails(client, monkeypatch):
    def fail():
        raise DatabaseError

    monkeypatch.setattr(views.connection, "cursor", fail)
    response = client.get("/healthz/")
    assert response.status_code == 503 and response.json()["failing"] == ["database"]


@override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}})
def test_health_names_the_cache_when_it_forgets(client):
    assert client.get("/healthz/").json()["failing"] == ["cache"]


def test_robots_are_kept_from_the_admin_and_shown_the_site_map(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Disallow: /tim-kiem/" in text and "Disallow: /en/search/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Sitemap: http://testserver/sitemap-news.xml" in text


def test_the_old_name_of_the_icon_leads_to_the_icon(client):
    assert client.get("/favicon.ico").url == "/static/img/icon.svg"


def test_an_unknown_address_gets_a_vietnamese_page(client):
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    page = response.content.decode()
    assert "Không tìm thấy trang" in page and 'lang="vi"' in page and 'name="q"' in page


def test_an_unknown_english_address_gets_an_english_page(client):
    response = client.get("/en/nothing-here/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/%00", "/a%00b/", "/tac-gia/%00/", "/en/%00/", f"/{'a' * 9000}/"]
)
def test_a_hostile_address_is_not_found_and_no_error(address, client):
    assert client.get(address).status_code == 404


def test_a_fault_of_ours_gets_a_vietnamese_page_without_a_database(
    client, monkeypatch, django_assert_num_queries
):
    def fail(*arguments, **keywords):
        raise RuntimeError

    SectionPageFactory()
    monkeypatch.setattr("articles.search_views.paginate", fail)
    client.raise_request_exception = False
    response = client.get("/tim-kiem/")
    assert response.status_code == 500
    assert "Trang đang gặp sự cố" in response.content.decode()


def test_the_error_page_asks_the_database_nothing(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert views.server_error(rf.get("/")).status_code == 500


def stored(settings, name, content=b"data"):
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return f"/media/{name}"


@pytest.mark.parametrize("name", ["anh.jpg", "anh.png", "anh.webp", "anh.avif", "anh.gif"])
def test_pictures_are_shown_as_what_they_are(name, client, settings):
    response = client.get(stored(settings, f"images/{name}"))
    assert response["Content-Type"].startswith("image/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.get("Content-Disposition", "").startswith("attachment")


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.js", "a.xml", "a.pdf", "a", "a.jpg.html"])
def test_everything_else_is_handed_over_as_data(name, client, settings):
    response = client.get(stored(settings, f"images/{name}", b"<script>alert(1)</script>"))
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["../site.sqlite3", "%2e%2e/site.sqlite3", "khong-co.jpg", "", "documents/a.pdf", "%00"]
)
def test_nothing_outside_the_media_folder_is_served(path, client, settings):
    stored(settings, "documents/a.pdf")
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize("path", ["/documents/a.pdf", "./documents/a.pdf", "x/../documents/a.pdf"])
def test_documents_are_served_by_no_roundabout_address(path, settings, rf):
    stored(settings, "documents/a.pdf")
    with pytest.raises(Http404):
        views.media(rf.get("/media/x"), path)
