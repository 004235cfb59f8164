"""The counter's addresses, asked as a browser, a robot and an attacker ask them."""

import json
import time
from io import BytesIO
from threading import Event, Thread
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from analytics import addresses, endpoint, group_commit, picture, reading, recording
from analytics.bookkeeping import open_books
from analytics.endpoint import VisitEndpoint
from analytics.models import PageDay, Reader
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db

BROWSER = (
    "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
)
ZALO = f"{BROWSER} Zalo android/24100"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
TOKEN = "0123456789abcdef"


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = int(status.split()[0]), dict(headers), body

    @property
    def numbers(self):
        return json.loads(self.body)


def ask(method, path, body=b"", query="", **environ):
    """Send one request through the WSGI endpoint, with a browser's headers unless told."""
    reading._Shared.online_until = 0.0
    request = {
        **RequestFactory().get("/").environ,
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        "HTTP_USER_AGENT": BROWSER,
        "HTTP_HOST": "testserver",
        **environ,
    }
    seen = []
    body = VisitEndpoint(_not_ours)(request, lambda status, headers: seen.extend([status, headers]))
    return Answer(*seen, b"".join(body))


def _not_ours(environ, start_response):
    start_response("299 Passed on", [])
    return [b""]


def visit(page=None, reader=TOKEN, **environ):
    body = {"page": page, "reader": reader}
    return ask("POST", addresses.VISIT, json.dumps(body).encode(), **environ)


def test_a_visit_is_counted_and_answered_with_the_three_numbers():
    answer = visit()
    assert answer.status == 200
    assert answer.numbers == {"online": 1, "today": 1, "total": 1}
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_view_is_added_to_its_page():
    page = ArticlePageFactory().pk
    visit(page)
    assert PageDay.objects.get(page=page).views == 1


def test_two_tokens_behind_one_address_are_two_readers():
    visit(reader="a" * 16)
    assert visit(reader="b" * 16).numbers["today"] == 2


def test_one_token_from_two_addresses_is_one_reader():
    visit(REMOTE_ADDR="203.0.113.5")
    assert visit(REMOTE_ADDR="198.51.100.7").numbers["today"] == 1


def test_without_a_token_address_browser_and_language_tell_readers_apart():
    visit(reader=None, REMOTE_ADDR="203.0.113.5")
    visit(reader=None, REMOTE_ADDR="203.0.113.5")
    visit(reader=None, REMOTE_ADDR="203.0.113.6")
    assert visit(reader=None, REMOTE_ADDR="203.0.113.6", HTTP_USER_AGENT=ZALO).numbers["today"] == 3


def test_an_ipv6_household_is_one_network():
    visit(reader=None, REMOTE_ADDR="2001:db8:1:2::a")
    assert visit(reader=None, REMOTE_ADDR="2001:db8:1:2::b").numbers["today"] == 1
    assert visit(reader=None, REMOTE_ADDR="2001:db8:1:3::b").numbers["today"] == 2


@pytest.mark.parametrize("agent", [GOOGLE, "", "curl/8.5.0", "python-requests/2.32", "x" * 8192])
def test_robots_are_answered_but_not_counted(agent):
    if agent.startswith("x"):
        agent = f"{agent} Googlebot"
        assert visit(HTTP_USER_AGENT=agent).status == 200
        return
    answer = visit(HTTP_USER_AGENT=agent)
    assert answer.status == 200 and answer.numbers["today"] == 0


GTMETRIX = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/117.0.0.0"
    " Safari/537.36 GTmetrix"
)
PREVIEWS = [
    *("Viber/20.9.0.8 CFNetwork/1410.0.3 Darwin/22.6.0", "Viber", "Viber/13.3.0.5"),
    "Mozilla/5.0 (compatible; Viber)",
]


@pytest.mark.parametrize("agent", [GTMETRIX, *PREVIEWS])
def test_testers_and_link_previews_are_robots(agent):
    assert visit(HTTP_USER_AGENT=agent).numbers["today"] == 0


LG = (
    "Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/94.0.4606.128 Safari/537.36 WebAppManager"
)
VIBER = f"{BROWSER} Viber/22.5.0"
OLD_EXPLORER = "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)"


@pytest.mark.parametrize(
    "agent", [BROWSER, ZALO, f"{BROWSER} [FBAN/FB4A;FBAV/440.0]", VIBER, LG, OLD_EXPLORER]
)
def test_people_in_the_browsers_of_other_apps_are_counted(agent):
    assert visit(HTTP_USER_AGENT=agent).numbers["today"] == 1


