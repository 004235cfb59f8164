"""What all tests of a file begin with: made once for the file and left as it was by each test."""

import copy

import pytest
from django.db import transaction


def scene(make):
    """Return a fixture of the file's that holds what `make()` returns, in a transaction of its own.

    What a test does to the database is undone when it ends; `fresh` keeps what it does to the
    objects to itself. Not for tests that commit (`django_db(transaction=True)`).
    """

    @pytest.fixture(scope="module")
    def made(django_db_setup, django_db_blocker):
        atomic = transaction.atomic()
        with django_db_blocker.unblock():
            atomic.__enter__()
            try:
                found = make()
            except BaseException:
                transaction.set_rollback(True)
                atomic.__exit__(None, None, None)
                raise
        yield found
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)

    made.__doc__ = make.__doc__
    return made


def fresh(thing):
    """Return a copy of what a scene holds, for one test."""
    return copy.deepcopy(thing)
