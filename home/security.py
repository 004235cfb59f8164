"""What browsers are told to keep from happening on the site's pages."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.urls import reverse


class PermissionsMiddleware:
    """Tells browsers which of their powers no page of the site uses."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response


class PolicyMiddleware(CSPMiddleware):
    """Sends the Content-Security-Policy: the admin, whose libraries need more, has its own."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and request.path.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts
