"""Runs what reads a stranger's file in processes with limits on memory and time."""

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from . import child, kinds, limits, office
from .refusals import Refused

logger = logging.getLogger(__name__)
# Starting Python takes a moment, waiting for a busy machine too.
SECONDS = limits.SECONDS


def read(file):
    """Return the `reading.Reading` of the uploaded `file`, of any kind that `kinds` knows.

    Raises `Refused` with the reason; nothing of the file stays on the disk.
    """
    kind = kinds.kind_of(file)
    with TemporaryDirectory(prefix="word-") as name:
        folder = Path(name)
        source = folder / child.SOURCE
        with source.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        if kind == kinds.DOCX:
            return _read_in_child(folder)
        office.convert(source, kind, run)
        reading = _read_in_child(folder)
    # LibreOffice says nothing of what it could not take along.
    reading.losses.append(("converted", 1, kind))
    return reading


def _read_in_child(folder):
    run([sys.executable, "-m", "newsroom.word_import.child", str(folder)], folder, SECONDS)
    try:
        result = json.loads((folder / child.RESULT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        # Killed by its limits before it could say anything.
        raise Refused("too_heavy") from error
    if "refused" in result:
        logger.warning("A Word file was refused: %s", result.get("error") or result["refused"])
        raise Refused(result["refused"])
    return child.reading_from(result, folder)


def run(command, folder, seconds):
    """Run `command` for at most `seconds`, with nothing of the site's environment.

    Raises `Refused` when it takes longer; then it is ended with all that it started.
    """
    process = subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env={"PATH": os.defpath, "LANG": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as late:
        raise Refused("too_heavy") from late
    finally:
        _end(process)


def _end(process):
    """End `process` and what it left running: all are of its group."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()
