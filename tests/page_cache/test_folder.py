"""A folder of kept pages stays small, and what is read stays in it."""

import os
import time

import pytest

from page_cache import backends
from page_cache.backends import FileCache


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a cache for twenty, which looks through its folder whenever something is kept."""
    monkeypatch.setattr(backends, "KEPT_BETWEEN_LOOKS", 1)
    return FileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 20}})


def age(folder, key, hours):
    path = folder._key_to_file(key)
    moment = time.time() - hours * 3600
    os.utime(path, (moment, moment))


def test_what_was_not_used_for_longest_goes_first(folder):
    for number in range(20):
        folder.set(f"page-{number}", number)
        age(folder, f"page-{number}", hours=30 - number)
    assert folder.get("page-0") == 0
    for number in range(20, 23):
        folder.set(f"page-{number}", number)
    kept = [number for number in range(23) if folder.get(f"page-{number}") is not None]
    # Room for a tenth was made, and the first was read.
    assert kept == [0, *range(4, 23)]


def test_the_folder_is_bounded(folder, tmp_path):
    for number in range(100):
        folder.set(f"page-{number}", number)
    assert len(list(tmp_path.iterdir())) <= 21


def test_the_folder_is_not_looked_through_for_every_page(tmp_path, monkeypatch):
    looks = []
    monkeypatch.setattr(FileCache, "_list_cache_files", lambda cache: looks.append(1) or [])
    cache = FileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 20}})
    for number in range(500):
        cache.set(f"page-{number}", number)
    assert len(looks) < 50


def test_none_is_a_value_too(folder):
    folder.set("nothing", None)
    assert folder.get("nothing", "missing") is None and folder.get("other", "missing") == "missing"


def test_a_file_that_goes_meanwhile_stops_nobody(folder, monkeypatch):
    gone = str(folder._key_to_file("gone"))
    monkeypatch.setattr(FileCache, "_list_cache_files", lambda cache: [gone] * 30)
    folder.set("page", 1)
    assert folder.get("page") == 1
