"""A session that ends, a server that is silent, a tab that is closed: what was typed is there."""

import re
from itertools import product

import pytest
from django.conf import settings
from playwright.sync_api import expect

from .editor import BODY, ArticleEditor, stored_by_itself, wait_until
from .people import BOARD, EDITOR

DIALOG = "dialog.sign-in-again"
NOTE = "[data-kept-note]"
CHOOSE = "[data-chooser-action-choose]:visible"
# What Wagtail completes the form of a new page by, once it has stored it.
HYDRATION = re.compile("_w_hydrate_create_view")
WIDTHS = (1280, 390)
KEPT = "() => Object.keys(localStorage).filter((name) => name.startsWith('ldld-draft:')).length"


@pytest.fixture(scope="module")
def sessions():
    """Remember the sessions of this file apart: another account that signs in may end them."""
    return {}


@pytest.fixture
def page(sign_in, faults):
    faults.expect("the server responded with a status of 40")
    faults.expect("net::ERR_FAILED")
    faults.expect("Error fetching")
    return sign_in(BOARD)


@pytest.fixture
def editor(page):
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Viết dở thì hết phiên")
    editor.add_paragraph().click()
    with stored_by_itself(page, '"Mot"'):
        page.keyboard.type("Mot")
    page.wait_for_url("**/edit/")
    expect_completed(page)
    return editor


def expect_completed(page):
    """Wait until Wagtail has completed the form of a page that it has just created."""
    expect(page.locator("form[data-edit-form] [name=loaded_revision_id]")).to_be_attached()


def _sign_in(page, username):
    page.goto("/admin/login/")
    _fill(page, username)
    page.wait_for_url("**/admin/")


def _fill(form, username):
    form.locator("[name=username]").fill(username)
    form.locator("[name=password]").fill(settings.DEMO_PASSWORD)
    form.locator("form [type=submit]").click()


def sign_in_again(page, username=BOARD):
    _fill(page.frame_locator(f"{DIALOG} iframe"), username)


def type_more(page, text):
    page.locator(f"{BODY} [contenteditable=true]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def press(button):
    """Press what the dialog may lie over already, for something that was refused by itself."""
    button.dispatch_event("click")


def refuse_to_store(route):
    route.abort() if route.request.method == "POST" else route.continue_()


def expect_kept(page, number):
    """Wait until so many forms are kept in the browser; the policy forbids Playwright's own way."""
    for _time in range(100):
        if page.evaluate(KEPT) == number:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"It never came to {number} kept forms")


def expect_stored(page, text):
    expect(page.locator(DIALOG)).to_have_count(0)
    expect_kept(page, 0)
    page.reload()
    expect(page.locator(f"{BODY} [contenteditable=true]")).to_have_text(text)


def test_a_session_that_ends_is_taken_up_again_over_the_form(editor, page):
    page.context.clear_cookies()
    type_more(page, " hai")
    # Whatever is refused first asks for the password: maybe before these letters are kept.
    expect_kept(page, 1)
    expect(page.locator(DIALOG)).to_be_visible()
    with stored_by_itself(page):
        sign_in_again(page)
    expect_stored(page, "Mot hai")


def test_a_session_that_ends_while_a_new_article_is_stored(page):
    def sign_out(route):
        page.context.clear_cookies(name="sessionid")
        route.continue_(headers={**route.request.headers, "cookie": ""})

    page.route(HYDRATION, sign_out, times=1)
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Hết phiên ngay lúc vừa lưu")
    expect(page.locator(DIALOG)).to_be_visible()
    sign_in_again(page)
    # Else nobody is told of another's newer version.
    expect_completed(page)
    expect(page.locator("form[data-edit-form] [type=password]")).to_have_count(0)
    with stored_by_itself(page, "Sapo."):
        page.locator("#id_lead").fill("Sapo.")
    expect_kept(page, 0)


def test_the_button_that_saves_asks_for_the_password_and_goes_on(editor, page):
    type_more(page, " hai")
    page.context.clear_cookies()
    press(page.locator("footer .action-save").first)
    sign_in_again(page)
    expect(page.locator(".messages .success")).to_be_visible()
    expect_stored(page, "Mot hai")


