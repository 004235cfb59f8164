"""What every picture needs: a browser's page, the demo's names, and a file to be stored in."""

from io import BytesIO

from PIL import Image

from . import names
from .demo import ROOT

IMAGES = ROOT / "docs" / "images"
# The headless browser's own name would be counted as a robot's.
USER_AGENT = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36"
)
COLOURS = 256
QUALITY = 72
EDITOR = "ban-bien-tap"
PASSWORD = "cong-doan-xu-thanh"
ARTICLE = "/hoat-dong-cong-doan/hoi-nghi-cong-tac-to-chuc-cong-doan-nam-2026/"


def open_page(browser, width, height, **options):
    """Return a new page of a Vietnamese reader's browser."""
    return browser.new_page(
        viewport={"width": width, "height": height},
        user_agent=USER_AGENT,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        **options,
    )


def save(page, name, **options):
    """Store what `page` shows as docs/images/`name`; a PNG gets few colours."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)
    names.look(page)
    picture = Image.open(BytesIO(page.screenshot(**options))).convert("RGB")
    if name.endswith(".png"):
        picture = picture.quantize(
            COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
    picture.save(IMAGES / name, optimize=True, quality=QUALITY, method=6)


def show(page, selector):
    """Scroll to the part of the form that `selector` finds, below the header that stays."""
    page.locator(selector).first.evaluate("part => part.scrollIntoView({block: 'start'})")
    page.mouse.wheel(0, -140)


def page_id(page, kind, path="/", locale="vi"):
    """Return the id of the page of `kind` at `path`, or of any, as the admin's own API says."""
    slug = path.strip("/").split("/")[-1]
    query = f"/admin/api/main/pages/?type={kind}&locale={locale}&slug={slug}"
    query = query.removesuffix("&slug=")
    answer = page.evaluate("async address => (await fetch(address)).json()", query)
    return answer["items"][0]["id"]
