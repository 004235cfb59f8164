"""Settings for the test suite: quick passwords, mail and cache in memory, files in /tmp."""

import atexit
import shutil
import tempfile
from pathlib import Path

from .development import *  # noqa: F403

DATA_DIR = Path(tempfile.mkdtemp(prefix="site_ldld-test-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
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
# No other connection sees what a test has written.
KEPT_PAGES_CHECKED_SECONDS = None
# Nobody works beside the tests; those about the queue use the real one.
TASKS = {**TASKS, "photos": TASKS["default"]}
