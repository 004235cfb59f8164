"""One spelling for every text that is stored: composed, with plain spaces (`vietnamese.nfc`).

It happens when a page is cleaned, which is before a revision of it is stored, and when any
other object with text is saved.

A line that was broken by U+000B or U+000C is broken in a text of lines, and goes on after a blank
elsewhere: in a title, and in HTML, where a line break is an element. Where a text of HTML ends
and its markup begins is for the editor to say; a blank is right on both sides.
"""

import json
import re

from django.db import models
from django.db.models import Q
from modelcluster.models import get_all_child_relations
from taggit.models import Tag
from taggit.utils import _parse_tags
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField

from .vietnamese import nfc, slug

# Addresses are made of ASCII; changing one would be changing where it leads.
LEFT_ALONE = (models.SlugField, models.URLField, models.EmailField)
TEXTS = (models.CharField, models.TextField)
# Texts that hold JSON, by the ends of their names.
JSON_TEXTS = "_json"
# Texts of these are pieces of HTML and titles as well as whole paragraphs.
NO_TEXTS_OF_LINES = "wagtail_localize"
# JSON writes the control characters so.
ESCAPED = re.compile(r"\\(?:u00[01189][0-9a-f]|u007f|[bf])", re.IGNORECASE)
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class NormalisedPageMixin:
    """A page whose texts, and those of its rows, are normalised before anything is stored."""

    def full_clean(self, *args, **kwargs):
        self._normalise_with_rows()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._normalise_with_rows()
        super().minimal_clean()

    def _normalise_with_rows(self):
        normalise(self)
        for relation in get_all_child_relations(type(self)):
            for row in getattr(self, relation.get_accessor_name()).all():
                normalise(row)


def normalise(instance):
    """Normalise every text of `instance` (a model's) in place."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField):
            _normalise_stream(instance, field)
        elif isinstance(field, models.FileField):
            _normalise_file_name(getattr(instance, field.attname))
        elif isinstance(field, models.JSONField):
            _change(instance, field, spelled)
        elif isinstance(field, TEXTS) and field.name.endswith(JSON_TEXTS):
            _change(instance, field, _spelled_json)
        elif isinstance(field, LEFT_ALONE):
            _change(instance, field, without_controls)
        elif isinstance(field, TEXTS) and not field.choices:
            _change(instance, field, _speller_of(field))


def remove_controls(instance):
    """Take the control characters out of the texts of `instance`, which stay as typed else."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, TEXTS) and not field.choices:
            _change(instance, field, without_controls)


def without_controls(value):
    """Return the text `value`, an address, without control characters; else what it is."""
    return CONTROLS.sub("", value) if isinstance(value, str) else value


def spelled(value):
    """Return `value`, plain data as JSON holds it, with every text in one spelling."""
    if isinstance(value, str):
        looks_like_json = value[:1] in "[{" and ESCAPED.search(value)
        return _spelled_json(value) if looks_like_json else nfc(value)
    if isinstance(value, dict):
        return {name: spelled(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [spelled(part) for part in value]
    return value


def _speller_of(field):
    is_html = isinstance(field, RichTextField)
    in_pieces = field.model._meta.app_label == NO_TEXTS_OF_LINES
    of_lines = isinstance(field, models.TextField) and not is_html and not in_pieces
    return lambda text: nfc(text, of_lines=of_lines) if isinstance(text, str) else text


def _spelled_json(text):
    """Return a text that holds JSON with what is in it in one spelling."""
    if not isinstance(text, str) or (nfc(text) == text and not ESCAPED.search(text)):
        return text
    try:
        return json.dumps(spelled(json.loads(text)), ensure_ascii=text.isascii())
    except ValueError:
        return nfc(text)


def _change(instance, field, spell):
    value = instance.__dict__.get(field.attname)
    if value is not None and (spelled_value := spell(value)) != value:
        setattr(instance, field.attname, spelled_value)


def _normalise_file_name(file):
    """Name a new upload in one spelling; loose marks would be dropped from its name."""
    if file and not file._committed:
        file.name = nfc(file.name)


def _normalise_stream(instance, field):
    value = instance.__dict__.get(field.attname)
    if value is None:
        return
    stored = field.stream_block.get_prep_value(value)
    text = json.dumps(stored, ensure_ascii=False)
    if nfc(text) != text or ESCAPED.search(text):
        setattr(
            instance, field.attname, field.to_python(_spelled_block(field.stream_block, stored))
        )


def _spelled_block(block, stored):
    """Return what is `stored` of `block` in one spelling, with lines where it has lines."""
    if isinstance(stored, str):
        return nfc(stored, of_lines=isinstance(block, blocks.TextBlock))
    if isinstance(stored, dict):
        inner = getattr(block, "child_blocks", {})
        return {name: _spelled_block(inner.get(name), part) for name, part in stored.items()}
    if isinstance(stored, list):
        return [_spelled_child(block, part) for part in stored]
    return stored


def _spelled_child(block, child):
    """Return a child of a stream or list, which is stored as {type, value, id}, or a bare value."""
    inner = getattr(block, "child_block", None)
    if not isinstance(child, dict) or not {"type", "value"} <= child.keys():
        return _spelled_block(inner, child)
    inner = inner or getattr(block, "child_blocks", {}).get(child["type"])
    return {**child, "value": _spelled_block(inner, child["value"])}


def parse_tags(text):
    """Return the tags in what an editor typed, each spelled as the tag that is there already.

    "Tết", "tết" and "TẾT" are one keyword, in the spelling that came first.
    """
    text = nfc(text)
    names = sorted(_parse_tags(text), key=text.find)
    bases = {slug(name, fallback="tag") for name in names}
    alike = Q(*(Q(slug=base) | Q(slug__startswith=f"{base}-") for base in bases), _connector=Q.OR)
    known = Tag.objects.filter(alike).order_by("-pk") if names else ()
    spellings = {name.casefold(): name for name in reversed(names)}
    spellings |= {
        tag.name.casefold(): tag.name for tag in known if tag.name.casefold() in spellings
    }
    return list(dict.fromkeys(spellings[name.casefold()] for name in names))
