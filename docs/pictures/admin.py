"""The admin as editors meet it, on the demo site."""

from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from playwright.sync_api import expect

from . import names
from .camera import ARTICLE, EDITOR, PASSWORD, open_page, page_id, save, show

CHARTS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
COMPARED = "/nu-cong/ngay-20-10-o-xuong-may-khong-hoa-khong-dien-van/"
# Screens without a picture of their own whose buttons the guide names.
ALSO_NAMED = (
    *("account/", "two-steps/", "images/", "images/add/", "images/multiple/add/"),
    *("documents/", "documents/add/", "documents/multiple/add/", "snippets/articles/author/"),
    *("snippets/articles/royaltyrate/add/", "reports/visits/", "letters/", "pages/", "nope/"),
    *("articles/list/choose_parent/", "localize/reports/translations/"),
)
LEAD_CHANGED = (
    "Không sân khấu, không phát biểu dài. Ở nhiều xưởng may, ngày 20/10 năm nay là một bữa trưa "
    "ngon hơn, một buổi khám sức khỏe và về sớm một giờ."
)


def take_all(browser, address):
    page = open_page(browser, 1280, 800, color_scheme="light")
    # An article without a byline is asked about before it is handed in.
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{address}/admin/login/")
    names.look(page)
    page.fill("#id_username", EDITOR)
    page.fill("#id_password", PASSWORD)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(f"{address}/admin/")
    for take in (
        *(take_tree, take_list, take_article_form, take_home_form, take_author_form),
        *(take_checks, take_bin, take_desk, take_return, take_comparison, take_take_down),
        *(take_word_import, take_report, take_royalties, look_around),
    ):
        take(page, address)
    page.close()


def look_around(page, address):
    """The screens that are named without a picture."""
    section = page_id(page, "articles.SectionPage", "/nu-cong/")
    article = page_id(page, "articles.ArticlePage", ARTICLE)
    home = page_id(page, "home.HomePage")
    translated = page_id(page, "articles.ArticlePage", locale="en")
    pages = (
        f"{home}/",
        f"{section}/",
        f"{section}/edit/",
        f"{article}/edit/",
        f"{translated}/edit/",
    )
    for path in (*ALSO_NAMED, *(f"pages/{each}" for each in pages)):
        page.goto(f"{address}/admin/{path}")
        names.look(page)


def take_tree(page, address):
    page.goto(f"{address}/admin/pages/{page_id(page, 'home.HomePage')}/")
    save(page, "cay-trang.png")


def take_list(page, address):
    page.goto(f"{address}/admin/articles/list/")
    save(page, "danh-sach-bai.png")
    page.locator("[data-bulk-action-checkbox]").first.check()
    names.look(page)


def take_checks(page, address):
    """A draft that is marked as republished and names no source."""
    section = page_id(page, "articles.SectionPage", "/nu-cong/")
    page.goto(f"{address}/admin/pages/add/articles/articlepage/{section}/")
    # The address follows the title, a moment later.
    page.wait_for_load_state("networkidle")
    page.locator("#id_title").press_sequentially("Thêm ba phòng vắt sữa ở khu công nghiệp")
    expect(page.locator("#id_slug")).not_to_have_value("")
    page.fill("#id_lead", "Ba nhà máy vừa mở phòng vắt sữa cho lao động nữ.")
    page.evaluate("document.getElementById('id_republished').checked = true")
    page.locator("footer .action-save").click()
    page.wait_for_url("**/edit/")
    show(page, "#id_overruling_reason")
    page.mouse.wheel(0, -260)
    save(page, "soat-truoc-khi-dang.png")


def take_bin(page, address):
    """The draft of the checks, deleted."""
    number = page.url.split("/pages/")[1].split("/")[0]
    page.goto(f"{address}/admin/pages/{number}/delete/")
    page.locator("form button.serious").click()
    page.goto(f"{address}/admin/articles/bin/")
    save(page, "thung-rac.png")


def take_desk(page, address):
    """The first screen, with the draft brought back and handed in."""
    page.locator("button[name=restore]").first.click()
    page.goto(f"{address}/admin/articles/list/?q=ba+phong+vat+sua")
    page.get_by_role("link", name="Thêm ba phòng vắt sữa").first.click()
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    with page.expect_navigation():
        page.locator("[name=action-submit]").click()
    page.goto(f"{address}/admin/")
    save(page, "viec-cua-toi.png")


