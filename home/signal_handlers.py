"""What happens by itself when the database is brought up to date, or a page is published."""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models.signals import post_delete, post_migrate
from wagtail.models import Site
from wagtail.signals import page_published

from articles.models import ArticlePage
from articles.tasks import missing_work_wanted

from .models import HomePage
from .tasks import ask_for_missing_share_cards, ask_for_share_card, remove_share_cards


def give_site_its_address(**kwargs):
    """Have Wagtail's site answer to BASE_URL: feeds, site map and mails print full addresses."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=port)
    Site.clear_site_root_paths_cache()


def connect():
    for model in (ArticlePage, HomePage):
        page_published.connect(
            ask_for_share_card, sender=model, dispatch_uid="home.ask_for_share_card"
        )
        post_delete.connect(
            remove_share_cards, sender=model, dispatch_uid="home.remove_share_cards"
        )
    missing_work_wanted.connect(
        ask_for_missing_share_cards, dispatch_uid="home.ask_for_missing_share_cards"
    )
    post_migrate.connect(
        give_site_its_address,
        sender=apps.get_app_config("home"),
        dispatch_uid="home.give_site_its_address",
    )
