"""What is used somewhere is not deleted; the refusal says where."""

from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages

from articles import usage
from articles.file_permissions import POLICIES
from articles.models import Attachment, Photo

# Wagtail's addresses that delete a photo or a file, which run no hook.
DELETING = {
    "wagtailimages:delete": (Photo, "image_id"),
    "wagtailimages:delete_multiple": (Photo, "image_id"),
    "wagtaildocs:delete": (Attachment, "document_id"),
    "wagtaildocs:delete_multiple": (Attachment, "doc_id"),
}
# Those among them that a script asks, which shows what it is answered.
ASKED_BY_SCRIPTS = ("wagtailimages:delete_multiple", "wagtaildocs:delete_multiple")


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
    if view_name not in ASKED_BY_SCRIPTS:
        return refuse_used(request, [file])
    places = usage.places_of(file)
    refusal = {"success": False, "error_message": _refusal(request.user, file, places)}
    return JsonResponse(refusal) if places else None


def refuse_used(request, objects):
    """Return an answer that names where `objects` are used, or None when none of them is."""
    used = [(each, places) for each in objects if (places := usage.places_of(each))]
    for each, places in used:
        messages.error(request, _refusal(request.user, each, places))
    return redirect(request.META.get("HTTP_REFERER") or "wagtailadmin_home") if used else None


def _refusal(user, instance, places):
    intro = _("Không xóa “%(name)s”: đang được dùng ở") % {"name": instance}
    advice = _("Hãy thay ở những nơi ấy trước.")
    return format_html("{} {}. {}", intro, usage.named(user, places), advice)
