"""What a reader can do with an article besides reading it."""

import gzip

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE, ENGLISH_ARTICLE, HOME, PHOTO_STORY, SEARCH
from .people import DESKTOP, PHONE
from .test_accessibility import violations

# A device with a Vietnamese and an English voice, each of which says a piece in 30 ms.
VOICES = """() => {
    const voices = [{ lang: 'en-US', localService: true }, { lang: 'vi-VN', localService: true }];
    const said = window.said = [];
    class Piece { constructor(text) { this.text = text; } }
    let timer;
    const synthesis = {
        getVoices: () => voices,
        addEventListener: () => {},
        cancel: () => clearTimeout(timer),
        speak: (piece) => {
            said.push([piece.voice.lang, piece.text]);
            timer = setTimeout(() => piece.onend(), 30);
        },
    };
    window.SpeechSynthesisUtterance = Piece;
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
}"""
SIZE = "() => parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"
SWIPE = """(photo) => {
    const finger = { pointerType: 'touch', isPrimary: true, bubbles: true, clientY: 400 };
    photo.dispatchEvent(new PointerEvent('pointerdown', { ...finger, clientX: 300 }));
    photo.dispatchEvent(new PointerEvent('pointerup', { ...finger, clientX: 100 }));
}"""


def with_voices(page):
    page.add_init_script(f"({VOICES})()")


def test_a_photo_opens_large_and_the_focus_comes_back(open_as):
    page = open_as(DESKTOP, ARTICLE)
    photo = page.get_by_role("main").get_by_role("figure").first.get_by_role("link")
    photo.click()
    viewer = page.get_by_role("dialog", name="Xem ảnh")
    expect(viewer.get_by_text("Ảnh: Trịnh Đình Đức")).to_be_visible()
    expect(viewer.get_by_role("button", name="Ảnh sau")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(photo).to_be_focused()


def test_a_gallery_is_leafed_through_by_button_key_and_swipe(open_as):
    page = open_as(PHONE, PHOTO_STORY)
    gallery = page.get_by_role("region", name="Từ nửa đêm đến sáng")
    gallery.get_by_role("link").first.click()
    viewer = page.get_by_role("dialog", name="Xem ảnh")
    expect(viewer.get_by_text("1/3")).to_be_visible()
    viewer.get_by_role("button", name="Ảnh sau").click()
    expect(viewer.get_by_text("2/3")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(viewer.get_by_text("3/3")).to_be_visible()
    viewer.get_by_role("img").evaluate(SWIPE)
    expect(viewer.get_by_text("1/3")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(viewer.get_by_text("3/3")).to_be_visible()
    viewer.get_by_role("button", name="Đóng").click()
    expect(gallery.get_by_role("link").first).to_be_focused()


def test_without_scripts_the_photo_opens_and_nothing_is_offered_that_would_not_work(open_as):
    page = open_as(DESKTOP, ARTICLE, java_script_enabled=False)
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="Facebook")).to_be_visible()
    for name in ("In", "Nghe", "Tăng cỡ chữ", "Chép địa chỉ"):
        expect(main.get_by_role("button", name=name, exact=True)).to_be_hidden()
    photo = main.get_by_role("figure").first.get_by_role("link").get_attribute("href")
    assert page.request.get(photo).headers["content-type"] == "image/jpeg"


def test_letters_and_contrast_stay_as_chosen_on_the_next_page(open_as):
    page = open_as(DESKTOP, ARTICLE)
    usual = page.evaluate(SIZE)
    for _time in range(2):
        page.get_by_role("main").get_by_role("button", name="Tăng cỡ chữ").click()
    page.get_by_role("banner").get_by_role("button", name="Tương phản cao").click()
    larger = page.evaluate(SIZE)
    assert larger > 1.2 * usual
    page.goto(PHOTO_STORY)
    assert page.evaluate(SIZE) == larger
    switch = page.get_by_role("banner").get_by_role("button", name="Tương phản cao")
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(page.locator("html")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.get_by_role("main").get_by_role("button", name="Cỡ chữ thường").click()
    assert page.evaluate(SIZE) == usual


def test_the_largest_letters_do_not_scroll_a_phone_sideways(open_as):
    page = open_as(PHONE, ARTICLE)
    page.evaluate("() => { localStorage.textSize = 3 }")
    for address in (ARTICLE, HOME):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_on_a_phone_the_tools_are_a_sheet_behind_one_button(open_as):
    page = open_as(PHONE, ARTICLE)
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name="Zalo")).to_be_hidden()
    main.get_by_role("button", name="Công cụ").tap()
    for target in main.locator(".tools").get_by_role("link").all():
        assert target.bounding_box()["height"] >= 44
    main.get_by_role("button", name="Đóng").tap()
    expect(main.get_by_role("link", name="Zalo")).to_be_hidden()


