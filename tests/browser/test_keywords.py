"""How keywords are typed: each ends where its writer ends it."""

import pytest
from playwright.sync_api import expect

from .editor import ArticleEditor
from .people import BOARD
from .test_pasting import paste


@pytest.fixture
def page(sign_in):
    page = sign_in(BOARD)
    # What is suggested for "Tết": its own beginning, and one more.
    page.route(
        "**/tag-autocomplete/**",
        lambda route: route.fulfill(json=["Tết Sum vầy", "Tết Trung thu"]),
    )
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Bài có từ khóa")
    page.get_by_role("tab", name="Hiển thị").click()
    return page


@pytest.fixture
def field(page):
    return page.locator(".tagit-new input").first


def keywords_of(page):
    return page.locator("#id_tags").input_value().replace('"', "").split(",")


def suggest(field):
    field.press_sequentially("Tết")
    expect(field.page.locator(".ui-autocomplete:visible")).to_be_visible()


@pytest.mark.parametrize("key", [",", ";", "Enter", "Tab"])
def test_a_keyword_ends_though_its_suggestions_are_open(key, page, field):
    suggest(field)
    field.press(key)
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    field.press_sequentially("công đoàn")
    field.press(key)
    assert keywords_of(page) == ["Tết", "công đoàn"]


@pytest.mark.parametrize("key", ["Enter", "Tab"])
def test_the_suggestion_that_the_arrows_reached_is_taken(key, page, field):
    suggest(field)
    field.press("ArrowDown")
    field.press(key)
    expect(field).to_have_value("")
    assert keywords_of(page) == ["Tết Sum vầy"]


def test_a_keyword_that_is_there_already_does_not_stay_in_the_field(page, field):
    for keyword in ("Tết", "Tết", "công đoàn"):
        field.press_sequentially(keyword)
        field.press(",")
    assert keywords_of(page) == ["Tết", "công đoàn"]


def test_a_keyword_that_is_left_with_its_suggestions_open_is_one(page, field):
    suggest(field)
    page.locator("#id_slug").focus()
    assert keywords_of(page) == ["Tết"]


def test_a_keyword_that_is_clicked_among_the_suggestions_is_the_only_one(page, field):
    suggest(field)
    page.locator(".ui-autocomplete:visible").get_by_text("Tết Trung thu").click()
    assert keywords_of(page) == ["Tết Trung thu"]


def test_keywords_of_a_phone_and_of_a_paste_are_apart(page, field):
    """A phone's keyboard says what it wrote, not which key it was."""
    field.focus()
    for letters in ("Tết", ", ", "công đoàn"):
        page.keyboard.insert_text(letters)
    assert keywords_of(page) == ["Tết"]
    assert field.input_value().strip() == "công đoàn"
    page.keyboard.insert_text(";")
    paste(field, "thi đua\nkhen thưởng\r\nnữ công")
    field.press("Enter")
    assert keywords_of(page) == ["Tết", "công đoàn", "thi đua", "khen thưởng", "nữ công"]


def test_quotes_inside_a_keyword_are_kept(page, field):
    field.press_sequentially('Phong trào "Lao động giỏi"')
    field.press("Enter")
    assert keywords_of(page) == ["Phong trào “Lao động giỏi”"]


def test_a_keyword_that_is_saved_by_the_shortcut_is_saved(page, field):
    suggest(field)
    page.keyboard.press("Control+s")
    page.wait_for_url("**/edit/")
    expect(page.locator(".messages .success")).to_be_visible()
    assert keywords_of(page) == ["Tết"]
