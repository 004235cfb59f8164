from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    name = "page_cache"

    def ready(self):
        from . import writes

        writes.connect()
