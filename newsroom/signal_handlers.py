"""What the newsroom does by itself: teams of sections, letters, what translations follow."""

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import PageViewRestriction, TaskState, WorkflowState
from wagtail.signals import page_published, post_page_move, task_submitted, workflow_rejected

from articles.models import ArticlePage, SectionPage

from . import groups, notifications
from .translations import dates, following


def keep_section_teams(instance, raw=False, **kwargs):
    """Give a section that is made, renamed or moved its editors' group and workflow."""
    if not raw and groups.are_created():
        for section in SectionPage.objects.descendant_of(instance, inclusive=True).order_by("path"):
            groups.create_section_team(section)


def connect():
    for signal in (post_save, post_page_move):
        signal.connect(
            keep_section_teams, sender=SectionPage, dispatch_uid="newsroom.section_teams"
        )
    for signal, sender in (
        (post_save, PageViewRestriction),
        (post_delete, PageViewRestriction),
        (m2m_changed, PageViewRestriction.groups.through),
    ):
        signal.connect(
            following.restrict_followers, sender=sender, dispatch_uid="newsroom.restrict_followers"
        )
    task_submitted.connect(
        notifications.write_to_step, sender=TaskState, dispatch_uid="newsroom.write_to_step"
    )
    workflow_rejected.connect(
        notifications.tell_of_return, sender=WorkflowState, dispatch_uid="newsroom.tell_of_return"
    )
    page_published.connect(
        dates.tell_followers, sender=ArticlePage, dispatch_uid="newsroom.dates_of_translations"
    )
    page_published.connect(
        notifications.tell_of_publication,
        sender=ArticlePage,
        dispatch_uid="newsroom.tell_of_publication",
    )
