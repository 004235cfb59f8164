"""`{% visit_counter %}`: the block with the three numbers, anywhere in a template."""

from urllib.parse import urlencode, urljoin

from django import template
from django.conf import settings
from django.db import DatabaseError
from django.utils.formats import number_format
from django.utils.translation import get_language
from wagtail.models import Page

from analytics.models import VisitCounter

from .. import addresses, networks, queries, recording

register = template.Library()

# Some of the most viewed pages are in another language, or no longer public.
LOOK_AHEAD = 4
FRONT_PAGE_DEPTH = 2


@register.inclusion_tag("analytics/visit_counter.html", takes_context=True)
def visit_counter(context, counter=None, is_counted=True):
    """Render the visit block: the page's script fills in the numbers, or else a picture shows them.

    A kept page is older than its numbers would be, so it holds none. Where nobody is counted
    (`is_counted=False`, and pages that say that something went wrong) no script runs: there the
    block holds the present numbers, or says that they are not to be had just now. `counter` is a
    `VisitCounter` with the editors' wording, shown in the reader's language; without one the
    block has all three numbers.
    """
    counter = counter.for_reader if counter else VisitCounter.standard()
    is_counted = is_counted and not context.get("is_error")
    counts = None if is_counted else recording.read()
    page = context.get("page")
    page_id = page.pk if isinstance(page, Page) else None
    return {
        "heading": counter.heading,
        "rows": [
            {"name": name, "label": label, "count": getattr(counts, name, None)}
            for name, label in (counter.rows if is_counted or counts else ())
        ],
        "page_id": page_id,
        "picture": _picture(page_id, get_language()),
        "is_counted": is_counted,
        "most_visits": sum(map(networks.most_visits, settings.VISIT_LIMITS.values())),
        "most_views": sum(map(networks.most_views, settings.VISIT_LIMITS.values())),
    }


def _picture(page_id, language):
    """Return the address of the picture that counts a reader of the page and shows the numbers."""
    asked = {"page": page_id, "lang": language if language != settings.LANGUAGE_CODE else None}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{addresses.PICTURE}?{query}" if query else addresses.PICTURE


@register.inclusion_tag("analytics/most_read.html", takes_context=True)
def most_read(context, days=7, count=5):
    """Render links to the `count` pages most viewed in the last `days` days, in this language."""
    try:
        ids = [row["page"] for row in queries.views_by_page(days)[: count * LOOK_AHEAD]]
        pages = Page.objects.live().public().filter(pk__in=ids).select_related("locale")
        mine = {page.pk: page for page in pages if page.locale.language_code == get_language()}
    except DatabaseError:
        ids, mine = [], {}
    readable = [mine[pk] for pk in ids if pk in mine and mine[pk].depth > FRONT_PAGE_DEPTH]
    return {"pages": readable[:count], "request": context.get("request")}


@register.simple_tag
def visit_embed_code():
    """Return the two lines that show the block on another site, as text to be copied."""
    # The name without a hash: it stays the same when the file changes.
    script = urljoin(
        settings.WAGTAILADMIN_BASE_URL, f"{settings.STATIC_URL}{addresses.EMBED_SCRIPT}"
    )
    return f'<div data-visits-embed></div>\n<script async src="{script}"></script>'


@register.filter
def grouped(number):
    """Write a number in thousands as the page's language does: 2.311.602 or 2,311,602."""
    return number_format(number, force_grouping=True)
