from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"

    def ready(self):
        from . import failed_sign_ins

        user_logged_in.connect(
            failed_sign_ins.after_password, dispatch_uid="accounts.after_password"
        )


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, listed by Vietnamese rules."""

    default = False
    user_viewset = "accounts.users.UserViewSet"
