"""Reasons that people must give: words that somebody can read."""

from django import forms
from django.utils.translation import gettext_lazy as _


def has_words(text):
    """Return whether `text` says anything: holds a letter or a digit of any script.

    Blank letters (U+3164), zero-width characters and mere dots say nothing.
    """
    # The fillers of Hangul are letters by their category, and blank.
    return any(char.isalnum() and char not in "\u115f\u1160\u3164\uffa0" for char in text or "")


class ReasonField(forms.CharField):
    """A required reason, of a few lines."""

    widget = forms.Textarea({"rows": 3})
    default_error_messages = {
        "required": _("Hãy ghi lý do, bằng lời mà người khác đọc được."),
    }

    def __init__(self, *, max_length=1000, **kwargs):
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        return text if has_words(text) else ""
