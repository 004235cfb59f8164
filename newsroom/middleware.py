"""At the door of the admin: what a person may not see is refused with a plain 403."""

import logging

from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext

from articles.models import SectionPage
from articles.publication_checks import PublicationRefused

from .permissions import (
    REPORTS,
    may_open_report,
    may_publish_anywhere,
    refuse_choosing,
    refuse_hidden_pages,
    refuse_translators,
)
from .publishing_views import say_problems
from .translations.rights import refuse_translating
from .usage_protection import refuse_used_file

logger = logging.getLogger(__name__)

FORMS_THAT_FAIL_EMPTY = ("admin/choose-external-link/", "admin/redirects/import/process/")
# As Wagtail says it, in its catalogue.
WAGTAILS_REFUSAL = "Sorry, you do not have permission to access this area."


class NewsroomAccessMiddleware:
    """Keeps drafts from strangers at every address of the admin, and answers refusals with 403."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if _is_in_admin(request) and _is_refusal(request, response):
            return _refused(request).render()
        return response

    def process_view(self, request, view, args, kwargs):
        """Refuse hidden pages before any view names them; lead writers straight to the article."""
        if not _is_in_admin(request) or not request.user.is_authenticated:
            return None
        match = request.resolver_match
        try:
            refuse_translators(request.user, match.route, kwargs)
            refuse_choosing(request.user, match.route)
            refuse_hidden_pages(request, args, kwargs)
            refuse_translating(request, kwargs)
        except PermissionDenied:
            return _refused(request)
        is_report = match.route.startswith(REPORTS)
        if is_report and not may_open_report(request.user, match.route):
            return _refused(request)
        if match.view_name == "wagtailadmin_pages:add_subpage":
            return _straight_to_article(request, kwargs["parent_page_id"])
        return refuse_used_file(request, match.view_name, kwargs)

    def process_exception(self, request, exception):
        """Tell why an article did not go public, and lead back to it; what was typed is stored.

        A form of which a part is missing, which Wagtail's views do not foresee, is a bad request.
        """
        if not _is_in_admin(request):
            return None
        if not isinstance(exception, PublicationRefused):
            if isinstance(exception, MultiValueDictKeyError) or _is_empty_form(request):
                logger.warning("Bad request: %s", request.path, exc_info=exception)
                return render(request, "400.html", {"is_error": True}, status=400)
            return None
        say_problems(request, exception)
        address = reverse("wagtailadmin_pages:edit", args=[exception.article.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What the dialogs of Wagtail's workflow follow.
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)


def _is_empty_form(request):
    """Return whether nothing was sent to a form of Wagtail's that reads what it was not sent."""
    sent = request.POST.keys() - {"csrfmiddlewaretoken"}
    is_such = request.resolver_match.route in FORMS_THAT_FAIL_EMPTY
    return request.method == "POST" and is_such and not sent and not request.FILES


def _refused(request):
    return TemplateResponse(request, "403.html", {"is_error": True}, status=403)


def _is_in_admin(request):
    return request.path.startswith(reverse("wagtailadmin_home"))


def _is_refusal(request, response):
    """Return whether Wagtail led a signed-in person away with its word of refusal."""
    if response.status_code != 302 or response["Location"] != reverse("wagtailadmin_home"):
        return False
    refusal = gettext(WAGTAILS_REFUSAL)
    storage = get_messages(request)
    said = [str(message) for message in storage]
    # What is no refusal waits for the page that comes next.
    storage.used = refusal in " ".join(said)
    return storage.used


def _straight_to_article(request, section_id):
    """Only the board makes sections; the others have nothing to choose between."""
    is_section = SectionPage.objects.filter(pk=section_id).exists()
    if is_section and not may_publish_anywhere(request.user):
        return redirect("wagtailadmin_pages:add", "articles", "articlepage", section_id)
    return None
