"""What a reader sees first: header, menu, news, visit block, imprint; on a phone and a desktop."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE, HOME, SEARCH, SECTION
from .people import DESKTOP, PHONE

SITE_NAME = "Trang thông tin điện tử Liên đoàn Lao động tỉnh Thanh Hóa"
SUPERIOR_BODY = "Sở Thông tin và Truyền thông Thanh Hóa"
SLOGAN = "CÔNG NHÂN, VIÊN CHỨC, LAO ĐỘNG TIÊN PHONG"
SECTIONS = [
    "Hoạt động Công đoàn",
    "Chính sách – Pháp luật",
    "Đời sống công nhân",
    "Thi đua – Khen thưởng",
    "Nữ công",
    "An toàn lao động",
]
IMPRINT = [
    SITE_NAME,
    SUPERIOR_BODY,
    "Giấy phép số 06/GP-TTĐT do Sở Thông tin và Truyền thông tỉnh Thanh Hóa cấp ngày 01/9/2021",
    "Ông Nguyễn Văn Thuận, Phó Chủ tịch thường trực LĐLĐ tỉnh",
    "Số 37 Đại lộ Lê Lợi, Tp. Thanh Hóa",
    "congdoanthanhhoa@thanhhoa.gov.vn",
    "Thiết kế và quản trị: Văn phòng LĐLĐ tỉnh Thanh Hóa",
]
WEEKDAYS = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"]
BOTH = pytest.mark.parametrize("person", [PHONE, DESKTOP], ids=["phone", "desktop"])
WIDTHS = [320, 390, 768, 1280, 1920]
OFFSCREEN = """() => {
    const width = document.documentElement.clientWidth;
    return document.documentElement.scrollWidth - width;
}"""
UNLOADED = """async () => {
    for (const image of document.images) {
        if (image.checkVisibility()) image.scrollIntoView();
        await new Promise((done) => setTimeout(done, 10));
    }
    const shown = [...document.images].filter((image) => image.checkVisibility());
    await Promise.all(shown.map((image) => image.decode().catch(() => null)));
    return { shown: shown.length,
             broken: shown.filter((image) => !image.naturalWidth).map((image) => image.src) };
}"""


@BOTH
def test_the_header_names_the_superior_body_and_the_site(open_as, person):
    header = open_as(person, HOME).get_by_role("banner")
    expect(header.get_by_text(SUPERIOR_BODY)).to_be_visible()
    expect(header.get_by_text(SITE_NAME)).to_be_visible()


def test_the_slogan_stands_in_the_banner_of_a_desktop(open_as):
    expect(open_as(DESKTOP, HOME).get_by_role("banner").get_by_text(SLOGAN)).to_be_visible()


def test_the_menu_of_a_desktop_shows_the_sections_of_the_page_tree(open_as):
    menu = open_as(DESKTOP, HOME).get_by_role("navigation", name="Chuyên mục")
    for section in SECTIONS:
        expect(menu.get_by_role("link", name=section)).to_be_visible()


def test_a_section_opens_from_the_menu_and_is_marked_there(open_as):
    page = open_as(DESKTOP, HOME)
    page.get_by_role("navigation", name="Chuyên mục").get_by_role("link", name="Nữ công").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nữ công")
    link = page.get_by_role("navigation", name="Chuyên mục").get_by_role("link", name="Nữ công")
    expect(link).to_have_attribute("aria-current", "page")


def test_the_sections_within_a_section_unfold_by_keyboard(open_as):
    menu = open_as(DESKTOP, HOME).get_by_role("navigation", name="Chuyên mục")
    expect(menu.get_by_role("link", name="Công đoàn cơ sở")).to_be_hidden()
    menu.get_by_role("link", name="Hoạt động Công đoàn").focus()
    expect(menu.get_by_role("link", name="Công đoàn cơ sở")).to_be_visible()


def test_the_menu_button_of_a_phone_opens_a_sheet_that_its_button_closes(open_as):
    page = open_as(PHONE, HOME)
    menu = page.get_by_role("navigation", name="Chuyên mục")
    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").tap()
    for section in [*SECTIONS, "Công đoàn cơ sở"]:
        expect(menu.get_by_role("link", name=section)).to_be_visible()
    menu.get_by_role("button", name="Đóng").tap()
    expect(menu).to_be_hidden()


def test_the_sheet_covers_the_screen_and_holds_the_visit_block(open_as):
    page = open_as(PHONE, HOME)
    page.get_by_role("button", name="Menu").tap()
    menu = page.get_by_role("navigation", name="Chuyên mục")
    box = menu.bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    expect(menu.get_by_role("group", name="Thống kê truy cập")).to_be_visible()


def test_the_menu_opens_and_closes_by_keyboard(open_as):
    page = open_as(PHONE, HOME)
    press_until_focused(page, page.get_by_role("button", name="Menu"))
    page.keyboard.press("Enter")
    menu = page.get_by_role("navigation", name="Chuyên mục")
    expect(menu).to_be_visible()
    press_until_focused(page, menu.get_by_role("link", name=SECTIONS[0]), times=5)
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


@BOTH
def test_the_home_page_leads_with_a_story_and_its_picture(open_as, person):
    page = open_as(person, HOME)
    lead = page.get_by_role("region", name="Tin nổi bật").get_by_role("article").first
    expect(lead.get_by_role("heading")).to_contain_text("Hội nghị công tác tổ chức công đoàn")
    expect(lead.locator("img")).to_be_in_viewport()


@BOTH
def test_each_section_shows_its_newest_articles(open_as, person):
    page = open_as(person, HOME)
    for section in SECTIONS:
        block = page.get_by_role("main").get_by_role("region", name=section, exact=True)
        expect(block.get_by_role("article").first.get_by_role("heading")).to_be_visible()


def test_a_section_lists_its_articles_newest_first(open_as):
    page = open_as(DESKTOP, SECTION)
    times = page.get_by_role("main").get_by_role("article").locator("time")
    dates = [time.get_attribute("datetime") for time in times.all()]
    assert len(dates) > 3
    assert dates == sorted(dates, reverse=True)


@BOTH
def test_the_visit_block_labels_its_three_numbers(open_as, person):
    block = open_as(person, HOME).get_by_role("main").get_by_role("group", name="Thống kê truy cập")
    for label in ("Đang online", "Hôm nay", "Đã truy cập"):
        row = block.locator("div").filter(has=block.page.get_by_text(label, exact=True))
        expect(row.get_by_role("definition")).to_have_text(re.compile(r"^\d{1,3}(\.\d{3})*$"))


@BOTH
def test_the_footer_is_an_imprint(open_as, person):
    footer = open_as(person, HOME).get_by_role("contentinfo")
    for fact in IMPRINT:
        expect(footer.get_by_text(fact, exact=True)).to_be_visible()
    for number in footer.get_by_role("link", name="02373.852.369").all():
        expect(number).to_have_attribute("href", re.compile("^(tel|fax):02373852369$"))
    expect(footer.get_by_role("link", name="02373.852.369")).to_have_count(2)


@pytest.mark.parametrize("address", [HOME, ARTICLE, SECTION, SEARCH])
def test_no_page_scrolls_sideways(open_as, address):
    page = open_as(DESKTOP, address)
    beyond = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        beyond[width] = page.evaluate(OFFSCREEN)
    assert beyond == dict.fromkeys(WIDTHS, 0)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_the_header_says_what_day_it_is_in_viet_nam(open_as, zone):
    page = open_as(DESKTOP, HOME, timezone_id=zone)
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))
    today = f"{WEEKDAYS[now.weekday()]}, {now:%d/%m/%Y}"
    expect(page.get_by_role("banner").get_by_text(today, exact=True)).to_be_visible()


def test_a_dark_scheme_darkens_the_page_and_lightens_its_text(open_as):
    light = brightness(open_as(DESKTOP, HOME, color_scheme="light"))
    dark = brightness(open_as(DESKTOP, HOME, color_scheme="dark"))
    assert light["paper"] > 240 > 80 > light["ink"]
    assert dark["paper"] < 50 < 180 < dark["ink"]


def test_the_skip_link_leads_a_keyboard_past_the_header(open_as):
    page = open_as(DESKTOP, HOME)
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Đến nội dung chính")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused_is_in_main = "() => document.activeElement.closest('main') !== null"
    assert page.evaluate(focused_is_in_main)


@BOTH
@pytest.mark.parametrize("address", [HOME, ARTICLE])
def test_every_picture_loads(open_as, person, address):
    pictures = open_as(person, address).evaluate(UNLOADED)
    assert pictures["broken"] == []
    assert pictures["shown"] > 3


def press_until_focused(page, target, times=30):
    """Press Tab until `target` has the focus, as a reader without a mouse does."""
    for _ in range(times):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{times} presses of Tab did not reach {target}")


def brightness(page):
    """Return the brightness, 0 to 255, of the page's background and of its text."""
    colours = page.evaluate(
        """() => {
            const style = getComputedStyle(document.documentElement);
            return { paper: style.backgroundColor, ink: style.color };
        }"""
    )
    return {name: mean_of_numbers(colour) for name, colour in colours.items()}


def mean_of_numbers(colour):
    return sum(map(int, re.findall(r"\d+", colour)[:3])) / 3
