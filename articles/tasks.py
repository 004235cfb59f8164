"""Work that is done beside the request that asked for it."""

from django_tasks import task

from .models import Photo
from .models.photos import RENDITION_FILTERS


@task()
def make_renditions(photo_id):
    """Make every size and format of the photo `photo_id` that the templates use."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is not None:
        photo.get_renditions(*RENDITION_FILTERS)
