"""Addresses beside the pages: search, feeds, monitoring; wrong and hostile ones."""

from unicodedata import normalize
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from .addresses import ARTICLE, HOME, SECTION
from .people import DESKTOP, PHONE

SEARCH = "/tim-kiem/"
DIALOGUE = "Đối thoại ở Công ty Giày Sao Mai Việt"
PAGES = ["abc", "-1", "0", "1.5", "99999999999999999999", "", "%00", "１", "%F0%9F%92%A5"]
QUERIES = {
    "quotation mark": '"',
    "apostrophe": "' OR 1=1 --",
    "asterisk": "*",
    "brackets": "((",
    "operators": "AND NOT OR NEAR",
    "emoji": "🧧🎉",
    "nul": "\0",
    "combining mark": "\u0301",
    "column name": "title:x",
    "10,000 letters": "đ" * 10_000,
    "1,000 words": "công " * 1_000,
    "percent": "%%%",
    "markup": "<script>alert(1)</script>",
}
HOSTILE_PATHS = [
    "/%00",
    "/hoat-dong-cong-doan/%00/",
    "/%E0%A4%A/",
    "/%FF%FE/",
    "/tac-gia/%00/",
    "/don-vi/' OR 1=1/",
    "/" + "a/" * 500,
    "/" + "đ" * 2_000 + "/",
    "/media/../../etc/passwd",
    "/media/%2e%2e/%2e%2e/site.sqlite3",
    "/media/%00",
    "/documents/99999999999999999999/x.pdf",
    "/?locale=%00",
    "/%F0%9F%92%A5/",
]


@pytest.fixture
def get(playwright, site):
    """Return a function that fetches an address without a page around it."""
    client = playwright.request.new_context(base_url=site)
    yield lambda address, **options: client.get(address, **options)
    client.dispose()


@pytest.mark.parametrize("person", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_search_of_the_header_finds_an_article(open_as, person):
    page = open_as(person, HOME)
    page.get_by_role("link", name="Tìm kiếm").locator("visible=true").first.click()
    page.get_by_role("combobox").fill("đối thoại")
    page.get_by_role("combobox").press("Enter")
    found = page.get_by_role("main")
    expect(found.locator(".search__count")).to_contain_text("cho “đối thoại”")
    expect(found.get_by_role("link", name=DIALOGUE).first).to_be_visible()
    expect(page.get_by_role("combobox")).to_have_value("đối thoại")


@pytest.mark.parametrize("query", ["ĐỐI THOẠI", normalize("NFD", "đối thoại")])
def test_case_and_composition_of_letters_do_not_matter_to_a_search(open_as, query):
    page = open_as(DESKTOP, f"{SEARCH}?q={quote(query)}")
    expect(page.get_by_role("link", name=DIALOGUE).first).to_be_visible()


def test_a_search_for_nothing_asks_kindly(open_as):
    page = open_as(DESKTOP, f"{SEARCH}?q=")
    expect(page.get_by_text("Hãy nhập từ cần tìm")).to_be_visible()
    expect(page.locator(".search__count")).to_have_count(0)


def test_a_search_that_finds_nothing_says_what_to_try(open_as):
    page = open_as(DESKTOP, f"{SEARCH}?q=xyzzy")
    expect(page.get_by_text("Có 0 bài viết cho “xyzzy”.")).to_be_visible()
    expect(page.get_by_text("Hãy thử ít từ hơn")).to_be_visible()


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
def test_no_search_breaks_the_page(get, query):
    answer = get(SEARCH, params={"q": query})
    assert answer.status == 200
    assert "<script>alert" not in answer.text()


@pytest.mark.parametrize(
    "address", [HOME, SECTION, SEARCH + "?q=công&", "/tac-gia/pham-thi-huong/"]
)
@pytest.mark.parametrize("number", PAGES)
def test_no_page_number_breaks_a_listing(get, address, number):
    assert get(f"{address}{'' if '?' in address else '?'}page={number}").status == 200


@pytest.mark.parametrize("path", HOSTILE_PATHS, ids=range(len(HOSTILE_PATHS)))
def test_a_hostile_address_is_refused_and_no_fault_of_the_server(get, path):
    assert get(path).status < 500


@pytest.mark.parametrize("path", ["/media/../../etc/passwd", "/media/%2e%2e/site.sqlite3"])
def test_no_file_outside_the_media_folder_is_handed_out(get, path):
    answer = get(path)
    assert answer.status in (400, 404)
    assert b"SQLite format" not in answer.body()


@pytest.mark.parametrize("address", ["/rss/", f"{SECTION}rss/"])
def test_feeds_list_the_newest_articles(get, site, address):
    answer = get(address)
    items = ElementTree.fromstring(answer.body()).findall("channel/item")
    assert f"{site}{ARTICLE}" in [item.findtext("link") for item in items]


def test_the_english_feed_is_in_english(get, site):
    items = ElementTree.fromstring(get("/en/rss/").body()).findall("channel/item")
    assert items
    assert all(item.findtext("link").startswith(f"{site}/en/") for item in items)


def test_the_site_map_lists_articles_of_both_languages(get, site):
    page_map = get("/sitemap-articles-1.xml").text()
    assert f"{site}{ARTICLE}" in page_map
    assert f"{site}/en/union-activities/" in page_map


def test_robots_are_led_to_the_site_map(get, site):
    assert f"Sitemap: {site}/sitemap.xml" in get("/robots.txt").text()


def test_monitoring_hears_that_all_is_well(get):
    assert get("/healthz/").json()["status"] == "ok"


@pytest.mark.parametrize(
    ("address", "heading", "way_on"),
    [
        ("/khong-co-trang-nay/", "Không tìm thấy trang", "Tìm"),
        ("/hoat-dong-cong-doan/khong-co/", "Không tìm thấy trang", "Tìm"),
        ("/tac-gia/khong-co/", "Không tìm thấy trang", "Tìm"),
        ("/en/unknown/", "Page not found", "Search"),
    ],
)
def test_an_unknown_address_is_told_in_the_readers_language(
    new_context, faults, address, heading, way_on
):
    faults.expect("the server responded with a status of 404")
    page = new_context(**DESKTOP).new_page()
    assert page.goto(address).status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.get_by_role("search").get_by_role("button", name=way_on)).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_contain_text("Thanh Hóa")
