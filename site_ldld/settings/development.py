"""Settings for a machine of one's own: starts without any secret, serves on 127.0.0.1 only."""

from .base import *  # noqa: F403
from .base import ALLOWED_HOSTS, SECRET_KEY, STATIC_ROOT, env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = SECRET_KEY or "only-for-development-never-on-a-server"
DEMO_PASSWORD = "cong-doan-xu-thanh"
ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# Names carry no hash here, so a browser must ask again after an edit.
WHITENOISE_MAX_AGE = 0
