"""The admin speaks the language of each person's account, in refusals and errors too."""

from django.urls import reverse
from django.utils.translation import override


class AdminLanguageMiddleware:
    """Wagtail does so inside its views alone; a 403 or 404 is made outside of them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        profile = getattr(request.user, "wagtail_userprofile", None)
        if profile is None:
            return self.get_response(request)
        with override(profile.get_preferred_language()):
            return self.get_response(request)
