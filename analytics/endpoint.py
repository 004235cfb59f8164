"""The counter's addresses, answered in WSGI before Django's middleware.

There are no sessions, no redirects and no templates here, so a view costs little more than
its transaction. `analytics.urls` leads the same addresses here where a server runs Django alone.
"""

import json
import logging
import re
from http import HTTPStatus
from urllib.parse import parse_qs

from django.conf import settings
from django.db import DatabaseError

from . import counting, keys, readers
from .journal import JournalFullError

logger = logging.getLogger(__name__)

VISIT = "/analytics/visit/"
COUNTS = "/analytics/counts/"
PIXEL = "/analytics/pixel.gif"

MAX_BODY = 1024
MAX_PAGE_ID = 2**63 - 1
TOKEN = re.compile(r"[0-9a-f]{16}")
KINDS = ("view", "alive")
TRANSPARENT_GIF = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
NO_STORE = ("Cache-Control", "no-store")
# As Django's middleware adds them to every other answer.
SECURITY_HEADERS = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
    ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
    ("Permissions-Policy", settings.PERMISSIONS_POLICY),
]


class Refused(Exception):
    """A request that is answered with `status` and counts nothing."""

    def __init__(self, status, headers=()):
        super().__init__(status)
        self.status = status
        self.headers = list(headers)


class VisitEndpoint:
    """WSGI application: answers the counter's addresses, passes every other on."""

    def __init__(self, application):
        self.application = application
        try:
            keys.load(counting.local_time(counting.now_ms()).date())
            counting.last_known()
        except DatabaseError:
            logger.warning("The visit counter's database does not answer yet")

    def __call__(self, environ, start_response):
        if environ.get("PATH_INFO") not in ROUTES:
            return self.application(environ, start_response)
        status, headers, body = answer(environ)
        start_response(f"{status.value} {status.phrase}", [*headers, *SECURITY_HEADERS])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def answer(environ):
    """Answer the WSGI request `environ`: (HTTPStatus, list of headers, body as bytes)."""
    try:
        return ROUTES[environ["PATH_INFO"]](environ)
    except Refused as refusal:
        return refusal.status, [NO_STORE, ("Content-Length", "0"), *refusal.headers], b""
    except (DatabaseError, JournalFullError, OSError):
        logger.exception("A view could neither be counted nor kept for later")
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return status, [NO_STORE, ("Content-Length", "0"), ("Retry-After", "5")], b""


def visit(environ):
    """POST: count a view or a sign of life; answer the three numbers after the commit."""
    _allow(environ, "POST")
    if not readers.is_own_page(environ):
        raise Refused(HTTPStatus.FORBIDDEN)
    page, token, kind = _read_body(environ)
    if readers.is_staff(environ):
        return _numbers(counting.current(), staff=True)
    if not readers.is_person(environ):
        return _numbers(counting.current())
    return _record(counting.view_of(readers.identify(environ, token), page, kind))


def counts(environ):
    """GET: the three numbers, for any site to show; counts nothing."""
    _allow(environ, "GET", "HEAD")
    status, headers, body = _numbers(counting.current())
    return status, [*headers, ("Access-Control-Allow-Origin", "*")], body


def pixel(environ):
    """GET: a transparent picture that counts a reader without scripts."""
    _allow(environ, "GET", "HEAD")
    person = readers.is_person(environ) and not readers.is_staff(environ)
    if environ["REQUEST_METHOD"] == "GET" and person and readers.is_own_page(environ):
        page = _page_id(parse_qs(environ.get("QUERY_STRING", "")[:256]).get("page", [""])[0])
        _record(counting.view_of(readers.identify(environ, None), page))
    return _respond("image/gif", TRANSPARENT_GIF)


def _record(view):
    """Count `view`: 200 once it is committed, 202 while it waits for the database."""
    counts = counting.record(view)
    if counts is not None:
        return _numbers(counts)
    known = counting.last_known()
    _status, headers, body = _numbers(known) if known else _respond("application/json", b"{}")
    return HTTPStatus.ACCEPTED, headers, body


ROUTES = {VISIT: visit, COUNTS: counts, PIXEL: pixel}


def _allow(environ, *methods):
    if environ["REQUEST_METHOD"] not in methods:
        raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, [("Allow", ", ".join(methods))])


def _read_body(environ):
    """Return (page id or None, token or None, kind) from the JSON body, or refuse it."""
    try:
        length = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        length = -1
    if not 0 < length <= MAX_BODY:
        too_large = length > MAX_BODY
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_large else HTTPStatus.BAD_REQUEST)
    try:
        body = json.loads(environ["wsgi.input"].read(length))
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST) from None
    if not isinstance(body, dict):
        raise Refused(HTTPStatus.BAD_REQUEST)
    page, token, kind = body.get("page"), body.get("reader"), body.get("kind", "view")
    page_is_valid = page is None or (type(page) is int and 0 < page <= MAX_PAGE_ID)
    token_is_valid = token is None or (isinstance(token, str) and TOKEN.fullmatch(token))
    if not page_is_valid or not token_is_valid or kind not in KINDS:
        raise Refused(HTTPStatus.BAD_REQUEST)
    return page, token, kind


def _page_id(text):
    if text.isascii() and text.isdigit() and len(text) < 20 and 0 < int(text) <= MAX_PAGE_ID:
        return int(text)
    return None


def _numbers(numbers, **more):
    body = {"online": numbers.online, "today": numbers.today, "total": numbers.total, **more}
    return _respond("application/json", json.dumps(body).encode())


def _respond(content_type, body):
    headers = [
        ("Content-Type", content_type),
        ("Content-Length", str(len(body))),
        NO_STORE,
    ]
    return HTTPStatus.OK, headers, body
