"""What many pages share, kept in this process until what readers see changes.

The first reader of a page after something is published pays for that page alone: header, menu,
footer and the tree are made once for all pages of a generation (`page_cache.pages`).
"""

from wagtail.models import Site

# No more than that, whatever is asked for.
MOST = 1000

_newest = (None, {})


def cached_fragment(request, key, make):
    """Return `make()`, or what it returned for an earlier reader of the same generation.

    Nothing is kept of what is made for staff, for previews, and while the cache is away. What is
    kept belongs to all readers: nobody changes it.
    """
    generation = getattr(request, "generation", None)
    if generation is None or getattr(request, "is_preview", False):
        return make()
    parts = _parts_of(generation)
    if key in parts:
        return parts[key]
    part = make()
    if len(parts) < MOST:
        parts[key] = part
    return part


def _parts_of(generation):
    global _newest
    if _newest[0] != generation:
        _newest = (generation, {})
    return _newest[1]


class KnownSiteMiddleware:
    """Tells Wagtail which site a page is asked of, with its home page, once that is known."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.resolver_match.view_name == "wagtail_serve":
            key = ("site", request.get_host())
            # Where Wagtail itself keeps it for the rest of a request.
            site = cached_fragment(request, key, lambda: Site.find_for_request(request))
            request._wagtail_site = site
