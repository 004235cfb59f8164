"""Dates and names as Vietnamese readers expect them, and photos in the sizes that are there."""

import re

from django import template
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from wagtail.images.models import Picture

from articles.models.photos import FORMATS, LARGEST, RENDITION_FILTERS
from articles.vietnamese import (
    bind_names,
    format_date,
    format_datetime,
    format_month,
    format_number,
    format_short_date,
    sort_key,
)

register = template.Library()


@register.filter(name="bind_names")
def bind_vietnamese_names(text):
    """Keep the words of names whole at the end of a line, in Vietnamese."""
    return bind_names(text) if get_language() == "vi" else text


@register.filter
def long_datetime(moment):
    """Write "Thứ Ba, 01/09/2026 08:05" in the office's time; an empty date writes nothing."""
    return format_datetime(timezone.localtime(moment), get_language()) if moment else ""


@register.filter
def long_date(moment):
    """Write "Thứ Ba, 01/09/2026" in the office's time; an empty date writes nothing."""
    return format_date(timezone.localtime(moment), get_language()) if moment else ""


@register.filter
def short_date(moment):
    """Write "01/09/2026" in the office's time; an empty date writes nothing."""
    return format_short_date(timezone.localtime(moment), get_language()) if moment else ""


@register.filter
def month_name(day):
    """Write "Tháng 9/2026" for any day or moment of that month in the office's time."""
    return format_month(day, get_language())


NUMBER = re.compile(r"[+\-–−]?\d[\d.,]*\s?%?")


@register.filter
def number_columns(rows):
    """Return the columns of `rows`, lists of texts, that hold nothing but numbers.

    The first one never does: it says what the row is about.
    """
    columns = enumerate(zip(*rows, strict=False))
    return {place for place, cells in columns if place and _are_numbers(cells)}


def _are_numbers(cells):
    texts = [cell.strip() for cell in cells if cell and cell.strip()]
    return bool(texts) and all(NUMBER.fullmatch(text) for text in texts)


@register.filter
def breakable_email(address):
    """Write an e-mail address that is broken before its @, if anywhere."""
    return format_html_join(mark_safe("<wbr>@"), "{}", ((part,) for part in address.split("@")))


def _distinct(made):
    """Return `made` without what is no larger than another: a small photo is never enlarged."""
    kept = {}
    for spec in RENDITION_FILTERS:
        kept.setdefault((spec.partition("|")[0], made[spec].width), spec)
    return {spec: made[spec] for spec in kept.values()}


@register.simple_tag
def photo_picture(photo, **attributes):
    """Write `photo` in every format and size, or as it is stored until all of them are made."""
    made = photo.made_sizes()
    if len(made) == len(RENDITION_FILTERS):
        shown = _distinct(made)
        if len(shown) == len(FORMATS):
            # One size of each: there is nothing to choose.
            attributes.pop("sizes", None)
        return Picture(shown, attributes).__html__()
    stored = photo.as_stored()
    return format_html(
        "<picture><img{}></picture>", flatatt({"src": stored.pop("url"), **stored, **attributes})
    )


@register.simple_tag
def largest_address(photo):
    """Return where `photo` is to be seen as large as readers may have it."""
    made = photo.made_sizes().get(LARGEST)
    return made.url if made else photo.file.url


@register.simple_tag
def photo_progress(photo):
    """Return how many sizes of `photo` are made and how many there will be, or None at the end."""
    made, all_sizes = len(photo.made_sizes()), len(RENDITION_FILTERS)
    return {"made": made, "all": all_sizes} if made < all_sizes else None


@register.filter
def dotted(number):
    """Return "1.250.000" for 1250000."""
    return format_number(number, "vi")


@register.filter
def by_name(items):
    """Put things with a name in the order of the Vietnamese alphabet."""
    return sorted(items, key=lambda item: sort_key(item.name))


@register.filter
def in_its_language(text):
    """Mark a name in Vietnamese letters on a page in another language, for voices to say it."""
    has_vietnamese = any(letter.isalpha() and not letter.isascii() for letter in str(text))
    if get_language() == "vi" or not has_vietnamese:
        return text
    return format_html('<span lang="vi">{}</span>', text)
