"""What wagtail-localize knows of a page: whose translation it is, and what is still missing."""

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation, TranslationSource

from articles.reasons import has_words

# The address is proposed from the translated title (`drafts.store`).
PROPOSED = ("slug",)


def translation_of(instance):
    """Return the `Translation` that `instance` (a page or snippet) is written in, or None.

    None also for one that was stopped: such a page is written like any other.
    """
    records = Translation.objects.filter(
        source__object_id=instance.translation_key,
        target_locale_id=instance.locale_id,
        enabled=True,
    )
    return records.select_related("source", "target_locale").first()


def untranslated(translation):
    """Return the texts that `translation` still shows in the language of its source.

    What has no letters, such as a number in a table, is the same in every language. A blank in
    the place of words is no translation.
    """
    segments = StringSegment.objects.filter(source=translation.source_id)
    segments = segments.exclude(context__path__in=PROPOSED)
    segments = segments.annotate_translation(translation.target_locale)
    missing = (
        segment
        for segment in segments.select_related("string").order_by("order")
        if not has_words(strip_tags(segment.translation or ""))
    )
    texts = (strip_tags(segment.string.data) for segment in missing)
    return [text for text in texts if any(letter.isalpha() for letter in text)]


def said_missing(texts):
    """Return a sentence about the untranslated `texts`: how many, and the first of them."""
    return _("Còn %(number)s câu chưa dịch, câu đầu là “%(text)s”.") % {
        "number": len(texts),
        "text": texts[0] if len(texts[0]) < 80 else f"{texts[0][:80]}…",
    }


def is_behind(translation):
    """Return whether the source was published anew since its texts were last taken over."""
    source = Page.objects.filter(
        translation_key=translation.source.object_id, locale=translation.source.locale_id
    ).first()
    published = source and source.last_published_at
    return bool(published) and published > translation.source.last_updated_at


def original_of(page):
    """Return the page that `page` was translated from, or None where that is gone."""
    pages = (each.specific for each in page.get_translations())
    return next((each for each in pages if is_original(each)), None)


def is_original(page):
    """Return whether `page` is what its translations were made of."""
    sources = TranslationSource.objects.filter(object_id=page.translation_key)
    languages = list(sources.values_list("locale", flat=True))
    return page.locale_id in languages if languages else page.locale == Locale.get_default()


def followers(page):
    """Return the pages that go where `page` goes: its translations, if it is their original.

    Not its aliases: Wagtail itself has them follow.
    """
    if not is_original(page):
        return []
    return [each.specific for each in page.get_translations().filter(alias_of=None)]
