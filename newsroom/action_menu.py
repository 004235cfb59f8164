"""The buttons at the foot of the article form."""

from django.utils.translation import gettext as _
from wagtail.admin.action_menu import SubmitForModerationMenuItem

from .permissions import may_withdraw
from .translations.editor import ENDING
from .translations.rights import may_manage


class SubmitMenuItem(SubmitForModerationMenuItem):
    def get_context_data(self, parent_context):
        """Name what the button does; Wagtail adds which workflow, of which there is but one."""
        return {**super().get_context_data(parent_context), "label": _("Gửi duyệt")}


def arrange(menu_items, request, context):
    """Put our button in the place of Wagtail's, and offer nobody what is not theirs to do.

    What ends a translation is offered to the board, and never first: the first is the main button.
    A hook of `construct_page_action_menu`.
    """
    page = context.get("page")
    ending = [item for item in menu_items if item.name in ENDING]
    items = [item for item in menu_items if item.name not in ENDING]
    if page is not None and not may_withdraw(request.user, page):
        items = [item for item in items if item.name != "action-cancel-workflow"]
    if page is None or not may_manage(request.user, page):
        ending = []
    menu_items[:] = [
        SubmitMenuItem(order=item.order) if isinstance(item, SubmitForModerationMenuItem) else item
        for item in [*items, *ending]
    ]
