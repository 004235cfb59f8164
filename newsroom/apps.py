from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self):
        from . import checks, signal_handlers  # noqa: F401

        signal_handlers.connect()
