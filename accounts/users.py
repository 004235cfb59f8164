"""Accounts in the admin. A person has one name, as it is written: "Hoàng Đình Khải".

It is stored where Django keeps the first name, so that all who ask Django for the full name get
it in its order; Django's last name stays empty.
"""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import account as account_forms
from wagtail.admin.views import account
from wagtail.users import forms as user_forms
from wagtail.users.views import users

from .filters import by_given_name


def name_field():
    return forms.CharField(label=_("Họ và tên"), max_length=150)


class UserCreationForm(user_forms.UserCreationForm):
    first_name = name_field()
    last_name = None

    class Meta(user_forms.UserCreationForm.Meta):
        fields = user_forms.UserCreationForm.Meta.fields - {"last_name"}


class UserEditForm(user_forms.UserEditForm):
    first_name = name_field()
    last_name = None

    class Meta(user_forms.UserEditForm.Meta):
        fields = user_forms.UserEditForm.Meta.fields - {"last_name"}


class IndexView(users.IndexView):
    def order_queryset(self, queryset):
        """Sort the column of names by given name."""
        if self.ordering not in ("name", "-name"):
            return super().order_queryset(queryset)
        return by_given_name(queryset, descending=self.ordering == "-name")


class UserViewSet(users.UserViewSet):
    ordering = "name"
    index_view_class = IndexView

    def get_form_class(self, for_update=False):
        return UserEditForm if for_update else UserCreationForm


# A person's own account


class NameForm(account_forms.NameEmailForm):
    first_name = name_field()
    last_name = None

    class Meta(account_forms.NameEmailForm.Meta):
        fields = ["first_name", "email"]


class NamePanel(account.NameEmailSettingsPanel):
    form_class = NameForm


class AccountView(account.AccountView):
    def get_panels(self):
        """Return Wagtail's panels, with ours in the place of that of two names."""
        return [
            NamePanel(panel.request, panel.user, panel.profile)
            if isinstance(panel, account.NameEmailSettingsPanel)
            else panel
            for panel in super().get_panels()
        ]
