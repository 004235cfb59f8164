"""Who may do what with photos and files: as Wagtail asks, whose own models carry the rights."""

from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from .models import Attachment, Photo


def _policy(model, auth_model):
    return CollectionOwnershipPermissionPolicy(
        model, auth_model=auth_model, owner_field_name="uploaded_by_user"
    )


POLICIES = {Photo: _policy(Photo, Image), Attachment: _policy(Attachment, Document)}
