"""Work that is done beside the request that asked for it."""

import logging

from django.db import transaction
from django.dispatch import Signal
from django_tasks import task

from .models import Photo

logger = logging.getLogger(__name__)

# Sent when the worker looks for what was interrupted or failed: others look for their own.
missing_work_wanted = Signal()


@task(backend="photos")
def make_photo_sizes(photo_id):
    """Make every size and format of the photo `photo_id` that the templates use."""
    photo = Photo.objects.lacking_sizes().filter(pk=photo_id).first()
    if photo is None:
        return
    try:
        photo.make_sizes()
    except Exception:
        logger.exception("The sizes of photo %s could not be made", photo_id)
        raise


def ask_for_photo_sizes(photo_id):
    """Have the sizes of a photo made once it is stored: no reader's request should make them."""
    # The photo is stored by then: whoever sent it is told so even when the queue takes nothing.
    transaction.on_commit(lambda: make_photo_sizes.enqueue(photo_id), robust=True)


def ask_for_missing_photo_sizes():
    """Ask again for what was interrupted or failed; asking twice does no harm."""
    for photo_id in Photo.objects.lacking_sizes().values_list("pk", flat=True):
        make_photo_sizes.enqueue(photo_id)
    missing_work_wanted.send(None)
