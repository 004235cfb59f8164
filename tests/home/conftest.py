"""What tests of kept pages, and of what pages share, have in common."""

import pytest
from django.core.cache import caches


@pytest.fixture
def keep_pages(settings):
    """Have pages kept, as they are on a server."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"}
    settings.CACHES = {**settings.CACHES, "pages": memory}
    caches["pages"].clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a context in which what is saved is committed, with all that follows."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
