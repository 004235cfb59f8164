"""The ledger in the admin: entries are added, with who and why, and never changed or deleted."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from .bookkeeping import open_books
from .models import LedgerEntry


class AppendOnlyPolicy(ModelPermissionPolicy):
    """Whoever has the right may add and read; nobody may change or delete."""

    def user_has_permission(self, user, action):
        return action in ("add", "view") and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions):
        kept = [action for action in actions if action in ("add", "view")]
        if not kept:
            return get_user_model().objects.none()
        return super().users_with_any_permission(kept)


class LedgerCreateView(CreateView):
    def save_instance(self):
        """Write the entry through the books, so that the total changes with it."""
        entry = self.form.save(commit=False)
        return open_books(entry.amount, entry.note, made_by=self.request.user)


class LedgerViewSet(SnippetViewSet):
    model = LedgerEntry
    icon = "list-ol"
    menu_label = _("Sổ lượt truy cập")
    list_display = ["amount", "note", "made_by", "made_at"]
    inspect_view_enabled = True
    copy_view_enabled = False
    # In the reader's language; a snippet's own are in that of the first reader.
    breadcrumbs_items = WagtailAdminTemplateMixin.breadcrumbs_items
    add_view_class = LedgerCreateView
    panels = [FieldPanel("amount"), FieldPanel("note")]

    @property
    def permission_policy(self):
        return AppendOnlyPolicy(self.model)
