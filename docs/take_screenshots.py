"""Makes all pictures of docs/images/: python docs/take_screenshots.py

Starts a server of its own with the demo site in a temporary folder and looks at it with the
system's Chromium. Needs the development requirements (make test installs them).
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# The headless browser's own name would be counted as a robot's.
USER_AGENT = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)
COLOURS = 256
WIDTHS = {1280: 860, 390: 844}
EDITOR = "ban-bien-tap"
PASSWORD = "cong-doan-xu-thanh"
ARTICLE = "/hoat-dong-cong-doan/hoi-nghi-cong-tac-to-chuc-cong-doan-nam-2026/"


@contextmanager
def demo_site():
    """Yield the address of a server that has just made the demo site."""
    folder = tempfile.mkdtemp(prefix="site-ldld-pictures-")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "SITE_ENV": "development",
        "DATA_DIR": folder,
        "PORT": str(port),
    }
    command = [sys.executable, "manage.py", "serve"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder)


def wait_for(address, server, seconds=300):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz/", timeout=5)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise SystemExit("The server did not start.")


def save(page, name, **options):
    """Store what `page` shows as docs/images/`name`.png, in few colours."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)
    picture = Image.open(BytesIO(page.screenshot(**options))).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(IMAGES / f"{name}.png", optimize=True)


def take_public_pages(browser, address):
    for width, height in WIDTHS.items():
        for scheme in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                user_agent=USER_AGENT,
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
            )
            suffix = f"{width}-toi" if scheme == "dark" else str(width)
            for path, name in (("/", "trang-chu"), (ARTICLE, "bai-viet")):
                page.goto(address + path)
                save(page, f"{name}-{suffix}")
            page.close()


def take_editors_pages(browser, address):
    page = browser.new_page(
        viewport={"width": 1280, "height": 800},
        color_scheme="light",
        user_agent=USER_AGENT,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    page.goto(f"{address}/admin/login/")
    page.fill("#id_username", EDITOR)
    page.fill("#id_password", PASSWORD)
    page.locator("form button[type=submit]").first.click()
    page.wait_for_url(f"{address}/admin/")
    pictures = (take_tree, take_list, take_article_form, take_home_form, take_author_form)
    for picture in (*pictures, take_checks, take_bin, take_desk):
        picture(page, address)
    page.close()


def take_tree(page, address):
    page.goto(f"{address}/admin/pages/{page_id(page, 'home.HomePage')}/")
    save(page, "cay-trang")


def take_list(page, address):
    page.goto(f"{address}/admin/articles/list/")
    save(page, "danh-sach-bai")


def take_checks(page, address):
    """A draft that is marked as republished and names no source."""
    section = page_id(page, "articles.SectionPage", "/nu-cong/")
    page.goto(f"{address}/admin/pages/add/articles/articlepage/{section}/")
    # The address follows the title, a moment later.
    page.wait_for_load_state("networkidle")
    page.locator("#id_title").press_sequentially("Thêm ba phòng vắt sữa ở khu công nghiệp")
    page.wait_for_function("document.getElementById('id_slug').value")
    page.fill("#id_lead", "Ba nhà máy vừa mở phòng vắt sữa cho lao động nữ.")
    page.evaluate("document.getElementById('id_republished').checked = true")
    page.locator("footer .action-save").click()
    page.wait_for_url("**/edit/")
    show(page, "#id_overruling_reason")
    page.mouse.wheel(0, -260)
    save(page, "soat-truoc-khi-dang")


def take_bin(page, address):
    """The draft of the checks, deleted."""
    number = page.url.split("/pages/")[1].split("/")[0]
    page.goto(f"{address}/admin/pages/{number}/delete/")
    page.locator("form input.serious").click()
    page.goto(f"{address}/admin/articles/bin/")
    save(page, "thung-rac")


def take_desk(page, address):
    """The first screen, with the draft brought back and handed in."""
    page.locator("button[name=restore]").first.click()
    page.goto(f"{address}/admin/articles/list/?q=ba+phong+vat+sua")
    page.get_by_role("link", name="Thêm ba phòng vắt sữa").first.click()
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("[name=action-submit]").click()
    page.wait_for_load_state()
    page.goto(f"{address}/admin/")
    save(page, "viec-cua-toi")


def take_article_form(page, address):
    """The parts of the form of a published article, from the title down."""
    form = f"{address}/admin/pages/{page_id(page, 'articles.ArticlePage', ARTICLE)}/edit/"
    page.goto(form)
    save(page, "bai-viet-tieu-de")
    show(page, "[data-contentpath=body]")
    save(page, "bai-viet-noi-dung")
    show(page, "[id^=inline_child_bylines-0], #id_bylines-FORMS")
    save(page, "bai-viet-but-danh")
    page.get_by_role("tab").nth(1).click()
    page.mouse.wheel(0, -10_000)
    save(page, "bai-viet-phan-loai")
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    save(page, "bai-viet-cac-nut", clip={"x": 200, "y": 400, "width": 640, "height": 400})


def take_home_form(page, address):
    page.goto(f"{address}/admin/pages/{page_id(page, 'home.HomePage')}/edit/")
    page.get_by_role("tab", name="Đầu trang và chân trang").click()
    save(page, "trang-chu-bieu-mau")


def take_author_form(page, address):
    page.goto(f"{address}/admin/snippets/articles/author/add/")
    save(page, "tac-gia-bieu-mau")


def page_id(page, kind, path="/"):
    """Return the id of the Vietnamese page of `kind` at `path`, as the admin's own API says."""
    query = f"/admin/api/main/pages/?type={kind}&locale=vi&slug={path.strip('/').split('/')[-1]}"
    query = query.removesuffix("&slug=")
    answer = page.evaluate("async address => (await fetch(address)).json()", query)
    return answer["items"][0]["id"]


def show(page, selector):
    """Scroll to the part of the form that `selector` finds, below the header that stays."""
    page.locator(selector).first.evaluate("part => part.scrollIntoView({block: 'start'})")
    page.mouse.wheel(0, -140)


def main():
    IMAGES.mkdir(exist_ok=True)
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise SystemExit(f"No browser: none of {', '.join(BROWSERS)} is installed.")
    with demo_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        take_public_pages(browser, address)
        take_editors_pages(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
