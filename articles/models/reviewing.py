"""The step of a workflow at which editors read an article, and what they tell its author."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page

from articles.reasons import ReasonField, has_words

from .. import publication_checks


class ReasonForm(forms.Form):
    """Why an article is returned; whoever wrote it reads this."""

    comment = ReasonField(
        label=_("Lý do trả lại"),
        help_text=_("Người gửi bài sẽ đọc lời này trong trang quản trị và trong thư."),
    )


class ReviewTask(AbstractGroupApprovalTask):
    """A group reads an article, and passes it on or returns it with a reason."""

    class Meta(AbstractGroupApprovalTask.Meta):
        abstract = False
        verbose_name = _("bước duyệt bài")
        verbose_name_plural = _("bước duyệt bài")

    def get_form_for_action(self, action):
        return ReasonForm if action == "reject" else super().get_form_for_action(action)

    def on_action(self, task_state, user, action_name, **kwargs):
        """Refuse a return without a reason and an approval with problems, from any address.

        Raises PermissionDenied or `publishing.PublicationRefused`.
        """
        if action_name == "reject" and not has_words(kwargs.get("comment")):
            raise PermissionDenied(_("Trả lại bài phải nêu lý do."))
        if action_name == "approve" and task_state.workflow_state.is_at_final_task:
            article = task_state.workflow_state.content_object.get_latest_revision_as_object()
            if hasattr(article, "overruling_reason"):
                publication_checks.refuse_problems(article)
        return super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls):
        return _("Các nhóm được chọn duyệt bài; trả lại phải nêu lý do")


class Notice(models.Model):
    """What happened to an article, told to the account that submitted it."""

    class Event(models.TextChoices):
        RETURNED = "returned", _("Bài được trả lại")
        PUBLISHED = "published", _("Bài đã đăng")
        TAKEN_DOWN = "taken_down", _("Bài đã gỡ")
        NOT_PUBLISHED = "not_published", _("Bài hẹn giờ không đăng được")
        BINNED = "binned", _("Bài bị bỏ vào thùng rác")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=20, choices=Event.choices)
    reason = models.TextField(blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["recipient", "-created_at"], name="notice_of_recipient")]
