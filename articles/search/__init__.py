"""Search that knows Vietnamese, over Wagtail's own index: name it in WAGTAILSEARCH_BACKENDS."""

from django.db import connection


def SearchBackend(params):  # noqa: N802 - the name that Wagtail looks for
    """Return the backend for the database in use."""
    if connection.vendor == "postgresql":
        from .postgres import SpelledPostgresBackend as Backend
    else:
        from .sqlite import SpelledSQLiteBackend as Backend
    return Backend(params)
