from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AnalyticsConfig(AppConfig):
    name = "analytics"
    verbose_name = _("Thống kê truy cập")

    def ready(self):
        from .append_only import enforce

        post_migrate.connect(enforce, sender=self)
