from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Bài viết")

    def ready(self):
        from . import checks, comparison, page_indexes, signal_handlers  # noqa: F401

        comparison.register()
        signal_handlers.connect()
        post_migrate.connect(page_indexes.create_missing, sender=self)
