"""What is typed into a paragraph is there letter by letter, whatever the keyboard and browser."""

import json
import unicodedata

import pytest
from playwright.sync_api import expect

from .editor import BODY, ArticleEditor
from .people import BOARD

DECISION = (
    "QUYẾT ĐỊNH",
    "Số: 37/QĐ-LĐLĐ ngày 12/03/2026",
    "- Căn cứ Nghị quyết số 10-NQ/TU; Kế hoạch số 12/KH-LĐLĐ;",
    "* Xét đề nghị của đ/c Trưởng ban Tổ chức,",
    "1. Khen thưởng 05 tập thể CNVCLĐ.",
    "2. Mức thưởng: 1.500.000 đồng/người/tháng.",
    "# Ghi chú: *thực hiện ngay* từ ngày ký, _không_ chờ.",
    "> 80% đoàn viên tham gia; xe chạy < 40 km/h",
    "Nơi nhận: - Như điều 3; - Lưu VT./.",
)
PRICES = (
    "/ Bảng giá suất ăn ca /",
    "a) Cơm: 25.000đ/suất -- cháo: 15.000đ/bát…",
    'b) Nước (~2 lít) "miễn phí" **cho** đoàn viên',
    "*) `giá` đã gồm 8% VAT, áp dụng 24/7",
)
ARTICLE = (
    "Sáng 20/11, Công đoàn tỉnh Thanh Hóa tổ chức hội nghị đối thoại với CNVCLĐ.",
    "Ông Nguyễn Văn Bằng nói: 'Người lao động phải được lắng nghe'.",
    "Kết thúc hội nghị, 100% ý kiến được trả lời./.",
)
TEXTS = {"decision": DECISION, "prices": PRICES, "article": ARTICLE}


@pytest.fixture(params=["chromium", "firefox"])
def page(request, sign_in):
    return sign_in(BOARD, request.param)


@pytest.fixture
def paragraph(page):
    return ArticleEditor.new(page, "nu-cong").add_paragraph()


def type_lines(paragraph, lines, type_line):
    paragraph.click()
    for number, line in enumerate(lines):
        if number:
            paragraph.page.keyboard.press("Enter")
        type_line(paragraph.page, line)


def keys(page, line):
    for letter in line:
        press(page, letter)


def unikey(page, line):
    """Type as a keyboard program on Windows does: the bare letter, taken back, and the marked."""
    for letter in line:
        bare = unicodedata.normalize("NFD", letter)[0].translate({ord("đ"): "d", ord("Đ"): "D"})
        if bare != letter:
            press(page, bare)
            page.keyboard.press("Backspace")
        press(page, letter)


def press(page, letter):
    """Type one letter; WebDriver BiDi has no keys for those that are not on a keyboard."""
    if letter.isascii():
        page.keyboard.type(letter)
    elif page.context.browser.browser_type.name == "firefox":
        # The letter before has to be drawn.
        page.wait_for_timeout(20)
        page.evaluate("letter => document.execCommand('insertText', false, letter)", letter)
    else:
        page.keyboard.insert_text(letter)


def ibus(page, line):
    """Type as an input method does that composes each word until a blank ends it."""
    session = page.context.new_cdp_session(page)
    for number, word in enumerate(line.split(" ")):
        if number:
            page.keyboard.press("Space")
        for end in range(1, len(word) + 1):
            part = {"text": word[:end], "selectionStart": end, "selectionEnd": end}
            session.send("Input.imeSetComposition", part)
        session.send("Input.insertText", {"text": word})
        page.wait_for_timeout(60)


def lines_in(paragraph):
    blocks = paragraph.locator("[data-block=true]")
    return [text.replace("\u00a0", " ").rstrip("\n") for text in blocks.all_inner_texts()]


def sent_lines(paragraph):
    """Return the (type, text) of what the form will send."""
    sent = paragraph.evaluate(
        "each => each.closest('[data-draftail-editor-wrapper]').parentElement"
        ".querySelector('input[type=hidden][name]').value"
    )
    return [(block["type"], block["text"]) for block in json.loads(sent)["blocks"]]


@pytest.mark.parametrize("hand", [keys, unikey])
def test_every_letter_that_is_typed_is_there(paragraph, hand):
    type_lines(paragraph, DECISION, hand)
    paragraph.page.wait_for_timeout(400)
    assert sent_lines(paragraph) == [("unstyled", line) for line in DECISION]
    expect(paragraph.locator("[style*=bold], [style*=italic]")).to_have_count(0)
    expect(paragraph.page.get_by_role("listbox")).to_have_count(0)


@pytest.mark.parametrize("text", TEXTS)
def test_every_letter_that_an_input_method_composes_is_there(sign_in, text):
    paragraph = ArticleEditor.new(sign_in(BOARD), "nu-cong").add_paragraph()
    type_lines(paragraph, TEXTS[text], ibus)
    paragraph.page.wait_for_timeout(400)
    assert sent_lines(paragraph) == [("unstyled", line) for line in TEXTS[text]]


def test_what_was_typed_is_stored_and_opened_again(page):
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Gõ rồi lưu lại")
    paragraph = editor.add_paragraph()
    type_lines(paragraph, DECISION, keys)
    editor.save()
    paragraph = page.locator(f"{BODY} [contenteditable=true]")
    expect(paragraph.locator("[data-block=true]")).to_have_count(len(DECISION))
    assert lines_in(paragraph) == list(DECISION)


def test_an_empty_paragraph_offers_no_stroke(paragraph):
    said = paragraph.evaluate(
        "() => getComputedStyle(document.documentElement).getPropertyValue('--invitation')"
    )
    assert said
    assert "/" not in said


def test_a_paragraph_is_divided_behind_a_stroke_without_losing_it(paragraph):
    page = paragraph.page
    paragraph.click()
    page.keyboard.type("VT./.")
    page.locator(".Draftail-BlockToolbar__trigger").first.click()
    page.get_by_role("option", name="Tách khối").click()
    page.wait_for_timeout(400)
    assert sent_lines(paragraph) == [("unstyled", "VT./.")]
