"""Taking an article down: only with a reason, which stays in the page's history."""

from django import forms
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.admin.views.pages.unpublish import Unpublish
from wagtail.log_actions import LogFormatter, log

from .notices import tell_of_take_down

TAKE_DOWN = "articles.take_down"


class TakeDownForm(forms.Form):
    """Why a page is taken down."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do gỡ"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        help_text=gettext_lazy("Lưu trong lịch sử của trang; người gửi bài cũng đọc được."),
    )


class TakeDownView(Unpublish):
    """Wagtail's page of confirmation, with the reason as a required field."""

    template_name = "articles/admin/confirm_take_down.html"

    def post(self, request, *args, **kwargs):
        self.form = TakeDownForm(request.POST)
        if not self.form.is_valid():
            return render(request, self.template_name, self.get_context_data(), status=422)
        response = super().post(request, *args, **kwargs)
        for page in self.objects_to_unpublish:
            log_reason(page, request.user, self.form.cleaned_data["reason"])
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=getattr(self, "form", TakeDownForm()), **kwargs)


class TakeDownForBulkForm(TakeDownForm):
    include_descendants = forms.BooleanField(
        label=gettext_lazy("Gỡ cả các trang bên trong"), required=False
    )


class TakeDownBulkAction(UnpublishBulkAction):
    """Several pages at once, for one reason."""

    form_class = TakeDownForBulkForm
    template_name = "articles/admin/confirm_bulk_take_down.html"

    def get_execution_context(self):
        reason = self.cleaned_form.cleaned_data["reason"]
        return {**super().get_execution_context(), "reason": reason}

    @classmethod
    def execute_action(cls, objects, user=None, reason="", **kwargs):
        counts = super().execute_action(objects, user=user, **kwargs)
        for page in objects:
            log_reason(page, user, reason)
        return counts


def log_reason(page, user, reason):
    """Write into the history of `page` why `user` took it down, and tell who submitted it."""
    log(instance=page.specific_deferred, action=TAKE_DOWN, user=user, data={"reason": reason})
    tell_of_take_down(page, reason, user)


class ReasonFormatter(LogFormatter):
    """What the history says about a page that was taken down."""

    label = gettext_lazy("Gỡ bài có lý do")

    def format_message(self, log_entry):
        return _("Gỡ bài. Lý do: %(reason)s") % {"reason": log_entry.data.get("reason", "")}


def register_log_action(actions):
    """Let the history name the action and its reason."""
    actions.register_action(TAKE_DOWN)(ReasonFormatter)
