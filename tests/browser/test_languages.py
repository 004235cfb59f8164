"""Vietnamese and English: the switch between them, and no mixture."""

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE, ENGLISH_ARTICLE, ENGLISH_HOME, HOME, UNTRANSLATED_ARTICLE
from .editor import page_id
from .people import BOARD, DESKTOP, PHONE

VIETNAMESE_INTERFACE = [
    "Trang chủ",
    "Thống kê truy cập",
    "Đang online",
    "Hôm nay",
    "Đã truy cập",
    "Cách đếm",
    "Tìm kiếm",
    "Chuyên mục",
    "Liên hệ",
    "Liên kết",
    "Cơ quan chủ quản",
    "Chịu trách nhiệm nội dung",
    "Bài liên quan",
    "Từ khóa",
    "Tin mới",
    "Thông báo",
    "Chuyên viên",
    "Lên đầu trang",
    "Đến nội dung chính",
    "Thứ ",
]
ENGLISH_PAGES = [
    ENGLISH_HOME,
    ENGLISH_ARTICLE,
    "/en/union-activities/",
    "/en/search/?q=wages",
    "/en/authors/pham-thi-huong/",
    "/en/organisational-structure/",
]


def switch_to(page, language):
    page.get_by_role("banner").get_by_role("link", name=language).click()


@pytest.mark.parametrize("person", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_switch_leads_to_the_english_home_page_and_back(open_as, site, person):
    page = open_as(person, HOME)
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    switch_to(page, "English")
    expect(page).to_have_url(f"{site}{ENGLISH_HOME}")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    switch_to(page, "Tiếng Việt")
    expect(page).to_have_url(f"{site}{HOME}")


def test_a_translated_article_leads_to_its_translation_and_back(open_as, site):
    page = open_as(DESKTOP, ARTICLE)
    switch_to(page, "English")
    expect(page).to_have_url(f"{site}{ENGLISH_ARTICLE}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Federation of Labour")
    expect(page.get_by_text("Phạm Thị Hường – Officer Organisation Department")).to_be_visible()
    switch_to(page, "Tiếng Việt")
    expect(page).to_have_url(f"{site}{ARTICLE}")


def test_an_article_without_translation_leads_to_the_english_home_page(open_as, site):
    page = open_as(DESKTOP, UNTRANSLATED_ARTICLE)
    switch_to(page, "English")
    expect(page).to_have_url(f"{site}{ENGLISH_HOME}")


def test_search_engines_are_told_the_address_of_the_translation(open_as, site):
    page = open_as(DESKTOP, ARTICLE)
    english = page.locator("link[rel=alternate][hreflang=en]")
    expect(english).to_have_attribute("href", f"{site}{ENGLISH_ARTICLE}")


def test_an_author_stays_the_same_author_when_the_language_changes(open_as):
    page = open_as(DESKTOP, "/tac-gia/pham-thi-huong/")
    switch_to(page, "English")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phạm Thị Hường")
    expect(page.get_by_text("Organisation Department")).to_be_visible()


def test_a_search_stays_a_search_when_the_language_changes(open_as):
    page = open_as(DESKTOP, "/tim-kiem/?q=lương")
    switch_to(page, "English")
    expect(page.get_by_role("combobox")).to_have_value("lương")


@pytest.mark.parametrize("address", ENGLISH_PAGES)
def test_english_pages_speak_english(open_as, address):
    page = open_as(DESKTOP, address)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("[data-today]")).not_to_be_empty()
    said = page.locator("html").evaluate(
        "html => html.textContent + [...html.querySelectorAll('[aria-label], [title]')]"
        ".map((element) => `${element.ariaLabel} ${element.title}`).join(' ')"
    )
    assert [words for words in VIETNAMESE_INTERFACE if words in said] == []


def test_the_english_version_opens_in_the_translation_editor(sign_in):
    page = sign_in(BOARD)
    number = page_id(page, ENGLISH_ARTICLE.strip("/").rpartition("/")[2])
    page.goto(f"/admin/pages/{number}/edit/")
    editor = page.locator(".js-translation-editor")
    expect(
        editor.get_by_text("Conference on union organisation", exact=False).first
    ).to_be_visible()
