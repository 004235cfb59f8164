"""Lighthouse's four scores for a phone, under production settings: the median of some runs.

    python -m tests.benchmarks.lighthouse [--runs 5]

Makes the demo site in a folder of its own, serves it as a server would, and prints the scores.
Wants npm and Chromium on the machine; npm fetches the version below. Wanted: 100 in every column
for home, section and article, and for search in all but SEO: its results are for no index.
"""

import argparse
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

LIGHTHOUSE = "lighthouse@12.8.2"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PAGES = {
    "home": "/",
    "section": "/hoat-dong-cong-doan/",
    "article": "/hoat-dong-cong-doan/hoi-nghi-cong-tac-to-chuc-cong-doan-nam-2026/",
    "search": "/tim-kiem/?q=c%C3%B4ng+%C4%91o%C3%A0n",
    "English home": "/en/",
}
STARTS_WITHIN = 300
# Lighthouse itself fails now and then, when the machine stands still while a page begins to load.
ATTEMPTS = 3
# An audit below it is named under the scores.
GOOD = 0.9


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or shutil.which("npx") is None:
        sys.exit("Lighthouse needs npm and Chromium on this machine.")
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        environment = os.environ | {
            "SITE_ENV": "production",
            "SECRET_KEY": "x" * 60,
            "ALLOWED_HOSTS": "127.0.0.1",
            "BASE_URL": address,
            "PORT": str(port),
            "DATA_DIR": f"{folder}/data",
        }
        manage = [sys.executable, "manage.py"]
        quiet = {"env": environment, "stdout": subprocess.DEVNULL}
        subprocess.run([*manage, "collectstatic", "--noinput"], check=True, **quiet)
        server = subprocess.Popen([*manage, "serve"], **quiet)
        try:
            wait_for(address)
            wait_for_photos(Path(folder, "data", "media"))
            report(address, browser, Path(folder), options.runs)
        finally:
            server.terminate()
            server.wait(20)


def wait_for(address):
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/healthz/", timeout=5)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    sys.exit("The server did not start.")


def wait_for_photos(media):
    """Return once no size of a photo was made for some seconds: they are made beside readers."""
    before = -1
    while (now := sum(1 for _file in media.rglob("*"))) != before:
        before = now
        time.sleep(8)


def report(address, browser, folder, runs):
    print(f"{LIGHTHOUSE}, mobile, median of {runs}")
    print(f"{'':16}" + "".join(f"{name:>16}" for name in CATEGORIES))
    for name, path in PAGES.items():
        urllib.request.urlopen(address + path)
        results = [run(address + path, browser, folder) for _run in range(runs)]
        medians = [statistics.median(result[each] for result in results) for each in CATEGORIES]
        print(f"{name:16}" + "".join(f"{round(score * 100):16}" for score in medians), flush=True)
        for lost in sorted({each for result in results for each in result["lost"]}):
            print(f"    {lost}")


def run(address, browser, folder):
    """Return {category: score from 0 to 1} of one run, and what was `lost` by which audit."""
    answer = folder / "report.json"
    command = [
        *("npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json"),
        f"--output-path={answer}",
        "--chrome-flags=--headless=new --no-sandbox",
    ]
    for _attempt in range(ATTEMPTS):
        done = subprocess.run(
            command,
            env=os.environ | {"CHROME_PATH": browser},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode == 0:
            break
        print(f"    a run failed and is made again: {done.stderr.strip()[-200:]}", flush=True)
    else:
        sys.exit(f"Lighthouse failed {ATTEMPTS} times on {address}.")
    found = json.loads(answer.read_text(encoding="utf-8"))
    audits = found["audits"]
    parts = [
        (name, part["id"])
        for name in CATEGORIES
        for part in found["categories"][name]["auditRefs"]
        if part["weight"]
    ]
    lost = [
        f"{name}: {audit} {audits[audit].get('displayValue', '')}"
        for name, audit in parts
        if audits[audit]["score"] is not None and audits[audit]["score"] < GOOD
    ]
    return {name: found["categories"][name]["score"] for name in CATEGORIES} | {"lost": lost}


if __name__ == "__main__":
    main()
