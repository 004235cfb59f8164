"""The visit block: what it shows and announces, that it keeps still, and editors' own blocks."""

import re

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE, AUTHOR, ENGLISH_ARTICLE, ENGLISH_HOME, HOME, SEARCH, SECTION
from .counter import BLOCK, LABELS, SIGN_OF_LIFE_MS, STATUS, VISIT, answer_with, let_pass, shown
from .editor import BODY, add_visit_counter, choose, page_id
from .people import BOARD, DESKTOP, PHONE

DEPARTMENT = "/don-vi/ban-to-chuc/"
STANDARD_PAGE = "/gioi-thieu/"
PRIVACY = "quyen-rieng-tu"
PAGES_OF_ALL_KINDS = [
    *(HOME, SECTION, ARTICLE, STANDARD_PAGE, AUTHOR, DEPARTMENT, SEARCH),
    *(ENGLISH_HOME, ENGLISH_ARTICLE),
]
BEYOND_DOUBLES = {"online": 1, "today": 2, "total": 2**53 + 1}
FEW = {"online": 1, "today": 2, "total": 3}
MANY = {"online": 1_234_567, "today": 2_345_678, "total": 9_345_678}
NARROW, WIDE = 160, 360
SET_WIDTH = "(block, width) => { block.style.width = `${width}px`; }"
WATCH_SHIFTS = """() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: 'layout-shift' });
}"""
AFTER_TWO_FRAMES = """() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done(window.shift)));
})"""


@pytest.fixture
def answered(visit):
    """Return a function that opens an address whose counter answers `numbers`."""

    def visit_answered(numbers, address=HOME, person=DESKTOP):
        def before(page):
            page.clock.install()
            answer_with(page, **numbers)

        return visit(person, address, before)

    return visit_answered


def test_the_block_is_a_labelled_list(visit):
    block = visit(DESKTOP).get_by_role("main").get_by_role("group", name="Thống kê truy cập")
    assert block.get_by_role("term").all_inner_texts() == list(LABELS.values())
    assert block.get_by_role("definition").count() == 3


@pytest.mark.parametrize("address", PAGES_OF_ALL_KINDS)
def test_the_block_is_filled_under_a_policy_without_inline_scripts(visit, address):
    page = visit(DESKTOP, address)
    expect(page.locator(STATUS)).not_to_be_empty()
    expect(page.locator("main [data-visits-number=total]")).to_have_text(
        re.compile(r"^2[.,]3\d\d[.,]\d{3}$")
    )


@pytest.mark.parametrize(
    ("address", "label", "text"),
    [
        (HOME, "Đã truy cập", "9.007.199.254.740.993"),
        (ENGLISH_HOME, "Total visits", "9,007,199,254,740,993"),
    ],
    ids=["vi", "en"],
)
def test_a_total_beyond_what_a_double_holds_is_exact(answered, address, label, text):
    page = answered(BEYOND_DOUBLES, address)
    expect(shown(page, label)).to_have_text(text)


def test_the_first_answer_of_a_visit_is_announced_with_its_labels(answered):
    status = answered(MANY).locator(STATUS)
    for label, number in zip(LABELS.values(), MANY.values(), strict=True):
        expect(status).to_contain_text(re.compile(rf"{label}\s+{number:,}".replace(",", r"\.")))


def test_only_one_block_of_a_page_announces(answered):
    page = answered(FEW, person=PHONE)
    expect(page.locator("[data-visits]")).to_have_count(2)
    expect(page.locator("[data-visits-status]:not(:empty)")).to_have_count(1)


def test_a_refresh_fills_the_numbers_and_announces_nothing(answered):
    page = answered(FEW)
    announced = page.locator(STATUS).inner_text()
    answer_with(page, **MANY)
    assert let_pass(page, SIGN_OF_LIFE_MS)["kind"] == "alive"
    expect(shown(page, LABELS["total"])).to_have_text("9.345.678")
    expect(page.locator(STATUS)).to_have_text(announced)


