"""The site with one more address, whose view does nothing: what others are measured against."""

import os

from django.conf import settings
from django.http import HttpResponse
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_ldld.settings.development")
settings.ROOT_URLCONF = __name__

from site_ldld import wsgi  # noqa: E402 - reads the settings above

application = wsgi.application


def empty(request):
    """Answer nothing, through every middleware of the site."""
    return HttpResponse(b"")


def __getattr__(name):
    # The site's own addresses can be read only once its applications are loaded.
    from site_ldld import urls

    if name == "urlpatterns":
        return [path("empty/", empty), *urls.urlpatterns]
    return getattr(urls, name)
