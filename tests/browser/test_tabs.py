"""A page is viewed when it is shown: in several tabs, hidden, made in advance, gone back to."""

import time

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE, COUNTS, HOME
from .counter import (
    BECOME,
    HALF_AN_HOUR_MS,
    LABELS,
    SAME_VIEW_MS,
    SIGN_OF_LIFE_MS,
    STATUS,
    VISIT,
    expect_answer,
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
SCRIPT = "**/js/ba-con-so.*js"
VISIT_PATH = VISIT.removeprefix("**")


# As on an old phone that opens again what it had open: the storage takes a second to open.
SLOW_STORAGE = """Object.defineProperty(IDBOpenDBRequest.prototype, 'onsuccess', {
    set(act) { this.addEventListener('success', (event) => setTimeout(act, 1000, event)); },
})"""


PLAY_SOUND = """() => {
    const audio = document.body.appendChild(document.createElement('audio'));
    Object.defineProperty(audio, 'paused', { value: false });
}"""


@pytest.fixture
def later(visit):
    """Return a page of a new reader, with a clock that tests put forward."""
    return visit(DESKTOP, ARTICLE, lambda page: page.clock.install())


def five_tabs(new_context, before=""):
    """Return tabs of a new reader whose counters began at once and have been answered.

    Each runs the script `before` first.
    """
    held, answered, context = [], [], new_context(**DESKTOP)
    context.add_init_script(before)
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


def test_five_tabs_are_one_visit_also_where_the_storage_is_slow(new_context, counts):
    before = counts()
    five_tabs(new_context, SLOW_STORAGE)
    assert visits(counts()) == plus(before, 1)


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


@pytest.fixture
def sent(later):
    """Return the kinds that the page of `later` has sent since."""
    sent = []
    later.on(
        "request",
        lambda request: VISIT_PATH in request.url and sent.append(request.post_data_json["kind"]),
    )
    return sent


def test_a_page_that_nobody_attends_gives_no_sign_of_life(later, sent):
    later.clock.run_for(5 * SIGN_OF_LIFE_MS)
    assert sent == []


SIGNS = {
    "scroll": lambda page: page.mouse.wheel(0, 300),
    "key": lambda page: page.keyboard.press("Shift"),
    "pointer": lambda page: page.mouse.click(2, 300),
    "sound": lambda page: page.evaluate("document.body.dispatchEvent(new Event('play'))"),
}


@pytest.mark.parametrize("sign", SIGNS)
def test_a_person_who_comes_back_to_their_page_is_there_at_once(later, sent, sign):
    later.clock.run_for(2 * SIGN_OF_LIFE_MS)
    with expect_answer(later):
        SIGNS[sign](later)
    assert sent == ["alive"]
    SIGNS[sign](later)
    later.clock.run_for(SIGN_OF_LIFE_MS - 1000)
    assert sent == ["alive"]


def test_who_listens_is_there_without_moving(later, sent):
    later.evaluate(PLAY_SOUND)
    with expect_answer(later):
        later.clock.fast_forward(SIGN_OF_LIFE_MS)
    later.evaluate("document.querySelector('audio').muted = true")
    later.clock.run_for(2 * SIGN_OF_LIFE_MS)
    assert sent == ["alive"]


@pytest.fixture
def failing(new_context, faults):
    """Return a function that opens a page whose first views fail in some way: (page, sent)."""
    faults.expect("ERR_FAILED")
    faults.expect("the server responded with a status of")

    def open_failing(times, way):
        page, sent = new_context(**DESKTOP).new_page(), []
        page.clock.install()

        def answer(route):
            sent.append(route.request.post_data_json)
            way(route) if len(sent) <= times else route.continue_()

        page.route(VISIT, answer)
        with page.expect_request(VISIT):
            page.goto(ARTICLE)
        return page, sent

    return open_failing


def without_an_answer(route):
    route.fetch()
    route.abort()


WAYS = {
    "offline": lambda route: route.abort(),
    "restart": lambda route: route.fulfill(status=502),
    "answer lost": without_an_answer,
}


@pytest.mark.parametrize("way", WAYS)
def test_a_view_that_fails_is_sent_again_until_it_is_counted_once(failing, counts, views, way):
    before, viewed = counts(), views(ARTICLE)
    page, sent = failing(3, WAYS[way])
    for _ in range(200):
        page.clock.run_for(500)
        page.wait_for_timeout(100)
        if page.locator(STATUS).inner_text():
            break
    expect(page.locator(STATUS)).not_to_be_empty()
    assert [each["kind"] for each in sent] == ["view"] * 4
    assert len({each["reader"] for each in sent}) == 1
    assert visits(counts()) == plus(before, 1) and views(ARTICLE) == viewed + 1


def test_a_view_that_fails_waits_longer_each_time_and_while_the_page_is_hidden(failing):
    page, sent = failing(100, WAYS["offline"])
    gaps = []
    for _ in range(7):
        tries, waited = len(sent), 0
        while len(sent) == tries:
            page.clock.run_for(500)
            page.wait_for_timeout(20)
            waited += 500
        gaps.append(waited)
    assert gaps == sorted(gaps) and gaps[0] <= 2000 and 30_000 < gaps[-1] <= 61_000
    page.evaluate(BECOME, "hidden")
    tries = len(sent)
    page.clock.run_for(SIGN_OF_LIFE_MS)
    assert len(sent) == tries
    page.evaluate(BECOME, "visible")
    page.wait_for_timeout(200)
    assert len(sent) == tries + 1


def test_what_is_refused_is_not_sent_again(failing):
    page, sent = failing(100, lambda route: route.fulfill(status=403))
    page.wait_for_timeout(200)
    page.clock.run_for(SIGN_OF_LIFE_MS // 2)
    assert len(sent) == 1


def test_a_view_that_waits_for_the_database_is_not_sent_again(failing):
    page, sent = failing(100, lambda route: route.fulfill(status=202, body="{}"))
    page.wait_for_timeout(200)
    page.clock.run_for(SIGN_OF_LIFE_MS // 2)
    assert len(sent) == 1


def test_a_hidden_page_gives_no_sign_of_life_until_it_is_shown_again(later, counts, views):
    before, viewed, sent = counts(), views(ARTICLE), []
    later.evaluate(BECOME, "hidden")
    later.on("request", lambda request: sent.append(request.post_data_json["kind"]))
    later.clock.run_for(5 * SIGN_OF_LIFE_MS)
    assert sent == []
    with expect_answer(later):
        later.evaluate(BECOME, "visible")
    assert sent == ["alive"]
    assert (visits(counts()), views(ARTICLE)) == (visits(before), viewed)


def test_a_page_shown_again_after_half_an_hour_is_a_new_visit_and_view(later, counts, views):
    before, viewed = counts(), views(ARTICLE)
    later.evaluate(BECOME, "hidden")
    later.clock.fast_forward(HALF_AN_HOUR_MS)
    with expect_answer(later):
        later.evaluate(BECOME, "visible")
    assert (visits(counts()), views(ARTICLE)) == (plus(before, 1), viewed + 1)


def test_a_page_left_and_shown_again_soon_sends_nothing(later):
    sent = []
    later.on("request", lambda request: sent.append(request.url))
    for state in ("hidden", "visible", "hidden", "visible"):
        later.evaluate(BECOME, state)
    later.clock.run_for(SIGN_OF_LIFE_MS // 2)
    assert sent == []
