"""The visit counter counts people, each once; and says so to those whom it does not count."""

import re

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE, HOME, SECTION
from .counter import (
    BECOME,
    HALF_AN_HOUR_MS,
    LABELS,
    PICTURE,
    STATUS,
    STORED,
    STORED_BY_TAB,
    VISIT,
    expect_answer,
    grouped,
    plus,
    shown,
    someone_new,
    visits,
)
from .people import BOARD, DESKTOP, PHONE, ROBOT

OPENING_BALANCE = 2_311_602
NOT_COUNTED = "Bạn đang đăng nhập quản trị nên lượt xem của bạn không được đếm."
BLOCK_STORAGE = """for (const name of ['indexedDB', 'sessionStorage']) {
    Object.defineProperty(window, name, {
        get() { throw new DOMException('Access is denied', 'SecurityError'); },
    });
}"""
SILENT_STORAGE = """Object.defineProperty(window, 'indexedDB', {
    get() { return { open: () => ({}) }; },
});"""
ASK_FOR_PRIVACY = "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });"


def test_the_total_goes_on_from_the_opening_balance(counts):
    numbers = counts()
    assert numbers["total"] == OPENING_BALANCE + numbers["today"]


@pytest.mark.parametrize("person", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_new_reader_is_one_visit_and_one_view(visit, counts, views, person):
    before, viewed = counts(), views(ARTICLE)
    page = visit(person, ARTICLE)
    expect(shown(page, LABELS["today"])).to_have_text(grouped(before["today"] + 1, "."))
    expect(shown(page, LABELS["total"])).to_have_text(grouped(before["total"] + 1, "."))
    assert visits(counts()) == plus(before, 1)
    assert views(ARTICLE) == viewed + 1


def test_three_readers_are_three(visit, counts):
    before = counts()
    for _ in range(3):
        visit(DESKTOP)
    assert visits(counts()) == plus(before, 3)


def test_reloading_within_ten_seconds_is_the_same_visit_and_view(visit, counts, views):
    page = visit(DESKTOP, ARTICLE)
    before, viewed = counts(), views(ARTICLE)
    with page.expect_response(VISIT):
        page.reload()
    assert visits(counts()) == visits(before)
    assert views(ARTICLE) == viewed


def test_the_block_shows_how_many_are_online(visit, counts):
    page = visit(DESKTOP)

    def online():
        # The number may be two seconds old, in each of the server's processes.
        page.wait_for_timeout(2_100)
        return counts()["online"]

    # Nobody comes meanwhile, while some may have left for five minutes.
    most = online()
    page.wait_for_timeout(2_100)
    with page.expect_response(VISIT) as answer:
        page.reload()
    number = answer.value.json()["online"]
    expect(shown(page, LABELS["online"])).to_have_text(grouped(number, "."))
    assert 1 <= online() <= number <= most


def test_a_robot_is_not_counted(visit, counts, views):
    before, viewed = counts(), views(ARTICLE)
    page = visit(ROBOT, ARTICLE)
    expect(shown(page, LABELS["total"])).to_have_text(grouped(before["total"], "."))
    assert visits(counts()) == visits(before)
    assert views(ARTICLE) == viewed


def test_staff_are_not_counted_and_the_block_tells_them(sign_in, counts, views):
    page = sign_in(BOARD)
    before, viewed = counts(), views(ARTICLE)
    with page.expect_response(VISIT):
        page.goto(ARTICLE)
    expect(page.get_by_role("main").get_by_text(NOT_COUNTED)).to_be_visible()
    assert visits(counts()) == visits(before)
    assert views(ARTICLE) == viewed


def test_readers_are_not_told_what_staff_are_told(visit):
    page = visit(DESKTOP)
    expect(page.get_by_role("main").get_by_text(NOT_COUNTED)).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_address_where_nothing_is_counts_nothing(open_as, counts, faults, scripts):
    faults.expect("the server responded with a status of 404")
    before = counts()
    page = open_as(someone_new(), "/khong-co-trang-nay/", java_script_enabled=scripts)
    page.wait_for_load_state("networkidle")
    assert visits(counts()) == visits(before)


def test_without_scripts_a_picture_shows_the_numbers_and_counts_once(new_context, counts, views):
    before, viewed = counts(), views(ARTICLE)
    page = new_context(**someone_new(), java_script_enabled=False).new_page()
    for _ in range(2):
        with page.expect_response(PICTURE) as drawn:
            page.goto(ARTICLE)
        assert grouped(before["total"] + 1, ".") in drawn.value.text()
    row = shown(page, LABELS["total"])
    expect(row.locator("img")).to_be_visible()
    assert row.locator("img").bounding_box()["width"] > 90
    assert visits(counts()) == plus(before, 1)
    assert views(ARTICLE) == viewed + 1


def test_without_scripts_the_total_never_goes_back_from_page_to_page(new_context, visit):
    page, totals = new_context(**someone_new(), java_script_enabled=False).new_page(), []
    for address in (HOME, ARTICLE, SECTION, HOME, ARTICLE):
        with page.expect_response(PICTURE) as drawn:
            page.goto(address)
        totals.append(re.findall(r">([\d.]+)</text>", drawn.value.text())[-1].replace(".", ""))
        assert re.search(r"2[.,]3\d\d[.,]\d{3}", page.content()) is None
        visit(someone_new())
    assert sorted(map(int, totals)) == [int(total) for total in totals]
    assert int(totals[-1]) == int(totals[0]) + 4


@pytest.mark.parametrize(
    ("script", "has_number"),
    [(BLOCK_STORAGE, False), (SILENT_STORAGE, True)],
    ids=["blocked", "silent"],
)
def test_a_reader_whose_browser_keeps_no_number_is_one_visit_and_one_view(
    visit, counts, views, script, has_number
):
    before, viewed = counts(), views(ARTICLE)
    page = visit(someone_new(), ARTICLE, lambda page: page.add_init_script(script))
    with page.expect_request(VISIT) as request, page.expect_response(VISIT):
        page.reload()
    expect(shown(page, LABELS["total"])).to_have_text(grouped(before["total"] + 1, "."))
    assert ("reader" in request.value.post_data_json) == has_number
    assert visits(counts()) == plus(before, 1)
    assert views(ARTICLE) == viewed + 1


def numbers_sent(page, open_page):
    with page.expect_request(VISIT) as request, page.expect_response(VISIT):
        open_page()
    return request.value.post_data_json["reader"]


def test_who_asks_for_privacy_has_a_number_that_lives_as_long_as_the_tab(
    visit, counts, new_context
):
    context, before = new_context(**someone_new()), counts()
    context.add_init_script(ASK_FOR_PRIVACY)
    tabs = [context.new_page() for _ in range(2)]
    sent = [numbers_sent(tab, lambda tab=tab: tab.goto(ARTICLE)) for tab in tabs]
    again = [numbers_sent(tab, lambda tab=tab: tab.goto(HOME)) for tab in tabs]
    assert sent == again and len(set(sent)) == 2
    assert visits(counts()) == plus(before, 2)
    assert tabs[0].evaluate(STORED) == []
    tabs[0].close()
    newcomer = context.new_page()
    assert numbers_sent(newcomer, lambda: newcomer.goto(ARTICLE)) not in sent
    assert visits(counts()) == plus(before, 3)


def test_the_number_of_a_tab_is_renewed_half_an_hour_after_its_last_use(visit):
    def before(page):
        page.add_init_script(ASK_FOR_PRIVACY)
        page.clock.install()

    page = visit(someone_new(), ARTICLE, before)
    first = page.evaluate(STORED_BY_TAB)
    page.evaluate(BECOME, "hidden")
    page.clock.fast_forward(HALF_AN_HOUR_MS)
    with expect_answer(page):
        page.evaluate(BECOME, "visible")
    assert page.evaluate(STORED_BY_TAB).split(",")[0] != first.split(",")[0]


def test_reading_leaves_a_number_and_no_cookie(visit):
    page = visit(DESKTOP, ARTICLE)
    expect(page.locator(STATUS)).not_to_be_empty()
    assert page.context.cookies() == []
    assert page.evaluate(STORED) == ["visits"]
