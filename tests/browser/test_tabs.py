"""A page is viewed when it is shown: in several tabs, hidden, made in advance, gone back to."""

import time

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE, COUNTS, HOME
from .counter import (
    LABELS,
    SAME_VIEW_MS,
    SIGN_OF_LIFE_MS,
    STATUS,
    VISIT,
    grouped,
    let_pass,
    plus,
    shown,
    visits,
)
from .people import DESKTOP
from .tabs import wait_until

IS_READY = f"location.pathname == '{ARTICLE}' && document.readyState == 'complete'"
IS_COUNTED = f"document.querySelector('{STATUS}')?.textContent"
# Whatever the browser makes in advance is there by then.
LOADS_WITHIN_SECONDS = 1
# Begins when the debugger has left.
PRERENDER = f"""setTimeout(() => {{
    const rules = document.createElement('script');
    rules.type = 'speculationrules';
    const wanted = {{ urls: ['{ARTICLE}'], eagerness: 'immediate' }};
    rules.text = JSON.stringify({{ prerender: [wanted] }});
    document.documentElement.append(rules);
}}, 700)"""
SHOWN_AFTER_MS = "performance.getEntriesByType('navigation')[0].activationStart"
SCRIPT = "**/js/visits.*js"
VISIT_PATH = VISIT.removeprefix("**")
HALF_AN_HOUR_MS = 31 * 60_000
BECOME = """state => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    Object.defineProperty(document, 'hidden', { value: state == 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
}"""


@pytest.fixture
def later(visit):
    """Return a page of a new reader, with a clock that tests put forward."""
    return visit(DESKTOP, ARTICLE, lambda page: page.clock.install())


def five_tabs(new_context):
    """Return tabs of a new reader whose counters began at once and have been answered."""
    held, answered, context = [], [], new_context(**DESKTOP)
    context.on("requestfinished", lambda request: answered.append(request.url))
    context.route(SCRIPT, lambda route: held.append(route))
    tabs = [context.new_page() for _ in range(5)]
    for tab in tabs:
        with tab.expect_request(SCRIPT):
            tab.goto(ARTICLE, wait_until="commit")
    for route in held:
        route.continue_()
    while sum(VISIT_PATH in url for url in answered) < len(tabs):
        tabs[0].wait_for_timeout(100)
    return tabs


def test_five_tabs_opened_at_once_are_one_visit_and_one_view(new_context, counts, views):
    before, viewed = counts(), views(ARTICLE)
    for tab in five_tabs(new_context):
        expect(shown(tab, LABELS["total"])).to_have_text(grouped(before["total"] + 1, "."))
    assert visits(counts()) == plus(before, 1)
    assert views(ARTICLE) == viewed + 1


def test_reading_on_in_another_tab_is_the_same_visit_and_another_view(visit, counts, views):
    page = visit(DESKTOP)
    before, viewed = counts(), views(ARTICLE)
    second_tab = page.context.new_page()
    with second_tab.expect_response(VISIT):
        second_tab.goto(ARTICLE)
    assert visits(counts()) == visits(before)
    assert views(ARTICLE) == viewed + 1


def test_a_page_restored_by_back_is_the_same_visit_and_another_view(open_tab, counts, views):
    tab = open_tab(ARTICLE)
    tab.wait_until(IS_COUNTED)
    tab.run("addEventListener('pageshow', (event) => { window.restored = event.persisted; })")
    before, viewed = counts(), views(ARTICLE)
    tab.run(f"setTimeout(() => {{ location.href = '{HOME}'; }})")
    tab.wait_until(f"location.pathname == '{HOME}' && document.readyState == 'complete'")
    time.sleep(SAME_VIEW_MS / 1000)
    tab.run("setTimeout(() => history.back())")
    tab.wait_until("window.restored")
    wait_until(lambda: views(ARTICLE) == viewed + 1)
    assert visits(counts()) == visits(before)


def test_a_tab_opened_in_the_background_counts_once_it_is_shown(open_tab, counts, views):
    before, viewed = counts(), views(ARTICLE)
    open_tab(COUNTS)
    tab = open_tab(ARTICLE, hidden=True)
    tab.wait_until(IS_READY)
    assert tab.run("document.hidden")
    time.sleep(LOADS_WITHIN_SECONDS)
    assert (visits(counts()), views(ARTICLE)) == (visits(before), viewed)
    tab.show()
    tab.wait_until(IS_COUNTED)
    assert (visits(counts()), views(ARTICLE)) == (plus(before, 1), viewed + 1)


def test_a_prerendered_page_counts_once_it_is_shown(open_tab, counts, views):
    before, viewed = counts(), views(ARTICLE)
    # The numbers alone come without the policy that forbids to add rules.
    tab = open_tab(COUNTS)
    tab.wait_until(f"location.pathname == '{COUNTS}'")
    tab.run(PRERENDER)
    time.sleep(2.5 * LOADS_WITHIN_SECONDS)
    assert (visits(counts()), views(ARTICLE)) == (visits(before), viewed)
    tab.run(f"location.href = '{ARTICLE}'")
    tab.wait_until(IS_COUNTED)
    assert tab.run(SHOWN_AFTER_MS) > 1000 * LOADS_WITHIN_SECONDS
    assert (visits(counts()), views(ARTICLE)) == (plus(before, 1), viewed + 1)


def test_a_page_that_is_read_gives_a_sign_of_life_every_four_minutes(later, counts, views):
    before, viewed = counts(), views(ARTICLE)
    for _ in range(3):
        assert let_pass(later, SIGN_OF_LIFE_MS)["kind"] == "alive"
    assert (visits(counts()), views(ARTICLE)) == (visits(before), viewed)


def test_a_hidden_page_gives_no_sign_of_life_until_it_is_shown_again(later, counts, views):
    before, viewed, sent = counts(), views(ARTICLE), []
    later.evaluate(BECOME, "hidden")
    later.on("request", lambda request: sent.append(request.post_data_json["kind"]))
    later.clock.run_for(5 * SIGN_OF_LIFE_MS)
    assert sent == []
    with later.expect_response(VISIT):
        later.evaluate(BECOME, "visible")
    assert sent == ["alive"]
    assert (visits(counts()), views(ARTICLE)) == (visits(before), viewed)


def test_a_page_shown_again_after_half_an_hour_is_a_new_visit_and_view(later, counts, views):
    before, viewed = counts(), views(ARTICLE)
    later.evaluate(BECOME, "hidden")
    later.clock.fast_forward(HALF_AN_HOUR_MS)
    with later.expect_response(VISIT):
        later.evaluate(BECOME, "visible")
    assert (visits(counts()), views(ARTICLE)) == (plus(before, 1), viewed + 1)


def test_a_page_left_and_shown_again_soon_sends_nothing(later):
    sent = []
    later.on("request", lambda request: sent.append(request.url))
    for state in ("hidden", "visible", "hidden", "visible"):
        later.evaluate(BECOME, state)
    later.clock.run_for(SIGN_OF_LIFE_MS // 2)
    assert sent == []
