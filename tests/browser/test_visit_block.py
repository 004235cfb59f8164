"""The visit block as readers see and hear it, as editors word it, and on another site."""

import http.server
import threading
from functools import partial

import pytest
from playwright.sync_api import expect

from .addresses import ENGLISH_HOME, HOME
from .people import BOARD, DESKTOP, PHONE

VISIT = "**/analytics/visit/"
COUNTS = "**/analytics/counts/"
BEYOND_2_53 = '{"online": 1, "today": 1234567, "total": 9007199254740993}'
SHIFTS = """
    window.shifts = 0;
    const add = (entry) => { window.shifts += entry.value; };
    new PerformanceObserver((list) => list.getEntries().forEach(add))
      .observe({ type: 'layout-shift', buffered: true });
"""


def answer_with(context, body, address=VISIT):
    context.route(address, lambda route: route.fulfill(body=body, content_type="application/json"))


def block_of(page):
    return page.get_by_role("main").locator("[data-visits]").last


@pytest.fixture
def open_answered(new_context):
    """Return a function: a page whose counter is answered with fixed numbers."""

    def open_page(person=DESKTOP, address=HOME, script="", body=BEYOND_2_53):
        context = new_context(**person)
        answer_with(context, body)
        context.add_init_script(script)
        page = context.new_page()
        with page.expect_response(VISIT):
            page.goto(address)
        return page

    return open_page


@pytest.mark.parametrize(
    ("address", "total"), [(HOME, "9.007.199.254.740.993"), (ENGLISH_HOME, "9,007,199,254,740,993")]
)
def test_a_total_beyond_the_browsers_exact_numbers_is_shown_exactly(open_answered, address, total):
    expect(block_of(open_answered(address=address)).get_by_text(total, exact=True)).to_be_visible()


def test_the_block_is_a_labelled_list(open_answered):
    block = open_answered().get_by_role("main").get_by_role("region", name="Thống kê truy cập")
    assert block.get_by_role("term").all_inner_texts() == ["Đang online", "Hôm nay", "Đã truy cập"]
    assert block.get_by_role("definition").count() == 3


def test_the_numbers_are_announced_once_in_a_visit(open_answered):
    page = open_answered()
    status = block_of(page).get_by_role("status")
    expect(status).to_contain_text("9.007.199.254.740.993")
    with page.expect_response(VISIT):
        page.reload()
    expect(block_of(page).get_by_text("9.007.199.254.740.993", exact=True)).to_be_visible()
    expect(status).to_have_text("")


@pytest.mark.parametrize("person", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_when_the_numbers_grow(open_answered, person):
    page = open_answered(person, script=SHIFTS, body='{"online": 1, "today": 1, "total": 1}')
    block_of(page).scroll_into_view_if_needed()
    page.evaluate("window.shifts = 0")
    box = block_of(page).bounding_box()
    for number in block_of(page).get_by_role("definition").all():
        number.evaluate("element => { element.textContent = '9.999.999'; }")
    page.wait_for_timeout(200)
    assert block_of(page).bounding_box() == box and page.evaluate("window.shifts") == 0


COUNTERS = "/admin/snippets/analytics/visitcounter/"


def test_an_editor_words_a_block_and_a_page_shows_it(sign_in, open_as):
    page = sign_in(BOARD)
    page.goto(COUNTERS)
    page.get_by_role("link", name="Cột bên trang chủ").first.click()
    page.locator("[name=heading]").fill("Lượt ghé thăm")
    page.locator("[name=show_online]").uncheck()
    page.locator(".action-save").first.click()
    page.wait_for_url(f"**{COUNTERS}**")
    try:
        block = block_of(open_as(DESKTOP, HOME))
        expect(block.get_by_role("heading", name="Lượt ghé thăm")).to_be_visible()
        assert block.get_by_role("term").all_inner_texts() == ["Hôm nay", "Đã truy cập"]
        english = block_of(open_as(DESKTOP, ENGLISH_HOME))
        expect(english.get_by_role("heading", name="Visits")).to_be_visible()
    finally:
        page.goto(COUNTERS)
        page.get_by_role("link", name="Cột bên trang chủ").first.click()
        page.locator("[name=heading]").fill("Thống kê truy cập")
        page.locator("[name=show_online]").check()
        page.locator(".action-save").first.click()
        page.wait_for_url(f"**{COUNTERS}**")


@pytest.fixture
def other_site(tmp_path, site):
    """Return the address of another site, whose plain page holds the two lines."""
    for name, language in (("index.html", "vi"), ("en.html", "en")):
        (tmp_path / name).write_text(
            f'<!doctype html><html lang="{language}"><title>.</title>'
            "<div data-visits-embed></div>\n"
            f'<script async src="{site}/static/js/visits-embed.js"></script>',
            encoding="utf-8",
        )
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


@pytest.fixture
def visitor_elsewhere(browser):
    """Return a context that no rule of our own pages watches."""
    context = browser.new_context(**DESKTOP)
    yield context
    context.close()


def test_another_site_shows_the_numbers_and_is_not_counted(other_site, visitor_elsewhere, site):
    page = visitor_elsewhere.new_page()
    before = page.request.get(f"{site}/analytics/counts/").json()
    page.goto(other_site)
    block = page.get_by_role("region", name="Thống kê truy cập")
    total = f"{before['total']:,}".replace(",", ".")
    expect(block.get_by_text(total, exact=True)).to_be_visible()
    assert page.request.get(f"{site}/analytics/counts/").json()["total"] == before["total"]


def test_another_site_in_english_shows_them_in_english(other_site, visitor_elsewhere):
    answer_with(visitor_elsewhere, BEYOND_2_53, COUNTS)
    page = visitor_elsewhere.new_page()
    page.goto(f"{other_site}/en.html")
    block = page.get_by_role("region", name="Visits")
    expect(block.get_by_text("9,007,199,254,740,993", exact=True)).to_be_visible()


def test_another_site_apologises_while_we_are_away(other_site, visitor_elsewhere):
    visitor_elsewhere.route(COUNTS, lambda route: route.abort())
    page = visitor_elsewhere.new_page()
    page.goto(other_site)
    expect(page.get_by_text("Chưa đọc được số liệu lúc này.")).to_be_visible()
