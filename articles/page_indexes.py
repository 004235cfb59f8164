"""Indexes on Wagtail's table of pages, for what the admin and the site map ask of all of them.

Wagtail's own lists of pages read every row: by when a page was edited, by its place, by whether it
is public. No migration makes these indexes: SQLite forgets an index that no model names as soon as
a migration of Wagtail's changes the table, so they are looked for after each `migrate`.
"""

from django.apps import apps
from django.db import connections
from django.db.models import F, Index

TABLE = "wagtailcore_page"


def indexes(vendor):
    """Return the indexes as models know them; `vendor` is that of the connection."""
    # On SQLite what is null comes last by itself, and an index may not say so.
    nulls_last = True if vendor == "postgresql" else None
    edited = F("latest_revision_created_at").desc(nulls_last=nulls_last)
    return [
        Index(F("content_type"), edited, F("id").desc(), name="articles_page_edited"),
        Index(fields=["path", "depth", "latest_revision_created_at"], name="articles_page_place"),
        Index(fields=["content_type", "path"], name="articles_page_of_type"),
        Index(
            fields=["content_type", "live", "id", "last_published_at"], name="articles_page_in_map"
        ),
        Index(fields=["live", "has_unpublished_changes"], name="articles_page_drafts"),
        Index(fields=["expire_at"], name="articles_page_expiry"),
    ]


def create_missing(using, **kwargs):
    """Make those of the indexes that the table has not (a receiver of `post_migrate`)."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    page = apps.get_model("wagtailcore.Page")
    with connection.cursor() as cursor:
        present = connection.introspection.get_constraints(cursor, TABLE)
        for index in indexes(connection.vendor):
            if index.name not in present:
                statement = index.create_sql(page, connection.schema_editor())
                cursor.execute(str(statement), None)
