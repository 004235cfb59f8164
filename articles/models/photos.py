"""Photos and attached files: Wagtail's own models, with the fields a newsroom adds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from articles.vietnamese.fields import (
    SpelledAutocompleteField,
    SpelledIndexMixin,
    SpelledSearchField,
)

# Everything the templates ask for; `templates/includes/photo.html` names the same sizes.
RENDITION_SPEC = "format-{avif,webp,jpeg}|width-{400,800,1200}"
RENDITION_FILTERS = Filter.expand_spec(RENDITION_SPEC)

SPELLED_TAGS = index.RelatedFields(
    "tags", [SpelledSearchField("name"), SpelledAutocompleteField("name")]
)


class Photo(SpelledIndexMixin, AbstractImage):
    """A picture in the library, with the person or office to credit."""

    credit = models.CharField(
        _("nguồn ảnh"),
        max_length=255,
        blank=True,
        help_text=_("Người chụp hoặc nơi cung cấp, ví dụ: Ảnh: Ban Tuyên giáo."),
    )

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit")
    search_fields = [
        *AbstractImage.search_fields,
        *(SpelledSearchField(name) for name in ("title", "description", "credit")),
        *(SpelledAutocompleteField(name) for name in ("title", "description", "credit")),
        SPELLED_TAGS,
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")


class PhotoRendition(AbstractRendition):
    """A photo in one size and format."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class Attachment(SpelledIndexMixin, AbstractDocument):
    """A file that readers download."""

    admin_form_fields = WagtailDocument.admin_form_fields
    search_fields = [
        *AbstractDocument.search_fields,
        SpelledSearchField("title"),
        SpelledAutocompleteField("title"),
        SPELLED_TAGS,
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("tệp đính kèm")
        verbose_name_plural = _("tệp đính kèm")
