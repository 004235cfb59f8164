"""Every answer of the site carries the same headers, wherever it is made."""

import pytest
from django.conf import settings

from analytics import addresses
from home import views
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": settings.PERMISSIONS_POLICY,
}
ADDRESSES = [
    *("/", "/khong-co/", "/favicon.ico", "/robots.txt", "/rss/", "/sitemap.xml", "/healthz/"),
    *(addresses.COUNTS, addresses.PICTURE, addresses.VISIT, "/static/css/site.css"),
    *("/static/khong-co.css", "/media/khong-co.jpg", "/admin/", "/admin/login/", "/tim-kiem/"),
    *("/admin/khong-co/", "/documents/1/khong-co.pdf", "/en/", "/en/nothing/"),
]


def headers_of(answer):
    return {name: answer.headers.get(name) for name in EVERYWHERE}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_carries_the_headers(address, client):
    assert headers_of(client.get(address)) == EVERYWHERE


def test_a_kept_page_carries_them_as_a_fresh_one_does(client, keep_pages):
    address = ArticlePageFactory().url
    fresh, kept = client.get(address), client.get(address)
    assert kept["ETag"] and headers_of(fresh) == headers_of(kept) == EVERYWHERE
    unchanged = client.get(address, headers={"if-none-match": kept["ETag"]})
    assert unchanged.status_code == 304 and headers_of(unchanged) == EVERYWHERE


def test_an_error_of_the_site_carries_them(client, monkeypatch):
    monkeypatch.setattr(views, "sitemaps", None)
    client.raise_request_exception = False
    answer = client.get("/sitemap.xml")
    assert answer.status_code == 500 and headers_of(answer) == EVERYWHERE


def test_a_request_by_another_name_carries_them(client):
    answer = client.get("/", headers={"host": "example.org"})
    assert answer.status_code == 400 and headers_of(answer) == EVERYWHERE


def test_no_page_may_ask_for_the_camera_and_a_video_may_fill_the_screen():
    for power in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics"):
        assert f"{power}=()" in settings.PERMISSIONS_POLICY
    assert "fullscreen" not in settings.PERMISSIONS_POLICY
