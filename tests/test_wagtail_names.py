"""Names of Wagtail's that its reference does not promise: docs/phat-trien.md lists every one."""

import ast
import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tests.test_architecture import ROOT, modules

GUIDE = (ROOT / "docs/phat-trien.md").read_text(encoding="utf-8")
SECTION = GUIDE.split("## Tên của Wagtail")[1].split("\n## ")[0]
PACKAGES = ("wagtail", "wagtail_localize")
# The modules that their reference describes. What it leaves out of one stands in the table too.
DESCRIBED = {
    *("wagtail.blocks", "wagtail.fields", "wagtail.hooks", "wagtail.log_actions"),
    *("wagtail.models", "wagtail.query", "wagtail.rich_text", "wagtail.signals"),
    *("wagtail.url_routing", "wagtail.urls", "wagtail.admin.filters", "wagtail.admin.forms"),
    *("wagtail.admin.mail", "wagtail.admin.menu", "wagtail.admin.messages"),
    *("wagtail.admin.panels", "wagtail.admin.rich_text", "wagtail.admin.telepath"),
    *("wagtail.admin.ui.components", "wagtail.admin.ui.tables", "wagtail.admin.urls"),
    *("wagtail.admin.views.reports", "wagtail.admin.viewsets.model"),
    *("wagtail.admin.viewsets.pages", "wagtail.admin.widgets"),
    *("wagtail.contrib.redirects.models", "wagtail.contrib.routable_page.models"),
    *("wagtail.contrib.sitemaps", "wagtail.contrib.table_block.blocks"),
    *("wagtail.documents.blocks", "wagtail.documents.forms", "wagtail.documents.models"),
    *("wagtail.documents.urls", "wagtail.images.blocks", "wagtail.images.fields"),
    *("wagtail.images.forms", "wagtail.images.models", "wagtail.search.backends"),
    *("wagtail.search.index", "wagtail.snippets.blocks", "wagtail.snippets.models"),
    *("wagtail.snippets.bulk_actions.snippet_bulk_action", "wagtail.snippets.views.snippets"),
    *("wagtail.users.apps", "wagtail.users.forms", "wagtail.users.models"),
    *("wagtail.users.views.users", "wagtail_localize.fields", "wagtail_localize.models"),
    *("wagtail_localize.segments", "wagtail_localize.segments.extract"),
}


def _rows(number):
    """Return [(names, files)] of a table of the section; a short name shares what is before it."""
    table = re.findall(r"\n\n(\|.*?\n)(?=\n|\Z)", SECTION, re.S)[number]
    rows = []
    for line in table.strip().splitlines()[2:]:
        cells = line.strip("| ").split(" | ")
        names = []
        for name in re.findall(r"`([^`]+)`", cells[0]):
            is_short = number == 0 and names and name.split(".")[0] not in PACKAGES
            names.append(f"{names[-1].rpartition('.')[0]}.{name}" if is_short else name)
        rows.append((names, re.findall(r"`([^`]+)`", cells[-1])))
    return rows


IMPORTED, WRITTEN = _rows(0), _rows(1)
LISTED = {name for names, _files in IMPORTED for name in names}


def _is_module(name):
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def _is_there(name):
    parts = name.split(".")
    length = next(n for n in range(len(parts), 0, -1) if _is_module(".".join(parts[:n])))
    found = import_module(".".join(parts[:length]))
    for part in parts[length:]:
        found = getattr(found, part, None)
    return found is not None


@cache
def _used_by(path):
    """Return the names of the packages that the module at `path` takes: {name: is described}."""
    text = path.read_text(encoding="utf-8")
    tree, used = ast.parse(text), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            taken = [(alias.name, None, alias.asname) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            taken = [(node.module, alias.name, alias.asname) for alias in node.names]
        else:
            continue
        for module, name, called in taken:
            if module.split(".")[0] not in PACKAGES:
                continue
            full = f"{module}.{name}" if name else module
            if not _is_module(full):
                used[full] = module in DESCRIBED
            elif full in DESCRIBED | LISTED:
                used[full] = full in DESCRIBED
            else:
                parts = _attributes(tree, called or name) or [""]
                used |= {f"{full}.{part}".rstrip("."): False for part in parts}
    for name in LISTED:
        private = name.rpartition(".")[2]
        if private.startswith("_") and re.search(rf"\.{private}\b", text):
            used[name] = False
    return used


def _attributes(tree, name):
    """Return what the code asks of the module that it calls `name`."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == name
    }


@cache
def _text_of_packages():
    """Return all that the packages are written in."""
    roots = [Path(find_spec(package).origin).parent for package in PACKAGES]
    paths = (
        path
        for root in roots
        for ending in ("py", "html", "js")
        for path in root.rglob(f"*.{ending}")
    )
    left_out = {"tests", "test", "locale", "migrations"}
    return "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in paths
        if not left_out.intersection(path.parts)
    )


def _says(text, name):
    """Return whether `text` has `name`, or the two parts that an event's name is made of."""
    first, _colon, last = name.partition(":")
    return name in text or (bool(last) and all(f'"{part}"' in text for part in (first, last)))


def test_every_listed_name_is_there():
    assert len(LISTED) > 100
    assert [name for name in sorted(LISTED) if not _is_there(name)] == []


def test_no_other_name_is_taken():
    taken = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in modules()
        for name, is_described in _used_by(path).items()
        if not is_described and name not in LISTED
    ]
    assert taken == []


def test_the_table_tells_who_takes_a_name():
    users = {}
    for path in modules():
        for name in _used_by(path):
            users.setdefault(name, set()).add(path.relative_to(ROOT).as_posix())
    wrong = {
        names[0]: sorted(files)
        for names, said in IMPORTED
        if (files := set().union(*(users.get(name, set()) for name in names))) != set(said)
    }
    assert wrong == {}


def test_a_written_name_is_still_one_of_the_packages():
    assert len(WRITTEN) > 10
    gone = [
        name for names, _files in WRITTEN for name in names if not _says(_text_of_packages(), name)
    ]
    assert gone == []


def test_the_table_tells_who_writes_a_name():
    for names, files in WRITTEN:
        texts = {file: (ROOT / file).read_text(encoding="utf-8") for file in files}
        assert [name for name in names if not any(name in text for text in texts.values())] == []
        assert [file for file, text in texts.items() if not any(n in text for n in names)] == []