OTHER_COOKIES = [
    "",
    '{"a": [1, 2]}=x; ',
    'prefs={"size": "large", "list": [1]}; ',
    "tên=Nguyễn; ",
    "a=\x80\xff; ",
    "a[0]=(b)@c,d; ",
    ";;; =; ==; ",
    '"unclosed; ',
]


@pytest.mark.parametrize("others", OTHER_COOKIES)
def test_signed_in_staff_are_not_counted_and_told_so_whatever_else_they_carry(others):
    cookie = f"{others}{settings.SESSION_COOKIE_NAME}=abc".encode().decode("latin-1")
    answer = visit(HTTP_COOKIE=cookie)
    assert answer.numbers == {"online": 0, "today": 0, "total": 0, "staff": True}
    see_picture(HTTP_COOKIE=cookie)
    assert not Reader.objects.exists()


@pytest.mark.parametrize("cookie", ["x=1", "xsessionid=1", "x=sessionid", "sessionid2=1; [=]"])
def test_readers_with_other_cookies_are_counted(cookie):
    assert visit(HTTP_COOKIE=cookie).numbers["today"] == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://other.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_REFERER": "https://other.example/"},
    ],
)
def test_requests_from_other_sites_are_refused(headers):
    assert visit(**headers).status == 403
    assert not Reader.objects.exists()


def test_the_sites_own_script_is_not_refused():
    assert visit(HTTP_REFERER="http://testserver/").status == 200
    assert visit(HTTP_SEC_FETCH_SITE="same-origin").status == 200
    assert visit(HTTP_ORIGIN="http://testserver").status == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\0",
        b"\xff\xfe",
        b'{"page": -1}',
        b'{"page": 0}',
        b'{"page": "abc"}',
        b'{"page": 1.5}',
        b'{"page": true}',
        b'{"page": 9223372036854775808}',
        b'{"reader": "xyz"}',
        b'{"reader": "0123456789ABCDEF"}',
        b'{"reader": 5}',
        b'{"kind": "like"}',
        b'{"kind": ["view"]}',
        b"[" * 1000,
    ],
)
def test_a_body_that_makes_no_sense_is_refused_and_counts_nothing(body):
    assert ask("POST", addresses.VISIT, body).status == 400
    assert not Reader.objects.exists()


def test_a_large_body_is_refused_unread():
    answer = ask("POST", addresses.VISIT, b"", CONTENT_LENGTH="1048576")
    assert answer.status == 413


@pytest.mark.parametrize("length", ["-5", "abc", "0", ""])
def test_a_wrong_length_is_refused(length):
    assert ask("POST", addresses.VISIT, b"{}", CONTENT_LENGTH=length).status == 400


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(method):
    answer = ask(method, addresses.VISIT)
    assert answer.status == 405 and answer.headers["Allow"] == "POST"


def test_counts_are_read_from_other_origins_and_count_nothing():
    visit()
    answer = ask("GET", addresses.COUNTS, HTTP_ORIGIN="https://cong-doan-co-so.example")
    assert answer.numbers == {"online": 1, "today": 1, "total": 1}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


OURS = {"HTTP_REFERER": "http://testserver/tin-tuc/"}


def see_picture(query="", path=addresses.PICTURE, **environ):
    """Ask for the picture as a browser does that stands on one of our pages."""
    return ask("GET", path, query=query, **{**OURS, **environ})


@pytest.mark.parametrize(
    ("path", "content_type", "beginning"),
    [
        (addresses.PICTURE, "image/svg+xml", b"<svg"),
        (addresses.FORMER_PICTURE, "image/gif", b"GIF89a"),
    ],
)
def test_a_picture_counts_a_reader_without_scripts(path, content_type, beginning):
    page = ArticlePageFactory().pk
    answer = see_picture(f"page={page}", path)
    assert answer.headers["Content-Type"] == content_type and answer.body.startswith(beginning)
    assert PageDay.objects.get(page=page).views == 1


@pytest.mark.parametrize("page", ["", "-1", "abc", "9223372036854775808", "٣", "%00", "1" * 300])
@pytest.mark.parametrize("path", [addresses.PICTURE, addresses.FORMER_PICTURE])
def test_a_strange_page_in_the_pictures_address_counts_the_visit_alone(page, path):
    assert see_picture(f"page={page}", path).status == 200
    assert Reader.objects.count() == 1 and not PageDay.objects.exists()


