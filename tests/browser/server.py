"""The server that `make run` starts, for tests that ask it as people do."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 240


@contextmanager
def served(folder):
    """Serve the site in `folder` at the address that is yielded, until Ctrl+C."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = folder / f"server-{port}.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env=server_environment(folder, port),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_until_healthy(server, address, log)
        yield address
    finally:
        end_group(server)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def server_environment(folder, port):
    """Return the environment without what the test run itself sets for Django."""
    foreign = {"DJANGO_SETTINGS_MODULE", "DATABASE_URL", "CACHE_URL", "MEDIA_ROOT"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    wanted = {"SITE_ENV": "development", "PORT": str(port), "WEB_WORKERS": "2"}
    return {**kept, **wanted, "DATA_DIR": str(folder / "data")}


def wait_until_healthy(server, address, log):
    deadline = time.monotonic() + STARTS_WITHIN
    while not is_healthy(address):
        if server.poll() is not None or time.monotonic() > deadline:
            pytest.fail(f"The server did not start:\n{log.read_text()[-4000:]}", pytrace=False)
        time.sleep(0.25)


def is_healthy(address):
    try:
        return urllib.request.urlopen(f"{address}/healthz/", timeout=5).status == 200
    except (urllib.error.URLError, OSError):
        return False


def end_group(server):
    """End the server as Ctrl+C does: its workers are told too, and all of them are to end."""
    os.killpg(server.pid, signal.SIGINT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        pytest.fail("The server did not end at Ctrl+C", pytrace=False)
