"""What happens to every request before a view sees it."""

from urllib.parse import unquote_plus

from .vietnamese import nfc


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
