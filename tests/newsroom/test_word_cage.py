"""A Word file is read in a process of its own, with limits, and leaves nothing behind."""

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from newsroom.word_import import cage, limits
from newsroom.word_import.refusals import Refused

from ..articles.pictures import phone_photo
from .word_by_hand import OPENING, TITLE_STYLE, line, made, picture
from .word_files import uploaded

HOARD = "import sys; hoard = bytearray(2 * 1024**3); sys.exit(0)"


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_file_read_in_the_cage_comes_out_whole(temporary):
    body = OPENING + line("Bài.") + f"<w:p>{picture()}</w:p>"
    reading = cage.read(uploaded(made(body, styles=TITLE_STYLE, media={"photo": phone_photo()})))
    assert (reading.title, reading.lead) == ("Tiêu đề", "Sapo của bài.")
    (_paragraph, text), (_image, photo) = reading.blocks
    assert text == "<p>Bài.</p>" and photo.content == phone_photo()


def test_nothing_of_the_file_stays_on_the_disk(temporary):
    cage.read(uploaded(made(OPENING)))
    with pytest.raises(Refused):
        cage.read(uploaded(b"no Word file"))
    assert not list(temporary.iterdir())


def test_a_process_in_the_cage_cannot_take_all_memory():
    done = subprocess.run(
        [sys.executable, "-m", "newsroom.word_import.limits", sys.executable, "-c", HOARD],
        capture_output=True,
        check=False,
    )
    assert done.returncode != 0 and b"MemoryError" in done.stderr


def test_the_server_itself_goes_on_without_those_limits():
    cage.read(uploaded(made(OPENING)))
    assert resource.getrlimit(resource.RLIMIT_AS)[0] != limits.MEMORY


def test_a_process_that_dies_before_it_answers_is_refused_with_advice(monkeypatch):
    monkeypatch.setattr(cage, "sys", type("sys", (), {"executable": "/bin/false"}))
    with pytest.raises(Refused) as refusal:
        cage.read(uploaded(made(OPENING)))
    assert refusal.value.reason == "too_heavy"


def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path):
    mark = tmp_path / "still-alive"
    command = ["sh", "-c", f"(sleep 2; touch {mark}) & wait"]
    with pytest.raises(Refused) as refusal:
        cage.run(command, tmp_path, 0.5)
    assert refusal.value.reason == "too_heavy"
    subprocess.run(["sleep", "2.5"], check=True)
    assert not mark.exists()


def test_the_process_knows_nothing_of_the_sites_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for others")
    seen = tmp_path / "seen"
    cage.run(["sh", "-c", f"env > {seen}"], tmp_path, 10)
    assert "not for others" not in Path(seen).read_text()
