"""What the search box proposes while somebody types: by keyboard, mouse, and for a listener."""

import re

import pytest
from playwright.sync_api import expect

from .people import DESKTOP, PHONE

VIETNAMESE, ENGLISH = "/tim-kiem/", "/en/search/"
# What is typed at each, and the proposal that it must bring.
TYPED = {VIETNAMESE: ("dai hoi", "Đại hội"), ENGLISH: ("workers", "workers")}
BOTH = pytest.mark.parametrize("address", [VIETNAMESE, ENGLISH])
PROPOSALS = re.compile(r"/(goi-y|suggestions)/\?q=")


@pytest.fixture
def open_search(open_as):
    """Return a function that opens a search page: -> page, its box, its list of proposals."""

    def open_page(address=VIETNAMESE, person=DESKTOP, **options):
        page = open_as(person, address, **options)
        return page, page.get_by_role("main").get_by_role("combobox"), page.get_by_role("listbox")

    return open_page


def type_in(box, text):
    """Type `text` letter by letter and wait for what is proposed for all of it."""
    with box.page.expect_response(PROPOSALS):
        box.press_sequentially(text, delay=30)
    expect(box).to_have_attribute("aria-expanded", "true")


def options(listbox):
    return listbox.get_by_role("option")


@BOTH
def test_proposals_appear_under_the_box(open_search, address):
    _page, box, listbox = open_search(address)
    typed, proposed = TYPED[address]
    type_in(box, typed)
    expect(listbox).to_be_visible()
    expect(options(listbox).filter(has_text=proposed).first).to_be_visible()


def test_letters_typed_in_a_row_are_asked_for_once(open_search):
    page, box, _listbox = open_search()
    asked = []
    page.on("request", lambda request: PROPOSALS.search(request.url) and asked.append(request.url))
    type_in(box, "dai hoi")
    assert [url.rpartition("=")[2] for url in asked] == ["dai%20hoi"]


def test_one_letter_is_not_enough_to_propose_anything(open_search):
    _page, box, listbox = open_search()
    type_in(box, "dai")
    box.fill("d")
    expect(listbox).to_be_hidden()


@BOTH
def test_the_arrows_walk_through_the_proposals_and_back_to_the_box(open_search, address):
    page, box, listbox = open_search(address)
    type_in(box, TYPED[address][0])
    # The proposals for the first letters may stand there before those for all of them.
    page.wait_for_timeout(600)
    last = options(listbox).count() - 1
    steps = [("ArrowDown", 0), ("ArrowUp", None), ("ArrowUp", last), ("ArrowDown", None)]
    for key, chosen in steps:
        box.press(key)
        states = [one.get_attribute("aria-selected") for one in options(listbox).all()]
        assert states == [str(place == chosen).lower() for place in range(last + 1)]
        expected = None if chosen is None else options(listbox).nth(chosen).get_attribute("id")
        assert box.get_attribute("aria-activedescendant") == expected
        expect(box).to_be_focused()


@BOTH
def test_enter_opens_the_chosen_proposal(open_search, address):
    page, box, listbox = open_search(address)
    type_in(box, TYPED[address][0])
    box.press("ArrowDown")
    title = options(listbox).first.inner_text()
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@BOTH
def test_enter_without_a_choice_searches(open_search, address):
    page, box, _listbox = open_search(address)
    type_in(box, TYPED[address][0])
    box.press("Enter")
    expect(page).to_have_url(re.compile(rf"{address}\?q="))
    expect(page.get_by_role("status").filter(has_text=TYPED[address][0])).to_be_visible()


def test_escape_closes_the_list_and_keeps_the_words(open_search):
    _page, box, listbox = open_search()
    type_in(box, "dai hoi")
    box.press("Escape")
    expect(listbox).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("dai hoi")
    box.press("ArrowDown")
    expect(listbox).to_be_visible()


def test_an_answer_that_comes_after_escape_is_not_shown(open_search):
    page, box, listbox = open_search()
    page.route(PROPOSALS, lambda route: (page.wait_for_timeout(400), route.continue_()))
    with page.expect_request(PROPOSALS):
        box.press_sequentially("dai hoi")
    box.press("Escape")
    page.wait_for_timeout(800)
    expect(listbox).to_be_hidden()


def test_leaving_the_box_closes_the_list(open_search):
    _page, box, listbox = open_search()
    type_in(box, "dai hoi")
    box.press("Tab")
    expect(listbox).to_be_hidden()


@pytest.mark.parametrize("person", [DESKTOP, PHONE], ids=["mouse", "finger"])
def test_a_click_opens_a_proposal(open_search, person):
    page, box, listbox = open_search(person=person)
    type_in(box, "dai hoi")
    option = options(listbox).last
    title = option.inner_text()
    option.tap() if person is PHONE else option.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@BOTH
def test_a_listener_hears_how_many_there_are(open_search, address):
    page, box, listbox = open_search(address)
    expect(box).to_have_attribute("aria-autocomplete", "list")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.get_attribute("aria-controls") == page.locator("[role=listbox]").get_attribute("id")
    type_in(box, TYPED[address][0])
    said = page.get_by_role("search").get_by_role("status")
    expect(said).to_contain_text(str(options(listbox).count()))
    box.press("Escape")
    expect(said).to_be_empty()


@BOTH
def test_the_form_works_without_scripts(open_as, address):
    page = open_as(DESKTOP, address, java_script_enabled=False)
    expect(page.get_by_role("combobox")).to_have_count(0)
    page.get_by_role("searchbox").fill(TYPED[address][0])
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("ol.results > li").first).to_be_visible()
