"""What happens to every request before a view sees it."""

import logging
from urllib.parse import unquote_plus

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import InvalidPage
from django.http import Http404
from django.urls import reverse

from .keys import is_key
from .vietnamese import nfc

# The names under which addresses carry keys as text: all that has such an address is numbered.
TEXTS_WITH_KEYS = ("pk", "object_id")
# The names under which the queries and forms of the admin carry keys. What is done to several
# may be done to all; the preview of a block is asked for by a text.
KEYS_ASKED_FOR = ("id", "childOf", "parent_page_id")
KEYS_SENT = ("new_parent_page", "overwrite_revision_id", "revision_id")
FOR_SEVERAL = "admin/bulk/"
WITHOUT_KEYS = ("wagtailadmin_block_preview",)
# The one list that shows no nearest page when its number is none.
LIST_OF_WORKFLOW = "wagtailadmin_workflows:edit"
# What comes of a number that no date and no column holds, a page of a list that is not there.
NOT_THERE = (OverflowError, InvalidPage, ObjectDoesNotExist)

logger = logging.getLogger(__name__)


class OneSpellingMiddleware:
    """Hands on the texts of an address's query in one spelling, whatever they were typed with."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        text = unquote_plus(request.META.get("QUERY_STRING", ""))
        if nfc(text) != text:
            query = request.GET.copy()
            for name, values in request.GET.lists():
                query.setlist(name, map(nfc, values))
            query._mutable = False
            request.GET = query
        return self.get_response(request)


class PossibleNumbersMiddleware:
    """Answers 404 to what asks for an object or a day that cannot be, as to what is not there."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        asked = [*_keys_in_address(args, kwargs), *_keys_in_admin(request)]
        if not all(map(is_key, asked)):
            raise Http404

    def process_exception(self, request, exception):
        """Answer alike where Wagtail's admin takes a number from outside as it is."""
        # A row without what it refers to is a fault of ours, which is to be seen.
        is_ours = isinstance(exception, AttributeError) or not _is_in_admin(request)
        if isinstance(exception, NOT_THERE) and not is_ours:
            logger.warning("Not there: %s", request.path, exc_info=exception)
            raise Http404 from exception


def _keys_in_address(args, kwargs):
    yield from (value for value in kwargs.values() if isinstance(value, int))
    yield from (kwargs[name] for name in TEXTS_WITH_KEYS if isinstance(kwargs.get(name), str))
    # Arguments without names are pages, and the versions of them to compare.
    yield from (value for value in args if str(value).isdecimal())


def _keys_in_admin(request):
    name_of_view = request.resolver_match.view_name
    if not _is_in_admin(request) or name_of_view in WITHOUT_KEYS:
        return
    if name_of_view == LIST_OF_WORKFLOW:
        yield from request.GET.getlist("p")
    for_several = request.resolver_match.route.startswith(FOR_SEVERAL)
    no_key = ("", "all") if for_several else ("",)
    for query, names in ((request.GET, KEYS_ASKED_FOR), (request.POST, KEYS_SENT)):
        for name in names:
            yield from (value for value in query.getlist(name) if value not in no_key)


def _is_in_admin(request):
    return request.path.startswith(reverse("wagtailadmin_home"))
