"""Photos and attached files: Wagtail's own models, with the fields a newsroom adds."""

import re
from pathlib import PurePosixPath
from secrets import token_hex

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, ImageQuerySet
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from articles.vietnamese.fields import (
    SpelledIndexMixin,
    VietnameseAutocompleteField,
    VietnameseSearchField,
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

# A photo of a draft has an address too. The secret stands first: names of sizes are cut at the end.
SECRET = re.compile(r"[0-9a-f]{16}_")
LONGEST_NAME = 60

SPELLED_TAGS = index.RelatedFields(
    "tags", [VietnameseSearchField("name"), VietnameseAutocompleteField("name")]
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
        *(VietnameseSearchField(name) for name in ("title", "description", "credit")),
        *(VietnameseAutocompleteField(name) for name in ("title", "description", "credit")),
        SPELLED_TAGS,
    ]

    objects = PhotoQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")

    def get_upload_to(self, filename):
        """Return where the file is stored: under a name that nobody can guess."""
        stored = PurePosixPath(super().get_upload_to(filename))
        name = f"{token_hex(8)}_{stored.stem[:LONGEST_NAME]}{stored.suffix}"
        return str(stored.with_name(name))

    def save(self, *args, update_fields=None, **kwargs):
        """Store the row, and a file from before names were secret under a new one."""
        with transaction.atomic():
            former = self._rename_file() if update_fields is None else None
            super().save(*args, update_fields=update_fields, **kwargs)
            if former:
                for size in self.renditions.all():
                    size.delete()
                transaction.on_commit(lambda: self.file.storage.delete(former), robust=True)

    def _rename_file(self):
        """Have a file with a plain name stored anew; return the plain name, or None."""
        former = PurePosixPath(self.file.name or "")
        if not former.name or not self.file._committed or SECRET.match(former.name):
            return None
        try:
            with self.file.storage.open(str(former)) as file:
                content = ContentFile(file.read(), former.name)
        except OSError:
            # The form of the photo says that its file is missing.
            return None
        self.file = content
        return str(former)

    def make_sizes(self):
        """Make the sizes that are missing, one format after the other; seconds of work."""
        for specs in RENDITIONS_BY_FORMAT:
            self.get_renditions(*specs)

    def made_sizes(self):
        """Return {spec: rendition} of the sizes that are there, and make none."""
        found = self.find_existing_renditions(*_FILTERS)
        return {size.spec: rendition for size, rendition in found.items()}

    @property
    def default_alt_text(self):
        """Wagtail's; a photo that was loaded without its words, as for a card, has none."""
        has_words = self.get_deferred_fields().isdisjoint({"title", "description"})
        return super().default_alt_text if has_words else ""

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
        VietnameseSearchField("title"),
        VietnameseAutocompleteField("title"),
        SPELLED_TAGS,
    ]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("tệp đính kèm")
        verbose_name_plural = _("tệp đính kèm")

    def clean(self):
        """Check the name of the file, unless its field has refused it and said why."""
        if self.file:
            super().clean()
