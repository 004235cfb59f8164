"""What happens by itself when the database is brought up to date."""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models.signals import post_migrate
from wagtail.models import Site


def give_site_its_address(**kwargs):
    """Have Wagtail's site answer to BASE_URL: feeds, site map and mails print full addresses."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=port)
    Site.clear_site_root_paths_cache()


def connect():
    post_migrate.connect(
        give_site_its_address,
        sender=apps.get_app_config("home"),
        dispatch_uid="home.give_site_its_address",
    )