def take_return(page, address):
    """The same draft, about to be returned with a reason, which is then given."""
    page.get_by_role("link", name="Thêm ba phòng vắt sữa").first.click()
    page.wait_for_load_state("networkidle")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("[data-workflow-action-name=reject]").first.click()
    page.locator("dialog textarea, .modal textarea").last.fill(
        "Bài đăng lại nhưng chưa ghi nguồn. Nhờ anh chị bổ sung báo gốc và thời gian đăng."
    )
    save(page, "tra-lai.png")
    page.locator(".modal button[type=submit], dialog button[type=submit]").last.click()
    page.wait_for_load_state("networkidle")


def take_comparison(page, address):
    """A title and a lead changed since the version that readers see."""
    number = page_id(page, "articles.ArticlePage", COMPARED)
    page.goto(f"{address}/admin/pages/{number}/edit/")
    page.fill("#id_title", "Ngày 20/10 ở xưởng may: ít hoa, nhiều việc tử tế")
    page.fill("#id_lead", LEAD_CHANGED)
    page.locator("footer .action-save").click()
    page.wait_for_load_state("networkidle")
    page.goto(f"{address}/admin/pages/{number}/history/")
    save(page, "lich-su.png")
    page.goto(f"{address}/admin/pages/{number}/revisions/compare/live...latest/")
    save(page, "so-sanh.png")


def take_take_down(page, address):
    number = page_id(page, "articles.ArticlePage", COMPARED)
    page.goto(f"{address}/admin/pages/{number}/unpublish/")
    save(page, "go-bai.png")


def take_word_import(page, address):
    """The form, and the draft with the list of what could not be taken over."""
    section = page_id(page, "articles.SectionPage", "/nu-cong/")
    page.goto(f"{address}/admin/articles/word/{section}/")
    save(page, "nhap-tu-word.png")
    page.locator("[name=file]").set_input_files(
        {"name": "bai-gui.docx", "mimeType": "application/msword", "buffer": word_file()}
    )
    page.get_by_role("button", name="Tạo bài nháp").click()
    page.wait_for_url("**/edit/")
    save(page, "nhap-tu-word-xong.png")


def word_file():
    """Return a Word file as a contributor sends it, with a chart that no article can take."""
    document = Document()
    document.add_heading("Lớp học nghề buổi tối khai giảng ở Nghi Sơn", 0)
    document.add_paragraph().add_run(
        "Tối 18/11, 36 công nhân bắt đầu lớp điện dân dụng miễn phí do công đoàn mở."
    ).bold = True
    document.add_paragraph("Lớp học ba buổi mỗi tuần, kéo dài bốn tháng, có phòng giữ trẻ.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Nghề", "Số người", "Điện", "36"), strict=True):
        cell.text = text
    chart = OxmlElement("c:chart", nsdecls={"c": CHARTS})
    document.add_paragraph().add_run()._r.append(chart)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def take_report(page, address):
    page.goto(f"{address}/admin/reports/articles/")
    save(page, "thong-ke-tin-bai.png")


def take_royalties(page, address):
    page.goto(f"{address}/admin/royalties/")
    page.get_by_role("link", name="10/2026").first.click()
    save(page, "bang-nhuan-but.png")
    page.locator("[name=close]").click()
    page.get_by_role("button", name="Chốt tháng 10/2026").click()
    page.wait_for_load_state()
    names.look(page)


def take_article_form(page, address):
    """The parts of the form of a published article, from the title down."""
    form = f"{address}/admin/pages/{page_id(page, 'articles.ArticlePage', ARTICLE)}/edit/"
    page.goto(form)
    save(page, "bai-viet-tieu-de.png")
    show(page, "[data-contentpath=body]")
    save(page, "bai-viet-noi-dung.png")
    show(page, "[id^=inline_child_bylines-0], #id_bylines-FORMS")
    save(page, "bai-viet-but-danh.png")
    page.get_by_role("tab").nth(1).click()
    page.mouse.wheel(0, -10_000)
    save(page, "bai-viet-phan-loai.png")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    save(page, "bai-viet-cac-nut.png", clip={"x": 200, "y": 400, "width": 640, "height": 400})


def take_home_form(page, address):
    page.goto(f"{address}/admin/pages/{page_id(page, 'home.HomePage')}/edit/")
    page.get_by_role("tab", name="Đầu trang và chân trang").click()
    save(page, "trang-chu-bieu-mau.png")


def take_author_form(page, address):
    page.goto(f"{address}/admin/snippets/articles/author/add/")
    save(page, "tac-gia-bieu-mau.png")
