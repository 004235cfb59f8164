"""A folder of kept pages stays small, and what is read stays in it."""

import os
import time

import pytest

from page_cache import backends
from page_cache.backends import FileCache

PAGE = "x" * 1000


class Now:
    """A thread whose work is done when it is started."""

    def __init__(self, target, daemon):
        self.start = target


@pytest.fixture
def make(tmp_path, monkeypatch):
    """Return a function that makes a cache which looks through its folder for all that is kept."""
    monkeypatch.setattr(backends, "KEPT_BETWEEN_LOOKS", 10**9)
    monkeypatch.setattr(backends, "Thread", Now)
    return lambda **options: FileCache(str(tmp_path), {"OPTIONS": options})


@pytest.fixture
def folder(make):
    """Return a cache for twenty."""
    return make(MAX_ENTRIES=20)


def age(folder, key, hours):
    path = folder._key_to_file(key)
    moment = time.time() - hours * 3600
    os.utime(path, (moment, moment))


def kept(folder, number):
    return [each for each in range(number) if folder.has_key(f"page-{each}")]


def test_what_was_not_used_for_longest_goes_first(folder):
    for number in range(20):
        folder.set(f"page-{number}", number)
        age(folder, f"page-{number}", hours=30 - number)
    assert folder.get("page-0") == 0
    for number in range(20, 23):
        folder.set(f"page-{number}", number)
    # Looked through before each is kept: room for a tenth was made, and the first was read.
    assert kept(folder, 23) == [0, *range(4, 23)]


def test_the_folder_is_bounded_in_files(folder, tmp_path):
    for number in range(100):
        folder.set(f"page-{number}", number)
    assert len(list(tmp_path.iterdir())) <= 21


def test_the_folder_is_bounded_in_bytes(make, tmp_path):
    folder = make(MAX_ENTRIES=1000, MAX_BYTES=20_000)
    for number in range(200):
        # What is compressed takes as much as it says: no page is like another.
        folder.set(f"page-{number}", os.urandom(1000))
        age(folder, f"page-{number}", hours=300 - number)
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert sum(sizes) <= 22_000 and len(sizes) >= 15
    assert kept(folder, 200)[-1] == 199


def test_nothing_goes_while_there_is_room(make):
    folder = make(MAX_ENTRIES=10, MAX_BYTES=10**6)
    for number in range(10):
        folder.set(f"page-{number}", PAGE)
    assert kept(folder, 10) == list(range(10))


def test_the_folder_is_not_looked_through_for_every_page(tmp_path, monkeypatch):
    looks = []
    monkeypatch.setattr(backends, "Thread", lambda target, daemon: looks.append(1))
    cache = FileCache(str(tmp_path), {"OPTIONS": {"MAX_ENTRIES": 1000}})
    for number in range(500):
        cache.set(f"page-{number}", number)
    assert 0 < len(looks) < 50


def test_one_looks_at_a_time(folder, monkeypatch):
    looks = []
    monkeypatch.setattr(backends, "_files", lambda *folder: looks.append(1) or [])
    folder._looking.acquire()
    folder.set("page", 1)
    assert looks == [] and folder.get("page") == 1
    folder._looking.release()
    folder.set("page", 2)
    assert looks == [1]


def test_a_process_that_can_begin_no_thread_keeps_pages(folder, monkeypatch):
    def no_thread(**options):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Now, "__init__", lambda thread, **options: None)
    monkeypatch.setattr(Now, "start", no_thread, raising=False)
    folder.set("page", 1)
    assert folder.get("page") == 1


def test_none_is_a_value_too(folder):
    folder.set("nothing", None)
    assert folder.get("nothing", "missing") is None and folder.get("other", "missing") == "missing"


def test_a_file_that_goes_meanwhile_stops_nobody(folder, monkeypatch):
    gone = backends.File(1, 1, str(folder._key_to_file("gone")))
    monkeypatch.setattr(backends, "_files", lambda *folder: [gone] * 30)
    folder.set("page", 1)
    assert folder.get("page") == 1


def test_what_else_lies_in_the_folder_stays(folder, tmp_path):
    (tmp_path / "doc-truoc.txt").write_text("x")
    for number in range(50):
        folder.set(f"page-{number}", number)
    assert (tmp_path / "doc-truoc.txt").exists()
