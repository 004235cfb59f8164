"""What scripts say of dates, by a clock that the tests set."""

import re
from datetime import timedelta
from itertools import groupby
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.articles.vietnamese.relative import MIDNIGHT, MORNING, RELATIVE

from .addresses import ENGLISH_HOME, HOME
from .people import DESKTOP

MAIN = '<main id="noi-dung" tabindex="-1">'
TABLES = {now: list(rows) for now, rows in groupby(RELATIVE, key=lambda row: row[0])}


@pytest.fixture
def open_at(new_context):
    """Return a function that opens a page at a moment, with a list of other moments in it."""

    def open_page(address, now, moments, zone):
        page = new_context(**DESKTOP, timezone_id=zone).new_page()
        page.clock.install(time=now - timedelta(minutes=1))
        page.clock.pause_at(now)
        items = [
            f'<li><time datetime="{one.isoformat()}" data-relative>x</time>' for one in moments
        ]

        def with_moments(route):
            response = route.fetch()
            body = response.text().replace(MAIN, f"{MAIN}<ul id=moments>{''.join(items)}</ul>")
            route.fulfill(response=response, body=body)

        # The counter's address ends like that of the home page.
        page.route(lambda url: urlsplit(url).path == address, with_moments)
        page.goto(address)
        return page

    return open_page


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Ho_Chi_Minh", "Pacific/Auckland"])
@pytest.mark.parametrize(("address", "column"), [(HOME, 2), (ENGLISH_HOME, 3)])
@pytest.mark.parametrize("now", [MORNING, MIDNIGHT], ids=["morning", "midnight"])
def test_the_browser_tells_moments_as_the_server_would(open_at, now, address, column, zone):
    rows = TABLES[now]
    page = open_at(address, now, [row[1] for row in rows], zone)
    expect(page.locator("#moments time")).to_have_text([row[column] for row in rows])


def test_a_page_that_stays_open_grows_older(open_at):
    page = open_at(HOME, MORNING, [MORNING], "Asia/Ho_Chi_Minh")
    told, today = page.locator("#moments time"), page.locator("[data-today]").first
    expect(told).to_have_text("vừa xong")
    expect(today).to_have_text("Thứ Tư, 02/09/2026")
    page.clock.run_for(int(timedelta(minutes=5).total_seconds() * 1000))
    expect(told).to_have_text("5 phút trước")
    page.clock.fast_forward(int(timedelta(hours=24).total_seconds() * 1000))
    expect(told).to_have_text("Hôm qua, 10:00")
    expect(today).to_have_text("Thứ Năm, 03/09/2026")


def test_the_whole_date_of_new_articles_stays_at_hand(open_as):
    time = open_as(DESKTOP, HOME).locator("time[data-relative]").first
    expect(time).to_have_attribute(
        "title", re.compile(r"^(Thứ|Chủ) .+, \d\d/\d\d/\d{4} \d\d:\d\d$")
    )
