"""The screen where a page is translated: what its buttons do, under the rules of every page.

wagtail-localize's own buttons publish at once, what is not translated too; ours hand in, approve,
return and publish like those of the article form, and change the dates of the translation.
"""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.models import WorkflowState
from wagtail.snippets.views.snippets import get_snippet_models

from articles import translation_records
from articles.periods import refuse_odd_years
from articles.reasons import ReasonField

from ..permissions import only_translates
from . import dates, drafts, rights

# What posts from the editor of a page that end or restart its translation, for the board alone.
ENDING = ("localize-restart-translation", "localize-convert-to-alias")


class ReturnForm(forms.Form):
    comment = ReasonField(label=gettext_lazy("Lý do trả lại"), widget=forms.Textarea({"rows": 2}))


class DatesForm(forms.Form):
    """The dates of one translation; empty means none."""

    display_date = forms.DateTimeField(
        label=gettext_lazy("Ngày đăng hiển thị"), required=False, widget=AdminDateTimeInput
    )
    go_live_at = forms.DateTimeField(
        label=gettext_lazy("Hẹn giờ đăng"), required=False, widget=AdminDateTimeInput
    )
    expire_at = forms.DateTimeField(
        label=gettext_lazy("Hết hạn lúc"), required=False, widget=AdminDateTimeInput
    )

    def clean(self):
        cleaned = refuse_odd_years(self, super().clean())
        begin, end = cleaned.get("go_live_at"), cleaned.get("expire_at")
        if begin and end and begin >= end:
            self.add_error("expire_at", _("Giờ hết hạn phải sau giờ đăng."))
        return cleaned


def answer_page(request, page):
    """Answer what the screen of the translation `page` posts (`before_edit_page`).

    Returns None where the page is no translation, or nothing of ours was asked.
    """
    if request.method == "POST" and any(name in request.POST for name in ENDING):
        if not rights.may_manage(request.user, page):
            raise PermissionDenied
        return None
    translation = translation_records.translation_of(page)
    if translation is None:
        if only_translates(request.user, page):
            raise PermissionDenied
        return None
    if request.method != "POST":
        return None
    action = _ACTIONS.get(request.POST.get("action"))
    if action is None:
        raise PermissionDenied
    try:
        action(request, page, translation)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("wagtailadmin_pages:edit", page.pk)


def answer_snippet(request, instance):
    """Keep untranslated texts from the readers of a snippet (`before_edit_snippet`)."""
    if request.method != "POST" or type(instance) not in get_snippet_models():
        return None
    translatable = hasattr(instance, "translation_key")
    translation = translatable and translation_records.translation_of(instance)
    if not translation or request.POST.get("action") != "publish":
        return None
    missing = translation_records.untranslated(translation)
    if not missing:
        return None
    messages.error(request, translation_records.said_missing(missing))
    return redirect(request.path)


def _require(allowed):
    if not allowed:
        raise PermissionDenied


def _publish(request, page, translation):
    _require(page.permissions_for_user(request.user).can_publish())
    drafts.publish_latest(page, request.user)
    page.refresh_from_db()
    if page.live:
        messages.success(request, _("Đã đăng bản dịch “%(title)s”.") % {"title": page.title})
    else:
        messages.success(request, _("Bản dịch tự lên trang khi đến giờ hẹn."))


def _submit(request, page, translation):
    page = page.specific
    _require(page.permissions_for_user(request.user).can_submit_for_moderation())
    missing = translation_records.untranslated(translation)
    if missing:
        raise ValidationError(translation_records.said_missing(missing))
    drafts.store(translation, request.user)
    page.refresh_from_db()
    state = page.current_workflow_state
    returned = state and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    if returned:
        state.resume(request.user)
    else:
        page.get_workflow().start(page, request.user)
    messages.success(request, _("Đã gửi bản dịch đi duyệt."))


def _review(name, form_class=None):
    def review(request, page, translation):
        task = page.current_workflow_task
        offered = task.get_actions(page, request.user) if task else []
        _require(name in [action for action, _label, _modal in offered])
        said = {}
        if form_class:
            form = form_class(request.POST)
            if not form.is_valid():
                raise ValidationError(form.errors["comment"].as_data())
            said = form.cleaned_data
        task.on_action(page.current_workflow_task_state, request.user, name, **said)
        done = _("Đã duyệt bản dịch.") if name == "approve" else _("Đã trả lại bản dịch.")
        messages.success(request, done)

    return review


def _set_dates(request, page, translation):
    _require(page.permissions_for_user(request.user).can_publish())
    form = DatesForm(request.POST)
    if not form.is_valid():
        raise ValidationError(
            [error for errors in form.errors.as_data().values() for error in errors]
        )
    dates.set_own(page.specific, form.cleaned_data)
    messages.success(request, _("Đã đặt ngày riêng cho bản dịch."))


def _follow_dates(request, page, translation):
    _require(page.permissions_for_user(request.user).can_publish())
    dates.follow(page.specific)
    messages.success(request, _("Ngày của bản dịch lại theo bản gốc."))


_ACTIONS = {
    "publish": _publish,
    "submit": _submit,
    "approve": _review("approve"),
    "reject": _review("reject", ReturnForm),
    "dates": _set_dates,
    "follow-dates": _follow_dates,
}


def editor_context(page, user):
    """Return what the screen of the translation `page` offers `user`: buttons, dates, progress."""
    translation = translation_records.translation_of(page)
    rights_of_page = page.permissions_for_user(user)
    task = page.current_workflow_task
    offered = {name for name, _label, _modal in task.get_actions(page, user)} if task else set()
    may_publish = rights_of_page.can_publish()
    own = dates.of(page)
    original = translation_records.original_of(page)
    return {
        "page": page,
        "original_is_public": original is not None and original.live,
        "missing": len(translation_records.untranslated(translation)),
        "is_behind": translation_records.is_behind(translation),
        "update_url": reverse("wagtail_localize:update_translations", args=[translation.source_id]),
        "may_publish": may_publish and not rights_of_page.page_locked(),
        "may_submit": rights_of_page.can_submit_for_moderation(),
        "may_approve": "approve" in offered,
        "may_return": "reject" in offered,
        "may_end": may_publish,
        "waiting": task,
        "return_form": ReturnForm(),
        "dates": own,
        "has_own_dates": own is not None and page.own_dates,
        "dates_form": DatesForm(initial=own) if own is not None and may_publish else None,
        "stop_url": reverse("wagtail_localize:stop_translation", args=[translation.pk]),
        "alias_url": reverse("wagtail_localize:convert_to_alias", args=[page.pk]),
        "preview_url": reverse("wagtail_localize:preview_translation", args=[translation.pk]),
        "unpublish_url": reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        if rights_of_page.can_unpublish()
        else None,
        "delete_url": reverse("wagtailadmin_pages:delete", args=[page.pk])
        if rights_of_page.can_delete() and not only_translates(user, page)
        else None,
    }
