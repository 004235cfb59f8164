"""From translated texts to a version of the page, and from there to the readers.

wagtail-localize writes what is translated so far into the row that readers see. Here it becomes
a revision, which goes the way of every other: drafts, review, checks, publication, history.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from wagtail_localize.models import TranslationLog

from articles.publication_checks import Finding, PublicationRefused
from articles.translation_records import translation_of

from . import dates


@transaction.atomic
def store(translation, user):
    """Store what `translation` says now as the newest draft of its page; return the revision.

    Readers go on seeing what is published. Raises ValidationError where a text does not fit.
    """
    source, locale = translation.source, translation.target_locale
    draft = source.get_ephemeral_translated_instance(locale, fallback=True)
    if draft.first_published_at is None:
        _propose_address(draft, source)
    dates.put_into(draft)
    revision = draft.save_revision(user=user, log_action=True)
    TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    return revision


def publish_latest(page, user):
    """Publish the newest version of `page`: of a translation, what is translated by now.

    Raises `publishing.PublicationRefused`.
    """
    translation = translation_of(page)
    if translation:
        try:
            revision = store(translation, user)
        except ValidationError as error:
            raise PublicationRefused(page, _said(error, page)) from error
        translation.source.update_target_view_restrictions(translation.target_locale)
    else:
        revision = page.get_latest_revision() or page.specific.save_revision(user=user)
    revision.publish(user=user)


def _said(error, page):
    """Return the problems of texts that do not fit, each with the name of its field."""
    names = {field.name: field.verbose_name for field in page.specific_class._meta.fields}
    # The title of drafts is the title once more.
    return [
        Finding(name, f"{capfirst(names.get(name, name))}: {' '.join(texts)}")
        for name, texts in error.message_dict.items()
        if name != "draft_title"
    ]


def _propose_address(draft, source):
    """Give a page that was never published the address that its translated title asks for."""
    addresses = source.stringsegment_set.filter(context__path="slug")
    translated = addresses.annotate_translation(draft.locale)
    if not translated.filter(translation__isnull=False).exists():
        # Left empty, it is filled by the rule of all pages.
        draft.slug = ""
