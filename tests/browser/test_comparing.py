"""What changed between two versions of an article, as an editor sees it on a desk and a phone."""

import pytest
from playwright.sync_api import expect

from .editor import BODY, ArticleEditor, page_id
from .people import BOARD, PHONE

TITLE = "Công đoàn huyện Nga Sơn trao nhà"
LEAD = "Sáng nay, Công đoàn huyện trao mái ấm cho đoàn viên."
TEXT = "Căn nhà rộng sáu mươi mét vuông, xây trong bốn tháng."


@pytest.fixture
def comparison(sign_in):
    """Return the page that says what the draft of an article changes in what is public."""
    page = sign_in(BOARD)
    editor = ArticleEditor.new(page, "nu-cong")
    editor.write(TITLE, LEAD, TEXT)
    slug = editor.slug.input_value()
    editor.publish()
    editor = ArticleEditor.of(page, slug)
    editor.title.fill(TITLE.replace("trao nhà", "bàn giao nhà"))
    page.locator(f"{BODY} [contenteditable=true]").fill(TEXT.replace("bốn tháng", "ba tháng"))
    editor.add_byline("Phạm Thị Hường")
    page.locator("footer .action-save").click()
    expect(page.locator(".messages .success")).to_be_visible()
    # The version before may be one that the form stored by itself.
    page.goto(f"/admin/pages/{page_id(page, slug)}/revisions/compare/live...latest/")
    return page


def changes(page, field):
    """Return the words that went and the words that came in the row of one field."""
    row = page.get_by_role("row").filter(has=page.get_by_role("cell", name=field, exact=True))
    return [row.locator(f".{kind}").all_inner_texts() for kind in ("deletion", "addition")]


def test_the_draft_is_compared_with_what_the_public_reads(comparison):
    assert changes(comparison, "Tiêu đề:") == [["trao nhà"], ["bàn giao nhà"]]
    assert changes(comparison, "Nội dung:") == [["bốn"], ["ba"]]
    for kind, line in (("deletion", "line-through"), ("addition", "underline")):
        changed = comparison.locator(f"span.{kind}").first
        expect(changed).to_have_css("text-decoration-line", line)
    added = comparison.locator(".comparison__child-object.addition")
    expect(added).to_contain_text("Phạm Thị Hường")
    # What was not touched has no row: not the lead, nor the hour that lost its seconds.
    expect(comparison.locator("td.comparison")).to_have_count(3)
    comparison.set_viewport_size(PHONE["viewport"])
    # A field's name breaks between its words, not within one.
    assert comparison.locator("td.title").first.bounding_box()["width"] > 70
    wider = "document.documentElement.scrollWidth - window.innerWidth"
    assert comparison.evaluate(wider) <= 0
