"""Where the former address of a page leads: to what its reader may see, and nowhere else.

Wagtail leaves a redirect at each slug that a draft has had, while its title was being typed, and
leads a stranger from there to the draft's address, which tells its title.
"""

from copy import copy
from urllib.parse import urlsplit

from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.signal_handlers import create_redirects
from wagtail.models import Site


def keep_former_slug(instance_before, instance, **kwargs):
    """Leave a redirect where a page was that readers could know (`page_slug_changed`)."""
    if _was_public(instance):
        _lead_on(instance, instance_before)


def keep_former_place(instance, url_path_before, url_path_after, **kwargs):
    """Leave redirects where a page and those below it were (`post_page_move`)."""
    if _was_public(instance) and url_path_before != url_path_after:
        page = instance.specific
        former = copy(page)
        former.url_path = url_path_before
        _lead_on(page, former)


def _was_public(page):
    return page.live or page.first_published_at is not None


def _lead_on(page, former):
    create_redirects(page, former, Site.objects.exclude(root_page=page))


class PageRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, without redirects to pages that are not public for who asks."""

    def process_response(self, request, response):
        answer = super().process_response(request, response)
        if answer is response:
            return response
        page = _target(request)
        return answer if page is None or _is_open(page, request) else response


def _target(request):
    """Return the page that the redirect at the address of `request` leads to, None for a link."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    redirect = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
    return redirect.redirect_page


def _is_open(page, request):
    restrictions = page.get_view_restrictions()
    return page.live and all(each.accept_request(request) for each in restrictions)
