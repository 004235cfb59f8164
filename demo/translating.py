"""English versions of demo content, made the way an editor makes them in wagtail-localize."""

from collections import defaultdict
from copy import deepcopy

from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def translate(instance, english, locale):
    """Publish the translation of `instance` (page or snippet) into `locale`, and return it.

    `english`: {field name: text, raw StreamField data with the same blocks, or for child rows
    a list of such tables}. What is already translated is left as it is.
    """
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    translated = _strings_by_path(_twin(instance, english))
    for segment in source.stringsegment_set.select_related("context").order_by("order"):
        StringTranslation.objects.get_or_create(
            translation_of_id=segment.string_id,
            locale=locale,
            context=segment.context,
            defaults={
                "data": translated[segment.context.path].pop(0).data,
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )
    if not isinstance(instance, Page):
        translation.save_target()
        return instance.get_translation(locale)
    # wagtail-localize publishes after the commit, by when its copy of the page is stale.
    translation.save_target(publish=False)
    page = instance.get_translation(locale)
    page.get_latest_revision().publish()
    return page


def _twin(instance, english):
    """Return an unsaved copy of `instance` that says everything in English."""
    twin = deepcopy(instance)
    for name, value in english.items():
        field = twin._meta.get_field(name)
        if field.one_to_many:
            value = [_twin(*pair) for pair in zip(getattr(twin, name).all(), value, strict=True)]
        elif isinstance(value, list):
            value = field.stream_block.to_python(value)
        setattr(twin, name, value)
    return twin


def _strings_by_path(instance):
    """Return {path: [StringValue, …]} of everything in `instance` that can be translated."""
    strings = defaultdict(list)
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            strings[segment.path].append(segment.string)
    return strings
