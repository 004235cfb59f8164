"""What tells one release of the site from the next: nothing kept by another one is shown."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

SOURCES = ("*.py", "*.html", "*.svg", "*.txt", "*.xml", "*.mo")
# What the environment says and pages print.
PRINTED = ("BASE_URL", "LANGUAGES", "MEDIA_URL", "STATIC_URL", "TIME_ZONE", "VISIT_LIMITS")


def release():
    """Return a text that is another one for other static files, templates, code or settings."""
    return f"{getattr(staticfiles_storage, 'manifest_hash', '')}{_source()}"


@cache
def _source():
    digest = blake2b(repr([getattr(settings, name) for name in PRINTED]).encode(), digest_size=8)
    folders = {settings.BASE_DIR / "site_ldld", *settings.TEMPLATES[0]["DIRS"]}
    folders |= {Path(app.path) for app in apps.get_app_configs()}
    own = [folder for folder in folders if folder.parent == settings.BASE_DIR]
    files = {path for folder in own for pattern in SOURCES for path in folder.rglob(pattern)}
    for path in sorted(files):
        digest.update(path.read_bytes())
    digest.update((settings.BASE_DIR / "requirements.txt").read_bytes())
    return digest.hexdigest()
