"""The rooms of the house, and who may import whom."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# From the top down: a room imports itself and what stands below it.
FLOORS = (
    {"site_ldld"},
    {"demo"},
    {"home"},
    {"newsroom"},
    {"newsroom.word_import"},
    {"articles"},
    {"accounts"},
    {"page_cache"},
    {"analytics"},
    {"articles.vietnamese", "spreadsheets"},
)
ROOMS = set().union(*FLOORS)
MAY_IMPORT = {
    room: {room}.union(*FLOORS[number + 1 :])
    for number, floor in enumerate(FLOORS)
    for room in floor
}
MAY_IMPORT["analytics"] = {"analytics", "spreadsheets"}
TEMPLATES = ROOT / "templates"
NAMED_TEMPLATE = re.compile(r"{%\s*(?:extends|include|cached_include)\s+[\"']([^\"']+)[\"']")
LOADED_LIBRARIES = re.compile(r"{%\s*load\s+(?:[^%]*\sfrom\s+)?([^%]+?)\s*%}")
# Folders of templates/ that are not called as their room. What is in no room's folder is the frame
# of the site: it stands on the uppermost floor and may name everything.
ROOMS_OF_TEMPLATES = {"blocks": "articles"}
# Parts of the frame that templates of every room may name.
FRAME = {
    "base.html": "Each public page fills it; which menus it has, no room needs to know.",
    "includes/": "Cards, photos, forms and icons look alike in all rooms.",
}
# Template, what it names of a room above its own: why.
LOOKING_UP = {
    ("articles/article_page.html", "site_tags"): "Its section in the menus; its structured data.",
}


def modules():
    for room in sorted({room.split(".")[0] for room in ROOMS}):
        yield from sorted(
            set((ROOT / room).rglob("*.py")) - set((ROOT / room).glob("migrations/*"))
        )


def dotted(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(name):
    inside = [room for room in ROOMS if name == room or name.startswith(f"{room}.")]
    return max(inside, key=len, default=None)


def imports_of(path):
    """Yield the dotted names that the module at `path` imports, relative ones made absolute."""
    package = list(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            target = ".".join([*base, *([node.module] if node.module else [])])
            yield target
            yield from (f"{target}.{alias.name}" for alias in node.names)


def test_every_package_has_its_floor():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages == {room.split(".")[0] for room in ROOMS} | {"tests"}


def test_imports_go_one_way_only():
    forbidden = [
        f"{dotted(path)} imports {name}"
        for path in modules()
        for name in imports_of(path)
        if (room := room_of(name)) and room not in MAY_IMPORT[room_of(dotted(path))]
    ]
    assert forbidden == []


def test_no_modules_import_each_other_in_a_circle():
    paths = {dotted(path): path for path in modules()}
    needed = {
        name: _others(name, paths.keys() & set(imports_of(path))) for name, path in paths.items()
    }
    while outside := _outside_circles(needed):
        for name in outside:
            del needed[name]
    assert sorted(needed) == []


def _outside_circles(needed):
    """Return the modules of `needed` that import none of the others, or that none imports."""
    imported = set().union(*needed.values())
    return [name for name in needed if name not in imported or not needed[name] & needed.keys()]


def _others(name, imported):
    """Return what `name` imports beside itself and the packages it stands in."""
    return {other for other in imported if not f"{name}.".startswith(f"{other}.")}


def templates():
    return [path for path in sorted(TEMPLATES.rglob("*.*")) if path.is_file()]


def room_of_template(name):
    """Return the template's room, or None: a package's, also where ours covers it."""
    folder, separator, _rest = name.partition("/")
    if folder.startswith("wagtail") or not (TEMPLATES / name).exists():
        return None
    room = ROOMS_OF_TEMPLATES.get(folder, folder)
    return room if separator and room in ROOMS else "site_ldld"


def named_in(path):
    """Yield (what the template at `path` names, its room): templates and libraries of tags."""
    text = path.read_text(encoding="utf-8")
    libraries = {tags.stem: tags.parts[-3] for tags in ROOT.glob("*/templatetags/*.py")}
    for name in NAMED_TEMPLATE.findall(text):
        if not name.startswith(tuple(FRAME)):
            yield name, room_of_template(name)
    for words in LOADED_LIBRARIES.findall(text):
        yield from ((word, libraries.get(word)) for word in words.split())


def test_templates_look_down_only():
    found = set()
    for path in templates():
        template = path.relative_to(TEMPLATES).as_posix()
        allowed = MAY_IMPORT[room_of_template(template) or "site_ldld"]
        found |= {(template, name) for name, room in named_in(path) if room and room not in allowed}
    assert found == set(LOOKING_UP), "not agreed to, or agreed to and gone"


def test_no_room_holds_more_than_a_quarter():
    lines = dict.fromkeys(ROOMS, 0)
    for path in modules():
        lines[room_of(dotted(path))] += len(path.read_text(encoding="utf-8").splitlines())
    assert {room: count for room, count in lines.items() if count * 4 > sum(lines.values())} == {}


def test_page_models_never_import_analytics():
    models = [path for app in ("home", "articles") for path in (ROOT / app / "models").glob("*.py")]
    assert len(models) > 3
    for path in models:
        assert not [name for name in imports_of(path) if room_of(name) == "analytics"], path


def test_templates_state_no_fact_about_the_organisation():
    facts = ("Thanh Hóa", "Thanh Hoá", "Lê Lợi", "02373", "GP-TTĐT", "Sở Thông tin", "congdoan")
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not [fact for fact in facts if fact in text], path


def test_templates_hold_no_inline_script_or_style():
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<style" not in text and " style=" not in text and "onclick" not in text, path
        assert all("src=" in tag for tag in text.split("<script")[1:]), path


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_host(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "--hash=sha256:" in text
    assert "://" not in text
    pinned = [line for line in text.splitlines() if line and line[0] not in "# "]
    assert pinned and all("==" in line for line in pinned)
