"""The forms through which every uploaded photo and file comes in."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .photo_files import cleaned, is_picture


def cleaned_file(file):
    """Return the uploaded picture `file` as a new file; raises what `cleaned` raises."""
    content, extension = cleaned(file)
    name = f"{PurePath(file.name).stem}.{extension}"
    content_type = "image/png" if extension == "png" else "image/jpeg"
    return SimpleUploadedFile(name, content, content_type)


class PhotoFileField(WagtailImageField):
    """Takes the pictures that phones make, whatever their names say, and hands on clean ones."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.help_text = _(
            "Ảnh JPG, HEIC, PNG, WEBP, AVIF, GIF, tối đa %(size)s. Ảnh được xoay đúng chiều, thu "
            "về cỡ vừa đủ, bỏ vị trí chụp và tên máy."
        ) % {"size": self.max_upload_size_text}
        self.error_messages["invalid_image_extension"] = _(
            "Trang nhận ảnh JPG, HEIC, PNG, WEBP, AVIF và GIF; không nhận tệp loại này."
        )
        self.error_messages["file_too_large_unknown_size"] = self._too_large()

    def to_python(self, data):
        """Return the uploaded file `data` cleaned, or raise why it is refused."""
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        if file.size > self.max_upload_size:
            raise ValidationError(self._too_large(), code="file_too_large")
        return cleaned_file(file)

    def _too_large(self):
        return _("Tệp quá lớn. Ảnh tải lên tối đa %(size)s.") % {
            "size": filesizeformat(self.max_upload_size)
        }


class PhotoForm(BaseImageForm):
    """Wagtail's form of a photo: in the library, in the chooser, and in the multiple uploader."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = PhotoFileField(label=file.label, widget=file.widget)


class AttachmentForm(BaseDocumentForm):
    """Wagtail's form of a file to download. A photo among them would keep where it was taken."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file and is_picture(file):
            raise ValidationError(
                _("Tệp này là ảnh. Hãy tải ảnh lên ở mục Hình ảnh rồi đặt vào bài."),
                code="picture",
            )
        return file
