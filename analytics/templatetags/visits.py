"""`{% visit_counter %}`: the block with the three numbers, anywhere in a template."""

from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.db import DatabaseError
from django.utils.formats import number_format
from django.utils.translation import get_language
from wagtail.models import Page

from analytics import counting, numbers
from analytics.models import VisitCounter

register = template.Library()

# Some of the most viewed pages are in another language, or no longer public.
LOOK_AHEAD = 4
FRONT_PAGE_DEPTH = 2


@register.inclusion_tag("analytics/visit_counter.html", takes_context=True)
def visit_counter(context, counter=None):
    """Render the visit block with the last known numbers; the page's script refreshes them.

    `counter` is a `VisitCounter` with the editors' wording, shown in the reader's language;
    without one the block has all three numbers. Without a database it says that the numbers
    are not to be had just now.
    """
    counter = counter.for_reader if counter else VisitCounter.standard()
    page = context.get("page")
    try:
        counts = counting.last_known()
    except DatabaseError:
        counts = None
    rows = [
        {"name": name, "label": label, "count": getattr(counts, name)}
        for name, label in (counter.rows if counts else ())
    ]
    page_id = page.pk if isinstance(page, Page) else None
    is_counted = not context.get("is_error")
    return {"heading": counter.heading, "rows": rows, "page_id": page_id, "is_counted": is_counted}


@register.inclusion_tag("analytics/most_read.html", takes_context=True)
def most_read(context, days=7, count=5):
    """Render links to the `count` pages most viewed in the last `days` days, in this language."""
    try:
        ids = [row["page"] for row in numbers.views_by_page(days)[: count * LOOK_AHEAD]]
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
    script = urljoin(settings.WAGTAILADMIN_BASE_URL, f"{settings.STATIC_URL}js/visits-embed.js")
    return f'<div data-visits-embed></div>\n<script async src="{script}"></script>'


@register.filter
def grouped(number):
    """Write a number in thousands as the page's language does: 2.311.602 or 2,311,602."""
    return number_format(number, force_grouping=True)
