"""The rooms of the house, and who may import whom."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {"site_ldld", "home", "articles", "articles.vietnamese", "analytics", "spreadsheets"}
MAY_IMPORT = {
    "site_ldld": ROOMS,
    "home": {"home", "articles", "articles.vietnamese", "analytics", "spreadsheets"},
    "articles": {"articles", "articles.vietnamese", "analytics", "spreadsheets"},
    "articles.vietnamese": {"articles.vietnamese"},
    "analytics": {"analytics", "spreadsheets"},
    "spreadsheets": {"spreadsheets"},
}


def modules():
    for room in ("site_ldld", "home", "articles", "analytics", "spreadsheets"):
        yield from sorted((ROOT / room).rglob("*.py"))


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


def test_imports_go_one_way_only():
    forbidden = [
        f"{dotted(path)} imports {name}"
        for path in modules()
        for name in imports_of(path)
        if (room := room_of(name)) and room not in MAY_IMPORT[room_of(dotted(path))]
    ]
    assert forbidden == []


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
