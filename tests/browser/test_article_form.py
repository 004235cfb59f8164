"""What the article form shows by itself: errors in closed places, who else has it open."""

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE
from .editor import BODY, ArticleEditor
from .people import BOARD, EDITOR

SLUG = ARTICLE.strip("/").rpartition("/")[2]


@pytest.fixture
def page(sign_in):
    return sign_in(BOARD)


def fill_hidden(page, field, text):
    page.locator(f"#id_{field}").evaluate("(field, text) => { field.value = text; }", text)


def test_the_first_error_is_shown_though_its_panel_and_tab_were_closed(page):
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Sai ở chỗ đóng")
    fill_hidden(page, "source_url", "không phải địa chỉ")
    fill_hidden(page, "display_date", "99/99/2026")
    page.locator("footer .action-save").first.click()
    expect(page.get_by_text("Địa chỉ web không hợp lệ.")).to_be_visible()
    page.get_by_role("tab", name="Hiển thị").click()
    expect(page.get_by_text("Ngày giờ không hợp lệ.")).to_be_visible()


def test_an_error_in_the_other_tab_opens_that_tab(page):
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Sai ở thẻ kia")
    fill_hidden(page, "display_date", "99/99/2026")
    page.locator("footer .action-save").first.click()
    expect(page.get_by_text("Ngày giờ không hợp lệ.")).to_be_visible()


def test_who_else_has_the_article_open_is_named(page, sign_in):
    ArticleEditor.of(page, SLUG)
    other = ArticleEditor.of(sign_in(EDITOR), SLUG).page
    expect(other.locator(".editing-session__name")).to_have_text("Hoàng Đình Khải")


def test_a_long_title_is_shown_whole_and_stays_one_line(page):
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Một dòng")
    one_line = editor.title.bounding_box()["height"]
    editor.title.fill("Hội nghị Ban Chấp hành Liên đoàn Lao động tỉnh Thanh Hóa " * 2)
    editor.title.press("Enter")
    editor.title.press_sequentially("lần hai")
    assert editor.title.bounding_box()["height"] > 1.5 * one_line
    assert editor.title.input_value().endswith("Thanh Hóa lần hai")
    is_cut = "field => field.scrollHeight > field.clientHeight + 1"
    assert not editor.title.evaluate(is_cut)


@pytest.fixture
def cell(page):
    """Return the first cell of a new table, open and typed into."""
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Bảng gõ dở")
    page.locator("#id_lead").fill("Sapo.")
    page.locator(f"{BODY} .c-sf-add-button").first.click()
    page.get_by_role("option", name="Bảng").click()
    cell = page.locator(".handsontable td").first
    cell.dblclick()
    page.keyboard.type("Mức phí")
    return cell


def first_cell(page):
    expect(page.locator(".handsontable td").first).to_be_visible()
    return page.locator(".handsontable td").first


def test_what_stands_in_an_open_cell_is_saved_with_the_keyboard(page, cell):
    page.keyboard.press("Control+s")
    expect(page.locator(".messages .success")).to_be_visible()
    expect(first_cell(page)).to_have_text("Mức phí")


def test_what_stands_in_an_open_cell_is_stored_by_itself(page, cell):
    page.wait_for_url("**/edit/")
    expect(page.get_by_text("Đã lưu").first).to_be_visible()
    page.reload()
    expect(first_cell(page)).to_have_text("Mức phí")


def test_what_was_given_up_in_a_cell_is_not_saved(page, cell):
    page.keyboard.press("Escape")
    page.locator("footer .action-save").first.click()
    expect(page.locator(".messages .success")).to_be_visible()
    expect(first_cell(page)).to_have_text("")


def test_lines_that_are_pasted_into_a_title_are_joined(page):
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Hội nghị\ncông tác công đoàn")
    editor.save()
    expect(editor.title).to_have_value("Hội nghị công tác công đoàn")


def test_an_author_is_looked_for_at_once_and_made_where_missing(page):
    editor = ArticleEditor.new(page, "nu-cong")
    page.locator("#id_bylines-ADD").click()
    row = int(page.locator("#id_bylines-TOTAL_FORMS").input_value()) - 1
    page.locator(f"#id_bylines-{row}-author-chooser [data-chooser-action-choose]:visible").click()
    dialog = page.locator(".modal")
    expect(dialog.locator("[name=q]")).to_be_focused()
    page.keyboard.type("huong")
    expect(dialog.locator("[data-chooser-modal-choice]")).to_have_text(["Phạm Thị Hường"])
    expect(dialog.get_by_role("cell", name="Chuyên viên Ban Tổ chức")).to_be_visible()
    dialog.get_by_role("tab", name="Tác giả mới").click()
    dialog.locator("[name=name]").fill("Quách Thị Ỡ")
    dialog.locator("[name=position]").fill("Cộng tác viên")
    dialog.locator("[name=department]").select_option(label="Văn phòng")
    dialog.get_by_role("button", name="Thêm và chọn").click()
    expect(page.locator(f"#id_bylines-{row}-author-chooser")).to_contain_text("Quách Thị Ỡ")
    expect(editor.byline("position", row)).to_have_value("Cộng tác viên")
    expect(editor.byline("department_name", row)).to_have_value("Văn phòng")


def leave_by_tab(field, text):
    picker = field.page.locator(".xdsoft_datetimepicker:visible")
    field.click()
    expect(picker).to_have_count(1)
    field.fill("")
    field.press_sequentially(text)
    field.press("Tab")
    expect(picker).to_have_count(0)


@pytest.mark.parametrize("text", ["32/13/2026 99:99", "31/02/2026 08:00", "mai"])
def test_what_is_typed_into_a_date_stays_and_is_refused(page, text):
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Ngày sai")
    page.get_by_role("tab", name="Hiển thị").click()
    date = page.locator("#id_display_date")
    leave_by_tab(date, text)
    expect(date).to_have_value(text)
    page.locator("footer .action-save").first.click()
    expect(page.get_by_text("Ngày giờ không hợp lệ.")).to_be_visible()
    expect(date).to_have_value(text)


def test_a_date_without_its_time_is_the_beginning_of_that_day(page):
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Ngày không giờ")
    page.get_by_role("tab", name="Hiển thị").click()
    leave_by_tab(page.locator("#id_display_date"), "5/3/2026")
    editor.save()
    expect(page.locator("#id_display_date")).to_have_value("05/03/2026 00:00")


@pytest.mark.parametrize("address", ["/admin/reports/articles/", "/admin/reports/site-history/"])
def test_the_dates_of_a_filter_stay_as_they_were_typed(page, address):
    page.goto(address)
    dates = page.locator("input[name$=_from], input[name$=_to]")
    expect(dates).to_have_count(2)
    for date in dates.all():
        date.evaluate(
            "(field) => { field.value = '32/13/2026'; field.dispatchEvent(new Event('blur')); }"
        )
        expect(date).to_have_value("32/13/2026")
