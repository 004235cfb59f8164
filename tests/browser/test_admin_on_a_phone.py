"""The admin's lists on a phone: everything a desk shows, within reach of a thumb."""

import pytest
from playwright.sync_api import expect

from .editor import BODY, ArticleEditor
from .people import BOARD, PHONE

LISTS = {
    "articles": "/admin/articles/list/",
    "authors": "/admin/snippets/articles/author/",
    "search": "/admin/pages/search/?q=cong",
}


@pytest.fixture
def phone(sign_in):
    page = sign_in(BOARD)
    page.set_viewport_size(PHONE["viewport"])
    return page


@pytest.mark.parametrize("address", LISTS.values(), ids=LISTS)
def test_the_last_column_can_be_reached(phone, address):
    phone.goto(address)
    width = PHONE["viewport"]["width"]
    last = phone.locator("table.listing thead th").last
    # As a finger does: a box that hides what is too wide would not move.
    phone.locator("table.listing tbody tr").first.hover()
    phone.mouse.wheel(1000, 0)
    expect(last).to_be_in_viewport(ratio=0.9)
    # Only the list moves: the page itself is no wider than the phone.
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= width


@pytest.mark.parametrize("address", LISTS.values(), ids=LISTS)
def test_titles_keep_room_for_words(phone, address):
    phone.goto(address)
    assert phone.locator("td.title").first.bounding_box()["width"] > 150


def test_the_menu_of_the_last_row_opens_whole(phone):
    phone.goto(LISTS["authors"])
    row = phone.locator("table.listing tbody tr").last
    row.locator("[data-w-dropdown-target=toggle]").click()
    entries = phone.locator("[data-tippy-root] a")
    expect(entries.first).to_be_visible()
    for entry in entries.all():
        expect(entry).to_be_in_viewport(ratio=1)


def test_a_new_author_is_made_within_the_width_of_the_phone(phone):
    ArticleEditor.new(phone, "nu-cong")
    phone.locator("#id_bylines-ADD").click()
    row = int(phone.locator("#id_bylines-TOTAL_FORMS").input_value()) - 1
    phone.locator(f"#id_bylines-{row}-author-chooser [data-chooser-action-choose]:visible").click()
    dialog = phone.locator(".modal-body")
    dialog.get_by_role("tab").last.click()
    edge = dialog.bounding_box()
    for field in dialog.locator("input:visible, select:visible").all():
        box = field.bounding_box()
        assert box["x"] + box["width"] <= edge["x"] + edge["width"]


def test_the_calendar_of_a_date_opens_whole(phone):
    ArticleEditor.new(phone, "nu-cong")
    phone.get_by_role("tab", name="Hiển thị").click()
    phone.locator("#id_display_date").click()
    calendar = phone.locator(".xdsoft_datetimepicker:visible")
    expect(calendar.locator("thead th")).to_have_text(["T2", "T3", "T4", "T5", "T6", "T7", "CN"])
    expect(calendar).to_be_in_viewport(ratio=1)


def test_a_block_is_previewed_beside_the_list_that_it_is_chosen_from(phone):
    ArticleEditor.new(phone, "nu-cong")
    phone.locator(f"{BODY} .c-sf-add-button:visible").first.click()
    phone.locator(".w-combobox [aria-label='Xem trước']:visible").nth(4).click()
    shown = phone.frame_locator(".w-combobox-preview__iframe").get_by_text("Một ngày ở công đoàn")
    expect(shown).to_be_visible()
    phone.wait_for_timeout(500)
    box = phone.locator(".w-combobox-container").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= PHONE["viewport"]["height"]
