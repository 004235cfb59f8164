"""From a blank form to the reader: authors, bylines, preview, publishing, and who may not."""

import re
from contextlib import suppress
from unicodedata import normalize

import pytest
from playwright.sync_api import expect

from articles.vietnamese import slug

from .addresses import ARTICLE, HOME
from .editor import (
    BODY,
    ArticleEditor,
    add_snippet,
    change_position,
    page_id,
    stored_by_itself,
    wait_until,
)
from .people import BOARD, CONTRIBUTOR, DESKTOP, EDITOR

TITLE = "Đảng bộ tỉnh 37/QĐ-LĐLĐ"
SLUG = "dang-bo-tinh-37-qd-ldld"
LEAD = "Sáng nay, Đảng bộ cơ quan họp phiên thường kỳ."
TEXT = "Các đại biểu thống nhất ba nhiệm vụ của quý tới."
PHAM_THI_HUONG = "Phạm Thị Hường"
DO_VAN_UNG = "Đỗ Văn Ứng"
ADDING = "**/admin/pages/add/articles/articlepage/*/"


@pytest.fixture
def board(sign_in):
    return sign_in(BOARD)


@pytest.fixture
def editor(board):
    return ArticleEditor.new(board, "nu-cong")


@pytest.fixture
def hurried_checker(faults):
    """Let pass what Wagtail's checker throws when a preview is renewed while it reads one."""
    faults.expect("Axe is already running")
    faults.expect("Respondable target must be a frame")


def test_a_new_department_and_its_author_have_pages(board, open_as):
    add_snippet(board, "department", {"name": "Ban Đối ngoại"})
    fields = {"name": "Đặng Ước Ý", "position": "Phó Trưởng ban"}
    add_snippet(board, "author", fields, department="Ban Đối ngoại")
    reader = open_as(DESKTOP, "/tac-gia/dang-uoc-y/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Đặng Ước Ý")
    expect(reader.get_by_text("Phó Trưởng ban · Ban Đối ngoại")).to_be_visible()
    reader.get_by_role("link", name="Ban Đối ngoại").click()
    expect(reader).to_have_url(f"{reader.url.partition('/don-vi/')[0]}/don-vi/ban-doi-ngoai/")
    expect(reader.get_by_role("link", name="Đặng Ước Ý")).to_be_visible()


def test_the_address_grows_while_the_title_is_typed(editor):
    editor.title.press_sequentially("Đảng bộ tỉnh")
    expect(editor.slug).to_have_value("dang-bo-tinh")
    editor.title.press_sequentially(" 37/QĐ-LĐLĐ Ừ Ữ ỡ ẵ ỵ")
    expect(editor.slug).to_have_value(f"{SLUG}-u-u-o-a-y")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("title", ["Nghị quyết số 02 – Đổi mới", "Ðẩy mạnh “thi đua”, " * 6])
def test_the_browser_makes_the_address_that_the_server_would(editor, title, form):
    editor.title.press_sequentially(normalize(form, title))
    editor.title.blur()
    expect(editor.slug).to_have_value(slug(title, fallback="x"))


def test_choosing_an_author_fills_what_is_printed(editor):
    editor.add_byline(PHAM_THI_HUONG)
    expect(editor.byline("position")).to_have_value("Chuyên viên")
    expect(editor.byline("department_name")).to_have_value("Ban Tổ chức")
    chooser = editor.page.locator("#id_bylines-0-department-chooser")
    expect(chooser).to_contain_text("Ban Tổ chức")


def test_another_author_replaces_what_was_filled_but_not_what_was_typed(editor):
    editor.add_byline(PHAM_THI_HUONG)
    expect(editor.byline("position")).to_have_value("Chuyên viên")
    editor.byline("position").fill("Thư ký Hội nghị")
    editor.choose_author(DO_VAN_UNG)
    expect(editor.byline("department_name")).to_have_value("Ban Chính sách – Pháp luật")
    expect(editor.byline("position")).to_have_value("Thư ký Hội nghị")


