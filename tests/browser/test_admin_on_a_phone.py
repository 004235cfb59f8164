"""The admin's lists on a phone: everything a desk shows, within reach of a thumb."""

import pytest
from playwright.sync_api import expect

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
