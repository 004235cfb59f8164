"""What scripts write in the admin is in the language of the reader.

What the server writes, tests/home/test_admin_language.py reads at every address.
"""

import re

import polib
import pytest
from django.conf import settings
from playwright.sync_api import expect

from home.admin_localization import catalogues
from tests.languages import english_words, vietnamese_words

from .addresses import ENGLISH_ARTICLE
from .editor import BODY, ArticleEditor, page_id
from .people import BOARD, DESKTOP, EDITOR

# All that is seen, said or prepared in a document, with the words that style sheets add.
SAID = """() => {
  const unseen = 'script, style, noscript, code, textarea, iframe, .xdsoft_save_selected, '
    + '[data-side-panel-toggle-counter]';
  const spoken = ['title', 'aria-label', 'aria-description', 'placeholder', 'alt', 'label'];
  const said = [];
  const read = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.closest(unseen)) continue;
      for (const name of spoken) said.push(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) if (node.nodeType === 3) said.push(node.data);
      if (element.matches('input[type=submit], input[type=button]')) said.push(element.value);
      if (element.matches('template')) read(element.content);
    }
  };
  read(document);
  return said.map((text) => text.trim()).filter(Boolean);
}"""
LANGUAGES = ("vi", "en")
# Content of the demo site that happens to be called as something of the interface.
CONTENT = {"Trang chủ", "Biểu trưng", "Ảnh nền đầu trang"}


@pytest.fixture(scope="module")
def foreign():
    """Return {language: function that says whether a text is in another language}.

    The demo's content is Vietnamese, so that an English reader's page is searched for texts of
    the interface alone.
    """
    texts = set(catalogues.texts_of_ours())
    for domain in catalogues.DOMAINS:
        for entry in polib.pofile(str(catalogues.catalogue_path("vi", domain))):
            texts.update([entry.msgstr, *entry.msgstr_plural.values()])
    vietnamese = set(filter(vietnamese_words, texts)) - CONTENT
    return {"vi": english_words, "en": vietnamese.__contains__}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request, browser, site, sessions):
    """The language that the account of the section's editor has during the tests."""
    with browser.new_context(
        **DESKTOP, base_url=site, storage_state=sessions.get(EDITOR)
    ) as context:
        page = context.new_page()
        choose_language(page, request.param)
        # The account's form begins a new session.
        sessions[EDITOR] = context.storage_state()
        yield request.param
        choose_language(page, "vi")
        sessions[EDITOR] = context.storage_state()


def choose_language(page, language):
    page.goto("/admin/account/")
    if page.locator("[name=password]").count():
        page.locator("[name=username]").fill(EDITOR)
        page.locator("[name=password]").fill(settings.DEMO_PASSWORD)
        page.locator("form [type=submit]").click()
    page.locator("[name=locale-preferred_language]").select_option(language)
    page.locator("form [type=submit]").last.click()
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.fixture
def page(sign_in, language):
    return sign_in(EDITOR)


@pytest.fixture
def look(page, language, foreign):
    """Return a function that reads what the page says now, and fails on another language."""

    def look():
        said = set(page.evaluate(SAID))
        assert [text for text in said if foreign[language](text)] == []
        return said

    return look


def test_the_menu_and_its_dialog(page, look):
    page.goto("/admin/")
    expect(page.locator("#wagtail-sidebar .sidebar-sub-menu-item").first).to_be_visible()
    for button in page.locator("#wagtail-sidebar .sidebar-sub-menu-item button").all():
        button.click()
        look()
    page.keyboard.press("Escape")
    page.goto("/admin/")
    page.keyboard.press("?")
    expect(page.locator("#keyboard-shortcuts-dialog")).to_be_visible()
    look()


def test_the_article_form_with_every_block(page, look, language):
    editor = ArticleEditor.new(page, "nu-cong")
    add, options = page.locator(f"{BODY} .c-sf-add-button"), page.locator(".w-combobox__option")
    add.last.click()
    look()
    count = options.count()
    assert count > 10
    for place in range(count):
        if place:
            add.last.click()
        options.nth(place).click()
    look()
    cell = page.locator(".handsontable td").first
    cell.click(button="right")
    menu = page.locator(".htContextMenu")
    expect(menu).to_contain_text("Thêm hàng ở trên" if language == "vi" else "Insert row above")
    look()
    page.keyboard.press("Escape")
    page.locator(f"{BODY} [contenteditable=true]").first.click()
    page.keyboard.type("/")
    look()
    page.keyboard.press("Backspace")
    editor.title.fill("")


def test_what_opens_beside_and_over_the_article_form(page, look, language):
    editor = ArticleEditor.new(page, "nu-cong")
    page.locator("footer .w-dropdown__toggle").click()
    look()
    page.keyboard.press("Escape")
    for panel in ("checks", "comments", "status"):
        page.locator(f"[data-side-panel-toggle={panel}]").click()
        look()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]:visible").first.click()
    page.locator("#id_go_live_at").click()
    monday = page.locator(".xdsoft_datetimepicker:visible th").first
    expect(monday).to_have_text("T2" if language == "vi" else "Mon")
    look()
    page.locator("#id_go_live_at").fill("31/12/2026 08:05")
    look()
    page.reload()
    page.get_by_role("tab").nth(1).click()
    page.locator(".tagit-new input").first.press_sequentially("công")
    expect(page.locator(".ui-autocomplete:visible")).to_be_visible()
    look()
    page.get_by_role("tab").nth(0).click()
    editor.title.press_sequentially("Thử")
    editor.title.fill("")
    page.locator("footer .action-save, footer [type=submit]").first.click()
    expect(page.locator(".messages .error")).to_be_visible()
    look()


def test_choosers(page, look):
    ArticleEditor.new(page, "nu-cong")
    dialog = page.locator(".modal")
    for chooser in ("#id_main_image-chooser", "#id_topic-chooser", "#id_lead_document-chooser"):
        button = page.locator(f"{chooser} [data-chooser-action-choose]")
        if not button.count():
            continue
        if not button.is_visible():
            page.get_by_role("tab").nth(1).click()
        button.click()
        expect(dialog.locator("[name=q]")).to_be_visible()
        look()
        for tab in dialog.get_by_role("tab").all():
            tab.click()
        look()
        dialog.locator(".close, [data-dismiss=modal]").first.click()
        expect(dialog).to_have_count(0)


def test_uploads_that_are_refused_and_what_is_chosen_in_bulk(page, look):
    page.goto("/admin/images/multiple/add/")
    file = {"name": "anh.png", "mimeType": "image/png", "buffer": b"no picture"}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator(".upload-list .failure").first).to_be_visible()
    look()
    page.goto(f"/admin/pages/{page_id(page, 'nu-cong')}/")
    page.locator("[data-bulk-action-select-all-checkbox]").first.click()
    expect(page.locator(".footer--bulk, [data-bulk-action-footer]")).to_be_visible()
    look()


def test_the_form_of_a_translation(sign_in):
    page = sign_in(BOARD)
    number = page_id(page, ENGLISH_ARTICLE.strip("/").rpartition("/")[2])
    page.goto(f"/admin/pages/{number}/edit/")
    editor = page.locator(".js-translation-editor")
    expect(
        editor.get_by_role("heading", name="Bản dịch từ Tiếng Việt sang Tiếng Anh").first
    ).to_be_visible()
    words = editor.locator(
        "h3, button, label, .w-sr-only, [role=tab], li:has(> svg)"
    ).all_inner_texts()
    assert [text for text in words if english_words(text)] == []
    assert any(re.search(r"ngày \d\d/\d\d/\d{4}$", text) for text in words)
