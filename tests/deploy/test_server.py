"""The commands of the units and the nginx configuration, really run."""

import json
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from django.conf import settings

from analytics import addresses

from .server import NGINX, OPENSSL, READER, Nginx, Site, ask_granian, stop

pytestmark = [pytest.mark.sqlite, pytest.mark.xdist_group("deploy")]

CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)
DISPOSITION = "Content-Disposition: form-data; name="
SHOWN = {
    "images/a.jpg": "image/jpeg",
    "images/a.JPEG": "image/jpeg",
    "images/a.png": "image/png",
    "images/a.gif": "image/gif",
    "images/a.webp": "image/webp",
    "images/a.avif": "image/avif",
    "original_images/a.jpg": "image/jpeg",
}
KEPT = [
    "images/a.html",
    "images/a.svg",
    "images/a.pdf",
    "images/a.js",
    "images/a.jpg.html",
    "images/a",
]
PRIVATE = ["documents/secret.pdf", "documents/secret.jpg", "wagtail_uploads/secret.jpg", "a.jpg"]


@pytest.fixture(scope="module")
def site():
    # As systemd makes it: others may walk through, and see nothing.
    folder = Path(tempfile.mkdtemp(prefix="site-ldld-deploy-"))
    folder.chmod(0o711)
    site = Site(folder)
    site.prepare()
    site.start()
    _upload(site.folder / "media")
    yield site
    stop(site.process)
    shutil.rmtree(folder)


def _upload(media):
    for name in [*SHOWN, *KEPT, *PRIVATE]:
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        (media / name).write_text("<script>alert(1)</script>")


@pytest.fixture(scope="module")
def configured(site):
    if NGINX is None:
        pytest.skip("nginx is missing: install nginx-light")
    if OPENSSL is None:
        pytest.skip("openssl is missing: install openssl")
    nginx = Nginx(site)
    nginx.configure()
    return nginx


@pytest.fixture(scope="module")
def nginx(configured):
    configured.start()
    yield configured
    stop(configured.process)


