"""Two people in one article: each is told of the other, and neither loses a word."""

import pytest
from playwright.sync_api import expect

from .editor import ArticleEditor, page_id
from .people import BOARD, EDITOR

SLUG = "hai-nguoi-cung-mo-mot-bai"
FROM_EDITOR = "Sapo do biên tập viên sửa."
FROM_BOARD = "Sapo do Ban biên tập sửa."
# Wagtail asks every ten seconds who else is there.
ASKED = 25_000


@pytest.fixture
def both(sign_in):
    """Return the same article, handed in, open before one of the board and its section's editor."""
    board, editor = sign_in(BOARD), sign_in(EDITOR)
    article = ArticleEditor.new(board, "nu-cong")
    article.write("Hai người cùng mở một bài", "Sapo lúc đầu.", "Một câu.")
    article.submit()
    for person in (board, editor):
        ArticleEditor.of(person, SLUG)
        # Wagtail looks a moment after the form is there what it held at first.
        person.wait_for_timeout(3000)
    return board, editor


def is_saved(answer):
    """Return whether `answer` is one to the form that saves itself."""
    return answer.request.method == "POST" and answer.url.endswith("/edit/") and answer.ok


def test_who_saves_second_is_asked_and_both_texts_are_kept(both):
    board, editor = both
    with editor.expect_response(is_saved):
        editor.locator("#id_lead").fill(FROM_EDITOR)
    board.locator("#id_lead").fill(FROM_BOARD)
    expect(board.get_by_text("Nếu lưu, phiên bản mới hơn sẽ bị ghi đè.")).to_be_visible(
        timeout=ASKED
    )
    board.locator("footer .action-save").click()
    asked = board.get_by_role("dialog").filter(has_text="đã lưu phiên bản mới")
    expect(asked).to_be_visible()
    asked.get_by_role("button", name="Lưu bản nháp").click()
    expect(board.locator(".messages .success")).to_be_visible()
    expect(board.locator("#id_lead")).to_have_value(FROM_BOARD)
    number = page_id(board, SLUG)
    board.goto(f"/admin/pages/{number}/history/")
    board.locator("table [data-w-dropdown-target=toggle]").first.click()
    board.get_by_role("link", name="So với phiên bản trước").first.click()
    lead = board.get_by_role("row").filter(has=board.get_by_role("cell", name="Sapo:"))
    expect(lead.locator(".deletion")).to_contain_text("biên tập viên")
    expect(lead.locator(".addition")).to_contain_text("Ban biên tập")
