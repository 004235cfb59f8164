"""What is pasted into the article form from Word, Zalo and web pages."""

import pytest
from playwright.sync_api import expect

from .editor import BODY, ArticleEditor
from .people import BOARD

# "Công đoàn cơ sở tổ chức đối thoại với người lao động", as TCVN3 and as VNI have it.
TCVN3 = "C«ng ®oµn c¬ së tæ chøc ®èi tho¹i víi ng\u00adêi lao ®éng"
VNI = "Coâng ñoaøn cô sôû toå chöùc ñoái thoaïi vôùi ngöôøi lao ñoäng"
MODERN = "Công đoàn cơ sở tổ chức đối thoại với người lao động"
PASTE = """(element, [text, html]) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  if (html) data.setData('text/html', html);
  element.focus();
  element.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def editor(sign_in):
    return ArticleEditor.new(sign_in(BOARD), "nu-cong")


@pytest.fixture
def paragraph(editor):
    page = editor.page
    page.locator(f"{BODY} .c-sf-add-button").first.click()
    page.get_by_role("option", name="Đoạn văn").click()
    return page.locator(f"{BODY} [contenteditable=true]")


def paste(target, text, html=""):
    target.evaluate(PASTE, [text, html])


def test_a_table_says_at_once_where_it_belongs(editor, paragraph):
    paste(paragraph, "STT Họ tên", "<table><tr><td>STT</td><td>Họ tên</td></tr></table>")
    note = editor.page.locator("[data-paste-note]")
    expect(note).to_contain_text("khối Bảng")
    expect(note).to_contain_text("Nhập từ Word")


def test_pictures_say_at_once_where_they_belong(editor, paragraph):
    paste(paragraph, "Ảnh", '<p>Chữ <img src="x.png" alt=""></p>')
    expect(editor.page.locator("[data-paste-note]")).to_contain_text("khối Ảnh")


def test_the_leftovers_of_word_do_not_come_along(editor, paragraph):
    html = (
        '<html xmlns:o="urn:x"><body><!--StartFragment--><p class="MsoNormal" '
        'style="font-family:Arial;color:red"><b>Sáng nay</b>, đại hội<o:p></o:p></p>'
        '<p class="MsoNormal">khai mạc.</p><!--EndFragment--></body></html>'
    )
    paste(paragraph, "Sáng nay, đại hội\nkhai mạc.", html)
    expect(paragraph).to_contain_text("Sáng nay, đại hội")
    expect(paragraph.locator("[data-block]")).to_have_count(2)
    assert "Arial" not in paragraph.inner_html()
    expect(editor.page.locator("[data-paste-note]")).to_have_count(0)


@pytest.mark.parametrize("old", [TCVN3, VNI], ids=["TCVN3", "VNI"])
def test_an_old_font_is_recognised_and_converted(old, editor, paragraph):
    paste(paragraph, old, f"<p>{old}</p>")
    note = editor.page.locator("[data-paste-note]")
    expect(note).to_contain_text("Công")
    note.get_by_role("button", name="Chuyển rồi dán").click()
    expect(paragraph).to_have_text(MODERN)


def test_an_old_font_can_be_kept(editor, paragraph):
    paste(paragraph, TCVN3)
    editor.page.get_by_role("button", name="Dán nguyên chữ cũ").click()
    expect(paragraph).to_contain_text("C«ng ®oµn")


def test_an_old_font_is_recognised_in_the_title_too(editor):
    paste(editor.title, TCVN3)
    editor.page.get_by_role("button", name="Chuyển rồi dán").click()
    expect(editor.title).to_have_value(MODERN)
    expect(editor.slug).to_have_value("cong-doan-co-so-to-chuc-doi-thoai-voi-nguoi-lao-dong")


@pytest.mark.parametrize("text", [MODERN, "«Nhân Dân» 5°C © 2026", "Café à la carte"])
def test_modern_text_is_pasted_without_a_question(text, editor, paragraph):
    paste(paragraph, text)
    expect(paragraph).to_contain_text(text)
    expect(editor.page.locator("[data-paste-note]")).to_have_count(0)


def test_the_letters_of_title_and_lead_are_counted_as_people_count(editor):
    editor.title.fill("Đảng bộ")
    expect(editor.page.locator("#id_title-length")).to_contain_text("7 / 90")
    editor.page.locator("#id_lead").fill("Sáng nay.")
    expect(editor.page.locator("#id_lead-length")).to_contain_text("9 / 600")
