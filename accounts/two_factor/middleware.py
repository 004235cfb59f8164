"""Nobody goes anywhere in the admin before the second step of signing in."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from .devices import is_on

# Addresses of the two pages.
SETTINGS_PAGE, CODE_PAGE = "second_factor", "second_factor_code"
# What the page of the code itself needs, and the ways out.
ALWAYS_OPEN = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
}


class TwoFactorMiddleware:
    """Lets nobody in anywhere who still owes the second step.

    A request without a session passes untouched: readers have none.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        page = required_step(request.user)
        if page is None or request.resolver_match.view_name in {page, *ALWAYS_OPEN}:
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        return redirect_to_login(request.get_full_path(), reverse(page))


def required_step(user):
    """Return the name of the page that `user` has to pass first, or None."""
    if not user.is_authenticated or user.is_verified():
        return None
    if is_on(user):
        return CODE_PAGE
    is_staff = settings.SECOND_FACTOR_REQUIRED and user.has_perm("wagtailadmin.access_admin")
    return SETTINGS_PAGE if is_staff else None
