"""What is used somewhere is not deleted, and the refusal says where."""

from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.documents.permissions import permission_policy as documents_permission_policy
from wagtail.images.permissions import permission_policy as images_permission_policy
from wagtail.models import ReferenceIndex

from .models import Attachment, Photo

# Wagtail's addresses that delete a photo or a file, which run no hook.
DELETING = {
    "wagtailimages:delete": (Photo, "image_id"),
    "wagtailimages:delete_multiple": (Photo, "image_id"),
    "wagtaildocs:delete": (Attachment, "document_id"),
    "wagtaildocs:delete_multiple": (Attachment, "doc_id"),
}
POLICIES = {Photo: images_permission_policy, Attachment: documents_permission_policy}
NAMED_PLACES = 5


def refuse_used_snippets(request, instances):
    """Keep authors, departments and topics that are used (`before_delete_snippet`)."""
    return refuse_used(request, instances)


def refuse_used_in_bulk(request, action_type, objects, action):
    """Keep photos and files that are used when several are deleted (`before_bulk_action`)."""
    files = [each for each in objects if isinstance(each, Photo | Attachment)]
    return refuse_used(request, files) if action_type == "delete" else None


def refuse_used_file(request, view_name, arguments):
    """Keep a photo or file that is used, at the address that would delete it alone."""
    if view_name not in DELETING:
        return None
    model, name = DELETING[view_name]
    file = model.objects.filter(pk=arguments[name]).first()
    may_delete = POLICIES[model].user_has_permission_for_instance
    if file is None or not may_delete(request.user, "delete", file):
        # The address itself refuses.
        return None
    return refuse_used(request, [file])


def refuse_used(request, objects):
    """Return an answer that names where `objects` are used, or None when none of them is."""
    used = [(each, places) for each in objects if (places := places_of(each))]
    for each, places in used:
        messages.error(request, _refusal(request, each, places))
    return redirect(request.META.get("HTTP_REFERER") or "wagtailadmin_home") if used else None


def places_of(instance):
    """Return what refers to `instance`, each once."""
    references = ReferenceIndex.get_references_to(instance).group_by_source_object()
    return [source for source, _references in references]


def _refusal(request, instance, places):
    # A place that the person may not edit is counted, and not named.
    finder = AdminURLFinder(request.user)
    found = [(address, place) for place in places if (address := finder.get_edit_url(place))]
    named = found[:NAMED_PLACES]
    links = format_html_join(", ", '<a href="{}">{}</a>', named)
    more = len(places) - len(named)
    rest = _("%(number)s nơi khác") % {"number": more} if more else ""
    links = format_html("{}{}{}", links, ", " if named and more else "", rest)
    intro = _("Không xóa “%(name)s”: đang được dùng ở") % {"name": instance}
    return format_html("{} {}. {}", intro, links, _("Hãy thay ở những nơi ấy trước."))
