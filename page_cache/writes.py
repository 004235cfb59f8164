"""Sees every statement that may change what readers see, whoever sends it.

A form, a bulk action, a command, a migration: all of them speak to the database through Django.
"""

from threading import local

from django.db import connection, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_save

from .changes import close_change, is_ready, open_change, record_change
from .pages import invalidate_pages
from .tables import changes_pages

# What this thread has announced and not yet closed.
_announced = local()


def notice_writes(execute, sql, params, many, context):
    """Send a statement to the database, and have its transaction say that it changes pages."""
    if not changes_pages(sql) or not is_ready(context["connection"]):
        return execute(sql, params, many, context)
    is_alone = not context["connection"].in_atomic_block
    if is_alone:
        _announced.change = open_change()
    result = execute(sql, params, many, context)
    # SQLite commits such a row when it is fetched: the model that is saved fetches it.
    if not (is_alone and " RETURNING " in sql):
        announce_change()
    return result


def announce_change():
    """Have pages held against the database once what this transaction does can be seen.

    Statements that follow each other are one change.
    """
    savepoints = set(connection.savepoint_ids)
    noted = connection.run_on_commit[-1:]
    if [entry[:2] for entry in noted] == [(savepoints, invalidate_pages)]:
        return
    # Taken first: a `Change` is saved as well.
    announced, _announced.change = getattr(_announced, "change", None), None
    record_change()
    if announced:
        close_change(announced)
    transaction.on_commit(invalidate_pages, robust=True)


def announce_what_was_saved(**signal):
    """Say that a row can be seen that was saved by a statement of its own."""
    if getattr(_announced, "change", None):
        announce_change()


def _watch(connection, **signal):
    if notice_writes not in connection.execute_wrappers:
        # Django takes the last one away again.
        connection.execute_wrappers.insert(0, notice_writes)


def connect():
    connection_created.connect(_watch, dispatch_uid="page_cache.watch")
    post_save.connect(announce_what_was_saved, dispatch_uid="page_cache.announce_what_was_saved")