def test_the_picture_shows_the_numbers_that_the_reader_has_just_changed():
    open_books(2_311_602, "Trang cũ")
    assert ">2.311.603<" in see_picture().body.decode()
    assert ">2,311,603<" in see_picture("lang=en").body.decode()


def test_the_picture_is_never_older_than_what_another_process_counted():
    see_picture()
    recording.forget_shared()
    recording.last_known()
    visit(reader="b" * 16)
    shown = ElementTree.fromstring(see_picture(HTTP_USER_AGENT=GOOGLE).body)
    assert [text.text for text in shown.iterfind("{*}text")][1:] == ["2", "2"]


def test_the_longest_number_fits_into_the_picture():
    long, short = (
        ElementTree.fromstring(picture.drawn(reading.Counts(1, 1, total), "vi"))
        for total in (2**53 + 1, 1)
    )
    (*_, text), (*_, usual) = long.iterfind("{*}text"), short.iterfind("{*}text")
    assert text.text == "9.007.199.254.740.993" and float(usual.get("font-size")) == picture.SIZE
    assert len(text.text) * float(text.get("font-size")) * picture.SHARE <= picture.WIDTH + 1


def test_the_picture_shows_no_number_while_the_view_waits_on_disk(monkeypatch):
    monkeypatch.setattr(recording, "record", lambda view: None)
    shown = see_picture()
    assert shown.status == 200 and shown.body.count("–".encode()) == 3


@pytest.mark.parametrize("path", [addresses.PICTURE, addresses.FORMER_PICTURE])
def test_a_head_request_counts_nothing(path):
    answer = ask("HEAD", path, **OURS)
    assert answer.body == b"" and not Reader.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_REFERER": "https://other.example/"},
        {"HTTP_REFERER": "https://other.example/?http://testserver/"},
        {"HTTP_REFERER": "http://testserver.other.example/"},
        {"HTTP_REFERER": "rubbish"},
        {"HTTP_SEC_FETCH_SITE": "cross-site", **OURS},
        {"HTTP_SEC_FETCH_SITE": "none"},
    ],
)
@pytest.mark.parametrize("path", [addresses.PICTURE, addresses.FORMER_PICTURE])
def test_a_picture_on_another_site_counts_nothing(headers, path):
    assert ask("GET", path, **headers).status == 200
    assert not Reader.objects.exists()


def test_a_picture_on_a_page_of_ours_needs_one_word_of_the_browser():
    ask("GET", addresses.PICTURE, HTTP_SEC_FETCH_SITE="same-origin")
    assert Reader.objects.count() == 1


