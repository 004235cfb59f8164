"""The counter's addresses, asked as a browser, a robot and an attacker ask them."""

import json
from io import BytesIO

import pytest
from django.conf import settings
from django.test import RequestFactory

from analytics import counting
from analytics.endpoint import VisitEndpoint
from analytics.models import Day, PageDay, Reader
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
    counting._Shared.online_until = 0.0
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
    return ask("POST", "/analytics/visit/", json.dumps(body).encode(), **environ)


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


@pytest.mark.parametrize("agent", [BROWSER, ZALO, f"{BROWSER} [FBAN/FB4A;FBAV/440.0]"])
def test_people_in_the_browsers_of_other_apps_are_counted(agent):
    assert visit(HTTP_USER_AGENT=agent).numbers["today"] == 1


def test_signed_in_staff_are_not_counted_and_told_so():
    answer = visit(HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}=abc")
    assert answer.numbers == {"online": 0, "today": 0, "total": 0, "staff": True}


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://other.example"},
        {"HTTP_ORIGIN": "null"},
    ],
)
def test_requests_from_other_sites_are_refused(headers):
    assert visit(**headers).status == 403
    assert not Reader.objects.exists()


def test_the_sites_own_script_is_not_refused():
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
    assert ask("POST", "/analytics/visit/", body).status == 400
    assert not Reader.objects.exists()


def test_a_large_body_is_refused_unread():
    answer = ask("POST", "/analytics/visit/", b"", CONTENT_LENGTH="1048576")
    assert answer.status == 413


@pytest.mark.parametrize("length", ["-5", "abc", "0", ""])
def test_a_wrong_length_is_refused(length):
    assert ask("POST", "/analytics/visit/", b"{}", CONTENT_LENGTH=length).status == 400


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(method):
    answer = ask(method, "/analytics/visit/")
    assert answer.status == 405 and answer.headers["Allow"] == "POST"


def test_counts_are_read_from_other_origins_and_count_nothing():
    visit()
    answer = ask("GET", "/analytics/counts/", HTTP_ORIGIN="https://cong-doan-co-so.example")
    assert answer.numbers == {"online": 1, "today": 1, "total": 1}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_pixel_counts_a_reader_without_scripts():
    page = ArticlePageFactory().pk
    answer = ask("GET", "/analytics/pixel.gif", query=f"page={page}")
    assert answer.headers["Content-Type"] == "image/gif" and answer.body.startswith(b"GIF89a")
    assert PageDay.objects.get(page=page).views == 1


@pytest.mark.parametrize("page", ["", "-1", "abc", "9223372036854775808", "٣", "%00", "1" * 300])
def test_a_strange_page_in_the_pixels_address_counts_the_visit_alone(page):
    assert ask("GET", "/analytics/pixel.gif", query=f"page={page}").status == 200
    assert not PageDay.objects.exists()


def test_a_head_request_counts_nothing():
    answer = ask("HEAD", "/analytics/pixel.gif")
    assert answer.body == b"" and not Reader.objects.exists()


def test_a_network_may_start_only_so_many_visits(settings):
    settings.VISIT_LIMITS = {"token": 3, "no_token": 1}
    for token in ("a" * 16, "b" * 16, "c" * 16, "d" * 16, "e" * 16):
        visit(reader=token)
    assert visit(reader="d" * 16).numbers == {"online": 3, "today": 3, "total": 3}
    assert sum(Day.objects.values_list("over_limit", flat=True)) == 3
    assert visit(reader="a" * 16).numbers["today"] == 3


def test_readers_without_a_number_have_a_limit_of_their_own(settings):
    settings.VISIT_LIMITS = {"token": 3, "no_token": 1}
    visit(reader=None)
    visit(reader=None, HTTP_ACCEPT_LANGUAGE="en")
    assert visit(reader="a" * 16).numbers["today"] == 2


def test_another_network_has_its_own_limit(settings):
    settings.VISIT_LIMITS = {"token": 1, "no_token": 1}
    visit(reader="a" * 16, REMOTE_ADDR="203.0.113.5")
    visit(reader="b" * 16, REMOTE_ADDR="203.0.113.5")
    assert visit(reader="c" * 16, REMOTE_ADDR="203.0.113.6").numbers["today"] == 2


def test_invented_user_agents_leave_no_rows_behind(settings):
    settings.VISIT_LIMITS = {"token": 1000, "no_token": 60}
    for number in range(200):
        visit(reader=None, HTTP_USER_AGENT=f"{BROWSER} {number}")
    assert Reader.objects.count() == 60


def test_every_other_address_is_passed_on():
    assert ask("GET", "/analytics/").status == 299
    assert ask("GET", "/").status == 299


def test_the_same_code_answers_behind_django(client):
    response = client.post(
        "/analytics/visit/",
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
        ("POST", "/analytics/visit/", 400),
        ("GET", "/analytics/visit/", 405),
        ("GET", "/analytics/counts/", 200),
        ("HEAD", "/analytics/pixel.gif", 200),
    ],
)
def test_every_answer_carries_the_headers_that_pages_have(method, path, status, client):
    answer, page = ask(method, path), client.get("/healthz/")
    assert answer.status == status
    for name in ("X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"):
        assert answer.headers[name] == page[name]
    assert answer.headers["Cross-Origin-Opener-Policy"] == page["Cross-Origin-Opener-Policy"]
