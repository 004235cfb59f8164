"""An ad-block engine with the common filter lists, which npm holds.

`npm ci --ignore-scripts --prefix tests/tools` fetches them.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = Path(__file__).parent / "tools"
ENGINE = TOOLS / "node_modules/@ghostery/adblocker"
# Seconds; the lists hold half a million rules.
LASTS = 120


def asked(requests=(), pages=()):
    """Return what the lists make of `requests` and `pages`, as `tests/tools/blockers.mjs` says."""
    if shutil.which("node") is None:
        pytest.skip("The ad-block engine needs Node: install nodejs")
    if not ENGINE.exists():
        pytest.skip("No ad-block engine: npm ci --ignore-scripts --prefix tests/tools")
    done = subprocess.run(
        ["node", TOOLS / "blockers.mjs"],
        input=json.dumps({"requests": list(requests), "pages": list(pages)}),
        capture_output=True,
        text=True,
        timeout=LASTS,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def blocked(requests):
    """Return "list: address: rule" of those of `requests` that a list blocks."""
    return [f"{row['list']}: {row['url']}: {row['rule']}" for row in asked(requests)["blocked"]]
