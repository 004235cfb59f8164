"""Addresses that belong to no page: for robots, for monitoring, for uploaded files."""

import mimetypes
import posixpath

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import SuspiciousFileOperation
from django.db import DatabaseError, connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

# What a browser may show; everything else is handed over as a file to keep.
SHOWN_TYPES = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}


@require_safe
def robots(request):
    """Tell robots what to leave alone, and where the site map is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /analytics/",
        f"Disallow: {reverse('search')}",
        "Disallow: /en/search/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request):
    """Lead the browsers that ask for the old name to the icon."""
    return redirect(static("img/icon.svg"), permanent=True)


@never_cache
@require_safe
def healthz(request):
    """Answer 200 when database and cache answer, else 503 with the name of the failing part."""
    failing = [name for name, works in (("database", _database), ("cache", _cache)) if not works()]
    if failing:
        return JsonResponse({"status": "error", "failing": failing}, status=503)
    return JsonResponse({"status": "ok"})


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        return False


def _cache():
    try:
        cache.set("healthz", "ok", 10)
        return cache.get("healthz") == "ok"
    except Exception:
        return False


@require_safe
def media(request, path):
    """Serve an uploaded file as data: pictures are shown, everything else is downloaded."""
    # "//documents/x" and "a/../documents/x" are the same file as "documents/x".
    path = posixpath.normpath(f"/{path}").lstrip("/")
    content_type = mimetypes.guess_type(path)[0]
    if path.startswith("documents/"):
        raise Http404
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except (SuspiciousFileOperation, OSError, ValueError):
        # A path that leaves the folder, or that no file system could hold.
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    if content_type not in SHOWN_TYPES:
        response["Content-Type"] = "application/octet-stream"
        response["Content-Disposition"] = "attachment"
    return response


def page_not_found(request, exception):
    """Say kindly that nothing is at this address, with a way on."""
    return render(request, "404.html", {"is_error": True}, status=404)


def server_error(request):
    """Say that the fault is ours; asks neither the database nor the page tree."""
    return render(request, "500.html", status=500)
