"""Dates in templates, as Vietnamese readers expect them."""

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from articles.vietnamese import format_date, format_datetime

register = template.Library()


@register.filter
def long_datetime(moment):
    """Write "Thứ Ba, 01/09/2026 08:05" in the office's time; an empty date writes nothing."""
    return format_datetime(timezone.localtime(moment), get_language()) if moment else ""


@register.filter
def long_date(moment):
    """Write "Thứ Ba, 01/09/2026" in the office's time; an empty date writes nothing."""
    return format_date(timezone.localtime(moment), get_language()) if moment else ""
