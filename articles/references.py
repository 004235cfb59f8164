"""What a page's texts and fields name. Nobody links to pages that they may not see.

A link prints the address of the page that it names, which is that page's title.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from .visibility import visible_to


def pages_named_in(instance):
    """Return the keys of the pages that `instance` and its rows name, as they stand unsaved."""
    return keys_named_in(instance, Page)


def keys_named_in(instance, wanted):
    """Return the keys of the objects of the model `wanted` that `instance` and its rows name."""
    named = set()
    for field in instance._meta.concrete_fields:
        if field.primary_key or field.name == "alias_of" or isinstance(field, ParentalKey):
            continue
        if hasattr(field, "extract_references"):
            value = field.value_from_object(instance)
            found = field.extract_references(value)
            named.update(key for model, key, *_path in found if _is_of(model, wanted))
        elif field.is_relation and _is_of(field.related_model, wanted):
            named.add(getattr(instance, field.attname))
    for relation in get_all_child_relations(instance):
        for row in getattr(instance, relation.get_accessor_name()).all():
            named |= keys_named_in(row, wanted)
    return {int(key) for key in named if key is not None}


def _is_of(model, wanted):
    return model is not None and issubclass(model, wanted)


class VisibleReferencesMixin:
    """A form of the admin that refuses new references to pages hidden from its user."""

    def _post_clean(self):
        super()._post_clean()
        if self.for_user is None or not isinstance(self.instance, Page):
            return
        new = pages_named_in(self.instance) - self._named_before()
        visible = visible_to(self.for_user, Page.objects.filter(pk__in=new))
        if new - set(visible.values_list("pk", flat=True)):
            self.add_error(None, ValidationError(_refusal(), code="hidden_reference"))

    def _named_before(self):
        stored = self.instance.pk and Page.objects.filter(pk=self.instance.pk).first()
        return pages_named_in(stored.get_latest_revision_as_object()) if stored else set()


def _refusal():
    return _(
        "Bài dẫn tới một trang không có, hoặc anh chị không được xem. Hãy bỏ liên kết ấy hoặc chọn "
        "trang khác."
    )
