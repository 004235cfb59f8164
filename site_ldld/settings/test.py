"""Settings for the test suite: quick passwords, mail and cache in memory, files in /tmp."""

import tempfile
from pathlib import Path

from .development import *  # noqa: F403

DATA_DIR = Path(tempfile.mkdtemp(prefix="site_ldld-test-"))
MEDIA_ROOT = DATA_DIR / "media"
DEBUG = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    **CACHES,
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Tests that are about kept pages keep them.
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
# Nobody works beside the tests; those about the queue use the real one.
TASKS = {**TASKS, "photos": TASKS["default"]}
