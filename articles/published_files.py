"""Which attached files readers may have: those of something published."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from wagtail.models import Page, ReferenceIndex


def refuse_strangers(attachment, request):
    """Keep files of drafts, and those that nothing names yet, inside (`before_serve_document`).

    Raises Http404: a reader learns nothing of them. The newsroom may open each.
    """
    works_here = request.user.has_perm("wagtailadmin.access_admin")
    if not works_here and not is_published(attachment, request):
        raise Http404


def is_published(attachment, request):
    """Return whether something that the reader who sends `request` may see names `attachment`."""
    references = ReferenceIndex.get_references_to(attachment)
    pages = ContentType.objects.get_for_model(Page)
    keys = references.filter(base_content_type=pages).values_list("object_id", flat=True)
    live = Page.objects.filter(pk__in=[int(key) for key in set(keys)]).live()
    if live.public().exists() or any(_may_see(request, page) for page in live):
        return True
    others = references.exclude(base_content_type=pages)
    return any(getattr(source, "live", True) for source, _found in others.group_by_source_object())


def _may_see(request, page):
    return all(each.accept_request(request) for each in page.get_view_restrictions())
