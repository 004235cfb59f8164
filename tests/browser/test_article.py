"""One article, from its breadcrumb to its author."""

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE, AUTHOR
from .people import DESKTOP

TITLE = (
    "LĐLĐ tỉnh Thanh Hóa tổ chức Hội nghị công tác tổ chức công đoàn năm 2026, "
    "bàn giải pháp phát triển đoàn viên nơi chưa có tổ chức"
)
CAPTION = "Hội nghị công tác tổ chức công đoàn năm 2026 tại Hội trường LĐLĐ tỉnh."


@pytest.fixture
def page(open_as):
    return open_as(DESKTOP, ARTICLE)


@pytest.fixture
def article(page):
    return page.get_by_role("main").get_by_role("article").first


def test_the_breadcrumb_leads_through_the_section(page):
    breadcrumb = page.get_by_role("navigation", name="Vị trí trang")
    expect(breadcrumb.get_by_role("link")).to_have_text(["Trang chủ", "Hoạt động Công đoàn"])
    breadcrumb.get_by_role("link", name="Hoạt động Công đoàn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoạt động Công đoàn")


def test_title_date_and_lead_stand_above_the_picture(article):
    expect(article.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(article.get_by_text("Thứ Sáu, 20/11/2026 08:05", exact=True)).to_be_visible()
    lead = article.get_by_text("168 đại biểu dự Hội nghị công tác tổ chức công đoàn năm 2026")
    picture = article.get_by_role("figure").first
    assert lead.bounding_box()["y"] < picture.bounding_box()["y"]


def test_the_main_picture_has_caption_and_credit(article):
    picture = article.get_by_role("figure").first
    expect(picture.get_by_role("img")).to_have_js_property("complete", True)
    expect(picture.get_by_text(CAPTION)).to_be_visible()
    expect(picture.get_by_text("Ảnh: Trịnh Đình Đức", exact=True)).to_be_visible()


def test_the_body_has_paragraphs_headings_a_table_quotations_and_a_note(article):
    expect(article.get_by_text("Dự và chỉ đạo Hội nghị có ông Hoàng Đình Khải")).to_be_visible()
    expect(article.get_by_role("heading", name="Số lượng tăng, nhưng chưa đều")).to_be_visible()
    table = article.get_by_role("table", name="Kết quả phát triển đoàn viên mười tháng năm 2026")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    expect(table.get_by_role("cell", name="18.752")).to_be_visible()
    expect(article.get_by_role("blockquote")).to_have_count(2)
    expect(article.get_by_text("Khen thưởng tại Hội nghị")).to_be_visible()


def test_the_byline_names_author_position_and_department(article):
    byline = article.get_by_text("Phạm Thị Hường – Chuyên viên Ban Tổ chức", exact=True)
    expect(byline).to_have_css("text-align", "end")
    expect(byline).to_have_css("font-weight", "700")


def test_the_section_related_articles_and_the_visit_block_follow(page, article):
    expect(article.get_by_role("link", name="Hoạt động Công đoàn")).to_be_visible()
    related = page.get_by_role("region", name="Bài liên quan").get_by_role("article")
    expect(related).to_have_count(4)
    expect(related.get_by_role("heading").filter(has_text=TITLE)).to_have_count(0)
    block = page.get_by_role("main").get_by_role("group", name="Thống kê truy cập")
    expect(block.get_by_text("Đã truy cập", exact=True)).to_be_visible()


def test_the_authors_link_leads_to_the_authors_page_which_lists_the_article(page, article, site):
    article.get_by_role("link", name="Phạm Thị Hường").first.click()
    expect(page).to_have_url(f"{site}{AUTHOR}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phạm Thị Hường")
    expect(page.get_by_role("main").get_by_role("link", name=TITLE)).to_be_visible()


def test_the_departments_link_leads_to_its_page_which_lists_the_article(page, article):
    article.get_by_role("link", name="Ban Tổ chức").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ban Tổ chức")
    expect(page.get_by_role("main").get_by_role("link", name=TITLE)).to_be_visible()
