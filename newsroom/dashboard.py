"""The first screen of the admin: what waits for the person who signed in."""

from datetime import timedelta

from django.db.models import Max
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel,
    WorkflowObjectsToModeratePanel,
)
from wagtail.models import Locale, Page, Revision, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from articles.models import ArticlePage, SectionPage

from .permissions import is_translator

QUIET_AFTER = timedelta(days=30)
EXPIRING_WITHIN = timedelta(days=14)
LONGEST_LIST = 10
NOTICES_KEPT = timedelta(days=30)


class DeskPanel(Component):
    """Returned to me, waiting for me, scheduled, expiring, quiet sections, and what I am told."""

    name = "desk"
    order = 50
    template_name = "newsroom/desk.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {
            "csrf_token": parent_context.get("csrf_token"),
            "notices": notices_of(user),
            "returned": returned_to(user),
            "reviews": waiting_for(user),
            "submitted": submitted_by(user),
            "scheduled": scheduled_for(user),
            "expiring": expiring_for(user),
            "quiet": quiet_sections(user),
        }


def notices_of(user):
    """Return (notice, address or "") of what `user` has not put aside, newest first."""
    unseen = user.notices.filter(seen_at=None, created_at__gt=timezone.now() - NOTICES_KEPT)
    notices = unseen.select_related("page", "actor")[:LONGEST_LIST]
    return [(notice, address_of(notice)) for notice in notices]


def address_of(notice):
    """Return where `notice` leads its recipient, "" where they may not go."""
    page, user = notice.page, notice.recipient
    if notice.event == notice.Event.PUBLISHED and page.live:
        return page.url
    if getattr(page.specific, "binned_at", None):
        return "" if is_translator(user) else reverse("article_bin")
    may_edit = page.permissions_for_user(user).can_edit()
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else ""


def _pages_at(states):
    """Return (page, state) for the workflow states of `states`, leaving out deleted pages."""
    states = states.select_related("current_task_state__task", "requested_by")
    states = list(states.order_by("-created_at")[:LONGEST_LIST])
    pages = Page.objects.in_bulk([int(state.object_id) for state in states])
    pairs = ((pages.get(int(state.object_id)), state) for state in states)
    return [(page, state) for page, state in pairs if page]


def _workflows():
    return WorkflowState.objects.filter(base_content_type__model="page")


def returned_to(user):
    """Return (page, state) of what was returned to `user` and not handed in again."""
    needs_changes = WorkflowState.STATUS_NEEDS_CHANGES
    return _pages_at(_workflows().filter(requested_by=user, status=needs_changes))


def submitted_by(user):
    """Return (page, state) of what `user` handed in and others are reading."""
    in_progress = WorkflowState.STATUS_IN_PROGRESS
    return _pages_at(_workflows().filter(requested_by=user, status=in_progress))


def waiting_for(user):
    """Return (page, state) of what `user` may pass on or return now."""
    steps = TaskState.objects.reviewable_by(user).values("workflow_state")
    in_progress = WorkflowState.STATUS_IN_PROGRESS
    return _pages_at(_workflows().filter(pk__in=steps, status=in_progress))


def _editable(user):
    """Return the pages that `user` edits, by where they stand: their keys would be those of all."""
    return page_permission_policy.instances_user_has_permission_for(user, "change")


def scheduled_for(user):
    """Return (page, moment) of what goes public by itself, the next first."""
    due = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    due = list(due.order_by("approved_go_live_at").only("object_id", "approved_go_live_at")[:50])
    pages = _editable(user).in_bulk([int(revision.object_id) for revision in due])
    pairs = ((pages.get(int(each.object_id)), each.approved_go_live_at) for each in due)
    return [(page, moment) for page, moment in pairs if page][:LONGEST_LIST]


def expiring_for(user):
    """Return the live pages that `user` edits and that end within two weeks, the next first."""
    until = timezone.now() + EXPIRING_WITHIN
    pages = _editable(user).live().filter(expire_at__lt=until)
    return pages.order_by("expire_at")[:LONGEST_LIST]


def quiet_sections(user):
    """Return (section, newest date or None) where nothing was published for 30 days.

    Only the sections that `user` may edit, in the order of the tree; those in other languages
    follow at their own pace.
    """
    before = timezone.now() - QUIET_AFTER
    quiet = []
    sections = SectionPage.objects.live().filter(locale=Locale.get_default())
    mine = _editable(user).exact_type(SectionPage).order_by().values("pk")
    for section in sections.filter(pk__in=mine).order_by("path"):
        articles = ArticlePage.objects.live().in_section(section)
        newest = articles.aggregate(newest=Max("display_date"))["newest"]
        if newest is None or newest < before:
            quiet.append((section, newest))
    return quiet


def put_desk_on_first_screen(request, panels):
    """Put the desk where Wagtail's two lists of the same stand (`construct_homepage_panels`)."""
    replaced = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
    panels[:] = [panel for panel in panels if not isinstance(panel, replaced)]
    panels.append(DeskPanel())


@require_POST
def put_notices_aside(request):
    """Mark the notices of the person as seen."""
    request.user.notices.filter(seen_at=None).update(seen_at=timezone.now())
    return redirect("wagtailadmin_home")
