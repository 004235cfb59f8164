"""Vietnamese text, as pure functions: no models, no request, no settings."""

from .dates import format_date, format_datetime
from .slugs import SLUG_FORMATTERS, slug
from .telex import plain, spellings, telex, words
from .text import fold, nfc

__all__ = [
    "SLUG_FORMATTERS",
    "fold",
    "format_date",
    "format_datetime",
    "nfc",
    "plain",
    "slug",
    "spellings",
    "telex",
    "words",
]
