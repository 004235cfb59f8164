"""Vietnamese text, as pure functions: no models, no request, no settings."""

from .dates import format_date, format_datetime, format_number, format_relative
from .legacy import Encoding, Preview, convert, detect, preview
from .slugs import SLUG_FORMATTERS, slug
from .sorting import SORT_KEY_LENGTH, name_sort_key, sort_key
from .telex import plain, spellings, telex, words
from .text import fold, nfc

__all__ = [
    "SLUG_FORMATTERS",
    "SORT_KEY_LENGTH",
    "Encoding",
    "Preview",
    "convert",
    "detect",
    "fold",
    "format_date",
    "format_datetime",
    "format_number",
    "format_relative",
    "name_sort_key",
    "nfc",
    "plain",
    "preview",
    "slug",
    "sort_key",
    "spellings",
    "telex",
    "words",
]