def test_what_is_pressed_then_is_asked_for_again_whatever_asked_before(editor, page):
    add_block(page, "Ảnh")
    type_more(page, " hai")
    page.context.clear_cookies(name="sessionid")
    expect(page.locator(DIALOG)).to_be_visible()
    press(page.locator(f"{BODY} [data-contentpath=image] {CHOOSE}").first)
    expect_asked_and_sign_in(page)


def test_leaving_is_asked_about_right_after_typing(editor, page):
    page.wait_for_timeout(2000)
    said = []
    page.on("dialog", lambda dialog: said.append(dialog.type))
    type_more(page, " hai")
    page.reload()
    assert said == ["beforeunload"]


def test_leaving_is_asked_about_while_the_last_letters_are_on_their_way(editor, page):
    said, held = [], []

    def hold(route):
        held.append(route) if route.request.method == "POST" else route.continue_()

    page.on("dialog", lambda dialog: said.append(dialog.type))
    page.route("**/edit/", hold)
    type_more(page, " hai")
    wait_until(page, lambda: held)
    page.keyboard.type(" ba")
    # Longer than what has just been typed is asked about.
    page.wait_for_timeout(2000)
    held[0].continue_()
    wait_until(page, lambda: len(held) == 2)
    # Wagtail takes everything for stored half a second after it has stored something.
    page.wait_for_timeout(1500)
    expect_kept(page, 1)
    page.reload()
    assert said == ["beforeunload"]


def add_block(page, name):
    page.locator(f"{BODY} .c-sf-add-button:visible").last.click()
    page.get_by_role("option", name=name, exact=True).click()


def expect_asked_and_sign_in(page):
    expect(page.locator(DIALOG)).to_contain_text("bấm lại nút vừa bấm")
    box = page.locator(DIALOG).bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]
    sign_in_again(page)
    expect(page.locator(DIALOG)).to_have_count(0)


def test_a_window_that_is_refused_asks_for_the_password_and_opens_again(editor, page):
    said = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    add_block(page, "Ảnh")
    add_block(page, "Chùm ảnh")
    page.locator("#id_attachments-ADD").click()
    page.wait_for_timeout(2000)
    buttons = [
        page.locator(f"{BODY} [data-contentpath=image] {CHOOSE}").first,
        page.get_by_role("button", name="Chọn nhiều ảnh trong thư viện"),
        page.locator(f"#id_attachments-0-document-chooser {CHOOSE}"),
    ]
    for width, button in product(WIDTHS, buttons):
        page.set_viewport_size({"width": width, "height": 844})
        page.context.clear_cookies(name="sessionid")
        press(button)
        expect_asked_and_sign_in(page)
        button.click()
        expect(page.locator(".modal.in .modal-body")).to_be_visible()
        page.locator(".modal.in [data-dismiss=modal]").click()
        expect(page.locator(".modal")).to_have_count(0)
    assert said == []


def test_what_is_chosen_in_an_open_window_is_asked_for_again(editor, page):
    page.wait_for_timeout(1500)
    for row, width in enumerate(WIDTHS):
        page.set_viewport_size({"width": width, "height": 844})
        page.locator("#id_bylines-ADD").click()
        page.wait_for_timeout(1500)
        page.locator(f"#id_bylines-{row}-author-chooser {CHOOSE}").click()
        author = page.locator(".modal.in").get_by_role("link", name="Phạm Thị Hường", exact=True)
        expect(author).to_be_visible()
        page.context.clear_cookies(name="sessionid")
        press(author)
        expect_asked_and_sign_in(page)
        author.click()
        expect(editor.byline("position", row)).to_have_value("Chuyên viên")


def test_a_link_and_a_preview_ask_for_the_password(editor, page, faults):
    # Wagtail's preview throws what it could not read.
    faults.expect("is not valid JSON")
    said = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.wait_for_timeout(1500)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        expect_link_and_preview_asked(page)
    assert said == []


def expect_link_and_preview_asked(page):
    page.locator(f"{BODY} [contenteditable=true]").click()
    page.keyboard.press("Control+a")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+k")
    expect_asked_and_sign_in(page)
    page.context.clear_cookies(name="sessionid")
    press(page.locator("[data-side-panel-toggle=preview]"))
    expect_asked_and_sign_in(page)
    shown = page.frame_locator("#w-preview-iframe")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Viết dở thì hết phiên")
    page.context.clear_cookies(name="sessionid")
    new_tab = page.locator("[data-action*=openPreviewInNewTab]:visible")
    press(new_tab)
    expect_asked_and_sign_in(page)
    with page.expect_popup() as popup:
        new_tab.click()
    expect(popup.value.get_by_role("heading", level=1)).to_have_text("Viết dở thì hết phiên")
    popup.value.close()
    press(page.locator("[data-side-panel-toggle=preview]"))
    expect(page.locator("#w-preview-iframe")).to_be_hidden()