def test_sharing_is_by_plain_links_with_the_full_address(open_as, site):
    page = open_as(DESKTOP, ARTICLE, permissions=["clipboard-read", "clipboard-write"])
    share = page.get_by_role("list", name="Chia sẻ")
    address = "%3A%2F%2F127.0.0.1" + ARTICLE.replace("/", "%2F")
    facebook = share.get_by_role("link", name="Facebook").get_attribute("href")
    assert facebook.startswith("https://www.facebook.com/sharer/sharer.php?u=http")
    assert address.split("127.0.0.1")[1] in facebook
    mail = share.get_by_role("link", name="Thư").get_attribute("href")
    assert mail.startswith("mailto:?subject=L%C4%90L%C4%90") and "&body=http" in mail
    share.get_by_role("button", name="Chép địa chỉ").click()
    expect(share.get_by_role("button", name="Đã chép địa chỉ")).to_be_visible()
    assert page.evaluate("() => navigator.clipboard.readText()") == f"{site}{ARTICLE}"


def test_sheet_viewer_and_voice_have_no_barrier(visit):
    page = visit(PHONE, ARTICLE, before=with_voices)
    page.get_by_role("button", name="Công cụ").tap()
    found = violations(page)
    page.get_by_role("button", name="Nghe", exact=True).tap()
    expect(page.get_by_role("group", name="Nghe bài viết")).to_be_visible()
    found += violations(page)
    page.get_by_role("main").get_by_role("figure").first.get_by_role("link").tap()
    expect(page.get_by_role("dialog", name="Xem ảnh")).to_be_visible()
    assert found + violations(page) == []


def test_nobody_is_offered_a_voice_that_the_device_lacks(open_as):
    page = open_as(DESKTOP, ARTICLE)
    expect(page.get_by_role("button", name="Tăng cỡ chữ").first).to_be_visible()
    expect(page.get_by_role("button", name="Nghe", exact=True)).to_be_hidden()


def test_an_article_is_read_aloud_with_pause_and_progress(visit):
    page = visit(DESKTOP, ARTICLE, before=with_voices)
    page.get_by_role("button", name="Nghe", exact=True).click()
    bar = page.get_by_role("group", name="Nghe bài viết")
    progress = bar.get_by_role("progressbar", name="Phần đã đọc")
    page.wait_for_function("() => said.length > 3")
    bar.get_by_role("button", name="Tạm dừng").click()
    expect(progress).not_to_have_js_property("value", 0)
    said = page.evaluate("said")
    page.wait_for_timeout(100)
    assert page.evaluate("said.length") == len(said)
    assert {voice for voice, _text in said} == {"vi-VN"}
    assert " ".join(text for _voice, text in said).startswith(
        "LĐLĐ tỉnh Thanh Hóa tổ chức Hội nghị"
    )
    bar.get_by_role("button", name="Nghe tiếp").click()
    page.wait_for_function(f"() => said.length > {len(said) + 1}")
    assert page.evaluate("said")[len(said)] == said[-1]
    bar.get_by_role("button", name="Thôi nghe").click()
    expect(bar).to_be_hidden()


def test_an_english_article_is_read_by_an_english_voice(visit):
    page = visit(DESKTOP, ENGLISH_ARTICLE, before=with_voices)
    page.get_by_role("button", name="Listen", exact=True).click()
    page.wait_for_function("() => said.length > 1")
    assert page.evaluate("said[0][0]") == "en-US"


def test_paper_gets_the_article_its_address_and_the_licence_without_menus(open_as):
    page = open_as(DESKTOP, ARTICLE)
    page.emulate_media(media="print")
    for text in ("Địa chỉ bài viết: http", "Thứ Sáu, 20/11/2026 08:05", "Giấy phép số 06/GP-TTĐT"):
        expect(page.get_by_text(text)).to_be_visible()
    for name in ("Chuyên mục", "Vị trí trang"):
        expect(page.get_by_role("navigation", name=name)).to_be_hidden()
    expect(page.get_by_role("region", name="Bài liên quan")).to_be_hidden()
    expect(page.get_by_role("link", name="Zalo")).to_be_hidden()


def test_an_article_is_light_to_fetch(visit):
    fetched = []
    page = visit(
        PHONE, ARTICLE, before=lambda page: page.on("response", lambda found: fetched.append(found))
    )
    page.wait_for_load_state("networkidle")
    besides = [found for found in fetched if found.request.resource_type != "image"]
    assert len(besides) <= 8, [found.url for found in besides]
    text = sum(len(gzip.compress(found.body())) for found in besides)
    assert text <= 40 * 1024


@pytest.mark.parametrize("address", [ARTICLE, SEARCH])
def test_a_page_left_without_a_network_stays_quiet(visit, address, faults):
    faults.expect("net::ERR_INTERNET_DISCONNECTED")
    page = visit(DESKTOP, address, before=with_voices)
    page.context.set_offline(True)
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    if address == SEARCH:
        page.get_by_role("combobox").press_sequentially("đoàn")
    else:
        page.get_by_role("button", name="Nghe", exact=True).click()
        page.get_by_role("button", name="Tăng cỡ chữ").last.click()
    page.wait_for_timeout(500)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
