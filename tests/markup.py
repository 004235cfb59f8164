"""The Nu checker of the makers of HTML: a Java program that npm holds.

`npm ci --ignore-scripts --prefix tests/tools` fetches it.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKER = Path(__file__).parent / "tools/node_modules/vnu-jar/build/dist/vnu.jar"
# Seconds, of which Java takes the first two to start.
LASTS = 300


def complaints_about(pages, folder):
    """Return what the checker finds in {name: HTML}, in one run; `folder` is for its files."""
    if shutil.which("java") is None:
        pytest.skip("The Nu checker needs Java: install default-jre-headless")
    if not CHECKER.exists():
        pytest.skip("No Nu checker: npm ci --ignore-scripts --prefix tests/tools")
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["java", "-jar", CHECKER, "--format", "json", "--exit-zero-always", folder],
        capture_output=True,
        text=True,
        timeout=LASTS,
    )
    return [_told(message) for message in json.loads(done.stderr)["messages"]]


def _told(message):
    name = message.get("url", "").rpartition("/")[2]
    return f"{name}: {message['message']} … {message.get('extract', '')}"
