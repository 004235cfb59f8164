"""Counts of many articles, kept in the cache until one of them changes."""

from hashlib import sha256
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction

from .backends import attempt, keep
from .dependencies import depend_on, is_recording, record

# Seconds; a change of any article drops them at once.
KEPT = 600
# Names in the cache the last change of what is counted.
_CHANGE = "counted-articles-change"


def cached_counts(asked, count, worth_keeping):
    """Return `count()`, or what it returned when `asked` (a text) was last asked.

    It is kept where `worth_keeping(counts)`.
    """
    change = attempt(cache.get_or_set, _CHANGE, lambda: uuid4().hex, None)
    if change is None:
        return count()
    key = f"counts-{sha256(f'{change} {asked}'.encode()).hexdigest()}"
    counts, dependencies = attempt(cache.get, key) or (None, None)
    # Counted for a page that is not kept, its dependencies are not known.
    if counts is None or (is_recording() and dependencies is None):
        counts, dependencies = record(count) if is_recording() else (count(), None)
        if worth_keeping(counts):
            keep(cache, key, (counts, dependencies), KEPT)
    else:
        depend_on(dependencies)
    return counts


def invalidate_counts():
    """Drop what is kept, now and again once everybody sees the change."""
    forget_counts()
    transaction.on_commit(forget_counts)


def forget_counts():
    """Drop what is kept now."""
    keep(cache, _CHANGE, uuid4().hex, None)