def test_another_account_does_not_go_on_with_the_form(editor, page):
    page.context.clear_cookies()
    type_more(page, " hai")
    sign_in_again(page, EDITOR)
    expect(page.locator(DIALOG)).to_contain_text("tài khoản khác")


def test_what_a_silent_server_did_not_get_is_offered_after_the_tab_was_closed(editor, page):
    page.wait_for_timeout(1500)
    page.route("**", refuse_to_store)
    type_more(page, " hai")
    expect_kept(page, 1)
    kept = page.evaluate("() => JSON.stringify({...localStorage})")
    assert "Viết dở" not in kept
    again = page.context.new_page()
    page.close()
    again.goto(page.url)
    expect(again.locator(NOTE)).to_contain_text("Máy này còn giữ phần viết lúc")
    again.get_by_role("button", name="Xem chữ").click()
    expect(again.locator(f"{NOTE} textarea")).to_have_value("Viết dở thì hết phiên\n\nMot hai")
    again.get_by_role("button", name="Khôi phục thành bản nháp").click()
    expect(again.locator(f"{BODY} [contenteditable=true]")).to_have_text("Mot hai")
    expect(again.locator(NOTE)).to_have_count(0)


def refuse_pages(route):
    """Answer what a button sends as a server in front does when ours is away."""
    request = route.request
    is_sent = request.method == "POST" and request.is_navigation_request()
    route.fulfill(status=502, body="502") if is_sent else route.continue_()


def lose_answers(route):
    """Let the server store what a button sends, and its answer be lost."""
    if route.request.method == "POST" and route.request.is_navigation_request():
        route.fetch(max_redirects=0)
        route.fulfill(status=502, body="502")
    else:
        route.continue_()


def send_in_vain(page, answer):
    """Type and press the button that saves; let `answer` see to what becomes of it."""
    page.route("**/edit/", answer)
    type_more(page, " hai")
    page.locator("footer .action-save").first.click()
    expect(page.locator("body")).to_have_text("502")
    page.unroute("**/edit/")


def save_as(username, sign_in, address, title):
    other = sign_in(username)
    other.goto(address)
    other.locator("#id_title").fill(title)
    ArticleEditor(other).save()


def test_what_a_button_sent_in_vain_is_offered(editor, page, faults):
    faults.expect("the server responded with a status of 502")
    address = page.url
    send_in_vain(page, refuse_pages)
    page.goto(address)
    page.get_by_role("button", name="Khôi phục thành bản nháp").click()
    expect(page.locator(f"{BODY} [contenteditable=true]")).to_have_text("Mot hai")


def test_what_was_stored_is_not_offered_whatever_came_after(editor, page, sign_in, faults):
    faults.expect("the server responded with a status of 502")
    address = page.url
    send_in_vain(page, lose_answers)
    save_as(EDITOR, sign_in, address, "Sửa sau đó")
    page.goto(address)
    expect(page.locator("#id_title")).to_have_value("Sửa sau đó")
    expect_kept(page, 0)
    expect(page.locator(NOTE)).to_have_count(0)


def test_what_was_refused_is_kept_until_it_is_stored(editor, page):
    address = page.url
    # A form with a wrong date does not store itself.
    page.locator("#id_display_date").evaluate("(field) => { field.value = '99/99/2026'; }")
    type_more(page, " hai")
    asked = []

    def answer_late(route):
        asked.append(route)
        # The button asks first, then the page that answers.
        if len(asked) == 1:
            route.continue_()

    page.route("**/admin/session/", answer_late)
    page.locator("footer .action-save").first.click()
    expect(page.get_by_text("Ngày giờ không hợp lệ.").first).to_be_attached()
    wait_until(page, lambda: len(asked) == 2)
    # All that the form fills in by itself stands there when keeping begins.
    page.wait_for_timeout(2000)
    asked[1].continue_()
    page.wait_for_timeout(1500)
    # The text stands in the form: nothing is offered.
    expect(page.locator(NOTE)).to_have_count(0)
    expect_kept(page, 1)
    again = page.context.new_page()
    page.close()
    again.goto(address)
    again.get_by_role("button", name="Xem chữ").click()
    expect(again.locator(f"{NOTE} textarea")).to_have_value(re.compile("Mot hai"))


