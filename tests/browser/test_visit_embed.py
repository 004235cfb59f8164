"""The visit block in the plain page of another site, from another origin."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from .addresses import COUNTS
from .counter import SIGN_OF_LIFE_MS, STORED, grouped, visits
from .people import DESKTOP

TITLE = "Công đoàn cơ sở Công ty Giày Sao Mai Việt"
PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<link rel="icon" href="data:,"></head><body><h1>{title}</h1>
<div data-visits-embed></div>
<script async src="{site}/static/js/visits-embed.js"></script>
</body></html>"""
SORRY = {
    "vi": "Chưa đọc được số liệu lúc này.",
    "en": "The numbers are not available just now.",
}
WORDS = {
    "vi": ("Thống kê truy cập", ["Đang online", "Hôm nay", "Đã truy cập"]),
    "en": ("Visits", ["Online", "Today", "Total visits"]),
}
SEPARATOR = {"vi": ".", "en": ","}
BOTH = pytest.mark.parametrize("language", ["vi", "en"])


class OtherSite(BaseHTTPRequestHandler):
    """Serves the page of a lower-level union, in the language that its path names."""

    def do_GET(self):
        page = PAGE.format(language=self.path.strip("/"), title=TITLE, site=self.server.embedded)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def other_site(site):
    """Return the address of a site with another host and port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), OtherSite)
    server.embedded = site
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def embedded(new_context, other_site, faults):
    """Return a function that opens the other site's page, whose counter may be `answered`."""
    faults.expect(f"another host: {other_site}")

    def open_embedded(language, answered=None):
        page = new_context(**DESKTOP).new_page()
        page.clock.install()
        if answered:
            page.route(f"**{COUNTS}", answered)
        page.goto(f"{other_site}/{language}", wait_until="domcontentloaded")
        return page

    return open_embedded


def fail(route):
    route.abort()


def answer_beyond_doubles(route):
    text = '{"online": 1, "today": 2, "total": 9007199254740993}'
    route.fulfill(body=text, headers={"Access-Control-Allow-Origin": "*"})


@BOTH
def test_another_site_shows_the_three_numbers_in_its_language(embedded, counts, language):
    numbers = counts()
    heading, labels = WORDS[language]
    block = embedded(language).get_by_role("region", name=heading)
    expect(block.get_by_role("term")).to_have_text(labels)
    total = grouped(numbers["total"], SEPARATOR[language])
    expect(block.get_by_role("definition").last).to_have_text(total)


def test_the_page_of_another_site_is_counted_as_nothing(embedded, counts):
    before = counts()
    page = embedded("vi")
    expect(page.get_by_role("definition").last).to_have_text(grouped(before["total"], "."))
    with page.expect_response(f"**{COUNTS}"):
        page.clock.fast_forward(SIGN_OF_LIFE_MS)
    assert visits(counts()) == visits(before)
    assert page.evaluate(STORED) == []


@BOTH
def test_a_total_beyond_what_a_double_holds_is_exact_elsewhere_too(embedded, language):
    total = embedded(language, answer_beyond_doubles).get_by_role("definition").last
    expect(total).to_have_text(grouped(2**53 + 1, SEPARATOR[language]))


@BOTH
def test_another_site_apologizes_while_the_counter_cannot_be_reached(embedded, faults, language):
    faults.expect("net::ERR_FAILED")
    page = embedded(language, fail)
    expect(page.get_by_text(SORRY[language])).to_be_visible()
    expect(page.get_by_role("definition")).to_have_count(0)


def test_another_site_shows_the_numbers_once_the_counter_is_back(embedded, faults):
    faults.expect("net::ERR_FAILED")
    page = embedded("vi", fail)
    expect(page.get_by_text(SORRY["vi"])).to_be_visible()
    page.unroute_all()
    page.clock.fast_forward(SIGN_OF_LIFE_MS)
    expect(page.get_by_role("definition")).to_have_count(3)
    expect(page.get_by_text(SORRY["vi"])).to_be_hidden()
