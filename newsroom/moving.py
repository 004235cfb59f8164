"""Moving pages: not under the eyes of those who review them, and together with translations."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction as WagtailMoveBulkAction

from .permissions import may_publish_anywhere, only_translates
from .translations import following

# What the board ticks to leave translations where they are.
LEAVE = "leave_translations"


def waits_for_others(user, page):
    """Return whether `page` is being reviewed, by others than `user`."""
    task = page.current_workflow_task if page.workflow_in_progress else None
    if task is None:
        return False
    offered = [name for name, _label, _modal in task.get_actions(page.specific, user)]
    return "approve" not in offered


def _moves_what_waits(user, page):
    return any(waits_for_others(user, each) for each in (page, *following.followers(page)))


def refuse_waiting(request, page, destination):
    """Keep what others are reviewing, a translation too, in its section (`before_move_page`)."""
    if _moves_what_waits(request.user, page):
        raise PermissionDenied


def say_what_follows(request, page, destination):
    """Say before a page is moved that its translations move along (`before_move_page`)."""
    followers = following.followers(page)
    if request.method == "GET" and followers:
        messages.info(
            request,
            _("Bản dịch đi theo bản gốc, nếu chuyên mục mới đã được dịch: %(pages)s.")
            % {"pages": following.named(followers)},
        )


def move_translations(request, page):
    """Move the translations of `page` after it, unless the board left them (`after_move_page`)."""
    if request.POST.get(LEAVE) and may_publish_anywhere(request.user):
        return
    moved, left = following.move_followers(page, request.user)
    if said := following.said_moved(moved, left):
        messages.info(request, said)


class MoveBulkAction(WagtailMoveBulkAction):
    """Moves several pages, with their translations."""

    def check_perm(self, page):
        if only_translates(self.request.user, page):
            return False
        return super().check_perm(page) and not _moves_what_waits(self.request.user, page)

    @classmethod
    def execute_action(cls, objects, destination=None, user=None, **kwargs):
        counts = super().execute_action(objects, destination=destination, user=user, **kwargs)
        for page in objects:
            page.refresh_from_db()
            following.move_followers(page, user)
        return counts
