"""What a programmer could forget of a page or a block: `manage.py check` and every start say it."""

from django.apps import apps
from django.core.checks import Error, register
from wagtail.fields import StreamField
from wagtail.models import Page

from .blocks import BodyBlock
from .body import PARTS
from .vietnamese.fields import SpelledIndexMixin

NO_ICON = "placeholder"


@register()
def every_page_is_found_the_vietnamese_way(app_configs, **kwargs):
    """Return an `Error` for each page model of the project without the Vietnamese index."""
    return [
        Error(f"{model._meta.label} has no SpelledIndexMixin.", obj=model, id="ldld.E001")
        for model in _page_models()
        if not issubclass(model, SpelledIndexMixin)
    ]


@register()
def every_block_explains_itself(app_configs, **kwargs):
    """Return an `Error` for each word or picture that the list of blocks lacks."""
    return [
        Error(f"The block {name} has no {lack}.", obj=field, id="ldld.E002")
        for model in _page_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField) and field.model is model
        for name, block in _offered(field.stream_block).items()
        for lack in _lacks(block)
    ]


@register()
def every_block_of_a_body_answers(app_configs, **kwargs):
    """Return an `Error` for each block of a body that those who walk it know nothing of."""
    return [
        Error(f"The block {name} is not in articles.body.PARTS.", obj=BodyBlock, id="ldld.E004")
        for name in BodyBlock.base_blocks.keys() ^ PARTS.keys()
    ]


def _offered(stream_block):
    """Return {name: block} of what is chosen from a list: one kind alone is just added."""
    children = stream_block.child_blocks
    return children if len(children) > 1 else {}


def _page_models():
    """Yield the page models that are the project's own."""
    for model in apps.get_models():
        if issubclass(model, Page) and not model.__module__.startswith("wagtail"):
            yield model


def _lacks(block):
    """Yield what `block` does not have of what the list of blocks shows."""
    if not block.meta.label:
        yield "label"
    if block.meta.icon == NO_ICON:
        yield "icon"
    if not block.get_description():
        yield "description"
    if not block.is_previewable:
        yield "preview"
