"""The admin works under its Content-Security-Policy: whoever works in it breaks no rule of it.

Every page of the browser tests is listened to (`faults.py`), those in frames too: the form of an
article with all its blocks and the choosers are walked by test_admin_language.py.
"""

import re
import subprocess
import sys

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.articles.pictures import phone_photo

from .addresses import ENGLISH_ARTICLE
from .editor import BODY, ArticleEditor, choose, page_id
from .people import BOARD, EDITOR
from .server import ROOT, server_environment

PHOTO, OTHER = (
    {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": phone_photo(width=width)}
    for width in (301, 302)
)
ADMINISTRATOR = "quan-tri-he-thong"
TITLE, SLUG = "Đi hết một vòng quanh trang quản trị", "di-het-mot-vong-quanh-trang-quan-tri"
BOARDS_ADDRESSES = [
    *("/admin/", "/admin/articles/list/", "/admin/letters/", "/admin/guide/", "/admin/account/"),
    *("/admin/two-steps/", "/admin/images/", "/admin/documents/", "/admin/documents/multiple/add/"),
    *(f"/admin/reports/{name}/" for name in ("articles", "visits", "locked", "workflow")),
    *(f"/admin/reports/{name}/" for name in ("workflow_tasks", "site-history", "aging-pages")),
    *(f"/admin/snippets/articles/{name}/" for name in ("author", "department", "topic")),
    *("/admin/snippets/articles/author/add/", "/admin/snippets/analytics/visitcounter/add/"),
    *("/admin/localize/reports/translations/", "/admin/pages/search/?q=lương"),
]
ADMINISTRATORS_ADDRESSES = [
    *("/admin/users/", "/admin/users/new/", "/admin/groups/", "/admin/groups/new/"),
    *("/admin/sites/", "/admin/sites/new/", "/admin/redirects/", "/admin/redirects/import/"),
    *("/admin/workflows/list/", "/admin/workflows/add/", "/admin/workflows/tasks/index/"),
    *("/admin/collections/", "/admin/collections/add/", "/admin/locales/"),
]


@pytest.fixture
def hurried_checker(faults):
    """Let pass what Wagtail's checker throws when a preview is renewed while it reads one."""
    faults.expect("Axe is already running")
    faults.expect("Respondable target must be a frame")


@pytest.fixture
def administrator(sign_in, data_folder, site, base_url):
    """Return a page of somebody who may do everything; the demo site has nobody like that."""
    if base_url:
        return sign_in("sieu")
    port = int(site.rpartition(":")[2])
    environment = {
        **server_environment(data_folder, port),
        "DJANGO_SUPERUSER_PASSWORD": settings.DEMO_PASSWORD,
    }
    command = [sys.executable, "manage.py", "createsuperuser", "--noinput"]
    options = ["--username", ADMINISTRATOR, "--email", "quan-tri@example.vn"]
    subprocess.run([*command, *options], cwd=ROOT, env=environment, check=True, capture_output=True)
    return sign_in(ADMINISTRATOR)


def visit(page, addresses):
    """Open each of `addresses`, which answer with a page of the admin."""
    for address in addresses:
        answer = page.goto(address)
        assert answer.ok, address
        expect(page.locator("#wagtail-sidebar .sidebar-main-menu")).to_be_visible()


def test_an_editor_writes_and_hands_in_an_article(sign_in, hurried_checker):
    page = sign_in(EDITOR)
    page.goto("/admin/pages/")
    editor = ArticleEditor.new(page, "nu-cong")
    editor.write(TITLE, "Sapo của bài.", "Một câu.")
    link_the_text(page)
    editor.add_byline("Phạm Thị Hường")
    editor.choose_author("Đỗ Văn Ứng")
    upload_a_photo(page)
    page.get_by_role("tab").nth(1).click()
    page.locator(".tagit-new input").first.press_sequentially("công")
    expect(page.locator(".ui-autocomplete:visible")).to_be_visible()
    page.keyboard.press("Escape")
    expect(editor.preview().get_by_role("heading", level=1)).to_have_text(TITLE)
    page.locator("[data-side-panel-toggle=checks]").click()
    expect(page.locator("[data-content-word-count]")).to_have_text(re.compile(r"\d"))
    page.locator("[data-side-panel-toggle=status]").click()
    page.locator("[data-a11y-dialog-show=schedule-publishing-dialog]:visible").first.click()
    page.locator("#id_go_live_at").click()
    expect(page.locator(".xdsoft_datetimepicker:visible").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    editor.submit()


def link_the_text(page):
    """Make the first text a link to another site."""
    text = page.locator(f"{BODY} [contenteditable=true]").first
    text.click()
    page.keyboard.press("Control+a")
    page.locator("button[name=LINK]").first.click()
    dialog = page.locator(".modal")
    dialog.get_by_role("link", name="Liên kết ngoài").click()
    dialog.locator("[name=external-link-chooser-url]").fill("https://example.org/")
    dialog.locator("[type=submit]").click()
    expect(text.locator(".TooltipEntity")).to_be_visible()


def upload_a_photo(page):
    """Choose a main image that is uploaded in the dialog."""
    chooser = page.locator("#id_main_image-chooser")
    chooser.locator("[data-chooser-action-choose]:visible").click()
    dialog = page.locator(".modal")
    dialog.get_by_role("tab").nth(1).click()
    dialog.locator("input[type=file]").set_input_files(PHOTO)
    dialog.locator("[name=image-chooser-upload-title]").fill("Ảnh tải từ hộp chọn")
    dialog.locator("form [type=submit]").last.click()
    expect(chooser).to_contain_text("Ảnh tải từ hộp chọn")


def test_the_board_approves_translates_and_reads_reports(sign_in, faults):
    page = sign_in(BOARD)
    article = page_id(page, SLUG)
    ArticleEditor.of(page, SLUG)
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("[data-workflow-action-name=approve]:visible").last.click()
    expect(page.locator(".modal, [role=dialog]:visible").first).to_be_visible()
    visit(page, [f"/admin/pages/{article}/history/", f"/admin/pages/{article}/usage/"])
    visit(page, [f"/admin/pages/{article}/revisions/compare/earliest...latest/"])
    visit(page, BOARDS_ADDRESSES)
    choose_in_bulk(page)
    edit_a_photo(page)
    upload_many(page)
    translate(page)
    faults.expect("the server responded with a status of 40")
    for address in ("/admin/users/", "/admin/khong-co/"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def choose_in_bulk(page):
    """Mark all articles of a section, and open the first of what can be done with them."""
    page.goto(f"/admin/pages/{page_id(page, 'nu-cong')}/")
    page.locator("[data-bulk-action-select-all-checkbox]").first.click()
    actions = page.locator("[data-bulk-action-footer], .footer--bulk")
    actions.get_by_role("link").first.click()
    expect(page.locator("form [type=submit]").last).to_be_visible()


def edit_a_photo(page):
    """Mark with the mouse what is important in a photo."""
    page.goto("/admin/images/")
    page.locator("a[href^='/admin/images/']").filter(has=page.locator("img")).first.click()
    expect(page.locator(".jcrop-holder")).to_be_visible()


def upload_many(page):
    """Upload a photo by the form that takes many, and fill in what it asks then."""
    page.goto("/admin/images/multiple/add/")
    page.locator("input[type=file]").set_input_files(OTHER)
    form = page.locator("#upload-list form")
    expect(form.locator("[name$=title]")).to_be_visible()
    form.locator("[type=submit]").first.click()
    expect(form).to_have_count(0)


def translate(page):
    """Change one text in the form of a translation."""
    number = page_id(page, ENGLISH_ARTICLE.strip("/").rpartition("/")[2])
    page.goto(f"/admin/pages/{number}/edit/")
    editor = page.locator(".js-translation-editor")
    editor.get_by_role("button", name="Sửa").first.click()
    expect(editor.locator("textarea")).to_be_visible()


def test_an_administrator_keeps_accounts_groups_and_sites(administrator):
    page = administrator
    visit(page, ADMINISTRATORS_ADDRESSES)
    for kind in ("users", "groups", "sites", "workflows/list"):
        page.goto(f"/admin/{kind}/")
        page.locator("main tbody a").first.click()
        expect(page.locator("main form [type=submit]:visible").first).to_be_visible()
    page.goto("/admin/workflows/add/")
    page.locator("[id$=tasks-ADD]").click()
    page.locator("[data-chooser-action-choose]:visible").first.click()
    expect(page.locator(".modal")).to_be_visible()
    page.goto("/admin/redirects/add/")
    choose(page, "id_redirect_page", "Nữ công")
