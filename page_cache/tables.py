"""Which tables of the database say what readers see, and what a statement does with them.

Every table does that is not named here: a new one is right before anybody thinks of it.
"""

import re
from functools import cache

from django.apps import apps
from django.conf import settings

# The same for as long as a release lasts, or this app's own.
CONSTANT = {"django_content_type", "django_migrations", "page_cache_change"}
# Of rows that readers see, what only the newsroom knows: saving a draft changes nothing else.
UNSEEN_COLUMNS = {
    *("draft_title", "expired", "go_live_at", "has_unpublished_changes", "latest_revision_id"),
    *("latest_revision_created_at", "live_revision_id", "locked", "locked_at", "locked_by_id"),
    *("owner_id",),
}
# Whether there are pages below another decides what is asked; how many there are is not shown.
COUNTS_OF_PAGES = {"numchild"}

_WRITE = re.compile(
    r"\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|(UPDATE)|DELETE FROM)\s+\"?(\w+)\"?(.*)",
    re.IGNORECASE | re.DOTALL,
)
_READ = re.compile(r"\b(?:FROM|JOIN)\s+\"?(\w+)\"?", re.IGNORECASE)
_ASSIGNED = re.compile(r'"(\w+)" = ')


@cache
def _named_by(setting):
    """Return the tables of the apps ("axes") and models ("home.ContactMessage") in `setting`."""
    names = set(getattr(settings, setting))
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if names & {model._meta.app_label, model._meta.label}
    }


def is_unseen(table):
    """Return whether no page for readers shows anything of `table`."""
    return table in _named_by("KEPT_PAGES_NEVER_SHOW")


def is_passing(table):
    """Return whether `table` changes all the time: pages show it as it was a while ago."""
    return table in _named_by("KEPT_PAGES_SHOW_LATE")


def read_by(sql):
    """Return the names of the tables that the statement `sql` reads, but for constant ones."""
    return set(_READ.findall(sql)) - CONSTANT


def changes_pages(sql):
    """Return whether the statement `sql` may change what readers see."""
    written = _WRITE.match(sql)
    if written is None:
        return False
    is_update, table, rest = written.groups()
    if table in CONSTANT or is_unseen(table) or is_passing(table):
        return False
    if not is_update:
        return True
    columns = set(_ASSIGNED.findall(rest.partition(" WHERE ")[0]))
    return not columns or bool(columns - UNSEEN_COLUMNS)
