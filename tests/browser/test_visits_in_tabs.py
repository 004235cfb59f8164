"""Tabs that wait, come back, or open together; browsers that keep nothing: what is counted."""

import json
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE, COUNTS, HOME
from .people import BOARD, DESKTOP

VISIT = "**/analytics/visit/"
HIDDEN_UNTIL_SHOWN = """
    window.shown = false;
    const state = () => (window.shown ? 'visible' : 'hidden');
    Object.defineProperty(document, 'visibilityState', { get: state });
"""
PRERENDERED_UNTIL_ACTIVATED = """
    window.waits = true;
    Object.defineProperty(document, 'prerendering', { get: () => window.waits });
"""
SHOW = "window.shown = true; document.dispatchEvent(new Event('visibilitychange'))"
HIDE = "window.shown = false; document.dispatchEvent(new Event('visibilitychange'))"
ACTIVATE = "window.waits = false; document.dispatchEvent(new Event('prerenderingchange'))"
# What a browser tells a page that it kept whole: Playwright cannot follow a real restore.
RESTORE = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
NO_STORAGE = """
    const refuse = () => { throw new DOMException('', 'SecurityError'); };
    Object.defineProperty(window, 'localStorage', { get: refuse });
"""
PRIVACY = "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });"
FOUR_MINUTES = 4 * 60 * 1000


@pytest.fixture
def today(playwright, site):
    """Return a function that reads today's visits without being counted."""
    outside = playwright.request.new_context(base_url=site)
    yield lambda: outside.get(COUNTS).json()["today"]
    outside.dispose()


@pytest.fixture
def open_with(new_context):
    """Return a function: a page of a new person, in which `script` runs before the site's own."""

    def open_page(script, address=HOME):
        # Without a number of its own a browser is known by its name, among other things.
        agent = f"{DESKTOP['user_agent']} {uuid4().hex}"
        context = new_context(**{**DESKTOP, "user_agent": agent})
        context.add_init_script(script)
        page = context.new_page()
        page.sent = []
        page.on("request", lambda request: page.sent.append(request))
        page.goto(address)
        return page

    return open_page


def views(page):
    """Return the bodies that the counter's script of `page` has sent."""
    sent = [request for request in page.sent if request.url.endswith("/analytics/visit/")]
    return [json.loads(request.post_data) for request in sent]


def settle(page):
    page.wait_for_load_state("networkidle")


def test_a_tab_opened_in_the_background_is_counted_when_it_is_shown(open_with, today):
    before = today()
    page = open_with(HIDDEN_UNTIL_SHOWN)
    settle(page)
    assert views(page) == [] and today() == before
    with page.expect_response(VISIT):
        page.evaluate(SHOW)
    assert today() == before + 1


def test_a_prerendered_page_is_counted_when_it_is_activated(open_with, today):
    before = today()
    page = open_with(PRERENDERED_UNTIL_ACTIVATED)
    settle(page)
    assert views(page) == [] and today() == before
    with page.expect_response(VISIT):
        page.evaluate(ACTIVATE)
    assert today() == before + 1


def test_a_tab_that_is_hidden_and_shown_again_is_the_same_view(open_with):
    page = open_with(HIDDEN_UNTIL_SHOWN)
    with page.expect_response(VISIT):
        page.evaluate(SHOW)
    page.evaluate(HIDE)
    page.evaluate(SHOW)
    settle(page)
    assert [view["kind"] for view in views(page)] == ["view"]


def test_a_page_restored_by_back_is_a_view_of_the_same_visit(open_with, today):
    page = open_with("")
    settle(page)
    counted = today()
    with page.expect_response(VISIT):
        page.evaluate(RESTORE)
    assert [view["kind"] for view in views(page)] == ["view", "view"]
    assert views(page)[0]["page"] == views(page)[1]["page"] and today() == counted


def views_of(title, sign_in):
    """Return today's views of the page with `title`, as the report tells the board."""
    report = sign_in(BOARD).request.get("/admin/reports/most-read/?period=1&export=csv")
    rows = [row.rsplit(",", 1) for row in report.text().splitlines()]
    return sum(int(row[1]) for row in rows if row[0].strip('"').startswith(title))


def test_five_tabs_at_once_are_one_visit_and_one_view(new_context, today, sign_in):
    address, title = "/gioi-thieu/", "Giới thiệu"
    before, seen = today(), views_of(title, sign_in)
    context = new_context(**DESKTOP)
    page = context.new_page()
    with page.expect_response(VISIT):
        page.goto(address)
    page.evaluate("address => { for (let n = 0; n < 4; n++) window.open(address); }", address)
    for tab in context.pages:
        settle(tab)
    assert len(context.pages) == 5
    assert today() == before + 1
    assert views_of(title, sign_in) == seen + 1


def test_a_browser_that_blocks_storage_is_one_reader(open_with, today):
    before = today()
    page = open_with(NO_STORAGE, ARTICLE)
    settle(page)
    with page.expect_response(VISIT):
        page.reload()
    assert [view.get("reader") for view in views(page)] == [None, None]
    assert today() == before + 1


def test_global_privacy_control_is_respected(open_with, today):
    page = open_with(PRIVACY, ARTICLE)
    settle(page)
    assert "reader" not in views(page)[0]
    assert page.evaluate("localStorage.length") == 0
    counted = today()
    page.reload()
    settle(page)
    assert today() == counted


def test_signs_of_life_are_sent_while_the_page_is_shown(new_context):
    page = new_context(**DESKTOP).new_page()
    page.clock.install()
    page.sent = []
    page.on("request", lambda request: page.sent.append(request))
    page.goto(HOME)
    with page.expect_response(VISIT):
        page.clock.run_for(FOUR_MINUTES)
    assert [view["kind"] for view in views(page)] == ["view", "alive"]


def test_a_hidden_page_gives_no_sign_of_life(open_with):
    page = open_with(HIDDEN_UNTIL_SHOWN)
    page.clock.install()
    page.clock.run_for(3 * FOUR_MINUTES)
    settle(page)
    assert views(page) == []


def test_every_kind_of_page_counts_under_the_strict_policy(open_with, faults):
    for address in (HOME, ARTICLE, "/hoat-dong-cong-doan/", "/en/", "/tac-gia/pham-thi-huong/"):
        page = open_with("", address)
        policy = page.request.get(address).headers["content-security-policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy
        settle(page)
        expect(page.locator("[data-visits]").first).to_be_attached()
        assert [view["kind"] for view in views(page)] == ["view"]
