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

from articles import publication_checks
from articles.blocks import LONGEST_CAPTION
from articles.models import ArticlePage
from articles.uploading import sending_photos
from articles.vietnamese import legacy_fonts, slug

FONT_TEXTS = ("title", "lead", "main_image_caption", "main_image_alt")


def refuse_problems_of_button(request, page):
    """Keep an article back when the editor's own button would publish it (`before_publish_page`).

    The text is stored as a draft by then.
    """
    if isinstance(page, ArticlePage):
        publication_checks.refuse_problems(page)


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
    found = legacy_fonts.preview("\n".join(article.texts()))
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
        "newsroom/convert_legacy_fonts.html",
        {"article": article, "found": found, "address": address},
    )


@require_POST
def preview_legacy_fonts(request):
    """Answer what converting pasted text (and its HTML) would give, or an empty object."""
    found = legacy_fonts.preview(request.POST.get("text", ""))
    if found is None:
        return JsonResponse({})
    html = legacy_fonts.convert(request.POST.get("html", ""), found.encoding)
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
        "made": _("Bảng, tiêu đề, ảnh trong phần vừa dán đã thành khối riêng, đúng thứ tự."),
        "undo": _("Bỏ phần vừa dán"),
        "close": _("Đã xem"),
        "picture": _("Ảnh trong phần vừa dán không đi theo. Hãy tải ảnh vào khối Ảnh còn trống."),
        "pictures": _(
            "Có %s ảnh trong phần vừa dán. Tải lên thư viện thì ảnh vào khối Ảnh có sẵn chú thích."
        ),
        "upload": _("Tải %s ảnh lên"),
        "uploading": _("Đang tải ảnh %s…"),
        "uploaded": _("Đã tải ảnh lên. Mỗi ảnh cần một mô tả."),
        "not_uploaded": _("Không tải được ảnh: %s"),
        "pasted_name": _("Ảnh dán vào bài"),
        "captions": _(
            "Ảnh không đi theo; chú thích đã nằm sẵn trong khối Ảnh, chỉ cần chọn ảnh: “%s”."
        ),
        "long_caption": _(
            "Chú thích ảnh dài %s chữ, khối Ảnh nhận nhiều nhất %m nên phần cuối chưa vào; "
            "nguyên văn: “%t”."
        ),
        "flat_table": _("Ở đây không đặt được bảng: mỗi dòng của bảng thành một dòng chữ."),
        "too_long": _(
            "Nội dung dài %s chữ, ô này nhận nhiều nhất %m. Không chữ nào bị cắt; hãy rút gọn."
        ),
        "font": _("Chữ vừa dán gõ bằng phông cũ %s (%e). Chuyển sang Unicode?"),
        "convert": _("Chuyển sang Unicode"),
        "keep": _("Giữ nguyên chữ cũ"),
    }
    return format_html(
        '<script type="module" src="{}" data-reader="{}" data-font-check="{}" data-words="{}" '
        'data-photos="{}" data-longest-caption="{}">'
        "</script>",
        static("js/paste.js"),
        static("js/pasted.js"),
        reverse("preview_legacy_fonts"),
        json.dumps(said, ensure_ascii=False),
        json.dumps(sending_photos(), ensure_ascii=False),
        LONGEST_CAPTION,
    )


def _convert(article, encoding):
    was_of_title = article.slug == slug(article.title, fallback=article._meta.model_name)
    for name in FONT_TEXTS:
        setattr(article, name, legacy_fonts.convert(getattr(article, name), encoding))
    article.body = article._meta.get_field("body").to_python(
        _converted(list(article.body.raw_data), encoding)
    )
    # The address follows the title until readers know it.
    if was_of_title and not article.first_published_at:
        article.slug = ""


def _converted(raw, encoding):
    """Return stored blocks with their texts converted; keys and addresses are ASCII and stay."""
    if isinstance(raw, str):
        return legacy_fonts.convert(raw, encoding)
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
    actions.register_action(publication_checks.OVERRULE)(OverruleFormatter)
