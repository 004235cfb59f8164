"""Caches that make the site quicker and decide nothing: what they cannot keep is made again.

A full disk, a folder that nobody may write to, a server that is away: the answer goes out, and
the log says it once a minute.
"""

import logging
import os
import time
from contextlib import suppress
from random import randrange

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django_redis import cache as django_redis
from redis.exceptions import RedisError

# Seconds between two lines of the log.
QUIET = 60
# Seconds for which a server that did not answer is not asked again: one request waits, not all.
AWAY = 1
# Seconds after which a file that is read is noted as used again.
USED_AGAIN = 600
# How many files are kept, more or less, before the folder is looked through.
KEPT_BETWEEN_LOOKS = 100

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
    """Django's cache in a folder, for Wagtail too, which takes no failing cache into account.

    What was not used for longest goes first. Django's own looks through the whole folder whenever
    something is kept, and throws away a third of it, whatever it is.
    """

    def _createdir(self):
        attempt(super()._createdir)

    def get(self, key, default=None, version=None):
        missing = object()
        found = attempt(super().get, key, missing, version, otherwise=missing)
        if found is missing:
            return default
        self._note_use(self._key_to_file(key, version))
        return found

    def _note_use(self, path):
        with suppress(OSError):
            if time.time() - os.path.getmtime(path) > USED_AGAIN:
                os.utime(path)

    def _cull(self):
        if randrange(KEPT_BETWEEN_LOOKS):
            return
        files = self._list_cache_files()
        if len(files) > self._max_entries:
            room = self._max_entries // 10
            for path in sorted(files, key=_used_at)[: len(files) - self._max_entries + room]:
                self._delete(path)

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


def _used_at(path):
    try:
        return os.path.getmtime(path)
    except OSError:
        return 0


class RedisCache(django_redis.RedisCache):
    """django-redis, whose server is left alone for a while after it did not answer.

    Its own way to ignore errors waits for the server in each of a request's questions.
    """

    _away_until = 0

    def _asked(self, operation, *arguments, otherwise=None, **options):
        if time.monotonic() < RedisCache._away_until:
            return otherwise
        try:
            return operation(*arguments, **options)
        except RedisError as error:
            RedisCache._away_until = time.monotonic() + AWAY
            tell(error)
            return otherwise

    def get(self, key, default=None, *arguments, **options):
        return self._asked(super().get, key, default, *arguments, otherwise=default, **options)

    def get_many(self, *arguments, **options):
        return self._asked(super().get_many, *arguments, otherwise={}, **options)

    def set(self, *arguments, **options):
        return self._asked(super().set, *arguments, **options)

    def set_many(self, *arguments, **options):
        return self._asked(super().set_many, *arguments, otherwise=[], **options)

    def add(self, *arguments, **options):
        return self._asked(super().add, *arguments, **options)

    def touch(self, *arguments, **options):
        return self._asked(super().touch, *arguments, otherwise=False, **options)

    def has_key(self, *arguments, **options):
        return self._asked(super().has_key, *arguments, otherwise=False, **options)

    def incr(self, *arguments, **options):
        return self._asked(super().incr, *arguments, **options)

    def delete(self, *arguments, **options):
        return self._asked(super().delete, *arguments, otherwise=False, **options)

    def delete_many(self, *arguments, **options):
        return self._asked(super().delete_many, *arguments, otherwise=0, **options)

    def clear(self):
        return self._asked(super().clear)
