"""A real Chromium in front of a real server, started as `make run` starts it."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect, sync_playwright

from tests.browser import people
from tests.browser.addresses import COUNTS, HOME
from tests.browser.counter import VISIT, views_in
from tests.browser.faults import Faults
from tests.browser.server import served
from tests.browser.tabs import Tab

HERE = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Milliseconds: the machine may be busy with something else.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark every test of this folder, and keep them together in one process of xdist."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


# Server


@pytest.fixture(scope="package")
def data_folder(tmp_path_factory):
    """Return the folder in which the demo site is made for these tests."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="package")
def site(data_folder, base_url):
    """Return the address of a server with the demo site, which ends with the last browser test.

    `pytest --base-url=http://127.0.0.1:8000 tests/browser` uses one that runs already.
    """
    if base_url:
        yield base_url.rstrip("/")
        return
    with served(data_folder) as address:
        yield address


# Browser. These take the places of pytest-playwright's fixtures of the whole session: its event
# loop must end with the last browser test, or Django refuses the database to the tests after it.


@pytest.fixture(scope="package")
def playwright():
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def browser(playwright):
    browser = launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="package")
def readers_browser(playwright):
    """A browser that restores the page that "back" leads to, which Playwright forbids its own."""
    browser = launch(
        playwright,
        f"--user-agent={people.DESKTOP['user_agent']}",
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


def launch(playwright, *arguments, **options):
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"No browser: none of {', '.join(BROWSERS)} is installed")
    arguments = ["--no-sandbox", *arguments]
    return playwright.chromium.launch(executable_path=path, args=arguments, **options)


@pytest.fixture(scope="package")
def browser_context_args(site):
    return {"base_url": site}


@pytest.fixture
def faults(site):
    """Collect what pages log, throw and fetch elsewhere; any of it fails the test at its end."""
    faults = Faults(site)
    yield faults
    assert not faults.found, "\n".join(faults.found)


@pytest.fixture
def new_context(new_context, faults):
    """Return pytest-playwright's `new_context`, with every page of it being watched."""

    def watched_context(**options):
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        faults.watch(context)
        return context

    return watched_context


@pytest.fixture
def open_as(new_context):
    """Return a function that opens an address as a new person: `open_as(PHONE, "/")` -> page."""

    def open_page(person, address, **options):
        page = new_context(**{**person, **options}).new_page()
        page.goto(address, wait_until="domcontentloaded")
        return page

    return open_page


@pytest.fixture(scope="package")
def sessions():
    """Remember the cookies of those who have signed in: the form is slow on purpose."""
    return {}


@pytest.fixture
def sign_in(open_as, new_context, faults, sessions):
    """Return a function that signs in one of the demo's staff and returns a page of theirs."""
    # Autosave's answer while the form lacks something; the browser logs it as an error.
    faults.expect("the server responded with a status of 400")

    def signed_in_page(username):
        if username in sessions:
            return new_context(**people.DESKTOP, storage_state=sessions[username]).new_page()
        page = open_as(people.DESKTOP, "/admin/login/")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(settings.DEMO_PASSWORD)
        page.locator("form [type=submit]").click()
        page.wait_for_url("**/admin/")
        sessions[username] = page.context.storage_state()
        return page

    return signed_in_page


# Counter


@pytest.fixture
def counts(playwright, site):
    """Return a function that reads the three numbers without being counted."""
    outside = playwright.request.new_context(base_url=site)
    yield lambda: outside.get(COUNTS).json()
    outside.dispose()


@pytest.fixture
def views(sign_in):
    """Return a function that reads how often the page at an address was viewed."""
    board = sign_in(people.BOARD).request
    report = "/admin/reports/most-read/?export=csv"
    return lambda address: views_in(board.get(report).text(), address)


@pytest.fixture
def visit(new_context):
    """Return a function that opens an address as a new person and waits for the counter.

    `before` is called with the page first.
    """

    def visit_as(person, address=HOME, before=None, **options):
        page = new_context(**{**person, **options}).new_page()
        if before:
            before(page)
        with page.expect_response(VISIT):
            page.goto(address, wait_until="domcontentloaded")
        return page

    return visit_as


@pytest.fixture
def open_tab(readers_browser, site):
    """Return a function that opens an address in another tab of a new person, maybe hidden."""
    cdp = readers_browser.new_browser_cdp_session()
    context = cdp.send("Target.createBrowserContext")["browserContextId"]
    yield lambda address, hidden=False: Tab(cdp, context, f"{site}{address}", hidden)
    cdp.send("Target.disposeBrowserContext", {"browserContextId": context})
    cdp.detach()
