"""Vietnamese text, as pure functions: no models, no request, no settings.

Text of old fonts has names of its own: `legacy.detect`, `legacy.convert`, `legacy.preview`.
"""

from .dates import (
    format_date,
    format_datetime,
    format_month,
    format_number,
    format_relative,
    format_short_date,
)
from .line_breaks import bind_names
from .slugs import SLUG_FORMATTERS, slug
from .snippets import mark
from .sorting import SORT_KEY_LENGTH, name_sort_key, sort_key
from .telex import plain, spellings, telex, words
from .text import fold, nfc

__all__ = [
    "SLUG_FORMATTERS",
    "SORT_KEY_LENGTH",
    "bind_names",
    "fold",
    "format_date",
    "format_datetime",
    "format_month",
    "format_number",
    "format_relative",
    "format_short_date",
    "mark",
    "name_sort_key",
    "nfc",
    "plain",
    "slug",
    "sort_key",
    "spellings",
    "telex",
    "words",
]
