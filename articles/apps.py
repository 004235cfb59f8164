from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Bài viết")

    def ready(self):
        from . import checks, comparison, signal_handlers  # noqa: F401

        comparison.register()
        signal_handlers.connect()
