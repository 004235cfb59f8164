"""Old addresses of authors, departments and topics lead on to the new ones, in every language."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect


def urls_of(instance, slug=None):
    """Return {language code: [page, feed]}, the addresses of `instance`, or of another `slug`.

    A language's own translation answers for it; where there is none, `instance` itself does.
    """
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            args = [instance.localized.slug if slug is None else slug]
            names = (instance.url_name, f"{instance.url_name}_rss")
            found[code] = [reverse(name, args=args) for name in names]
    return found


def create_redirects(old, new):
    """Redirect the addresses `old` to `new` for good, each as `urls_of` returns them."""
    for code, paths in old.items():
        for former, present in zip(paths, new[code], strict=True):
            if former != present:
                _redirect(former, present)


def _redirect(former, present):
    """Redirect one path; what led to it leads on too, and nothing leads away from `present`."""
    paths = [Redirect.normalise_path(path) for path in (former, present)]
    Redirect.objects.filter(old_path__in=paths, site=None).delete()
    Redirect.objects.filter(redirect_link=former).update(redirect_link=present)
    Redirect.add_redirect(former, present, automatically_created=True)
