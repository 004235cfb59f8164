"""Who is told that Wagtail's index has taken something in, and when."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.dispatch import Signal

# Sent with `model` and `objects` after the index has taken objects of one model in.
indexed = Signal()
_waiting = ContextVar("waiting", default=None)


def tell(model, objects):
    """Say that `objects` of `model` were indexed: at once, or when all of them is stored."""
    waiting = _waiting.get()
    if waiting is None:
        indexed.send(sender=model, objects=objects)
    else:
        waiting.append((model, objects))


@contextmanager
def told_when_stored(is_told=True):
    """Have what is indexed meanwhile told at the end, or not at all where nothing is new in it.

    A page is indexed when its own row is stored, before its children are.
    """
    waiting = []
    before = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(before)
    if is_told:
        for model, objects in waiting:
            tell(model, objects)
