"""Words of the admin that come to its templates in no language of the reader's."""

from functools import cache

from django import template
from django.conf import settings
from django.utils.safestring import SafeData, mark_safe
from django.utils.translation import gettext, override

from ..admin_localization import unmarked_strings

register = template.Library()


@register.filter
def translated(text):
    """Return `text` in the reader's language, if a catalogue has it (`unmarked_strings`)."""
    if not text:
        return ""
    found = gettext(_source_text().get(str(text), str(text)))
    return mark_safe(found) if isinstance(text, SafeData) else found


@cache
def _source_text():
    """Return {text in the site's language: text as it is in the code}."""
    with override(settings.LANGUAGE_CODE):
        return {gettext(text): text for text in unmarked_strings.EAGERLY_TRANSLATED}
