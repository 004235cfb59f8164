"""WCAG 2.2 AA on every kind of page: axe with all its rules, and what axe cannot see."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .addresses import (
    ARTICLE,
    AUTHOR,
    ENGLISH_ARTICLE,
    ENGLISH_HOME,
    HOME,
    PHOTO_STORY,
    SEARCH,
    SECTION,
)
from .people import DESKTOP, PHONE

PAGES = {
    "home": HOME,
    "section": SECTION,
    "section, narrowed": f"{SECTION}?nam=2026&thang=9",
    "article": ARTICLE,
    "photo story": PHOTO_STORY,
    "author": AUTHOR,
    "department": "/don-vi/ban-to-chuc/",
    "topic": "/dong-su-kien/tet-sum-vay/",
    "archive": "/luu-tru/",
    "search": SEARCH,
    "nothing found": "/tim-kiem/?q=khongcogi",
    "organisation": "/co-cau-to-chuc/",
    "contact": "/lien-he/",
    "standard page": "/kha-nang-tiep-can/",
    "site map": "/so-do-trang/",
    "missing page": "/khong-co-trang-nay/",
    "English home": ENGLISH_HOME,
    "English section": "/en/union-activities/",
    "English article": ENGLISH_ARTICLE,
    "English search": "/en/search/?q=union",
    "English contact": "/en/contact/",
}
# The script is half a megabyte: a page is given it once, for all its looks.
AXE = Axe().axe_script
RUN_AXE = "() => axe.run({ resultTypes: ['violations'] }).then((results) => results.violations)"
# How a reader sees a page; the next look is taken without loading it again.
LOOKS = {
    "light": lambda page: None,
    "dark": lambda page: page.emulate_media(color_scheme="dark"),
    "high contrast, dark": lambda page: page.evaluate(
        "document.documentElement.dataset.contrast = 'high'"
    ),
    "high contrast, light": lambda page: page.emulate_media(color_scheme="light"),
}
OVERFLOW = """() => [...document.querySelectorAll('body *')]
    .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter((each) => {
        for (let outer = each.parentElement; outer; outer = outer.parentElement) {
            const way = getComputedStyle(outer).overflowX;
            if (['auto', 'scroll', 'hidden'].includes(way)) return false;
        }
        return true;
    })
    .map((each) => each.tagName + '.' + each.className)"""
SMALL_TARGETS = """() => [...document.querySelectorAll('button, input, select, summary, nav a')]
    .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((each) => !each.closest('.contact__unseen'))
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([each, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
    .map(([each, box]) => `${each.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""


def violations(page):
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(RUN_AXE)
    return [
        f"{rule['id']}: {node['html'][:160]} {node['any'][0]['message'] if node['any'] else ''}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_as, faults, name):
    if name == "missing page":
        faults.expect("the server responded with a status of 404")
    page = open_as(DESKTOP, PAGES[name], reduced_motion="reduce")
    page.wait_for_load_state("load")
    found = {}
    for look, take_it in LOOKS.items():
        take_it(page)
        if seen := violations(page):
            found[look] = seen
    assert found == {}


def test_axe_finds_nothing_on_a_phone_nor_in_its_open_menu(open_as):
    page = open_as(PHONE, ARTICLE, reduced_motion="reduce")
    page.wait_for_load_state("load")
    assert violations(page) == []
    page.locator(".tool--menu").click()
    assert violations(page) == []


def test_axe_finds_nothing_in_a_form_that_came_back(open_as, faults):
    faults.expect("the server responded with a status of 422")
    page = open_as(DESKTOP, "/lien-he/")
    page.get_by_role("button", name="Gửi thư").click()
    page.get_by_role("alert").wait_for()
    assert violations(page) == []


# 320 pixels is also a window of 1280 at 400 %.


def test_nothing_stands_out_at_320_pixels(open_as):
    narrow = {**PHONE, "viewport": {"width": 320, "height": 640}}
    page = open_as(narrow, HOME)
    found = {}
    for name, address in PAGES.items():
        if name == "missing page":
            continue
        page.goto(address, wait_until="load")
        if seen := page.evaluate(OVERFLOW):
            found[name] = seen
    assert found == {}


def test_every_target_is_24_pixels_large(open_as):
    page = open_as(PHONE, HOME)
    found = {}
    for name in ("home", "section", "article", "search", "contact", "archive"):
        page.goto(PAGES[name], wait_until="load")
        if seen := page.evaluate(SMALL_TARGETS):
            found[name] = seen
    assert found == {}


@pytest.mark.parametrize("name", ["home", "article", "contact"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(open_as, name):
    page = open_as(DESKTOP, PAGES[name])
    page.wait_for_load_state("load")
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
            .filter((each) => each.tabIndex >= 0 && !each.disabled)
            .filter((each) => each.checkVisibility() && !each.closest('[inert]')).length"""
    )
    reached, unseen = 0, []
    for _step in range(wanted + 40):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const at = document.activeElement;
                if (at === document.body) return null;
                const first = !at.dataset.reached; at.dataset.reached = '1';
                const style = getComputedStyle(at);
                const isSeen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                return [first, isSeen, at.outerHTML.slice(0, 120)]; }"""
        )
        if at is None:
            break
        is_first, is_seen, element = at
        reached += is_first
        if not is_seen:
            unseen.append(element)
    assert unseen == []
    assert reached >= wanted
