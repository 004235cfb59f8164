"""`{% visit_counter %}`: the block with the three numbers, anywhere in a template."""

from django import template
from django.db import DatabaseError
from django.utils.formats import number_format
from wagtail.models import Page

from analytics import counting

register = template.Library()


@register.inclusion_tag("analytics/visit_counter.html", takes_context=True)
def visit_counter(context):
    """Render the visit block with the last known numbers; the page's script refreshes them.

    Without a database the block says that the numbers are not to be had just now.
    """
    page = context.get("page")
    try:
        counts = counting.last_known()
    except DatabaseError:
        counts = None
    return {"counts": counts, "page_id": page.pk if isinstance(page, Page) else None}


@register.filter
def grouped(number):
    """Write a number in thousands as the page's language does: 2.311.602 or 2,311,602."""
    return number_format(number, force_grouping=True)
