"""The rooms of the house, and who may import whom."""

import ast
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
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not [fact for fact in facts if fact in text], path


def test_templates_hold_no_inline_script_or_style():
    for path in (ROOT / "templates").rglob("*.html"):
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
