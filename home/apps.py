from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class HomeConfig(AppConfig):
    default = True
    name = "home"
    verbose_name = _("Trang chủ")

    def ready(self):
        from . import signals

        signals.connect()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, listed by Vietnamese rules."""

    default = False
    user_viewset = "home.users.UserViewSet"
