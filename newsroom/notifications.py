"""Telling those who submitted an article what became of it, in the admin and by e-mail."""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier, send_mail
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry, WorkflowState
from wagtail.users.models import UserProfile

from articles.models import Notice

from .groups import EDITORS

logger = logging.getLogger(__name__)

# The choices of an account's profile that letters about an event respect.
PREFERENCES = {
    Notice.Event.RETURNED: "rejected_notifications",
    Notice.Event.PUBLISHED: "approved_notifications",
}


class StepNotifier(GroupApprovalTaskStateSubmissionEmailNotifier):
    """Writes to those whose turn it is when an article comes to a step (`task_submitted`).

    The board may act at the step of a section's editors too; it is written to there only where
    the section has no editors.
    """

    def get_recipient_users(self, task_state, **kwargs):
        people = get_user_model().objects.filter(is_active=True)
        groups = task_state.task.specific.groups.all()
        editors = people.filter(groups__in=groups.filter(name__startswith=EDITORS))
        turn = editors if editors.exists() else people.filter(groups__in=groups)
        user = kwargs.get("user")
        return turn.exclude(pk=user.pk if user else None).distinct()


write_to_step = StepNotifier()


def tell_of_return(instance, user=None, **kwargs):
    """Tell who submitted an article that it was returned, and why (`workflow_rejected`)."""
    reason = instance.current_task_state.comment
    page = instance.content_object
    tell(submitters(page), page, Notice.Event.RETURNED, reason, user)


def tell_of_publication(instance, **kwargs):
    """Tell who submitted an article that it stands on the site (`page_published`).

    Whoever published it and by whichever way; once for each time it was submitted. Wagtail
    sends the signal also when an article is only given its hour.
    """
    if not instance.live:
        return
    submitted = _last_submission(instance)
    told = Notice.objects.filter(page_id=instance.pk, event=Notice.Event.PUBLISHED)
    if submitted:
        told = told.filter(created_at__gte=submitted.created_at)
    if not told.exists():
        tell(submitters(instance), instance, Notice.Event.PUBLISHED)


def tell_of_take_down(page, reason, user):
    """Tell who submitted `page` that `user` took it down, and why."""
    tell(submitters(page), page, Notice.Event.TAKEN_DOWN, reason, user)


def tell_of_bin(page, reason, user):
    """Tell who wrote or submitted `page` that `user` put it into the bin, and why."""
    tell(submitters(page), page, Notice.Event.BINNED, reason, user)


def tell_of_refusal(page, refused):
    """Tell who gave `page` its hour, and who submitted it, why it did not go public then."""
    scheduled = PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.schedule")
    entry = scheduled.select_related("user").order_by("-timestamp").first()
    people = {*submitters(page), *([entry.user] if entry and entry.user else [])}
    reason = " ".join(problem.text for problem in refused.problems)
    tell(people, page, Notice.Event.NOT_PUBLISHED, reason)


def tell(recipients, page, event, reason="", actor=None):
    """Keep a notice for each of `recipients` but the one who did it, and write to them."""
    actor = actor or get_active_log_context().user
    for recipient in recipients:
        if recipient == actor:
            continue
        notice = Notice.objects.create(
            recipient=recipient, page_id=page.pk, event=event, reason=reason, actor=actor
        )
        transaction.on_commit(lambda notice=notice: _write_to(notice))


def _last_submission(page):
    states = WorkflowState.objects.for_instance(page).exclude(requested_by=None)
    return states.select_related("requested_by").order_by("-created_at", "-pk").first()


def submitters(page):
    """Return who last submitted `page`; of one that nobody submitted, who began it.

    Accounts that are no longer active are left out.
    """
    submitted = _last_submission(page)
    people = [submitted.requested_by if submitted else page.owner]
    return [person for person in people if person and person.is_active]


def _write_to(notice):
    """Send the letter; a mail server that is down must not undo what was done."""
    profile = UserProfile.get_for_user(notice.recipient)
    preference = PREFERENCES.get(notice.event)
    if not notice.recipient.email or (preference and not getattr(profile, preference)):
        return
    context = {"notice": notice, "base_url": settings.WAGTAILADMIN_BASE_URL}
    with override(profile.get_preferred_language()):
        subject = render_to_string("newsroom/notifications/subject.txt", context)
        text = render_to_string("newsroom/notifications/letter.txt", context)
    try:
        send_mail(" ".join(subject.split()), text.strip(), [notice.recipient.email])
    except OSError:
        logger.exception("Không gửi được thư báo cho %s", notice.recipient)
