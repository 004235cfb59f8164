"""A reader with a blocker is a reader: no list blocks a request of a page, or hides the block."""

import pytest

from analytics import addresses
from tests.blockers import asked, blocked

from .people import DESKTOP
from .test_accessibility import PAGES

OURS = "https://congdoan.example.vn"
KINDS = {"fetch": "xmlhttprequest", "document": "main_frame"}
WORDS_OF_THE_PAGE = """() => {
    const all = [...document.querySelectorAll('*')];
    return {
        classes: [...new Set(all.flatMap((each) => [...each.classList]))],
        ids: all.map((each) => each.id).filter(Boolean),
        hrefs: all.map((each) => each.getAttribute('href')).filter(Boolean),
    };
}"""
# Of a block, what surrounds it, and what is in it.
HIDDEN_BY = """(selectors) => selectors.filter((selector) => {
    const blocks = [...document.querySelectorAll('[data-visits]')];
    let found = [];
    try { found = [...document.querySelectorAll(selector)]; } catch { return false; }
    const meets = (each, block) => each.contains(block) || block.contains(each);
    return found.some((each) => blocks.some((block) => meets(each, block)));
})"""


@pytest.fixture
def pages(new_context, site, faults):
    """Return a function that opens each kind of page: `pages(**options)` -> [(page, requests)]."""
    faults.expect("the server responded with a status of 404")

    def opened(**options):
        context = new_context(**DESKTOP, **options)
        return [requests_of(context.new_page(), address, site) for address in PAGES.values()]

    return opened


def requests_of(page, address, site):
    """Open `address`; return the page and what it asks for, as if from the site in public."""
    sent = []
    page.on("request", lambda request: sent.append(request))
    page.goto(address, wait_until="networkidle")
    source = page.url.replace(site, OURS)
    return page, [
        {"source": source, "url": each.url.replace(site, OURS), "type": kind_of(each)}
        for each in sent
        if each.url.startswith(site)
    ]


def kind_of(request):
    return KINDS.get(request.resource_type, request.resource_type)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_no_list_blocks_a_request_of_a_page(pages, scripts):
    requests = [each for _page, sent in pages(java_script_enabled=scripts) for each in sent]
    asked_of_the_counter = [each for each in requests if addresses.FOLDER in each["url"]]
    # All but the page that is not there.
    assert len(asked_of_the_counter) >= len(PAGES) - 1
    assert blocked(requests) == []


def test_no_list_hides_the_block(pages):
    opened = [page for page, _requests in pages()]
    words = [{"url": OURS, **page.evaluate(WORDS_OF_THE_PAGE)} for page in opened]
    for page, selectors in zip(opened, asked(pages=words)["hidden"], strict=True):
        assert len(selectors) > 1000
        assert page.evaluate(HIDDEN_BY, selectors) == [], page.url
