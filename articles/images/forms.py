"""The forms through which every uploaded photo and file comes in."""

from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from ..file_kinds import extension_of, is_of_kind
from ..uploading import attributes_of, largest_attachment, largest_photo
from ..usage import refuse_replacing
from .processing import cleaned, is_picture


def cleaned_file(file):
    """Return the uploaded picture `file` as a new file; raises what `cleaned` raises."""
    content, extension = cleaned(file)
    name = f"{PurePath(file.name).stem}.{extension}"
    content_type = "image/png" if extension == "png" else "image/jpeg"
    return SimpleUploadedFile(name, content, content_type)


class LimitedFileMixin:
    """A field that refuses what is larger than its kind may be before anything else reads it."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.error_messages["file_too_large_unknown_size"] = self.largest["refusal"]
        self.widget.attrs |= attributes_of(self.largest)

    def to_python(self, data):
        """Return the uploaded file `data` as it is `taken`, or raise why it is refused."""
        file = forms.FileField.to_python(self, data)
        if file is None:
            return None
        if file.size > self.largest["bytes"]:
            raise ValidationError(self.largest["refusal"], code="file_too_large")
        return self.taken(file)


class PhotoFileField(LimitedFileMixin, WagtailImageField):
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

    @property
    def largest(self):
        return largest_photo()

    def taken(self, file):
        """Return `file` cleaned."""
        return cleaned_file(file)


class KeptFileMixin:
    """A form of a photo or file, which keeps the file of what is used."""

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self._user = user

    def clean_file(self):
        if "file" in self.changed_data:
            refuse_replacing(self._user, self.instance)
        return self.cleaned_data["file"]


class PhotoForm(KeptFileMixin, BaseImageForm):
    """Wagtail's form of a photo: in the library, in the chooser, and in the multiple uploader."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = PhotoFileField(label=file.label, widget=file.widget)


class AttachmentFileField(LimitedFileMixin, WagtailDocumentField):
    """Takes the files that offices make, when their content is what their names say."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.help_text = _("Tệp %(kinds)s, tối đa %(size)s.") % {
            "kinds": _named_kinds(),
            "size": self.max_upload_size_text,
        }

    @property
    def largest(self):
        return largest_attachment()

    def taken(self, file):
        """Return `file` when its content is what its name says."""
        _check_kind(file)
        return file


def _named_kinds():
    return ", ".join(settings.WAGTAILDOCS_EXTENSIONS).upper()


def _check_kind(file):
    """Raise `ValidationError` where the site does not take `file`, and say what to do instead."""
    extension = extension_of(file.name)
    if is_picture(file):
        # A photo among the files would keep where it was taken.
        raise ValidationError(
            _("Tệp này là ảnh. Hãy tải ảnh lên ở mục Hình ảnh rồi đặt vào bài."), code="picture"
        )
    if extension not in settings.WAGTAILDOCS_EXTENSIONS:
        raise ValidationError(
            _("Trang nhận tệp %(kinds)s; không nhận tệp loại này.") % {"kinds": _named_kinds()},
            code="invalid_extension",
        )
    if not is_of_kind(file, extension):
        raise ValidationError(
            _(
                "Nội dung không phải là tệp %(kind)s như tên tệp ghi, hoặc tệp đã hỏng. Hãy mở thử "
                "tệp trên máy, lưu lại đúng kiểu rồi tải lên; đừng chỉ đổi tên."
            )
            % {"kind": extension.upper()},
            code="other_kind",
        )


class AttachmentForm(KeptFileMixin, BaseDocumentForm):
    """Wagtail's form of a file to download."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = AttachmentFileField(label=file.label, widget=file.widget)
