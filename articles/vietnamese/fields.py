"""Search fields that put a model's Vietnamese texts into the index in their ASCII spellings."""

from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.search import index

from .telex import plain, telex, words

# No query holds a letter that is not ASCII: this one keeps words on either side of it apart.
SEPARATOR = "п"
# Wagtail asks each field of an object three to five times while it indexes it once.
_known = ContextVar("known texts", default=None)


@contextmanager
def each_text_spelled_once():
    """Remember what is indexed of each object until the block ends; they must not change in it."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def indexed_text(value) -> str:
    """Return what the index holds for a text, or for nested lists and dicts of texts.

    "Thanh Hóa" gives "thanh hoas п thanh hoa п": words in Telex, then all of them without marks.
    """
    found = words(" ".join(_texts(value)))
    return " ".join(
        [*filter(None, map(telex, found)), SEPARATOR, *filter(None, map(plain, found)), SEPARATOR]
    )


def _texts(value):
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, str) or value is None or not hasattr(value, "__iter__"):
        yield str(value or "")
        return
    for item in value:
        yield from _texts(item)


class SpelledFieldMixin:
    def get_value(self, obj):
        known = _known.get()
        if known is None:
            return indexed_text(super().get_value(obj))
        key = (id(obj), self.field_name)
        if key not in known:
            known[key] = indexed_text(super().get_value(obj))
        return known[key]


class VietnameseSearchField(SpelledFieldMixin, index.SearchField):
    """A `SearchField` whose words are found with, without, or with other places of marks."""


class VietnameseAutocompleteField(SpelledFieldMixin, index.AutocompleteField):
    """An `AutocompleteField` that completes words typed with or without marks."""


class SpelledIndexMixin:
    """Goes before an indexed model: a field listed in both kinds is indexed as spelled only.

    Wagtail wants its own fields kept in `search_fields`; next to the spelled ones their raw
    texts would count as words typed without marks.
    """

    @classmethod
    def get_search_fields(cls):
        fields = super().get_search_fields()
        spelled = {
            (kind, field.field_name)
            for field in fields
            for plain_kind, kind in _KINDS.items()
            if type(field) is kind
        }
        return [
            field
            for field in fields
            if (_KINDS.get(type(field)), getattr(field, "field_name", None)) not in spelled
        ]


_KINDS = {
    index.SearchField: VietnameseSearchField,
    index.AutocompleteField: VietnameseAutocompleteField,
}