def test_the_preview_shows_the_article_in_the_site(editor, hurried_checker):
    editor.write(TITLE, LEAD, TEXT)
    editor.add_byline(PHAM_THI_HUONG)
    preview = editor.preview()
    expect(preview.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(preview.get_by_text(TEXT)).to_be_visible()
    expect(preview.get_by_text("Phạm Thị Hường – Chuyên viên Ban Tổ chức")).to_be_visible()
    expect(preview.get_by_role("banner")).to_contain_text("Liên đoàn Lao động tỉnh Thanh Hóa")
    expect(preview.get_by_role("contentinfo")).to_contain_text("Giấy phép số 06/GP-TTĐT")


def test_the_content_checker_counts_the_words_of_the_preview(editor, hurried_checker):
    editor.write(TITLE, LEAD, "Một hai ba bốn năm. " * 200)
    toggle = editor.page.locator("[data-side-panel-toggle=checks]")
    count = editor.page.locator("[data-content-word-count]")
    # A checker that was hurried gives up until the panel opens again.
    for _ in range(5):
        # What was typed is in the form a moment later.
        editor.page.wait_for_timeout(1000)
        toggle.click()
        with suppress(AssertionError):
            expect(count).not_to_have_text("-", timeout=8000)
            break
        toggle.click()
    expect(count).to_have_text(re.compile(r"^1[012]\d\d$"))


def test_a_published_article_is_on_the_home_page_and_in_its_section_at_once(editor, open_as):
    title = f"{TITLE} họp phiên tháng Chạp"
    for address in (HOME, "/nu-cong/"):
        expect(open_as(DESKTOP, address).get_by_role("link", name=title)).to_have_count(0)
    editor.write(title, LEAD, TEXT)
    editor.add_byline(PHAM_THI_HUONG)
    editor.publish()
    for address in (HOME, "/nu-cong/"):
        reader = open_as(DESKTOP, address)
        expect(reader.get_by_role("link", name=title).first).to_be_visible()
    reader.get_by_role("link", name=title).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    for text in (LEAD, TEXT, "Phạm Thị Hường – Chuyên viên Ban Tổ chức"):
        expect(reader.get_by_role("article").get_by_text(text)).to_be_visible()


def test_the_last_words_are_kept_however_quickly_the_article_is_sent(editor, open_as):
    editor.write("Sáu chữ cuối không rơi mất", LEAD, TEXT)
    editor.publish()
    page = editor.page
    ArticleEditor.of(page, "sau-chu-cuoi-khong-roi-mat")
    page.locator(f"{BODY} [contenteditable=true]").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Chữ cuối cùng đây.")
    page.keyboard.press("Control+s")
    expect(page.locator(".messages .success")).to_be_visible()
    expect(page.locator(f"{BODY} [contenteditable=true]")).to_have_text(
        f"{TEXT} Chữ cuối cùng đây."
    )
    reader = open_as(DESKTOP, "/nu-cong/sau-chu-cuoi-khong-roi-mat/")
    expect(reader.get_by_text(TEXT)).to_be_visible()


def hold_posts(page, *addresses):
    """Hold what the form sends to `addresses`: a list of {kind: "autosave" or "page", route}."""
    held = []

    def hold(route):
        if route.request.method != "POST":
            return route.fallback()
        asks = route.request.headers["accept"]
        held.append({"kind": "autosave" if "json" in asks else "page", "route": route})

    for address in addresses:
        page.route(address, hold)
    return held


def test_an_article_sent_while_it_is_being_stored_is_stored_once(editor):
    held = hold_posts(editor.page, ADDING)
    # Wagtail takes what is typed sooner for what was there.
    editor.page.wait_for_timeout(3000)
    editor.write("Gửi một lần, lưu một bài", LEAD, TEXT)
    # The first autosave of a new article is on its way, and the server is slow.
    wait_until(editor.page, lambda: held)
    editor.page.locator("footer .w-dropdown__toggle").click()
    editor.publish_action.click()
    editor.publish_action.click()
    editor.page.wait_for_timeout(1500)
    assert [each["kind"] for each in held] == ["autosave"]
    sent = []
    editor.page.on("request", lambda each: each.is_navigation_request() and sent.append(each))
    held[0]["route"].continue_()
    editor.page.wait_for_url("**/admin/pages/*/")
    assert [each.method for each in sent].count("POST") == 1
    found = editor.page.request.get("/admin/api/main/pages/?type=articles.ArticlePage&order=-id")
    states = [
        item["meta"]["status"]["status"]
        for item in found.json()["items"]
        if item["admin_display_title"] == "Gửi một lần, lưu một bài"
    ]
    assert states == ["đang đăng"]


def test_nothing_is_stored_beside_an_article_that_has_been_sent(editor):
    held = hold_posts(editor.page, ADDING, "**/admin/pages/*/edit/")
    editor.page.wait_for_timeout(3000)
    editor.write("Đã gửi thì thôi tự lưu", LEAD, TEXT)
    editor.page.locator("footer .w-dropdown__toggle").click()
    editor.publish_action.click()

    def is_sent():
        # Where the machine is slow the form has begun to store itself before.
        for each in held:
            if each["kind"] == "autosave" and not each.get("answered"):
                each["answered"] = True
                each["route"].continue_()
        return held and held[-1]["kind"] == "page"

    wait_until(editor.page, is_sent)
    # Longer than the form waits before it stores by itself.
    editor.page.wait_for_timeout(2500)
    assert held[-1]["kind"] == "page"
    held[-1]["route"].continue_()
    editor.page.wait_for_url("**/admin/pages/*/")


def test_an_empty_row_stops_nothing_and_may_be_filled_later(editor):
    page = editor.page
    editor.title.fill("Dòng bút danh còn trống")
    page.wait_for_url("**/edit/")
    page.wait_for_timeout(1500)
    with stored_by_itself(page):
        for rows in ("bylines", "attachments"):
            page.locator(f"#id_{rows}-ADD").click()
    for text in ("Viết tiếp.", "Viết tiếp nữa."):
        page.wait_for_timeout(1500)
        with stored_by_itself(page):
            page.locator("#id_lead").fill(text)
    page.locator("#id_attachments-0-title").fill("Mẫu đơn")
    editor.choose_author(PHAM_THI_HUONG)
    editor.save()
    expect(page.locator("#id_bylines-0-author-chooser")).to_contain_text(PHAM_THI_HUONG)
    expect(page.locator("#id_bylines-TOTAL_FORMS")).to_have_value("1")
    expect(page.locator("#id_attachments-0-title")).to_have_value("Mẫu đơn")


def test_promoting_an_author_leaves_printed_bylines_alone(board, open_as):
    add_snippet(board, "author", {"name": "Lò Thị Pành", "position": "Cán sự"})
    editor = ArticleEditor.new(board, "nu-cong")
    editor.write("Chuyện cũ in rồi", LEAD, TEXT)
    editor.add_byline("Lò Thị Pành")
    editor.publish()
    change_position(board, "Lò Thị Pành", "Trưởng ban Văn nghệ")
    reader = open_as(DESKTOP, "/tac-gia/lo-thi-panh/")
    expect(reader.get_by_text("Trưởng ban Văn nghệ")).to_be_visible()
    reader.get_by_role("link", name="Chuyện cũ in rồi").first.click()
    expect(reader.get_by_text("Lò Thị Pành – Cán sự")).to_be_visible()


def test_a_contributor_hands_in_an_article_that_readers_do_not_see(sign_in, open_as):
    editor = ArticleEditor.new(sign_in(CONTRIBUTOR), "nu-cong")
    expect(editor.byline("position")).to_have_value("Cộng tác viên")
    expect(editor.page.locator("#id_bylines-0-author-chooser")).to_contain_text("Mai Thị Thơm")
    editor.write("Tin của cộng tác viên", LEAD, TEXT)
    expect(editor.publish_action).to_have_count(0)
    editor.submit()
    reader = open_as(DESKTOP, "/nu-cong/")
    expect(reader.get_by_role("article").first).to_be_visible()
    expect(reader.get_by_role("link", name="Tin của cộng tác viên")).to_have_count(0)


def test_a_contributor_is_turned_away_from_an_article_of_others(sign_in, faults):
    faults.expect("the server responded with a status of 403")
    page = sign_in(CONTRIBUTOR)
    number = page_id(page, ARTICLE.strip("/").rpartition("/")[2])
    for action in ("edit", "unpublish", "delete"):
        page.goto(f"/admin/pages/{number}/{action}/")
        assert "403" in page.content(), f"a contributor opened {action}"


def test_an_editor_changes_an_article_of_others_but_cannot_publish(sign_in):
    editor = ArticleEditor.of(sign_in(EDITOR), "phong-vat-sua-bay-met-vuong")
    expect(editor.title).to_be_editable()
    expect(editor.submit_action).to_have_count(1)
    expect(editor.publish_action).to_have_count(0)


def test_an_editor_sees_no_errors_in_an_article_with_a_table(sign_in):
    editor = ArticleEditor.of(sign_in(BOARD), ARTICLE.strip("/").rpartition("/")[2])
    expect(editor.page.locator(".handsontable").first).to_be_visible()
