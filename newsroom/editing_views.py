"""Wagtail's editor, previews and reviews, where they trust what an address or a form says."""

import json

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.models import Page, TaskState

from .publishing_views import say_what_review_did
from .translations import dates
from .wagtail_views import (
    CollectWorkflowActionData,
    PreviewOnCreate,
    RevisionsUnschedule,
    WorkflowAction,
)


class CheckedReviewMixin:
    """An editor in which only what waits for a review is approved or returned."""

    def workflow_action_is_valid(self):
        """Return whether the page waits for the answer that was sent; say so where it does not."""
        is_valid = (
            "workflow-action-name" in self.request.POST
            and self.page.current_workflow_task is not None
            and _is_extra_data(self.request.POST.get("workflow-action-extra-data", "{}"))
            and super().workflow_action_is_valid()
        )
        if not is_valid:
            messages.error(self.request, _("Trang không chờ bạn duyệt, nên chưa duyệt gì."))
        return is_valid

    def perform_workflow_action(self):
        response = super().perform_workflow_action()
        say_what_review_did(self.request, self.page)
        return response


def _is_extra_data(text):
    try:
        extra = json.loads(text)
    except ValueError:
        return False
    return isinstance(extra, dict) and set(extra) <= {"comment"}


class CheckedEditView(CheckedReviewMixin, EditView):
    pass


class CheckedRevertView(CheckedReviewMixin, RevisionsRevertView):
    pass


class OwnTaskStateMixin:
    """An answer to a step of this very page that nobody has answered yet."""

    def get_task_state(self):
        states = TaskState.objects.filter(
            workflow_state__in=self.object.workflow_states,
            status=TaskState.STATUS_IN_PROGRESS,
        )
        return get_object_or_404(states, pk=self.task_state_id).specific


class OwnWorkflowAction(OwnTaskStateMixin, WorkflowAction):
    pass


class OwnCollectWorkflowActionData(OwnTaskStateMixin, CollectWorkflowActionData):
    pass


class UnscheduleWithTranslations(RevisionsUnschedule):
    """Takes its hour from a version, and from the translations that follow it."""

    def post(self, request, *args, **kwargs):
        if self.revision.approved_go_live_at:
            dates.hold_followers(self.object)
        return super().post(request, *args, **kwargs)


class PagePreviewOnCreate(PreviewOnCreate):
    def get_object(self):
        """Return a new page of the kind that the address names. Raises Http404: it is no page."""
        if not issubclass(self.content_type.model_class() or object, Page):
            raise Http404
        return super().get_object()
