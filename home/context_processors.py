from django.utils.functional import SimpleLazyObject

from .site import home_of


def site_home(request):
    """Give templates `site_home`: the home page that header and footer are taken from, or None."""
    return {"site_home": SimpleLazyObject(lambda: home_of(request))}