IN_ADVANCE = [
    {"HTTP_SEC_PURPOSE": "prefetch"},
    {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
    {"HTTP_SEC_PURPOSE": "prefetch;anonymous-client-ip"},
    {"HTTP_PURPOSE": "prefetch"},
    {"HTTP_PURPOSE": "Prefetch"},
    {"HTTP_X_PURPOSE": "preview"},
    {"HTTP_X_MOZ": "prefetch"},
]


@pytest.mark.parametrize("headers", IN_ADVANCE)
def test_what_a_browser_fetches_in_advance_counts_nothing(headers):
    assert visit(**headers).numbers["today"] == 0
    assert see_picture(**headers).status == 200
    assert see_picture(path=addresses.FORMER_PICTURE, **headers).status == 200
    assert not Reader.objects.exists()


@pytest.mark.parametrize("host", ["other.example", "testserver.other.example", "a b", "", "[::1"])
def test_a_request_to_a_host_that_is_not_ours_counts_nothing(host):
    origin = {"HTTP_HOST": host, "SERVER_NAME": "other.example"}
    assert visit(**origin, HTTP_SEC_FETCH_SITE="same-origin").status == 400
    assert see_picture(**origin, HTTP_SEC_FETCH_SITE="same-origin").status == 400
    assert not Reader.objects.exists()


@pytest.mark.parametrize("host", ["testserver:8000", "TestServer", "testserver."])
def test_every_spelling_of_our_host_is_ours(host):
    assert visit(HTTP_HOST=host, HTTP_SEC_FETCH_SITE="same-origin").status == 200


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


NOT_PUBLIC = {
    "taken down": lambda article: article.unpublish(),
    "for some readers": restrict,
    "in a section for some readers": lambda article: restrict(article.get_parent()),
    "deleted": lambda article: article.delete(),
}


@pytest.mark.parametrize("change", NOT_PUBLIC)
def test_a_page_that_is_not_public_counts_for_the_site_and_for_no_page(change):
    article = ArticlePageFactory()
    pk = article.pk
    NOT_PUBLIC[change](article)
    assert visit(pk).numbers["today"] == 1
    see_picture(f"page={pk}")
    assert Reader.objects.count() == 2 and not PageDay.objects.exists()


def test_a_restriction_elsewhere_leaves_a_page_public():
    article, other = ArticlePageFactory(), ArticlePageFactory()
    restrict(other)
    visit(article.pk)
    assert PageDay.objects.get(page=article.pk).views == 1


@pytest.mark.parametrize("path", [addresses.VISIT, addresses.FORMER_VISIT])
def test_a_view_is_counted_at_the_former_address_too(path):
    assert ask("POST", path, b'{"page": null}').numbers["today"] == 1


@pytest.mark.parametrize("path", [addresses.COUNTS, addresses.FORMER_COUNTS])
def test_embeds_read_the_numbers_at_the_former_address_too(path):
    assert ask("GET", path).numbers == {"online": 0, "today": 0, "total": 0}


def test_every_other_address_is_passed_on():
    assert ask("GET", addresses.FOLDER).status == 299
    assert ask("GET", addresses.FORMER_FOLDER).status == 299
    assert ask("GET", "/").status == 299


def test_the_same_code_answers_behind_django(client):
    response = client.post(
        addresses.VISIT,
        data={"page": None, "reader": TOKEN},
        content_type="application/json",
        headers={"user-agent": BROWSER},
    )
    assert response.json() == {"online": 1, "today": 1, "total": 1}


def forwarded(hops, settings, trusted=("10.0.0.0/8",)):
    import ipaddress

    from analytics.readers import client_address

    settings.TRUSTED_PROXIES = [ipaddress.ip_network(network) for network in trusted]
    return str(client_address({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": hops}))


@pytest.mark.parametrize(
    ("hops", "address"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("1.1.1.1, 203.0.113.5", "203.0.113.5"),
        ("1.1.1.1, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        ("", "10.0.0.1"),
        ("rubbish", "10.0.0.1"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("x," * 10_000 + "203.0.113.5", "203.0.113.5"),
    ],
)
def test_the_address_is_read_from_the_right_through_trusted_proxies(hops, address, settings):
    assert forwarded(hops, settings) == address


def test_a_forged_header_is_not_believed_without_a_trusted_proxy(settings):
    assert forwarded("203.0.113.5", settings, trusted=()) == "10.0.0.1"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", addresses.VISIT, 400),
        ("GET", addresses.VISIT, 405),
        ("GET", addresses.COUNTS, 200),
        ("HEAD", addresses.PICTURE, 200),
    ],
)
def test_every_answer_carries_the_headers_that_pages_have(method, path, status, client):
    answer, page = ask(method, path), client.get("/healthz/")
    assert answer.status == status
    for name in ("X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"):
        assert answer.headers[name] == page[name]
    assert answer.headers["Cross-Origin-Opener-Policy"] == page["Cross-Origin-Opener-Policy"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), RuntimeError("other")])
def test_a_counter_that_cannot_begin_keeps_no_page_from_readers(error, monkeypatch):
    def fail():
        raise error

    monkeypatch.setattr(recording, "last_known", fail)
    assert ask("GET", "/").status == 299


class SlowBody:
    """A body that comes when the test lets it."""

    def __init__(self):
        self.comes = Event()

    def read(self, length):
        assert self.comes.wait(10)
        return b"{}"


def test_bodies_that_never_come_hold_a_quarter_of_the_threads_and_the_next_is_refused_at_once(
    monkeypatch,
):
    monkeypatch.setattr(endpoint, "BODY_WAIT", 2)
    bodies, slow = endpoint._Bodies(), SlowBody()
    threads = [
        Thread(target=bodies.read, args=(slow, 2)) for _number in range(group_commit.MAY_WAIT)
    ]
    for thread in threads:
        thread.start()
    began = time.monotonic()
    with pytest.raises(endpoint.Refused) as refusal:
        bodies.read(BytesIO(b"{}"), 2)
    assert refusal.value.status == 503 and time.monotonic() - began < 1
    slow.comes.set()
    for thread in threads:
        thread.join(10)
    assert bodies.read(BytesIO(b"{}"), 2) == b"{}"
