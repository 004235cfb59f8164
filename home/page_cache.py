"""Whole pages kept for anonymous readers until something is published.

Every kept page belongs to a generation, which is read before the page is rendered and is new
after each change of what readers see: a page that was being rendered meanwhile is kept under
a generation that nobody asks for any more.
"""

import gzip
import re
import time
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from articles.caches import keep, tell

# The block's numbers and the most-read list are renewed after this long, whatever is published.
FRESH_SECONDS = 3600
KEPT_SECONDS = 7 * 24 * 3600
CACHE_CONTROL = "public, max-age=0, s-maxage=2, stale-while-revalidate=60, stale-if-error=86400"
GENERATION = "pages:generation"
# Added to links by others; no page depends on them.
IGNORED = re.compile(r"utm_\w+|fbclid|gclid|zarsrc|zalo\w*|mc_[ce]id")
PAGE_NUMBER = re.compile(r"[1-9]\d{0,3}")
KEPT_HEADERS = ("Content-Type", "Content-Language", "Content-Security-Policy", "X-Frame-Options")


def _pages():
    return caches["pages"]


def forget_pages():
    """Have every page made anew for the next reader who asks for it."""
    keep(_pages(), GENERATION, uuid4().hex, None)


def _generation():
    return _pages().get(GENERATION) or _pages().get_or_set(GENERATION, uuid4().hex, None)


def _release():
    """Return what tells the static files of one release from the next: pages name them."""
    return getattr(staticfiles_storage, "manifest_hash", "")


class PageCacheMiddleware:
    """Answers anonymous requests for pages with the kept page, if nothing changed since."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _is_for_readers(request):
            return self.get_response(request)
        key, kept = _key(request), None
        try:
            request.generation = f"{_generation()}:{_release()}"
            if key is not None:
                key = f"{request.generation}:{key}"
                kept = _pages().get(key)
        except Exception as error:
            # A cache that does not answer delays readers, and keeps nobody out.
            tell(error)
            return self.get_response(request)
        if key is None:
            return self.get_response(request)
        if kept and time.time() - kept["made_at"] < FRESH_SECONDS:
            return _answer(request, kept)
        return self._render(request, key, kept)

    def _render(self, request, key, kept):
        response = self.get_response(request)
        if response.status_code >= 500 and kept:
            return _answer(request, kept)
        if not _may_keep(response):
            return response
        fresh = _keep(response)
        keep(_pages(), key, fresh, KEPT_SECONDS)
        return _answer(request, fresh)


def _is_for_readers(request):
    """Return whether the request is answered alike for everybody, with nobody signed in."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.path_info.startswith(settings.NEVER_KEPT_PATHS)
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
    address = f"{request.scheme}://{request.get_host()}{request.path_info}?{query}"
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


def _keep(response):
    """Return what is kept of `response`: compressed, since nearly every reader takes it so."""
    return {
        "made_at": time.time(),
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
