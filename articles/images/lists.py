"""A list of photos, which takes many at once: from the library, or from the computer."""

from django import forms
from django.forms.widgets import Script
from django.templatetags.static import static
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.list_block import ListBlockAdapter
from wagtail.images.utils import get_accept_attributes

from ..uploading import sending_photos


class PhotoListBlock(blocks.ListBlock):
    """A list of blocks that each have an `image` (an `ImageBlock`); begins empty."""

    class Meta:
        default = []

    def deconstruct(self):
        # What is stored is the same: no migration depends on how it is edited.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.ListBlock", args, kwargs


class PhotoListAdapter(ListBlockAdapter):
    """Wagtail's list in the browser, with two buttons above it (`static/js/photo-lists.js`)."""

    js_constructor = "articles.PhotoList"

    def js_args(self, block):
        *args, meta = super().js_args(block)
        # A list that has just been begun has none: the form says so when it is handed in.
        meta.pop("minNum", None)
        return [*args, {**meta, "photos": _settings()}]

    @cached_property
    def media(self):
        script = Script(static("js/photo-lists.js"), type="module")
        return super().media + forms.Media(js=[script])


def _settings():
    sending = sending_photos()
    return {
        "accept": get_accept_attributes(),
        "sending": sending,
        "words": {
            "choose": _("Chọn nhiều ảnh trong thư viện"),
            "upload": _("Tải nhiều ảnh từ máy"),
            "limit": _("Mỗi ảnh tối đa %(size)s.") % {"size": sending["largest"]["size"]},
            "uploading": _("Đang tải ảnh %(number)s trên %(all)s: %(name)s"),
            "done": _("Đã thêm %(number)s ảnh. Mỗi ảnh cần một mô tả và chú thích riêng."),
            "failed": _("Không tải được %(name)s: %(reason)s"),
            "full": _("Chùm ảnh có nhiều nhất %(number)s ảnh; đã bỏ bớt %(rest)s ảnh cuối."),
        },
    }


register(PhotoListAdapter(), PhotoListBlock)
