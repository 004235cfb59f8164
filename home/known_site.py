"""The site a page is asked of and its home page, made once for all readers of a language."""

import pickle

from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Site

from page_cache.dependencies import without_recording
from page_cache.fragments import cached_fragment, depend_on_common, is_shared

from .models import HomePage


class KnownSiteMiddleware:
    """Tells Wagtail which site a page is asked of, with its home page, once that is known."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if is_shared(request):
            # Where Wagtail itself keeps it for the rest of a request.
            is_page = request.resolver_match.view_name == "wagtail_serve"
            request._wagtail_site = (
                _known(request) if is_page else SimpleLazyObject(lambda: _known(request))
            )


def _known(request):
    """Return the site, each request its own: what it loads by it, it has asked for itself."""
    key = ("site", request.get_host(), get_language())
    return pickle.loads(cached_fragment(request, key, lambda: pickle.dumps(_site_asked(request))))


def _site_asked(request):
    """Return the `Site` with the home page of the reader's language, where it is public."""
    # What stands for the site until somebody asks for it is no answer to Wagtail.
    request.__dict__.pop("_wagtail_site", None)
    depend_on_common(request)
    # On the sites it depends by that; of their home pages it asks for less than Wagtail does.
    site = without_recording(lambda: Site.find_for_request(request))
    if site:
        homes = HomePage.framing().filter(translation_key=site.root_page.translation_key, live=True)
        home = homes.filter(locale__language_code=get_language()).first()
        site.root_page = home or site.root_page.specific
    return site