def test_nginx_accepts_the_configuration(configured):
    done = subprocess.run(configured.command("-t", "-q"), capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_unit_starts_a_site_that_answers(site):
    response, body = ask_granian(site, "/healthz/")
    assert (response.status, json.loads(body)["status"]) == (200, "ok")


def test_the_database_is_readable_by_the_service_alone(site):
    mode = stat.S_IMODE((site.folder / "site.sqlite3").stat().st_mode)
    assert mode & 0o077 == 0


def test_a_page_passes_nginx_with_the_sites_security_headers(nginx):
    response, body = nginx.get("/")
    assert response.status == 200 and b"<html" in body
    assert response.headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    assert response.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert response.headers.get_all("X-Frame-Options") == ["SAMEORIGIN"]


VISIT = (addresses.VISIT, "POST", b'{"page": null}')
EVERYWHERE = {
    "X-Content-Type-Options": ["nosniff"],
    "Referrer-Policy": ["same-origin"],
    "Cross-Origin-Opener-Policy": ["same-origin"],
    "Permissions-Policy": [settings.PERMISSIONS_POLICY],
}
HTTPS_ONLY = {"Strict-Transport-Security": ["max-age=31536000"]}
ANSWERS = {
    "page": ("/", 200),
    "page once more": ("/", 200),
    "missing page": ("/khong-co/", 404),
    "admin": ("/admin/login/", 200),
    "counter": (addresses.COUNTS, 200),
    "pixel": (addresses.PICTURE, 200),
    "static": ("/static/css/site.css", 200),
    "missing static": ("/static/khong-co.css", 404),
    "photo": ("/media/images/a.jpg", 200),
    "file": ("/media/images/a.html", 200),
    "missing photo": ("/media/images/none.jpg", 404),
    "private file": ("/media/documents/secret.pdf", 404),
    "no address at all": ("/media/../../x", 400),
}


def headers_of(response, names):
    return {name: response.headers.get_all(name) for name in names}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_of_nginx_carries_the_same_headers_once(kind, nginx):
    path, status = ANSWERS[kind]
    response, _body = nginx.get(path)
    assert response.status == status
    expected = {**EVERYWHERE, **HTTPS_ONLY}
    assert headers_of(response, expected) == expected


def test_refusals_and_the_counter_carry_them_too(nginx):
    for request in (("/", "POST", b"x" * 100_000), VISIT):
        response, _body = nginx.get(*request)
        assert headers_of(response, EVERYWHERE) == EVERYWHERE
    response, _body = nginx.get_http("/")
    assert response.status == 301 and headers_of(response, EVERYWHERE) == EVERYWHERE


@pytest.mark.parametrize("request_", [("/", "GET"), (addresses.COUNTS, "GET"), VISIT])
def test_the_site_itself_carries_them_where_no_nginx_stands_in_front(request_, site):
    response, _body = ask_granian(site, *request_)
    assert headers_of(response, EVERYWHERE) == EVERYWHERE


def test_a_page_travels_compressed(nginx):
    response, _body = nginx.get("/admin/login/", **{"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"


def test_plain_http_leads_to_https_and_keeps_the_address(nginx):
    response, _body = nginx.get_http("/tim-kiem/?q=1")
    assert response.status == 301
    assert response.headers["Location"] == "https://congdoan.example.vn/tim-kiem/?q=1"


def test_a_style_sheet_comes_compressed_and_is_kept_for_a_year(nginx, site):
    name = next((site.folder / "static/css").glob("site.*.css")).name
    response, body = nginx.get(f"/static/css/{name}", **{"Accept-Encoding": "gzip"})
    assert response.status == 200
    assert body == (site.folder / f"static/css/{name}.gz").read_bytes()
    assert response.headers["Content-Type"] == "text/css"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_static_name_without_a_hash_is_asked_for_again_soon(nginx):
    response, _body = nginx.get("/static/css/site.css")
    assert response.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("name", SHOWN)
def test_an_uploaded_picture_is_shown(name, nginx):
    response, _body = nginx.get(f"/media/{name}")
    assert response.status == 200
    assert response.headers["Content-Type"] == SHOWN[name]
    assert response.headers["Content-Disposition"] is None
    assert response.headers.get_all("X-Content-Type-Options") == ["nosniff"]


@pytest.mark.parametrize("name", KEPT)
def test_any_other_upload_is_a_file_to_keep(name, nginx):
    response, _body = nginx.get(f"/media/{name}")
    assert response.status == 200
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"] == "attachment"
    assert response.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", [*SHOWN, *KEPT, *PRIVATE, "images/none.jpg"])
def test_nginx_and_django_serve_uploads_by_the_same_rules(name, nginx, site):
    ours, _body = nginx.get(f"/media/{name}")
    theirs, _body = ask_granian(site, f"/media/{name}")
    assert ours.status == theirs.status
    if ours.status == 200:
        for header in ("Content-Type", "Cache-Control"):
            assert ours.headers[header] == theirs.headers[header]
        assert _is_shown(ours) == _is_shown(theirs)


def _is_shown(response):
    return response.headers.get("Content-Disposition", "inline").startswith("inline")


@pytest.mark.parametrize(
    "path",
    [
        "/media/documents/secret.pdf",
        "/media//documents/secret.pdf",
        "/media/images/../documents/secret.pdf",
        "/media/images/%2e%2e/documents/secret.pdf",
        "/media/../site.sqlite3",
        "/media/%2e%2e/site.sqlite3",
        "/static/../site.sqlite3",
        "/static../site.sqlite3",
        "/media../site.sqlite3",
    ],
)
def test_no_address_leads_to_a_private_file(path, nginx):
    response, body = nginx.get(path)
    assert response.status in (400, 404)
    assert b"SQLite" not in body and b"alert" not in body


@pytest.mark.parametrize("name", PRIVATE)
def test_what_is_no_shown_photo_is_at_no_address(name, nginx):
    assert nginx.get(f"/media/{name}")[0].status == 404


def test_readers_cannot_send_much_and_are_told_so_in_their_language(nginx):
    response, body = nginx.get("/", method="POST", body=b"x" * 100_000)
    page = body.decode()
    assert response.status == 413 and response.headers["Cache-Control"] == "no-store"
    assert "Tệp quá lớn" in page and 'lang="en"' in page


@pytest.mark.parametrize("asked", ["bytes=0-0", "bytes=5-", "bytes=-1"])
def test_nginx_and_the_site_answer_with_the_same_part_of_a_photo(asked, nginx, site):
    ours, ours_content = nginx.get("/media/images/a.jpg", Range=asked)
    theirs, theirs_content = ask_granian(site, "/media/images/a.jpg", Range=asked)
    assert ours.status == theirs.status == 206 and ours_content == theirs_content
    for header in ("Content-Range", "Content-Length"):
        assert ours.headers[header] == theirs.headers[header]


@pytest.mark.parametrize(
    ("place", "largest"),
    [
        ("/admin/images/add/", settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE),
        ("/admin/documents/add/", settings.WAGTAILDOCS_MAX_UPLOAD_SIZE),
    ],
)
def test_editors_can_send_what_the_form_takes_and_no_more(place, largest, nginx):
    response, _page = nginx.get("/admin/login/")
    token = response.headers["Set-Cookie"].split(";")[0].partition("=")[2]
    # Nobody is signed in: the site has read the form, and asks for the password first.
    assert send(nginx, place, token, largest).status == 302
    assert send(nginx, place, token, largest + 2 * 1024 * 1024).status == 413


def send(nginx, place, token, size):
    """Send a form with a file of `size` bytes; return the answer."""
    parts = f'--x\r\n{DISPOSITION}"csrfmiddlewaretoken"\r\n\r\n{token}\r\n--x\r\n{DISPOSITION}"f"; '
    body = f'{parts}filename="a.jpg"\r\n\r\n'.encode() + b"x" * size + b"\r\n--x--\r\n"
    headers = {
        "Content-Type": "multipart/form-data; boundary=x",
        "Cookie": f"csrftoken={token}",
        "Referer": "https://congdoan.example.vn/admin/login/",
    }
    return nginx.get(place, method="POST", body=body, **headers)[0]


def test_a_forged_address_does_not_make_a_second_reader(nginx):
    numbers = []
    for forged in ("203.0.113.7", "127.0.0.1", "198.51.100.9, 127.0.0.1"):
        headers = {"User-Agent": CHROME, "X-Forwarded-For": forged}
        response, body = nginx.get(
            addresses.VISIT, method="POST", body=b'{"page": null}', **headers
        )
        assert response.status == 200
        numbers.append(json.loads(body)["total"])
    assert numbers == [1, 1, 1]


def test_readers_are_told_when_the_site_is_away(nginx, site):
    stop(site.process)
    try:
        response, body = nginx.get("/tim-kiem/?q=0")
        assert response.status == 503 and response.headers["Retry-After"] == "120"
        assert response.headers["Cache-Control"] == "no-store"
        page = body.decode()
        assert "Trang đang được bảo trì" in page and "under maintenance" in page
        style = page.split('rel="stylesheet" href="')[1].split('"')[0]
        assert nginx.get(style)[0].status == 200
        assert nginx.get(addresses.VISIT, "POST", b"{}")[0].status == 503
        assert headers_of(response, EVERYWHERE) == EVERYWHERE
    finally:
        site.start()


def test_nginx_keeps_pages_while_the_site_is_away_and_never_for_staff(nginx, site):
    address = "/rss/"
    body = nginx.get(address)[1]
    assert nginx.get(address, Cookie="sessionid=x")[0].status == 200
    stop(site.process)
    try:
        response, kept = nginx.get(address)
        assert (response.status, kept) == (200, body)
        assert headers_of(response, EVERYWHERE) == EVERYWHERE
        assert nginx.get(address, Cookie="sessionid=x")[0].status == 503
        assert nginx.get(address, Host="khac.example.vn")[0].status == 503
    finally:
        site.start()


@pytest.mark.parametrize("times", [1, 3])
def test_a_change_is_seen_through_nginx_within_two_seconds(times, nginx, site):
    for _time in range(times):
        before = nginx.get("/")[1]
    name = f"Công đoàn {times}"
    change_name = f"from home.models import HomePage; HomePage.objects.update(site_name='{name}')"
    for command in (["shell", "--no-imports", "-c", change_name], ["drop_kept_pages"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True, **site.surroundings())
    time.sleep(2)
    assert name not in before.decode() and name in nginx.get("/")[1].decode()


def test_nginx_writes_down_no_address_of_a_reader(nginx, site):
    for path in ("/", "/khong-co/", "/static/khong-co.css", "/media/images/none.jpg"):
        nginx.get(path)
    nginx.get("/", "POST", b"x" * 100_000)
    nginx.get_http("/")
    stop(site.process)
    try:
        assert nginx.get("/tim-kiem/?q=0")[0].status == 503
    finally:
        site.start()
    written = {path.name: path.read_text() for path in nginx.logs.iterdir()}
    assert set(written) == {"access.log", "error.log"}
    assert not any(READER in text or "khong-co" in text for text in written.values())
