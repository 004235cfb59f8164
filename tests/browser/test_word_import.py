"""A contributor uploads a Word file and goes on in the editor."""

from playwright.sync_api import expect

from tests.newsroom.word_files import LEAD, TITLE, article, content_of

from .editor import BODY, page_id
from .people import CONTRIBUTOR


def test_a_word_file_opens_in_the_editor_as_a_draft(sign_in):
    page = sign_in(CONTRIBUTOR)
    page.goto(f"/admin/pages/{page_id(page, 'nu-cong')}/")
    page.locator("header .w-dropdown__toggle").first.click()
    page.get_by_role("link", name="Nhập từ Word").click()
    name, kind = "bai.docx", "application/vnd.openxmlformats"
    page.locator("[name=file]").set_input_files(
        {"name": name, "mimeType": kind, "buffer": content_of(article())}
    )
    page.get_by_role("button", name="Tạo bài nháp").click()
    page.wait_for_url("**/edit/")
    expect(page.locator("#id_title")).to_have_value(TITLE)
    expect(page.locator("#id_lead")).to_have_value(LEAD)
    body = page.locator(BODY)
    expect(body.get_by_role("cell", name="Thọ Xuân")).to_be_visible()
    expect(body.locator("img[src*='/media/']").first).to_be_visible()
    expect(body.get_by_label("Chú thích", exact=True)).to_have_value("Niềm vui nhà mới.")


def test_a_file_that_is_no_text_is_refused_with_advice(sign_in):
    page = sign_in(CONTRIBUTOR)
    page.goto(f"/admin/articles/word/{page_id(page, 'nu-cong')}/")
    old = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 512
    page.locator("[name=file]").set_input_files(
        {"name": "bai.doc", "mimeType": "application/msword", "buffer": old}
    )
    page.get_by_role("button", name="Tạo bài nháp").click()
    expect(page.get_by_text("lưu lại kiểu .docx rồi tải lên")).to_be_visible()
