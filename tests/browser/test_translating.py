"""A translation from its first sentence to its readers, through the hands of three people."""

import polib
from playwright.sync_api import expect

from .editor import page_id
from .people import BOARD, DESKTOP, EDITOR, TRANSLATOR

ARTICLE = "ngay-hoi-hien-mau-giot-hong-xu-thanh"
ENGLISH = "/en/union-activities/red-drops-of-thanh-hoa/"


def press(page, name):
    page.locator(".translation-bar").get_by_role("button", name=name).click()
    page.wait_for_load_state()


def said(page):
    return page.locator(".messages")


def translate_by_file(page):
    """Translate everything at once: download the file of texts, fill it, upload it."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải tệp PO về").or_(
            page.get_by_role("link", name="Tải tệp PO về")
        ).first.click()
    texts = polib.pofile(str(download.value.path()))
    for entry in texts:
        entry.msgstr = "Red drops of Thanh Hoa" if entry.msgctxt == "title" else f"EN {entry.msgid}"
        if entry.msgctxt == "slug":
            entry.msgstr = ""
    content = str(texts).encode()
    file = {"name": "ban-dich.po", "mimeType": "text/x-gettext-translation", "buffer": content}
    with page.expect_navigation():
        page.locator("input[type=file]").first.set_input_files(file)


def test_a_translation_goes_from_the_translator_to_the_readers(sign_in, open_as):
    translator = sign_in(TRANSLATOR)
    number = page_id(translator, ARTICLE)
    translator.goto(f"/admin/localize/submit/page/{number}/")
    translator.locator("[name=locales]").check()
    translator.locator("main form [type=submit]").last.click()
    bar = translator.locator(".translation-bar")
    expect(bar).to_contain_text("câu chưa dịch")
    expect(bar.get_by_role("button")).to_have_text(["Gửi duyệt"])
    # The package's own buttons would publish, or end the translation.
    expect(translator.locator(".js-translation-editor footer")).to_be_hidden()
    address = translator.url
    press(translator, "Gửi duyệt")
    expect(said(translator)).to_contain_text("câu chưa dịch, câu đầu là")
    translate_by_file(translator)
    translator.goto(address)
    expect(bar).to_contain_text("Đã dịch đủ")
    press(translator, "Gửi duyệt")
    expect(said(translator)).to_contain_text("Đã gửi bản dịch đi duyệt")
    assert open_as(DESKTOP, "/en/").request.get(ENGLISH).status == 404

    editor = sign_in(EDITOR)
    editor.goto(address)
    press(editor, "Duyệt")
    expect(said(editor)).to_contain_text("Đã duyệt bản dịch")
    board = sign_in(BOARD)
    board.goto(address)
    press(board, "Duyệt")
    expect(said(board)).to_contain_text("Đã duyệt bản dịch")
    reader = open_as(DESKTOP, ENGLISH)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Red drops of Thanh Hoa")
