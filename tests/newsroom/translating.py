"""Sections and articles with their English versions, made as editors make them."""

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from newsroom.translations import drafts
from tests.factories import the_home


def english():
    return Locale.objects.get(language_code="en")


def english_home():
    """Return the public home page in English."""
    home = the_home()
    existing = home.get_translations().filter(locale=english()).first()
    if existing:
        return existing
    home.copy_for_translation(english()).save_revision().publish()
    return home.get_translation(english())


def english_section(section):
    """Return the public English version of `section`, below that of its parent."""
    english_home()
    section.copy_for_translation(english()).save_revision().publish()
    return section.get_translation(english())


def begin(page):
    """Begin the English version of `page`, a draft without a translated text; return its record."""
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=english())
    translation.save_target(publish=False)
    return translation


def fill(translation, say="English of: {}"):
    """Translate every text of `translation` that is not translated yet."""
    for segment in translation.source.stringsegment_set.select_related("context", "string"):
        data = segment.string.data
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={
                "data": f"english-{data}" if segment.context.path == "slug" else say.format(data)
            },
        )


def target(translation):
    return Page.objects.get(
        translation_key=translation.source.object_id, locale=translation.target_locale
    ).specific


def translated(page, say="English of: {}"):
    """Return the public English version of `page`, all of its texts translated."""
    translation = begin(page)
    fill(translation, say)
    drafts.publish_latest(target(translation), user=None)
    return target(translation)
