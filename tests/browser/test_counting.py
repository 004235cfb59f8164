"""The visit block counts people, each once; and says so to those whom it does not count."""

import re

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE, COUNTS, ENGLISH_HOME, HOME
from .people import BOARD, DESKTOP, PHONE, ROBOT

OPENING_BALANCE = 2_311_602
LABELS = {"online": "Đang online", "today": "Hôm nay", "total": "Đã truy cập"}
NOT_COUNTED = "Bạn đang đăng nhập quản trị nên lượt xem của bạn không được đếm."
VISIT = "**/analytics/visit/"
PIXEL = "**/analytics/pixel.gif*"


@pytest.fixture
def counts(playwright, site):
    """Return a function that reads the three numbers without being counted."""
    outside = playwright.request.new_context(base_url=site)
    yield lambda: outside.get(COUNTS).json()
    outside.dispose()


@pytest.fixture
def visit(new_context):
    """Return a function that opens an address as a new person and waits for the counter."""

    def visit_as(person, address=HOME, **options):
        page = new_context(**{**person, **options}).new_page()
        with page.expect_response(VISIT):
            page.goto(address, wait_until="domcontentloaded")
        return page

    return visit_as


def shown(page, label):
    """Return the text beside `label` in the visit block of the page's main part."""
    block = page.get_by_role("main").locator("[data-visits]")
    row = block.locator("div").filter(has=page.get_by_text(label, exact=True))
    return row.get_by_role("definition")


def visits(numbers):
    return numbers["today"], numbers["total"]


def plus(numbers, readers):
    return numbers["today"] + readers, numbers["total"] + readers


def test_the_total_goes_on_from_the_opening_balance(counts):
    numbers = counts()
    assert numbers["total"] == OPENING_BALANCE + numbers["today"]


@pytest.mark.parametrize("person", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_new_reader_raises_today_and_the_total_by_one(visit, counts, person):
    before = counts()
    page = visit(person)
    expect(shown(page, LABELS["today"])).to_have_text(grouped(before["today"] + 1, "."))
    expect(shown(page, LABELS["total"])).to_have_text(grouped(before["total"] + 1, "."))
    assert visits(counts()) == plus(before, 1)


def test_three_readers_are_three(visit, counts):
    before = counts()
    for _ in range(3):
        visit(DESKTOP)
    assert visits(counts()) == plus(before, 3)


def test_reloading_does_not_count_twice(visit, counts):
    page = visit(DESKTOP)
    before = counts()
    with page.expect_response(VISIT):
        page.reload()
    assert visits(counts()) == visits(before)


def test_reading_on_in_another_tab_is_the_same_visit(visit, counts):
    page = visit(DESKTOP)
    before = counts()
    second_tab = page.context.new_page()
    with second_tab.expect_response(VISIT):
        second_tab.goto(ARTICLE)
    assert visits(counts()) == visits(before)


def test_going_back_is_the_same_visit(visit, counts):
    page = visit(DESKTOP)
    before = counts()
    with page.expect_response(VISIT):
        page.goto(ARTICLE)
    page.go_back()
    expect(shown(page, LABELS["total"])).to_have_text(grouped(before["total"], "."))
    assert visits(counts()) == visits(before)


def test_online_counts_the_readers_of_the_last_minutes(visit, counts):
    before = counts()["online"]
    for _ in range(2):
        page = visit(DESKTOP)
    # The number may be two seconds old, in each of the server's processes.
    page.wait_for_timeout(2_100)
    with page.expect_response(VISIT):
        page.reload()
    assert number(shown(page, LABELS["online"]).inner_text()) >= before + 2


def test_a_robot_is_not_counted(visit, counts):
    before = counts()
    page = visit(ROBOT, ARTICLE)
    expect(shown(page, LABELS["total"])).to_have_text(grouped(before["total"], "."))
    assert visits(counts()) == visits(before)


def test_staff_are_not_counted_and_the_block_tells_them(sign_in, counts):
    page = sign_in(BOARD)
    before = counts()
    with page.expect_response(VISIT):
        page.goto(HOME)
    expect(page.get_by_role("main").get_by_text(NOT_COUNTED)).to_be_visible()
    assert visits(counts()) == visits(before)


def test_readers_are_not_told_what_staff_are_told(visit):
    page = visit(DESKTOP)
    expect(page.get_by_role("main").get_by_text(NOT_COUNTED)).to_be_hidden()


def test_vietnamese_pages_group_thousands_with_dots(visit):
    page = visit(DESKTOP)
    expect(shown(page, LABELS["total"])).to_have_text(re.compile(r"^2\.3\d\d\.\d{3}$"))


def test_english_pages_group_thousands_with_commas(visit):
    page = visit(DESKTOP, ENGLISH_HOME)
    expect(shown(page, "Total visits")).to_have_text(re.compile(r"^2,3\d\d,\d{3}$"))


def test_without_scripts_the_numbers_are_shown_and_the_pixel_counts_once(new_context, counts):
    before = counts()
    page = new_context(**DESKTOP, java_script_enabled=False).new_page()
    for _ in range(2):
        with page.expect_response(PIXEL):
            page.goto(ARTICLE)
    expect(shown(page, LABELS["total"])).to_have_text(re.compile(r"^2\.3\d\d\.\d{3}$"))
    assert visits(counts()) == plus(before, 1)


def test_the_block_says_how_it_counts(visit):
    block = visit(DESKTOP).get_by_role("main").locator("[data-visits]")
    definition = block.get_by_text("Không dùng cookie, không lưu địa chỉ IP.")
    expect(definition).to_be_hidden()
    block.get_by_text("Cách đếm").click()
    expect(definition).to_be_visible()


def test_reading_sets_no_cookie(visit):
    page = visit(DESKTOP, ARTICLE)
    assert page.context.cookies() == []


def grouped(value, separator):
    return f"{value:,}".replace(",", separator)


def number(text):
    return int(re.sub(r"\D", "", text))
