"""The counter's addresses, answered in WSGI before Django's middleware.

There are no sessions, no redirects and no templates here, so a view costs little more than
its transaction. `analytics.urls` leads the same addresses here where a server runs Django alone.
"""

import json
import logging
import re
import time
from http import HTTPStatus
from threading import Semaphore
from urllib.parse import parse_qs

from django.conf import settings

from . import addresses, group_commit, logs, page_views, picture, readers, reading, recording

logger = logging.getLogger(__name__)

MAX_BODY = 1024
BODY_WAIT = 0.15
MAX_PAGE_ID = 2**63 - 1
TOKEN = re.compile(r"[0-9a-f]{16}")
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
            recording.last_known()
        except Exception:
            # Whatever it is, pages are served.
            logger.warning("The visit counter is not ready yet", exc_info=True)

    def __call__(self, environ, start_response):
        if environ.get("PATH_INFO") not in ROUTES:
            return self.application(environ, start_response)
        status, headers, body = answer(environ)
        start_response(f"{status.value} {status.phrase}", [*headers, *SECURITY_HEADERS])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


def answer(environ):
    """Answer the WSGI request `environ`: (HTTPStatus, list of headers, body as bytes)."""
    try:
        if not readers.is_our_host(environ):
            raise Refused(HTTPStatus.BAD_REQUEST)
        return ROUTES[environ["PATH_INFO"]](environ)
    except Refused as refusal:
        return refusal.status, [NO_STORE, ("Content-Length", "0"), *refusal.headers], b""
    except Exception:
        logs.log_once_a_minute("A view could neither be counted nor kept for later")
        return _unavailable()


def _unavailable():
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return status, [NO_STORE, ("Content-Length", "0"), ("Retry-After", "5")], b""


def visit(environ):
    """POST: count a view or a sign of life; answer the three numbers after the commit."""
    _allow(environ, "POST")
    if not readers.is_own_page(environ):
        raise Refused(HTTPStatus.FORBIDDEN)
    page, token, kind = _read_body(environ)
    if readers.is_staff(environ):
        return _read(staff=True)
    if not readers.is_person(environ) or readers.is_in_advance(environ):
        return _read()
    counts = _record(environ, token, page, kind)
    if counts is not None:
        return _numbers(counts)
    known = reading.last_shown()
    _status, headers, body = _numbers(known) if known else _respond("application/json", b"{}")
    return HTTPStatus.ACCEPTED, headers, body


def counts(environ):
    """GET: the three numbers, for any site to show; counts nothing."""
    _allow(environ, "GET", "HEAD")
    status, headers, body = _read()
    return status, [*headers, ("Access-Control-Allow-Origin", "*")], body


def numbers_picture(environ):
    """GET: count a reader without scripts, and show them the three numbers.

    While the database is away it shows none: those of another process might be lower.
    """
    language = _asked(environ, "lang")
    return _respond("image/svg+xml", picture.drawn(_record_picture(environ), language))


def empty_picture(environ):
    """GET: count a reader without scripts; the picture that kept pages of former releases ask."""
    _record_picture(environ)
    return _respond("image/gif", TRANSPARENT_GIF)


def _record_picture(environ):
    """Count the reader who asks for a picture, if any; return the `Counts`, or None."""
    _allow(environ, "GET", "HEAD")
    is_counted = (
        environ["REQUEST_METHOD"] == "GET"
        and readers.is_own_picture(environ)
        and readers.is_person(environ)
        and not readers.is_staff(environ)
        and not readers.is_in_advance(environ)
    )
    if not is_counted:
        return recording.read()
    return _record(environ, None, _page_id(_asked(environ, "page")))


def _record(environ, token, page, kind="view"):
    """Count a view; return the present `Counts`, or None while it waits for the database."""
    return recording.record(page_views.view_of(readers.identify(environ, token), page, kind))


def _read(**more):
    """Answer the numbers, counting nothing."""
    counts = recording.read()
    return _numbers(counts, **more) if counts else _unavailable()


ROUTES = {
    addresses.VISIT: visit,
    addresses.COUNTS: counts,
    addresses.PICTURE: numbers_picture,
    addresses.FORMER_VISIT: visit,
    addresses.FORMER_COUNTS: counts,
    addresses.FORMER_PICTURE: empty_picture,
}


def _asked(environ, name):
    """Return what the query of a picture's address says of `name`, or ""."""
    return parse_qs(environ.get("QUERY_STRING", "")[:256]).get(name, [""])[0]


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
        body = json.loads(_bodies.read(environ["wsgi.input"], length))
    except (ValueError, RecursionError):
        raise Refused(HTTPStatus.BAD_REQUEST) from None
    if not isinstance(body, dict):
        raise Refused(HTTPStatus.BAD_REQUEST)
    page, token, kind = body.get("page"), body.get("reader"), body.get("kind", "view")
    page_is_valid = page is None or (type(page) is int and 0 < page <= MAX_PAGE_ID)
    token_is_valid = token is None or (isinstance(token, str) and TOKEN.fullmatch(token))
    if not page_is_valid or not token_is_valid or kind not in page_views.KINDS:
        raise Refused(HTTPStatus.BAD_REQUEST)
    return page, token, kind


class _Bodies:
    """Reads bodies; those that do not come hold a quarter of the process's threads at most.

    Granian (2.8) has no limit for the time in which a body comes, and stands still when a request
    is answered while its body is being read elsewhere. nginx passes on nothing before it has all.
    """

    def __init__(self):
        self._places = Semaphore(group_commit.MAY_WAIT)
        self._last_read = 0.0

    def read(self, source, length):
        """Return `length` bytes of `source`, or refuse the request while others wait for theirs."""
        if not self._places.acquire(blocking=False):
            # Bodies come with their headers: while some do, there will be a place soon.
            is_stuck = time.monotonic() - self._last_read > BODY_WAIT
            if is_stuck or not self._places.acquire(timeout=BODY_WAIT):
                raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, [("Retry-After", "5")])
        try:
            return source.read(length)
        finally:
            self._last_read = time.monotonic()
            self._places.release()


_bodies = _Bodies()


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
