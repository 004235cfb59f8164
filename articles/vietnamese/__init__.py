"""Vietnamese text, as pure functions: no models, no request, no settings.

Text of old fonts has names of its own: `legacy.detect`, `legacy.convert`, `legacy.preview`.
"""

from .collation import SORT_KEY_LENGTH, name_sort_key, sort_key
from .dates import (
    format_date,
    format_datetime,
    format_month,
    format_number,
    format_relative,
    format_short_date,
)
from .highlighting import mark
from .line_breaks import bind_names
from .slugs import SLUG_FORMATTERS, slug
from .syllables import misplaced_tones
from .telex import plain, telex, words
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
    "misplaced_tones",
    "name_sort_key",
    "nfc",
    "plain",
    "slug",
    "sort_key",
    "telex",
    "words",
]
