"""Uploads as an editor meets them: many at once, too large, and refused by what stands in front."""

from itertools import count

import pytest
from playwright.sync_api import expect

from tests.articles.pictures import phone_photo

from .editor import BODY, ArticleEditor
from .people import BOARD

LIBRARY = "/admin/images/multiple/add/"
ADDING = f"**{LIBRARY}"
WIDTHS = count(200)
NAMES = ["Chào cờ.jpg", "Ăn trưa.jpg", "Bế mạc.jpg"]


def photos(names=NAMES):
    """Return files to upload, each another picture than all before."""
    return [
        {"name": name, "mimeType": "image/jpeg", "buffer": phone_photo(width=next(WIDTHS))}
        for name in names
    ]


@pytest.fixture
def board(sign_in, faults):
    # What a failed request is to the browser's log.
    faults.expect("Failed to load resource")
    return sign_in(BOARD)


# Many photos for a gallery


@pytest.fixture
def gallery(board):
    """Return the list of photos of a gallery that has just been begun."""
    ArticleEditor.new(board, "nu-cong")
    board.locator(f"{BODY} .c-sf-add-button").first.click()
    board.get_by_role("option", name="Chùm ảnh").click()
    return board.locator(f"{BODY} [data-contentpath=pictures]")


def rows(gallery):
    return gallery.locator("[data-streamfield-child]:visible")


def titles(gallery):
    return gallery.locator("[data-chooser-title]:visible")


def take(gallery, names=NAMES):
    gallery.locator("[type=file]").set_input_files(photos(names))


def test_a_new_gallery_is_empty_and_without_complaint(gallery):
    expect(gallery.get_by_role("button", name="Tải nhiều ảnh từ máy")).to_be_visible()
    expect(gallery.get_by_text("Mỗi ảnh tối đa 20,0 MB.")).to_be_visible()
    expect(rows(gallery)).to_have_count(0)
    complaints = ".error-message:visible, .help-critical:visible"
    expect(gallery.locator(complaints)).to_have_count(0)


def test_photos_from_the_computer_come_in_their_order_each_with_its_own_text(gallery):
    take(gallery)
    expect(titles(gallery)).to_have_text([name.removesuffix(".jpg") for name in NAMES])
    expect(gallery.get_by_role("status")).to_contain_text("Đã thêm 3 ảnh")
    alts = gallery.locator("input[name$=alt_text]")
    expect(alts).to_have_count(3)
    assert [field.input_value() for field in alts.all()] == ["", "", ""]
    expect(gallery.locator("[name$=caption]")).to_have_count(3)


