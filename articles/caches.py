"""Caches that make the site quicker and decide nothing: what they cannot keep is made again.

A full disk, a folder that nobody may write to, a server that is away: the answer goes out, and
the log says it once a minute.
"""

import logging
import time

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

# Seconds between two lines of the log.
QUIET = 60

logger = logging.getLogger(__name__)
_told_at = None


def tell(error):
    """Log what a cache failed with, if nothing was logged in the last minute."""
    global _told_at
    now = time.monotonic()
    if _told_at is None or now - _told_at >= QUIET:
        _told_at = now
        logger.error("The cache failed, and the site goes on without: %r", error)


def attempt(operation, *arguments, otherwise=None, **options):
    """Return what `operation` of a cache returns, or `otherwise` where it fails."""
    try:
        return operation(*arguments, **options)
    except Exception as error:
        tell(error)
        return otherwise


def keep(cache, key, value, timeout):
    """Write into `cache`; where that fails nothing is left of what was there, which is older."""
    try:
        cache.set(key, value, timeout)
    except Exception as error:
        tell(error)
        attempt(cache.delete, key)


class FileCache(FileBasedCache):
    """Django's cache in a folder, for Wagtail too, which takes no failing cache into account."""

    def _createdir(self):
        attempt(super()._createdir)

    def get(self, key, default=None, version=None):
        return attempt(super().get, key, default, version, otherwise=default)

    def has_key(self, key, version=None):
        return attempt(super().has_key, key, version, otherwise=False)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        try:
            super().set(key, value, timeout, version)
        except Exception as error:
            tell(error)
            self.delete(key, version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return attempt(super().touch, key, timeout, version, otherwise=False)

    def delete(self, key, version=None):
        return attempt(super().delete, key, version, otherwise=False)

    def clear(self):
        attempt(super().clear)
