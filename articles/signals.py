"""What happens by itself when something of the newsroom is saved."""

from django.db import transaction
from django.db.models.signals import post_save

from .models import Photo
from .tasks import make_renditions


def make_renditions_of_saved_photo(instance, raw, **kwargs):
    """Ask for a photo's sizes as soon as it is stored: no reader's request should make them."""
    if not raw:
        transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))


def connect():
    post_save.connect(
        make_renditions_of_saved_photo, sender=Photo, dispatch_uid="articles.make_renditions"
    )
