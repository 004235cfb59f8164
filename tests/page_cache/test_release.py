"""Nothing that is kept survives a release: another file, template, translation or setting."""

import pytest

from page_cache import release

FILES = ("templates/base.html", "site_ldld/urls.py", "site_ldld/locale/vi/django.mo")


@pytest.fixture
def place(tmp_path, settings):
    """Return a folder with the sources of a site, which is asked for its release."""
    for name in (*FILES, "requirements.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("một")
    settings.BASE_DIR = tmp_path
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path / "templates"]}]
    yield tmp_path
    release._source.cache_clear()


def asked():
    release._source.cache_clear()
    return release.release()


def test_it_is_the_same_as_long_as_nothing_changes(place):
    assert asked() == asked()


@pytest.mark.parametrize("name", [*FILES, "requirements.txt"])
def test_every_source_is_a_part_of_it(name, place):
    before = asked()
    (place / name).write_text("hai")
    assert asked() != before


def test_what_pages_print_of_the_settings_is_a_part_of_it(place, settings):
    before = asked()
    settings.BASE_URL = "https://khac.example.vn"
    assert asked() != before


def test_what_is_kept_on_the_server_is_no_part_of_it(place):
    before = asked()
    (place / "var").mkdir()
    (place / "var" / "thu.py").write_text("một")
    assert asked() == before
