"""How the comparison of two versions says what is no text: yes or no, dates, pictures."""

from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.admin.compare import FieldComparison, TextDiff, register_comparison_class
from wagtail.images.blocks import ImageBlockComparison


def display_value(value):
    """Return `value` as a person would write it in the language of the reader."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(value)


class DisplayValueComparison(FieldComparison):
    def has_changed(self):
        """Return whether another thing is said; the seconds of a moment are not."""
        return display_value(self.val_a) != display_value(self.val_b)

    def htmldiff(self):
        """Return what was and what is, where they differ."""
        before, after = display_value(self.val_a), display_value(self.val_b)
        if not self.has_changed():
            return escape(after)
        parts = (("deletion", before), ("addition", after))
        return TextDiff([part for part in parts if part[1]]).to_html()


class PictureComparison(ImageBlockComparison):
    """Wagtail's, which knows no draft whose picture is still to be chosen."""

    def htmlvalue(self, val):
        nothing = {"image": None, "decorative": False, "alt_text": ""}
        if val is None:
            return super().htmlvalue(nothing)
        return super().htmlvalue(val if val else self.block._image_to_struct_value(val))


def register():
    """Tell Wagtail which fields are compared by what they say."""
    for field in (models.BooleanField, models.DateField, models.DateTimeField):
        register_comparison_class(field, comparison_class=DisplayValueComparison)
