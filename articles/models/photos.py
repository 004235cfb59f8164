"""Photos and attached files: Wagtail's own models, with the fields a newsroom adds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, ImageQuerySet
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from articles.vietnamese.fields import (
    SpelledAutocompleteField,
    SpelledIndexMixin,
    SpelledSearchField,
)

# What readers are offered; the quickest to make first.
FORMATS = ("jpeg", "webp", "avif")
RENDITIONS_BY_FORMAT = [
    Filter.expand_spec(f"format-{name}|width-{{400,800,1200}}") for name in FORMATS
]
# What other sites show with a link, and what a click on a photo opens: every program reads it.
LARGEST = "format-jpeg|width-1200"
RENDITION_FILTERS = [spec for specs in RENDITIONS_BY_FORMAT for spec in specs]
# Each works out its operations once, not once for every photo of a page.
_FILTERS = [Filter(spec) for spec in RENDITION_FILTERS]

SPELLED_TAGS = index.RelatedFields(
    "tags", [SpelledSearchField("name"), SpelledAutocompleteField("name")]
)


class PhotoQuerySet(ImageQuerySet):
    def lacking_sizes(self):
        """Keep the photos of which not every size has been made."""
        ours = models.Q(renditions__filter_spec__in=RENDITION_FILTERS)
        made = models.Count("renditions", filter=ours)
        return self.annotate(sizes=made).filter(sizes__lt=len(RENDITION_FILTERS))


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

    objects = PhotoQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")

    def make_sizes(self):
        """Make the sizes that are missing, one format after the other; seconds of work."""
        for specs in RENDITIONS_BY_FORMAT:
            self.get_renditions(*specs)

    def made_sizes(self):
        """Return {spec: rendition} of the sizes that are there, and make none."""
        found = self.find_existing_renditions(*_FILTERS)
        return {size.spec: rendition for size, rendition in found.items()}

    def as_stored(self):
        """Return the address and size of the picture that was uploaded, as templates ask for it."""
        return {"url": self.file.url, "width": self.width, "height": self.height}


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