def test_the_next_page_of_a_visit_announces_nothing(answered):
    page = answered(FEW)
    answer_with(page, **MANY)
    with page.expect_response(VISIT):
        page.goto(ARTICLE)
    expect(shown(page, LABELS["total"])).to_have_text("9.345.678")
    expect(page.locator(STATUS)).to_be_empty()


@pytest.mark.parametrize(
    ("person", "width"),
    [(DESKTOP, NARROW), (DESKTOP, WIDE), (PHONE, None)],
    ids=["160", "360", "phone"],
)
@pytest.mark.parametrize("address", [HOME, ENGLISH_HOME], ids=["vi", "en"])
def test_nothing_moves_when_the_numbers_grow_to_seven_digits(answered, address, person, width):
    page = answered(FEW, address, person)
    block = page.locator(BLOCK)
    if width:
        block.evaluate(SET_WIDTH, width)
    block.scroll_into_view_if_needed()
    box = block.bounding_box()
    page.evaluate(WATCH_SHIFTS)
    answer_with(page, **MANY)
    let_pass(page, SIGN_OF_LIFE_MS)
    expect(block.locator("[data-visits-number=total]")).to_have_text(re.compile(r"9.345.678"))
    assert page.evaluate(AFTER_TWO_FRAMES) == 0
    assert block.bounding_box() == box


def test_the_block_says_how_it_counts(visit):
    block = visit(DESKTOP).locator(BLOCK)
    definition = block.get_by_text("Không dùng cookie, không lưu địa chỉ IP.")
    expect(definition).to_be_hidden()
    block.get_by_text("Cách đếm").click()
    expect(definition).to_be_visible()


def test_the_block_of_the_english_home_page_is_worded_in_english(open_as):
    block = open_as(DESKTOP, ENGLISH_HOME).get_by_role("main").get_by_role("group", name="Visits")
    expect(block.locator("dt")).to_have_text(["Online", "Today", "Total visits"])


def test_an_editors_block_needs_a_number(sign_in):
    page = sign_in(BOARD)
    add_visit_counter(page, "Trống", hidden=["online", "today", "total"])
    expect(page.get_by_text("Hãy chọn ít nhất một trong ba con số.")).to_be_visible()


def test_an_editors_block_stands_in_the_body_of_a_page(sign_in, open_as):
    page = sign_in(BOARD)
    add_visit_counter(page, "Trong bài", {"total_label": "Lượt đọc"}, hidden=["online"])
    page.goto(f"/admin/pages/{page_id(page, PRIVACY)}/edit/")
    body = page.locator(BODY)
    body.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name="Thống kê truy cập").click()
    body.locator("[data-chooser-action-choose]:visible").last.click()
    page.locator(".modal").get_by_role("link", name="Trong bài", exact=True).click()
    expect(body).to_contain_text("Trong bài")
    publish(page)
    block = open_as(DESKTOP, f"/{PRIVACY}/").locator(".prose [data-visits]")
    expect(block.locator("dt")).to_have_text(["Hôm nay", "Lượt đọc"])
    expect(block.locator("dd").last).to_have_text(re.compile(r"^2\.3\d\d\.\d{3}$"))


def test_an_editors_block_stands_beside_the_home_page(sign_in, open_as):
    page = sign_in(BOARD)
    add_visit_counter(page, "Cột bên riêng", {"heading": "Bạn đọc"}, hidden=["today"])
    try:
        place_beside_home(page, "Cột bên riêng")
        block = open_as(DESKTOP, HOME).get_by_role("main").get_by_role("group", name="Bạn đọc")
        expect(block.locator("dt")).to_have_text(["Đang online", "Đã truy cập"])
    finally:
        place_beside_home(page, "Cột bên trang chủ")


def place_beside_home(page, name):
    """Choose the block `name` for the side column of the home page, and publish."""
    items = page.request.get("/admin/api/main/pages/?type=home.HomePage").json()["items"]
    number = min(item["id"] for item in items)
    page.goto(f"/admin/pages/{number}/edit/")
    choose(page, "id_visit_counter", name, search=False)
    publish(page)


def publish(page):
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("[name=action-publish]").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
