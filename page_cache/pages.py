"""Whole pages kept for anonymous readers until something that they show changes.

Every change of what readers see begins a new generation. A kept page that was found right in the
present generation is answered at once; in a new one it is asked first whether it still says what
the database says (`page_cache.dependencies`), and made anew only if it does not.
"""

import gzip
import re
import time
from dataclasses import dataclass, field
from hashlib import blake2b
from threading import Event, Lock, Thread
from urllib.parse import parse_qsl, urlencode
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from .backends import attempt, keep, tell
from .changes import last_change
from .counts import forget_counts
from .dependencies import hold, record
from .fragments import depend_on_common
from .release import release

KEPT_SECONDS = 7 * 24 * 3600
# For those in front: nginx, which counts whole seconds, shows a change within two.
CACHE_CONTROL = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=600"
GENERATION = "pages:generation"
# Beside the generation: the last change in the database that it knows of.
KNOWN_CHANGE = "pages:known-change"
# Seconds that a reader waits for the database to say so.
PATIENCE = 0.05
# Added to links by others; no page depends on them.
IGNORED = re.compile(r"utm_\w+|fbclid|gclid|zarsrc|zalo\w*|mc_[ce]id")
PAGE_NUMBER = re.compile(r"[1-9]\d{0,3}")
KEPT_HEADERS = ("Content-Type", "Content-Language", "Content-Security-Policy", "X-Frame-Options")


# Seconds that a reader waits for another's page to be rendered.
LONGEST_WAIT = 5

_guard = Lock()
_being_rendered = {}
_checking = Lock()
_checked_at = None


def _pages():
    return caches["pages"]


def invalidate_pages():
    """Begin a generation: have every kept page asked whether it is right before it is shown."""
    change, generation = last_change(), uuid4().hex
    keep(_pages(), GENERATION, generation, None)
    if _pages().get(GENERATION) == generation:
        keep(_pages(), KNOWN_CHANGE, change, None)
    forget_counts()


def distrust_old_cache():
    """Begin a generation if the cache does not know of the last change.

    It was away when somebody published, or has come back as it once was.
    """
    if _pages().get(KNOWN_CHANGE) != last_change():
        invalidate_pages()


def _distrust_now_and_then():
    """Look at most once in `settings.KEPT_PAGES_CHECKED_SECONDS`; no reader waits for long."""
    global _checked_at
    seconds, now = settings.KEPT_PAGES_CHECKED_SECONDS, time.monotonic()
    is_due = seconds is not None and (_checked_at is None or now - _checked_at >= seconds)
    # A database that is silent holds one thread, and kept pages are all that readers have.
    if is_due and _checking.acquire(blocking=False):
        _checked_at = now
        look = Thread(target=_distrust, daemon=True)
        try:
            look.start()
        except RuntimeError as error:
            # No thread is left: the next reader tries again.
            _checking.release()
            tell(error)
        else:
            look.join(PATIENCE)


def _distrust():
    try:
        distrust_old_cache()
    except Exception as error:
        tell(error)
    finally:
        connection.close()
        _checking.release()


def _generation():
    return _pages().get(GENERATION) or _pages().get_or_set(GENERATION, uuid4().hex, None)


class Held:
    """The generation in which each kept page was last found right, as this process knows."""

    MOST = 20_000

    def __init__(self):
        self._generations = {}

    def note(self, key, generation):
        if len(self._generations) >= self.MOST:
            self._generations.clear()
        self._generations[key] = generation

    def is_right(self, key, kept, generation):
        known = generation in (kept["generation"], self._generations.get(key))
        return known and not kept["dependencies"].has_ended


_held = Held()


@dataclass(eq=False)
class Rendering:
    """A page that is being rendered: what will be kept of it stands in `page` once it is done."""

    is_done: Event = field(default_factory=Event)
    page: dict | None = None


class PageCacheMiddleware:
    """Answers anonymous requests for pages with the kept page, if nothing changed since."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _is_for_readers(request):
            return self.get_response(request)
        _distrust_now_and_then()
        try:
            request.generation = _generation()
            key = _key(request)
            kept = _pages().get(key) if key else None
        except Exception as error:
            # A cache that does not answer delays readers, and keeps nobody out.
            tell(error)
            return self.get_response(request)
        if key is None:
            return self.get_response(request)
        if kept and _held.is_right(key, kept, request.generation):
            return _answer(request, kept)
        return self._render_once(request, key, kept)

    def _render_once(self, request, key, kept):
        """Render the page for all who ask this process for it meanwhile."""
        mine = Rendering()
        with _guard:
            first = _being_rendered.setdefault(key, mine)
        if first is not mine:
            first.is_done.wait(LONGEST_WAIT)
            if first.page:
                return _answer(request, first.page)
        # What must not be kept, or failed, everybody has made for themselves.
        try:
            return self._render(request, key, kept, mine)
        finally:
            with _guard:
                if first is mine:
                    del _being_rendered[key]
            mine.is_done.set()

    def _render(self, request, key, kept, rendering):
        if kept and attempt(hold, kept["dependencies"], request.generation):
            _held.note(key, request.generation)
            rendering.page = kept
            return _answer(request, kept)
        response, dependencies = record(lambda: self._respond(request))
        if response.status_code >= 500 and kept and kept["dependencies"].has_ended:
            return _answer(request, kept)
        if dependencies is None or not _may_keep(response):
            return response
        rendering.page = _keep(response, dependencies, request.generation)
        keep(_pages(), key, rendering.page, KEPT_SECONDS)
        return _answer(request, rendering.page)

    def _respond(self, request):
        attempt(depend_on_common, request)
        return self.get_response(request)


def _is_for_readers(request):
    """Return whether the request is answered alike for everybody, with nobody signed in."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path_info.startswith(settings.UNCACHED_PATHS)
    )


def _key(request):
    """Return what tells the page asked for from others, or None when it must not be kept.

    Only numbers of pages are kept apart: nobody fills the cache with invented questions.
    """
    query = request.META.get("QUERY_STRING", "")
    if query:
        pairs = parse_qsl(query[:2000], keep_blank_values=True)
        kept = [(name, value) for name, value in pairs if not IGNORED.fullmatch(name)]
        if len(kept) > 1 or any(not _is_page_number(*pair) for pair in kept):
            return None
        # Rendered as if nobody had added anything: the page may print its own address.
        query = request.META["QUERY_STRING"] = urlencode(kept)
    address = f"{release()} {request.scheme}://{request.get_host()}{request.path_info}?{query}"
    return blake2b(address.encode(), digest_size=16).hexdigest()


def _is_page_number(name, value):
    return name == "page" and PAGE_NUMBER.fullmatch(value)


def _may_keep(response):
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
    )


def _keep(response, dependencies, generation):
    """Return what is kept of `response`: compressed, since nearly every reader takes it so."""
    return {
        "dependencies": dependencies,
        "generation": generation,
        "headers": {name: response[name] for name in KEPT_HEADERS if response.has_header(name)},
        "body": gzip.compress(response.content, compresslevel=6, mtime=0),
        "etag": f'W/"{blake2b(response.content, digest_size=12).hexdigest()}"',
    }


def _answer(request, kept):
    """Return the kept page, or 304 when the reader has it already."""
    if kept["etag"] in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(headers=kept["headers"])
        _fill(response, kept["body"], "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""))
    response["ETag"] = kept["etag"]
    response["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _fill(response, body, takes_gzip):
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    response.content = body if takes_gzip else gzip.decompress(body)
    response["Content-Length"] = str(len(response.content))
