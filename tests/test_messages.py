"""Every text of ours stands in Vietnamese in the code, and in English in the catalogue."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = sorted((ROOT / "site_ldld" / "locale").rglob("*.po"))
IN_TEMPLATES = re.compile(r"""{%\s*translate\s+"([^"]+)"|_\("([^"]+)"\)""")
IN_CODE = re.compile(r"""\b(?:_|gettext|gettext_lazy)\(\s*"([^"]+)"\s*\)""")


def texts_of_ours():
    for path in (ROOT / "templates").rglob("*.html"):
        for match in IN_TEMPLATES.finditer(path.read_text(encoding="utf-8")):
            yield match[1] or match[2]
    for room in ("home", "articles", "analytics"):
        for path in (ROOT / room).rglob("*.py"):
            yield from IN_CODE.findall(path.read_text(encoding="utf-8"))


def test_there_is_an_english_catalogue():
    assert [path.parts[-3] for path in CATALOGUES] == ["en"]


def test_every_text_of_ours_has_an_english_translation():
    english = {entry.msgid: entry for entry in polib.pofile(str(CATALOGUES[0]))}
    texts = set(texts_of_ours())
    assert len(texts) > 100
    assert [text for text in texts if text not in english] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_no_translation_is_missing_or_fuzzy(path):
    catalogue = polib.pofile(str(path))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_the_compiled_catalogue_says_the_same_as_its_source(path):
    compiled = {
        entry.msgid: entry.msgstr or entry.msgstr_plural
        for entry in polib.mofile(str(path.with_suffix(".mo")))
    }
    source = {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in polib.pofile(str(path))}
    assert compiled == source
