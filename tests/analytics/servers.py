"""Real servers on a real database of their own, for tests that kill, lock and race."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from analytics import addresses

ROOT = Path(__file__).resolve().parents[2]
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"


class Bench:
    """A database, and the environment in which everything uses it."""

    @classmethod
    def migrated(cls, folder, database_url):
        """Return a bench whose empty database has been brought up to date."""
        bench = cls(folder, database_url)
        bench.manage("migrate", "--verbosity", "0")
        return bench

    def __init__(self, folder, database_url):
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "SITE_ENV": "development",
            "DATABASE_URL": database_url,
            "DATA_DIR": str(folder),
            "VISIT_LIMIT": "1000000",
            "VISIT_LIMIT_WITHOUT_SCRIPT": "1000000",
        }

    def manage(self, *arguments, **environment):
        """Run a management command to its end, and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, code):
        """Start Python `code` with Django set up, in a process of its own."""
        prelude = "import django; django.setup()\n"
        return subprocess.Popen(
            [sys.executable, "-c", prelude + code],
            cwd=ROOT,
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "site_ldld.settings.development"},
            stdout=subprocess.PIPE,
            text=True,
        )


class Server:
    """The site as it is served, with two worker processes; a benchmark may add addresses to it."""

    def __init__(self, bench, data_dir=None, application="site_ldld.wsgi:application"):
        self.bench, self.data_dir = bench, data_dir or bench.folder
        self.application = application
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = None

    def __enter__(self):
        self.run()
        return self

    def __exit__(self, *error):
        self.kill()

    def run(self, ready=None):
        """Start the server and wait until it answers, or until ``ready()`` is true."""
        with open(self.bench.folder / "server.log", "ab") as log:
            self._start(log)
        for _attempt in range(300):
            if self._is(ready or self.counts):
                return
            time.sleep(0.1)
        raise AssertionError("The server did not start")

    def _start(self, log):
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"),
                *("--host", "127.0.0.1", "--port", str(self.port), "--blocking-threads", "16"),
                *("--log-level", "warning", self.application),
            ],
            cwd=ROOT,
            env={**self.bench.environment, "DATA_DIR": str(self.data_dir)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )

    def _is(self, ready):
        try:
            return bool(ready())
        except (OSError, ValueError):
            return False

    def kill(self):
        """End every process of the server without a warning, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def counts(self):
        address = f"http://127.0.0.1:{self.port}{addresses.COUNTS}"
        with urllib.request.urlopen(address, timeout=10) as answer:
            return json.load(answer)

    def page(self, path):
        """Return the text of a page. Raises OSError when it is not to be had."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return answer.read().decode()

    def visit(self, token, page=None, agent=BROWSER, timeout=20):
        """Send one view; return (status, numbers). Raises OSError when nothing answered."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{addresses.VISIT}",
            data=json.dumps({"page": page, "reader": token}).encode(),
            headers={"User-Agent": agent},
        )
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, json.load(answer)
