"""One spelling for every text that is stored: composed, with plain spaces (`vietnamese.nfc`).

It happens when a page is cleaned, which is before a revision of it is stored, and when any
other object with text is saved.
"""

import json

from django.db import models
from modelcluster.models import get_all_child_relations
from taggit.utils import _parse_tags
from wagtail.fields import StreamField

from .vietnamese import nfc

# Addresses are made of ASCII; changing one would be changing where it leads.
LEFT_ALONE = (models.SlugField, models.URLField, models.EmailField)
TEXTS = (models.CharField, models.TextField)


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
        elif isinstance(field, TEXTS) and not isinstance(field, LEFT_ALONE) and not field.choices:
            _normalise_text(instance, field)


def _normalise_text(instance, field):
    text = instance.__dict__.get(field.attname)
    if isinstance(text, str) and (spelled := nfc(text)) != text:
        setattr(instance, field.attname, spelled)


def _normalise_file_name(file):
    """Name a new upload in one spelling; loose marks would be dropped from its name."""
    if file and not file._committed:
        file.name = nfc(file.name)


def _normalise_stream(instance, field):
    value = instance.__dict__.get(field.attname)
    if value is None:
        return
    text = json.dumps(field.stream_block.get_prep_value(value), ensure_ascii=False)
    if nfc(text) != text:
        setattr(instance, field.attname, field.to_python(nfc(text)))


def parse_tags(text):
    """Return the tags in what an editor typed, so that one spelling finds the tag that exists."""
    return _parse_tags(nfc(text))
