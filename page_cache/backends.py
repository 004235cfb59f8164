"""Caches that make the site quicker and decide nothing: what they cannot keep is made again.

A full disk, a folder that nobody may write to, a server that is away: the answer goes out, and
the log says it once a minute.
"""

import logging
import os
import time
from contextlib import suppress
from itertools import accumulate
from random import randrange
from threading import Lock, Thread
from typing import NamedTuple

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
# How many files are kept, more or less, before the folder is looked through: its own share.
KEPT_BETWEEN_LOOKS = 20
# Bytes of a folder, unless its options say otherwise.
MOST_BYTES = 1_000_000_000

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

    What was not used for longest goes first, until there are at most MAX_ENTRIES files with at
    most MAX_BYTES. Django's own looks through the whole folder whenever something is kept, and
    throws away a third of it, whatever it is.
    """

    def __init__(self, folder, params):
        super().__init__(folder, params)
        self._max_bytes = int(params.get("OPTIONS", {}).get("MAX_BYTES", MOST_BYTES))
        self._looking = Lock()

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
        """Have the folder looked through now and then; nobody who keeps something waits for it."""
        if not randrange(max(1, self._max_entries // KEPT_BETWEEN_LOOKS)):
            attempt(Thread(target=self._make_room, daemon=True).start)

    def _make_room(self):
        """Remove what was not used for longest, with room for a tenth where there is too much."""
        if not self._looking.acquire(blocking=False):
            return
        try:
            files = sorted(_files(self._dir, self.cache_suffix), reverse=True)
            number, size = self._max_entries, self._max_bytes
            if len(files) > number or sum(file.size for file in files) > size:
                for file in _beyond(files, number * 9 // 10, size * 9 // 10):
                    self._delete(file.path)
        finally:
            self._looking.release()

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


class File(NamedTuple):
    """A file of a cache; `used_at` is in seconds since the epoch, `size` in bytes."""

    used_at: float
    size: int
    path: str


def _files(folder, suffix):
    """Yield the `File`s of a cache; one that goes meanwhile is none."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                if entry.name.endswith(suffix):
                    found = entry.stat()
                    yield File(found.st_mtime, found.st_size, entry.path)


def _beyond(files, number, size):
    """Return those of `files` after the first `number`, and after the first `size` bytes."""
    sums = accumulate(file.size for file in files)
    return [
        file
        for place, (file, so_far) in enumerate(zip(files, sums, strict=True))
        if place >= number or so_far > size
    ]


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
