"""A real Chromium in front of a real server, started as `make run` starts it."""

import fcntl
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect, sync_playwright

from tests.browser import people
from tests.browser.addresses import COUNTS, HOME
from tests.browser.counter import expect_answer, views_in
from tests.browser.faults import Faults
from tests.browser.server import served
from tests.browser.tabs import Tab

HERE = Path(__file__).parent
SITES = 2
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FIREFOXES = ("firefox-esr", "firefox")
# Milliseconds: the machine may be busy with something else.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark every test of this folder, and keep them in two processes of xdist with a site each."""
    files = sorted({item.path for item in items if HERE in item.path.parents})
    for item in items:
        if item.path in files:
            item.add_marker(pytest.mark.browser)
            number = files.index(item.path) % SITES
            item.add_marker(pytest.mark.xdist_group(f"browser-{number}"))


# Server


@pytest.fixture(scope="package")
def data_folder(tmp_path_factory, worker_id):
    """Return the folder of the demo site for these tests, which the processes make once."""
    if worker_id == "master":
        return tmp_path_factory.mktemp("site")
    shared, own = tmp_path_factory.getbasetemp().parent, tmp_path_factory.mktemp("site")
    made = shared / "site"
    with (shared / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            (shared / "first-start").mkdir()
            with served(shared / "first-start"):
                pass
            (shared / "first-start").rename(made)
    shutil.copytree(made / "data", own / "data")
    return own


@pytest.fixture(scope="package")
def site(request, base_url):
    """Return the address of a server with the demo site, which ends with the last browser test.

    `pytest --base-url=http://127.0.0.1:8000 tests/browser` uses one that runs already.
    """
    if base_url:
        yield base_url.rstrip("/")
        return
    with served(request.getfixturevalue("data_folder")) as address:
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


@pytest.fixture(scope="package")
def firefox(playwright):
    """Firefox ESR, which Playwright drives by WebDriver BiDi as it comes from Debian."""
    path = next(filter(None, map(shutil.which, FIREFOXES)), None)
    if path is None:
        pytest.skip(f"No Firefox: none of {', '.join(FIREFOXES)} is installed")
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=path)
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
def sign_in(open_as, new_context, faults, sessions, request):
    """Return a function that signs in one of the demo's staff and returns a page of theirs.

    `sign_in(BOARD)` in Chromium, `sign_in(BOARD, "firefox")` in Firefox.
    """
    # Autosave's answer while the form lacks something; the browser logs it as an error.
    faults.expect("the server responded with a status of 400")

    def signed_in_page(username, browser_name="chromium"):
        if username not in sessions:
            sessions[username] = _session_of(open_as, username)
        if browser_name == "chromium":
            return new_context(**people.DESKTOP, storage_state=sessions[username]).new_page()
        return _firefox_page(request, sessions[username], faults)

    return signed_in_page


def _session_of(open_as, username):
    page = open_as(people.DESKTOP, "/admin/login/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(settings.DEMO_PASSWORD)
    page.locator("form [type=submit]").click()
    page.wait_for_url("**/admin/")
    return page.context.storage_state()


def _firefox_page(request, session, faults):
    browser = request.getfixturevalue("firefox")
    context = browser.new_context(
        base_url=request.getfixturevalue("site"),
        viewport=people.DESKTOP["viewport"],
        storage_state=session,
    )
    request.addfinalizer(context.close)
    context.set_default_timeout(PATIENCE)
    faults.watch(context)
    return context.new_page()


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
        with expect_answer(page):
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
