"""How large what is uploaded may be, and what the browser says when it does not arrive."""

import json

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _


def largest_photo():
    """Return {"bytes": of the largest photo, "size": in words, "refusal": of a larger one}."""
    refusal = _("Tệp quá lớn. Ảnh tải lên tối đa %(size)s.")
    return _limit(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE, refusal)


def largest_attachment():
    """Return the same for a file to download."""
    refusal = _("Tệp quá lớn. Tệp tải lên tối đa %(size)s; hãy nén hoặc chia nhỏ tệp.")
    return _limit(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE, refusal)


def _limit(largest, refusal):
    size = filesizeformat(largest)
    return {"bytes": largest, "size": size, "refusal": refusal % {"size": size}}


def attributes_of(largest):
    """Return what the browser reads off a field of a file before it sends one."""
    return {"data-largest": largest["bytes"], "data-too-large": largest["refusal"]}


def sending_photos():
    """Return what the browser needs to send photos from a form (`static/js/photo-sending.js`)."""
    return {
        "script": static("js/photo-sending.js"),
        "uploadAddress": reverse("wagtailimages:add_multiple"),
        "chosenAddress": reverse("wagtailimages_chooser:chosen_multiple"),
        "largest": largest_photo(),
    }


def script():
    """Return the script that watches uploads, with its sentences (`insert_global_admin_js`)."""
    busy = _(
        "Máy chủ đang bận hoặc đang được cập nhật nên chưa nhận được tệp. Hãy đợi vài phút rồi tải "
        "lại tệp này; những gì đã gõ vẫn còn."
    )
    words = {
        "statuses": {
            "0": _(
                "Không gửi được tệp: mạng bị đứt, hoặc tệp quá lớn nên máy chủ ngắt giữa chừng. "
                "Hãy kiểm tra mạng rồi tải lại."
            ),
            "413": _("Máy chủ không nhận vì tệp quá lớn. Hãy thu nhỏ hoặc nén tệp rồi tải lại."),
            **dict.fromkeys(("502", "503", "504"), busy),
            "403": _("Anh chị không có quyền tải tệp lên đây, hoặc đã hết phiên đăng nhập."),
        },
        "other": _(
            "Máy chủ gặp lỗi khi nhận tệp (mã %s). Hãy tải lại; nếu vẫn lỗi, báo người quản trị."
        ),
        "update_all": _("Cập nhật tất cả"),
    }
    return format_html(
        '<script type="module" src="{}" data-upload-words="{}"></script>',
        static("js/uploads.js"),
        json.dumps(words, ensure_ascii=False),
    )
