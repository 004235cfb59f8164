"""What the admin says and does about articles that may not go public yet."""

import json

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.models import WorkflowState

from . import publishing
from .models import ArticlePage
from .vietnamese import legacy

FONT_TEXTS = ("title", "lead", "main_image_caption", "main_image_alt")


def refuse_problems_of_button(request, page):
    """Keep an article back when the editor's own button would publish it (`before_publish_page`).

    The text is stored as a draft by then.
    """
    if isinstance(page, ArticlePage):
        publishing.refuse_problems(page)


def say_problems(request, refused):
    """Show the problems of a `PublicationRefused` above the next page."""
    problems = format_html_join("", "<li>{}</li>", ((each.text,) for each in refused.problems))
    messages.error(
        request,
        format_html(
            "{}<ul>{}</ul>",
            _("“%(title)s” chưa đăng được; bài vẫn còn nguyên ở bản nháp. Cần sửa:")
            % {"title": refused.article.title},
            problems,
        ),
    )


def say_what_review_did(request, page):
    """Say what a reviewer's button led to: Wagtail says only that the page was saved."""
    action = request.POST["workflow-action-name"]
    waiting = page.workflow_states.filter(status=WorkflowState.STATUS_IN_PROGRESS).first()
    if action == "reject":
        said = _("Đã trả lại bài. Người gửi được báo kèm lý do.")
    elif waiting:
        said = _("Đã duyệt. Bài chờ bước sau: %(step)s.") % {
            "step": waiting.current_task_state.task.name
        }
    elif page.revisions.filter(approved_go_live_at__isnull=False).exists():
        said = _("Đã duyệt. Bài tự lên trang khi đến giờ hẹn.")
    else:
        said = _("Đã duyệt và đăng. Người gửi được báo.")
    messages.success(request, said)


def convert_legacy_fonts(request, page_id):
    """Show what converting an article's old fonts would change, and do it when confirmed."""
    stored = get_object_or_404(ArticlePage, pk=page_id)
    if not stored.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    article = stored.get_latest_revision_as_object()
    found = legacy.preview("\n".join(article.texts()))
    address = reverse("wagtailadmin_pages:edit", args=[page_id])
    if found is None:
        messages.warning(request, _("Không còn chữ nào của phông cũ."))
        return redirect(address)
    if request.method == "POST":
        _convert(article, found.encoding)
        article.save_revision(user=request.user, log_action=True)
        messages.success(request, _("Đã chuyển sang Unicode. Hãy đọc lại bài một lượt."))
        return redirect(address)
    return render(
        request,
        "articles/admin/convert_legacy_fonts.html",
        {"article": article, "found": found, "address": address},
    )


@require_POST
def preview_legacy_fonts(request):
    """Answer what converting pasted text (and its HTML) would give, or an empty object."""
    found = legacy.preview(request.POST.get("text", ""))
    if found is None:
        return JsonResponse({})
    html = legacy.convert(request.POST.get("html", ""), found.encoding)
    return JsonResponse(
        {
            "encoding": found.encoding.value,
            "text": found.text,
            "html": html,
            "changes": found.changes,
        }
    )


def paste_script():
    """Return the script that watches what is pasted into the admin's forms, with its words."""
    said = {
        "table": _(
            "Bảng không dán được vào đoạn văn. Hãy thêm khối Bảng rồi dán vào đó, hoặc dùng nút "
            "Nhập từ Word của chuyên mục."
        ),
        "picture": _("Ảnh không đi theo chữ. Hãy thêm khối Ảnh rồi tải ảnh lên."),
        "font": _("Chữ vừa dán gõ bằng phông cũ %s (%e). Chuyển sang Unicode?"),
        "convert": _("Chuyển rồi dán"),
        "keep": _("Dán nguyên chữ cũ"),
    }
    return format_html(
        '<script type="module" src="{}" data-font-check="{}" data-words="{}"></script>',
        static("js/paste.js"),
        reverse("preview_legacy_fonts"),
        json.dumps(said, ensure_ascii=False),
    )


def _convert(article, encoding):
    for name in FONT_TEXTS:
        setattr(article, name, legacy.convert(getattr(article, name), encoding))
    article.body = article._meta.get_field("body").to_python(
        _converted(list(article.body.raw_data), encoding)
    )


def _converted(raw, encoding):
    """Return stored blocks with their texts converted; keys and addresses are ASCII and stay."""
    if isinstance(raw, str):
        return legacy.convert(raw, encoding)
    if isinstance(raw, dict):
        return {name: _converted(value, encoding) for name, value in raw.items()}
    if isinstance(raw, list):
        return [_converted(value, encoding) for value in raw]
    return raw


class OverruleFormatter(LogFormatter):
    """What the history says about warnings that were overruled."""

    label = gettext_lazy("Cho đăng dù còn lưu ý")

    def format_message(self, log_entry):
        return _("Cho đăng dù còn lưu ý (%(warnings)s). Lý do: %(reason)s") % {
            "warnings": " ".join(log_entry.data.get("warnings", [])),
            "reason": log_entry.data.get("reason", ""),
        }


def register_log_action(actions):
    """Let the history name the warnings that were overruled."""
    actions.register_action(publishing.OVERRULE)(OverruleFormatter)
