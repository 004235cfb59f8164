"""The buttons at the foot of the article form."""

from django.utils.translation import gettext as _
from wagtail.admin.action_menu import SubmitForModerationMenuItem


class SubmitMenuItem(SubmitForModerationMenuItem):
    def get_context_data(self, parent_context):
        """Name what the button does; Wagtail adds which workflow, of which there is but one."""
        return {**super().get_context_data(parent_context), "label": _("Gửi duyệt")}


def name_submission(menu_items, request, context):
    """Put our button in the place of Wagtail's (`construct_page_action_menu`)."""
    menu_items[:] = [
        SubmitMenuItem(order=item.order) if isinstance(item, SubmitForModerationMenuItem) else item
        for item in menu_items
    ]
