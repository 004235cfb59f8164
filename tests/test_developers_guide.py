"""The developers' guide names files that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs/phat-trien.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`([\w.-]+/[\w./-]+)`")


def test_every_file_that_the_guide_names_is_there():
    named = set(NAMED.findall(GUIDE)) - {".ci/run"}
    assert len(named) > 60
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_the_guide_names_every_middleware_of_ours():
    settings = (ROOT / "site_ldld/settings/base.py").read_text(encoding="utf-8")
    listed = settings.split("MIDDLEWARE = [")[1].split("]")[0]
    ours = re.findall(r'"((?:home|articles|newsroom|accounts|page_cache)\.[\w.]+)\.\w+"', listed)
    assert len(ours) > 8
    in_turn = [f"`{module.replace('.', '/')}.py`" for module in ours]
    section = GUIDE.split("## Một yêu cầu")[1].split("## ")[0]
    at = 0
    for name in in_turn:
        at = section.index(name, at) + 1


def test_the_guide_answers_what_strangers_ask_first():
    rows = GUIDE.split("| --- | --- | --- |")[1].split("\n\n")[0].strip().splitlines()
    assert len(rows) >= 25
