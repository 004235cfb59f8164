"""No text is left in a language that its reader did not choose."""

import shutil

import polib
import pytest
from django.core.management import CommandError, call_command

from home.admin_localization import catalogues

CATALOGUES = [("vi", "django"), ("vi", "djangojs"), ("en", "django")]


@pytest.fixture
def spoil(settings, tmp_path):
    """Return a function that changes a copy of a catalogue and returns what is owed then."""
    shutil.copytree(settings.LOCALE_PATHS[0], tmp_path, dirs_exist_ok=True)
    settings.LOCALE_PATHS = [tmp_path]

    def spoil(change, language="vi"):
        catalogue = polib.pofile(str(catalogues.catalogue_path(language)))
        change(catalogue)
        catalogue.save()
        return [(each.kind, each.catalogue, each.text) for each in catalogues.catalogue_issues()]

    return spoil


def test_nothing_is_owed():
    assert [str(each) for each in catalogues.catalogue_issues()] == []
    assert len(catalogues.texts_of_ours()) > 400


@pytest.mark.parametrize(("language", "text"), [("vi", "Save draft"), ("en", "Chuyên mục")])
def test_a_text_without_its_translation_is_missing(spoil, language, text):
    def change(catalogue):
        catalogue.remove(catalogue.find(text))

    assert spoil(change, language) == [("missing", f"{language}/django.po", text)]


def test_a_guessed_translation_is_found(spoil):
    def change(catalogue):
        catalogue.find("Save draft").flags.append("fuzzy")

    assert spoil(change) == [("fuzzy", "vi/django.po", "Save draft")]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Delete %(snippet_type_name)s", "%(snippet_type_name)s"),
        ("Page '%(page_title)s' has been published.", "%(page_title)s"),
    ],
)
def test_a_translation_that_loses_what_is_filled_in_is_broken(spoil, text, lost):
    def change(catalogue):
        entry = catalogue.find(text)
        assert lost in entry.msgstr
        entry.msgstr = entry.msgstr.replace(lost, "")

    assert ("broken", "vi/django.po", text) in spoil(change)


def test_a_text_that_nobody_shows_any_more_is_unused(spoil, capsys):
    def change(catalogue):
        catalogue.append(polib.POEntry(msgid="Fax this page", msgstr="Gửi trang này qua fax"))

    assert spoil(change) == [("unused", "vi/django.po", "Fax this page")]
    with pytest.raises(CommandError, match="unused: 1"):
        call_command("check_translations")
    assert "Fax this page" in capsys.readouterr().out


@pytest.mark.parametrize(("language", "domain"), CATALOGUES)
def test_the_compiled_catalogue_says_the_same_as_its_source(language, domain):
    path = catalogues.catalogue_path(language, domain)
    compiled = {
        (entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural
        for entry in polib.mofile(str(path.with_suffix(".mo")))
    }
    source = {
        (entry.msgctxt, entry.msgid): entry.msgstr or entry.msgstr_plural
        for entry in polib.pofile(str(path)).translated_entries()
    }
    assert compiled == source
