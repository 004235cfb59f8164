"""Templates that stand in for a package's follow it, but for the words that they translate."""

from difflib import ndiff
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.loaders.app_directories import Loader

COPIES = {
    "wagtailadmin/bulk_actions/confirmation/base.html": 1,
    "wagtailadmin/home.html": 1,
    "wagtailadmin/pages/confirm_move.html": 1,
    # The menu of a row asks the database once for all rows.
    "wagtailadmin/pages/listing/_page_title_explore.html": 2,
    "wagtailadmin/permissions/includes/collection_member_permissions_form.html": 2,
    "wagtailadmin/permissions/includes/collection_member_permissions_formset.html": 2,
    # Beside each picture stands a name.
    "wagtailadmin/shared/editing_sessions/list.html": 0,
    # The first button is the one that loses nothing.
    "wagtailadmin/shared/editing_sessions/module.html": 2,
    "wagtailadmin/shared/formatted_field.html": 2,
    "wagtailadmin/shared/header.html": 1,
    "wagtailadmin/shared/headers/_actions.html": 2,
    "wagtailadmin/tables/column_header.html": 5,
    "wagtailusers/groups/includes/formatted_permissions.html": 5,
    "wagtailusers/groups/includes/page_permissions_form.html": 2,
}


@pytest.mark.parametrize(("name", "changed"), COPIES.items())
def test_a_copy_changes_no_more_lines_than_it_translates(name, changed):
    sources = Loader(engines["django"].engine).get_template_sources(name)
    theirs = next(Path(source.name) for source in sources if Path(source.name).exists())
    ours = Path(settings.BASE_DIR) / "templates" / name
    lines = ndiff(*(path.read_text(encoding="utf-8").splitlines() for path in (theirs, ours)))
    assert len([line for line in lines if line.startswith("- ")]) == changed
