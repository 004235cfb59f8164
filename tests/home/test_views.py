from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection
from django.http import Http404
from django.test import override_settings
from wagtail.models import Locale

from analytics import recording
from home import views
from tests.factories import ArticlePageFactory, PhotoFactory, SectionPageFactory, the_home

pytestmark = pytest.mark.django_db


def test_health_is_good_when_database_and_cache_answer(client):
    response = client.get("/healthz/")
    assert response.status_code == 200 and response.json()["status"] == "ok"


@pytest.mark.parametrize(("program", "is_there"), [("sh", True), ("no-such-program", False)])
def test_health_says_whether_libreoffice_is_there_and_is_good_without(
    client, monkeypatch, program, is_there
):
    monkeypatch.setattr("newsroom.word_import.office.PROGRAM", program)
    assert client.get("/healthz/").json() == {"status": "ok", "libreoffice": is_there}


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
    assert "Disallow: /ba-con-so/" in text and "Disallow: /analytics/" in text
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


def test_who_is_lost_is_offered_the_newest_articles_of_their_language(client):
    english = the_home().copy_for_translation(Locale.objects.get(language_code="en"))
    english.save_revision().publish()
    ArticlePageFactory(title="Bữa cơm ca")
    assert "Bữa cơm ca" in client.get("/khong-co-trang-nay/").content.decode()
    assert "Bữa cơm ca" not in client.get("/en/nothing-here/").content.decode()


def test_an_unknown_address_takes_few_statements(client, django_assert_max_num_queries):
    for _number in range(5):
        ArticlePageFactory(main_image=PhotoFactory())
    client.get("/khong-co-trang-nay/")
    recording.forget_shared()
    with django_assert_max_num_queries(15):
        client.get("/khong-co-trang-nay/")


def test_an_unknown_address_is_told_so_without_a_database(rf):
    def fail(*arguments):
        raise OperationalError

    with connection.execute_wrapper(fail):
        response = views.page_not_found(rf.get("/media/khong-co.jpg"), Http404())
    assert response.status_code == 404
    assert "Không tìm thấy trang" in response.content.decode()


def test_the_maintenance_page_names_the_site_and_how_to_reach_it(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    home = the_home()
    home.site_name, home.telephone = "Công đoàn xứ Thanh", "0237.385"
    home.save()
    call_command("make_maintenance_page")
    page = (tmp_path / "bao-tri.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and '<html lang="vi">' in page
    for expected in ("Công đoàn xứ Thanh", 'href="tel:0237385"', "Trang đang được bảo trì"):
        assert expected in page
    assert '<section lang="en">' in page and "under maintenance" in page
    assert "<script" not in page


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
    monkeypatch.setattr("articles.search.views.paginate", fail)
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
