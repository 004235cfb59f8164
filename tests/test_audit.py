"""The step that looks up known vulnerabilities says what it found, and stops nobody's work."""

import json
import os
import subprocess
from pathlib import Path

import pytest

AUDIT = Path(__file__).resolve().parents[1] / ".ci" / "audit"
SOUND = {"name": "django", "version": "5.2.19", "vulns": []}
BROKEN = {"id": "PYSEC-2026-1", "fix_versions": ["13.0.1"]}
HURT = {"name": "pillow", "version": "13.0.0", "vulns": [BROKEN]}
UNMENDED = {"name": "nh3", "version": "0.3.8", "vulns": [{"id": "GHSA-x", "fix_versions": []}]}
UNKNOWN = {"name": "own", "skip_reason": "Dependency not found on PyPI"}


@pytest.fixture
def audit(tmp_path):
    """Return a function that runs the step with a lister that does what `script` says."""

    def audit(script, required=False, seconds=10):
        lister = tmp_path / "lister"
        lister.write_text(f"#!/bin/bash\n{script}\n")
        lister.chmod(0o755)
        environment = {"PATH": os.environ["PATH"], "AUDITOR": str(lister)}
        environment.update(AUDIT_SECONDS=str(seconds), REQUIRE_AUDIT=str(int(required)))
        return subprocess.run([AUDIT], env=environment, capture_output=True, text=True, timeout=60)

    return audit


def finding(*packages):
    """Return a script that writes `packages` to the file that --output names, as pip-audit does."""
    report = json.dumps({"dependencies": packages, "fixes": []})
    return f'while [ "$1" != --output ]; do shift; done; echo \'{report}\' > "$2"; exit 1'


@pytest.mark.parametrize("script", ["exit 1", "sleep 30"])
@pytest.mark.parametrize("required", [False, True])
def test_where_no_list_answers_it_says_so_in_one_sentence(audit, script, required):
    done = audit(script, required, seconds=1)
    assert done.returncode == int(required)
    assert "could not be reached" in done.stdout and len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("required", [False, True])
def test_what_is_found_is_named_with_the_version_that_mends_it(audit, required):
    done = audit(finding(SOUND, HURT, UNMENDED), required)
    assert done.returncode == int(required)
    assert "pillow 13.0.0: PYSEC-2026-1, mended in: 13.0.1" in done.stdout
    assert "nh3 0.3.8: GHSA-x, mended in: no version yet" in done.stdout
    assert "2 known in 3 of 3 packages" in done.stdout


def test_nothing_found_is_said_too(audit):
    done = audit(finding(SOUND), required=True)
    assert (done.returncode, done.stdout) == (
        0,
        "Vulnerabilities: 0 known in 1 of 1 packages.\n",
    )


def test_a_package_that_nobody_knows_is_not_taken_for_a_sound_one(audit):
    done = audit(finding(SOUND, UNKNOWN), required=True)
    assert done.returncode == 1 and "0 known in 1 of 2 packages" in done.stdout


@pytest.mark.parametrize("required", [False, True])
def test_a_list_that_knows_no_package_is_no_list(audit, required):
    done = audit(finding(UNKNOWN), required)
    assert done.returncode == int(required)
    assert "not looked up" in done.stdout and "not found on PyPI" in done.stdout


def test_the_pinned_packages_are_looked_up_by_their_hashes(audit, tmp_path):
    audit(f'echo "$@" > {tmp_path}/asked')
    asked = (tmp_path / "asked").read_text()
    assert "--requirement requirements.txt --require-hashes" in asked
