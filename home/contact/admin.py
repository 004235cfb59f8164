"""Letters from readers in the admin: to be read, exported and deleted, never changed."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from spreadsheets import OfficeExportMixin

from ..models import ContactMessage


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever may see letters may also delete them; nobody writes or changes one here."""

    def user_has_permission(self, user, action):
        return action in ("view", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


class LetterListView(OfficeExportMixin, IndexView):
    """The letters, and as a table what strangers wrote."""


class LetterViewSet(ModelViewSet):
    model = ContactMessage
    index_view_class = LetterListView
    export_filename = "thu-doc-gia"
    permission_policy = ReadOnlyPolicy(ContactMessage)
    icon = "mail"
    menu_label = _("Thư độc giả")
    menu_order = 250
    add_to_admin_menu = True
    inspect_view_enabled = True
    inspect_view_fields = [
        *("created_at", "name", "email", "telephone", "subject", "message", "mailed_at"),
    ]
    list_display = [
        "subject",
        "name",
        DateColumn("created_at", label=_("Gửi lúc"), sort_key="created_at"),
        DateColumn("mailed_at", label=_("Đã chuyển vào hộp thư lúc"), sort_key="mailed_at"),
    ]
    list_export = ["created_at", "name", "email", "telephone", "subject", "message", "mailed_at"]
    list_filter = ["created_at"]
    exclude_form_fields = []
    search_fields = ["subject", "name", "message"]
    copy_view_enabled = False
