"""The ledger in the admin: entries are added, with who and why, and never changed or deleted."""

from django import forms
from django.contrib.auth import get_user_model
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from .bookkeeping import open_books
from .choosers import ChooserViewSet
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
        """Write the entry through the books, which let nobody else write meanwhile."""
        entry = self.form.save(commit=False)
        user = self.request.user
        full_name, name = user.get_full_name(), user.get_username()
        made_by = f"{full_name} ({name})" if full_name else name
        return open_books(entry.amount, entry.note, made_by, entry.corrects)

    def get_success_message(self, instance):
        """Say when the total went down: what readers see of it does not do so by itself."""
        if instance.amount < 0:
            return _("Đã ghi bút toán sửa. Tổng số giảm %(amount)s lượt.") % {
                "amount": number_format(-instance.amount, force_grouping=True)
            }
        return super().get_success_message(instance)


class LedgerViewSet(SnippetViewSet):
    model = LedgerEntry
    icon = "list-ol"
    menu_label = _("Sổ lượt truy cập")
    list_display = ["amount", "note", "corrects", "made_by", "made_at"]
    chooser_viewset_class = ChooserViewSet
    inspect_view_enabled = True
    copy_view_enabled = False
    # In the reader's language; a snippet's own are in that of the first reader.
    breadcrumbs_items = WagtailAdminTemplateMixin.breadcrumbs_items
    add_view_class = LedgerCreateView
    # A list to choose from: Wagtail's chooser speaks the language of its first reader for good.
    panels = [
        FieldPanel("amount"),
        FieldPanel("corrects", widget=forms.Select),
        FieldPanel("note"),
    ]

    @property
    def permission_policy(self):
        return AppendOnlyPolicy(self.model)
