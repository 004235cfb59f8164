"""The visit counter as tests see it: what it has counted, and what its block shows."""

import csv
import random
from contextlib import contextmanager
from urllib.parse import urlsplit

from analytics import addresses

from .people import CHROME, DESKTOP

VISIT = f"**{addresses.VISIT}"
PICTURE = f"**{addresses.PICTURE}*"
LABELS = {"online": "Đang online", "today": "Hôm nay", "total": "Đã truy cập"}
BLOCK = "main [data-visits]"
STATUS = f"{BLOCK} [role=status]"
STORED = """indexedDB.databases().then((databases) => [
    ...databases.map(({ name }) => name), ...Object.keys(localStorage)
])"""
STORED_BY_TAB = "sessionStorage.visits"
SAME_VIEW_MS = 10_000
SIGN_OF_LIFE_MS = 240_000
HALF_AN_HOUR_MS = 31 * 60_000
BECOME = """state => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    Object.defineProperty(document, 'hidden', { value: state == 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
}"""


def someone_new():
    """Return a person whose browser no one else has: they are known without a number."""
    build = f"Chrome/{random.randint(100, 140)}.0.{random.randint(1000, 9999)}.0"
    return {**DESKTOP, "user_agent": DESKTOP["user_agent"].replace(CHROME, build)}


def visits(numbers):
    return numbers["today"], numbers["total"]


def plus(numbers, readers):
    return numbers["today"] + readers, numbers["total"] + readers


def views_in(report, address):
    """Return the views of the page at `address` in the export of the report on pages, or 0."""
    rows = csv.reader(report.splitlines()[1:])
    return sum(int(views) for _title, url, views in rows if urlsplit(url).path == address)


def shown(page, label):
    """Return the text beside `label` in the visit block of the page's main part."""
    row = page.locator(f"{BLOCK} div").filter(has=page.get_by_text(label, exact=True))
    return row.get_by_role("definition")


def answer_with(page, online, today, total):
    """Have the counter answer `page` with these numbers."""
    text = f'{{"online": {online}, "today": {today}, "total": {total}}}'
    page.unroute(VISIT)
    page.route(VISIT, lambda route: route.fulfill(content_type="application/json", body=text))


@contextmanager
def expect_answer(page):
    """Wait for an answer of the counter, and until the page has read it.

    An installed clock moves the time limit of a request as well: put forward by ten seconds
    before its answer is read, it ends the request, which the page then sends again.
    """
    with page.expect_response(VISIT) as answer:
        yield answer
    answer.value.finished()
    page.evaluate("() => {}")


def let_pass(page, milliseconds):
    """Let time pass in a page whose clock is installed, and wait for what the page then sends.

    A person is there: they press a key that changes nothing.
    """
    page.keyboard.press("Shift")
    with expect_answer(page) as answer:
        page.clock.fast_forward(milliseconds)
    return answer.value.request.post_data_json


def grouped(value, separator):
    return f"{value:,}".replace(",", separator)
