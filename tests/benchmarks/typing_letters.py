"""Milliseconds that a letter takes in the form of an article, of one paragraph and of 2,000.

    python -m tests.benchmarks.typing_letters [--address http://127.0.0.1:8000]

Types into the demo site with Chromium, in our text widget and, beside it in the same run, in
Wagtail's own on the same article. Wanted: at most 100 ms at 200 blocks and at 2,000 paragraphs.
`--address`: a server that runs already (its DATA_DIR in the environment), for the demo site.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import launch
from tests.browser.people import BOARD
from tests.browser.server import ROOT, served, server_environment

# (blocks, paragraphs in each)
SHAPES = ((1, 1), (200, 10), (1, 200), (1, 2_000))
LETTERS = "cong doan tinh thanh hoa"
RUNS = 3
SAID = ("article", "password")
OURS = "**/js/text-editor*.js"
WAGTAILS = "telepath.register('site_ldld.TextEditor', draftail.DraftailRichTextArea)"
MAKE = """
import json
from django.conf import settings
from articles.models import ArticlePage, SectionPage
line = "Công đoàn cơ sở đối thoại với người lao động về tiền lương và bữa ăn ca trong quý ba."
section = SectionPage.objects.get(slug="nu-cong", locale__language_code="vi")
for blocks, paragraphs in {shapes}:
    text = f"<p>{{line}}</p>" * paragraphs
    body = json.dumps([{{"type": "paragraph", "value": text}}] * blocks)
    article = ArticlePage(title=f"{{blocks}} × {{paragraphs}}", lead=line, body=body)
    section.add_child(instance=article).save_revision()
    print("article", article.pk)
print("password", settings.DEMO_PASSWORD)
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--address")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="typing-") as folder, sync_playwright() as playwright:
        folder = Path(folder)
        environment = os.environ if options.address else server_environment(folder, 0)
        site = nullcontext(options.address) if options.address else served(folder)
        with site as address:
            password, articles = make_articles(environment)
            browser = launch(playwright)
            print(f"{'blocks × paragraphs':>22}{'ours, ms':>12}{'Wagtail, ms':>14}{'ratio':>8}")
            for (blocks, paragraphs), article in zip(SHAPES, articles, strict=True):
                form = f"{address}/admin/pages/{article}/edit/"
                ours, wagtails = (
                    measure(signed_in(browser, address, password), form, own)
                    for own in (True, False)
                )
                row = f"{blocks:>12,} × {paragraphs:<7,}{ours:>12.0f}{wagtails:>14.0f}"
                print(f"{row}{ours / wagtails:>8.2f}", flush=True)
            browser.close()


def make_articles(environment):
    """Return the password of the demo's people, and the keys of a new draft for each of SHAPES."""
    command = [sys.executable, "manage.py", "shell", "-c", MAKE.format(shapes=SHAPES)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    words = [line.split() for line in done.stdout.splitlines()]
    said = {name: [each[1] for each in words if each[:1] == [name]] for name in SAID}
    return said["password"][0], said["article"]


def signed_in(browser, address, password):
    page = browser.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{address}/admin/login/")
    page.fill("[name=username]", BOARD)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/admin/")
    return page


def measure(page, form, own):
    """Return the median of RUNS of the milliseconds a letter takes, in the first of the blocks."""
    if not own:
        page.route(OURS, lambda route: route.fulfill(body=WAGTAILS, content_type="text/javascript"))
    page.goto(form, timeout=180_000)
    text = page.locator("[data-contentpath=body] [contenteditable=true]").first
    text.locator("[data-block]").first.click(timeout=180_000)
    times = []
    for _ in range(RUNS):
        # What the form does when it opens, and after the letters before, is done.
        page.wait_for_timeout(4_000)
        begun = time.perf_counter()
        for letter in LETTERS:
            page.keyboard.press(letter if letter.strip() else "Space")
        # It answers when everything before it has been drawn.
        page.evaluate("() => new Promise((drawn) => requestAnimationFrame(drawn))")
        times.append((time.perf_counter() - begun) * 1000 / len(LETTERS))
    page.close()
    return statistics.median(times)


if __name__ == "__main__":
    main()
