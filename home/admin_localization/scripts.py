"""The words that the admin's libraries build in the browser (`static/js/admin-words.js`)."""

import json

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _


def script():
    """Return the script with its words in the language of the reader."""
    words = {
        "no_suggestions": _("Không có gợi ý."),
        "suggestions": _("Có %s gợi ý, chọn bằng phím mũi tên lên, xuống."),
        "table": {
            "insertRowAbove": _("Thêm hàng ở trên"),
            "insertRowBelow": _("Thêm hàng ở dưới"),
            "insertColumnOnTheLeft": _("Thêm cột bên trái"),
            "insertColumnOnTheRight": _("Thêm cột bên phải"),
            "removeRow": _("Xóa hàng"),
            "removeColumn": _("Xóa cột"),
            "mergeCells": _("Gộp ô"),
            "unmergeCells": _("Tách ô đã gộp"),
            "undo": _("Hoàn tác"),
            "redo": _("Làm lại"),
        },
        "invitation": _("Viết hoặc dán nội dung vào đây"),
        "translation": _("Bản dịch từ $1 sang $2"),
        "more_actions": _("Thao tác khác"),
    }
    return format_html(
        '<script type="module" src="{}" data-admin-words="{}"></script>',
        static("js/admin-words.js"),
        json.dumps(words, ensure_ascii=False),
    )