def test_what_was_refused_and_then_stored_is_not_offered(editor, page, sign_in):
    address = page.url
    field = page.locator("#id_display_date")
    field.evaluate("(field) => { field.value = '99/99/2026'; }")
    page.locator("footer .action-save").first.click()
    expect(page.get_by_text("Ngày giờ không hợp lệ.").first).to_be_attached()
    field.evaluate("(field) => { field.value = ''; }")
    editor.save()
    save_as(EDITOR, sign_in, address, "Sửa sau đó")
    page.goto(address)
    expect(page.locator("#id_title")).to_have_value("Sửa sau đó")
    page.wait_for_timeout(2500)
    expect(page.locator(NOTE)).to_have_count(0)


def test_what_is_older_than_the_newest_version_says_so(editor, page, sign_in):
    address = page.url
    page.wait_for_timeout(1500)
    page.route("**", refuse_to_store)
    type_more(page, " hai")
    expect_kept(page, 1)
    again = page.context.new_page()
    page.close()
    save_as(EDITOR, sign_in, address, "Sửa sau đó")
    again.goto(address)
    expect(again.locator(NOTE)).to_contain_text("phiên bản mới hơn")
    again.get_by_role("button", name="Vẫn khôi phục").click()
    expect(again.locator(f"{BODY} [contenteditable=true]")).to_have_text("Mot hai")


def test_each_tab_of_new_articles_keeps_its_own(page):
    titles = {"Bài của thẻ thứ nhất", "Bài của thẻ thứ hai"}
    tabs = [page.context.new_page() for _title in titles]
    for tab, title in zip(tabs, sorted(titles), strict=True):
        editor = ArticleEditor.new(tab, "nu-cong")
        address = tab.url
        tab.wait_for_timeout(1500)
        tab.route("**", refuse_to_store)
        editor.title.fill(title)
    expect_kept(tabs[0], 2)
    again = page.context.new_page()
    again.goto(address)
    again.wait_for_timeout(3000)
    # They are still open.
    expect(again.locator(NOTE)).to_have_count(0)
    for tab in tabs:
        tab.close()
    again.reload()
    expect(again.locator(NOTE)).to_have_count(2)
    for number in range(2):
        again.get_by_role("button", name="Xem chữ").nth(number).click()
    shown = again.locator(f"{NOTE} textarea")
    assert {shown.nth(number).input_value() for number in range(2)} == titles


def test_nothing_kept_is_shown_to_another_account(editor, page):
    page.wait_for_timeout(1500)
    page.route("**", refuse_to_store)
    type_more(page, " hai")
    expect_kept(page, 1)
    page.unroute("**")
    page.context.clear_cookies()
    other = page.context.new_page()
    _sign_in(other, EDITOR)
    other.goto(page.url)
    other.wait_for_timeout(1500)
    expect(other.locator(NOTE)).to_have_count(0)


def test_where_nothing_can_be_kept_the_form_says_so(page):
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    ArticleEditor.new(page, "nu-cong")
    expect(page.locator(NOTE)).to_contain_text("kết nối không mã hóa")


def test_what_is_typed_at_once_is_stored_too(page):
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Gõ ngay khi trang vừa mở")
    page.wait_for_url("**/edit/")
    expect(page.locator("#id_title")).to_have_value("Gõ ngay khi trang vừa mở")


def test_an_article_without_a_text_or_a_byline_is_asked_about(page):
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Chưa có gì")
    page.locator("#id_lead").fill("Sapo.")
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.locator("footer .w-dropdown__toggle").click()
    editor.publish_action.click()
    page.wait_for_timeout(300)
    assert asked == ["Bài chưa có nội dung, bút danh. Vẫn đăng, gửi duyệt?"]


def test_a_form_with_a_password_is_kept_nowhere(page):
    page.goto("/admin/account/")
    page.locator("[name=name_email-first_name]").fill("Bình")
    page.wait_for_timeout(1800)
    assert page.evaluate(KEPT) == 0