def test_what_is_no_photo_is_named_and_the_others_are_taken(gallery):
    with gallery.page.expect_file_chooser() as chooser:
        gallery.get_by_role("button", name="Tải nhiều ảnh từ máy").click()
    broken = {"name": "hỏng.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    chooser.value.set_files([photos()[0], broken, photos()[1]])
    expect(rows(gallery)).to_have_count(2)
    status = gallery.get_by_role("status")
    expect(status).to_contain_text("Không tải được hỏng.jpg: Tệp này không phải là ảnh")
    expect(status).to_contain_text("Đã thêm 2 ảnh")


def test_photos_of_the_library_come_in_the_order_in_which_they_were_ticked(gallery):
    take(gallery)
    expect(rows(gallery)).to_have_count(3)
    gallery.get_by_role("button", name="Chọn nhiều ảnh trong thư viện").click()
    modal = gallery.page.locator(".modal")
    for name in ("Ăn trưa", "Bế mạc", "Chào cờ"):
        modal.locator("li, tr").filter(has_text=name).locator("[type=checkbox]").first.check()
    modal.locator("[data-multiple-choice-submit]").click()
    expect(titles(gallery)).to_have_text(
        ["Chào cờ", "Ăn trưa", "Bế mạc", "Ăn trưa", "Bế mạc", "Chào cờ"]
    )


def test_what_the_gallery_has_no_room_for_is_said(gallery):
    take(gallery, [f"{number}.jpg" for number in range(42)])
    expect(rows(gallery)).to_have_count(40, timeout=120_000)
    expect(gallery.get_by_role("status")).to_contain_text("nhiều nhất 40 ảnh; đã bỏ bớt 2 ảnh")


@pytest.mark.parametrize(
    ("status", "said"),
    [(413, "tệp quá lớn"), (502, "Máy chủ đang bận"), (504, "Máy chủ đang bận"), (None, "mạng")],
)
def test_the_gallery_says_why_a_server_in_front_refused(gallery, status, said):
    gallery.page.route(ADDING, lambda route: answer(route, status))
    take(gallery, NAMES[:1])
    expect(gallery.get_by_role("status")).to_contain_text(said)


def answer(route, status):
    if status is None:
        route.abort()
    else:
        route.fulfill(status=status, content_type="text/html", body="<h1>Refused</h1>")


# The library's own uploader


@pytest.fixture
def library(board):
    board.goto(LIBRARY)
    return board


@pytest.mark.parametrize(
    ("status", "said"),
    [(413, "tệp quá lớn"), (502, "Máy chủ đang bận"), (504, "Máy chủ đang bận"), (None, "mạng")],
)
def test_the_library_says_in_words_why_a_server_in_front_refused(library, status, said):
    library.route(ADDING, lambda route: answer(route, status))
    library.set_input_files("#fileupload", photos()[:1])
    place = library.locator("#upload-list .server-error")
    expect(place).to_be_visible()
    expect(place).to_contain_text(said)
    expect(place).not_to_contain_text("Refused")
    expect(place).not_to_contain_text(str(status))


def test_one_click_updates_all_that_was_uploaded(library):
    library.set_input_files("#fileupload", photos())
    fields = library.locator("#upload-list [name$=-title]")
    expect(fields).to_have_count(3)
    for number, field in enumerate(fields.all()):
        field.fill(f"Lễ phát động {number}")
    library.get_by_role("button", name="Cập nhật tất cả").click()
    expect(library.locator("#upload-list > li")).to_have_count(0)
    expect(library.get_by_role("button", name="Cập nhật tất cả")).to_be_hidden()
    library.goto("/admin/images/?q=Lễ phát động")
    for number in range(3):
        expect(library.get_by_text(f"Lễ phát động {number}").first).to_be_visible()


def test_a_photo_in_use_is_not_deleted_and_the_uploader_says_so(library):
    library.set_input_files("#fileupload", photos()[:1])
    refusal = {"success": False, "error_message": "Không xóa “a”: <a href='/'>Hội nghị</a>."}
    library.route("**/delete/", lambda route: route.fulfill(json=refusal))
    library.locator("#upload-list .delete").click()
    expect(library.locator(".messages")).to_contain_text("Không xóa “a”: Hội nghị.")


# One file


def test_a_file_that_is_too_large_is_told_so_before_it_is_sent(board):
    board.goto("/admin/documents/add/")
    field = board.locator("#id_file")
    expect(board.get_by_text("tối đa 50")).to_be_visible()
    assert field.get_attribute("data-largest") == str(50 * 1024 * 1024)
    field.evaluate("field => { field.dataset.largest = 10; }")
    pdf = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 " * 9}
    field.set_input_files(pdf)
    expect(board.get_by_text("Tệp quá lớn. Tệp tải lên tối đa 50")).to_be_visible()
    assert field.input_value() == ""


@pytest.mark.parametrize(("status", "said"), [(413, "tệp quá lớn"), (None, "mạng")])
def test_the_chooser_says_why_a_server_in_front_refused(board, status, said):
    ArticleEditor.new(board, "nu-cong")
    board.locator("#id_main_image-chooser [data-chooser-action-choose]:visible").click()
    modal = board.locator(".modal")
    modal.get_by_role("tab", name="Tải lên").click()
    board.route("**/images/chooser/create/**", lambda route: answer(route, status))
    modal.locator("[type=file]").set_input_files(photos()[0])
    expect(modal.locator("[name$=-title]")).to_have_value("Chào cờ")
    modal.locator("#tab-upload [type=submit]").click()
    expect(board.locator(".messages, .modal .help-critical").get_by_text(said)).to_be_visible()
