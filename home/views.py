"""Addresses that belong to no page: for robots, for monitoring, for uploaded files."""

import mimetypes
import posixpath
from dataclasses import asdict

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.core.cache import cache
from django.core.exceptions import SuspiciousFileOperation
from django.db import DatabaseError, connection
from django.db import Error as DatabaseProblem
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils._os import safe_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from analytics import durability
from analytics.addresses import FOLDERS
from articles.feeds.base import UNWRITABLE
from articles.models import ArticlePage, Department, Topic
from newsroom.word_import import office
from page_cache.dependencies import end_at

from .file_answers import file_answer
from .models import HomePage
from .seo import sitemaps
from .seo.metadata import full_address

# Articles offered where the one asked for is not.
NEWEST_INSTEAD = 3
# What a browser may show; everything else is handed over as a file to keep.
SHOWN_TYPES = {"image/avif", "image/gif", "image/jpeg", "image/png", "image/webp"}


@require_safe
def robots(request):
    """Tell robots what to leave alone, and where the site map is."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        *(f"Disallow: {folder}" for folder in FOLDERS),
        f"Disallow: {reverse('search')}",
        "Disallow: /en/search/",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap_news'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request):
    """Name the maps of the site's pages and articles."""
    maps = [
        {"location": full_address(reverse("sitemap_part", args=[part.name])), **asdict(part)}
        for part in sitemaps.parts()
    ]
    return _xml(request, "sitemap_index.xml", {"sitemaps": maps})


@require_safe
def sitemap_part(request, name):
    """List the addresses of one part of the site."""
    found = sitemaps.map_called(name)
    if found is None:
        raise Http404
    response = sitemap(request, {name: found}, section=name)
    if not response.context_data["urlset"]:
        raise Http404
    return response


@require_safe
def sitemap_news(request):
    """List the articles of the last two days, for those who look for news."""
    names = dict(HomePage.objects.values_list("locale__language_code", "site_name"))
    articles = list(sitemaps.newest_news())
    if articles:
        end_at(articles[-1].display_date + sitemaps.NEWS_AGE)
    news = [
        {
            "article": article,
            "address": article.get_full_url(request),
            "language": article.locale.language_code,
            "publication": names.get(article.locale.language_code, ""),
        }
        for article in articles
    ]
    return _xml(request, "sitemap_news.xml", {"news": news})


def _xml(request, template, context):
    """Render XML without the characters that it cannot hold: a parser would refuse all of it."""
    text = UNWRITABLE.sub(" ", render_to_string(template, context, request))
    return HttpResponse(text, content_type="application/xml")


@require_safe
def site_map(request):
    """Show readers everything there is: sections, pages, topics, departments."""
    locale = Locale.get_active()
    kinds = ((_("Dòng sự kiện"), Topic), (_("Phòng, ban, đơn vị"), Department))
    named = [(heading, model.objects.filter(locale=locale)) for heading, model in kinds]
    return render(request, "home/site_map.html", {"named": named})


@require_safe
def favicon(request):
    """Lead the browsers that ask for the old name to the icon."""
    return redirect(static("img/icon.svg"), permanent=True)


@never_cache
@require_safe
def healthz(request):
    """Answer 200 when database and cache answer, else 503 with the name of the failing part.

    "degraded" while readers are served but the database is set so that a power cut may lose what
    was saved. Also says whether LibreOffice is there, which is good to have and never required.
    """
    failing = [name for name, works in (("database", _database), ("cache", _cache)) if not works()]
    if failing:
        return JsonResponse({"status": "error", "failing": failing}, status=503)
    if not_durable := durability.broken_by():
        return JsonResponse({"status": "degraded", "failing": not_durable})
    return JsonResponse({"status": "ok", "libreoffice": office.is_installed()})


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
    """Serve a stored picture as data: pictures are shown, what else lies there is downloaded.

    Attached files and what waits to become one are at no address of this kind.
    """
    # "//documents/x" and "a/../documents/x" are the same file as "documents/x".
    path = posixpath.normpath(f"/{path}").lstrip("/")
    if path.partition("/")[0] not in settings.SHOWN_MEDIA_FOLDERS:
        raise Http404
    content_type = mimetypes.guess_type(path)[0]
    is_shown = content_type in SHOWN_TYPES
    headers = {} if is_shown else {"Content_Disposition": "attachment"}
    try:
        return file_answer(
            request,
            safe_join(settings.MEDIA_ROOT, path),
            content_type if is_shown else "application/octet-stream",
            Cache_Control="public, max-age=31536000, immutable",
            X_Content_Type_Options="nosniff",
            **headers,
        )
    except (SuspiciousFileOperation, OSError, ValueError):
        # A path that leaves the folder, or that no file system could hold.
        raise Http404 from None


def page_not_found(request, exception):
    """Say kindly that nothing is at this address, with a way on."""
    try:
        context = {"is_error": True, "newest": _newest_articles()}
        return render(request, "404.html", context, status=404)
    except DatabaseProblem:
        return render(request, "404_plain.html", status=404)


def _newest_articles():
    home = HomePage.objects.filter(locale__language_code=get_language()).first()
    if home is None:
        return []
    articles = ArticlePage.objects.published().in_locale_of(home)
    return articles.newest_first().for_cards()[:NEWEST_INSTEAD]


def server_error(request):
    """Say that the fault is ours; asks neither the database nor the page tree."""
    return render(request, "500.html", status=500)
