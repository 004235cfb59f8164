"""The article editor as a writer uses it: by its fields, never by its labels' language."""

from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

ADD_ARTICLE = "/admin/pages/add/articles/articlepage/{section}/"
# The blocks of an article or a standard page.
BODY = "[data-contentpath=body]"


def page_id(page, slug):
    """Return the id of the page that `slug` names, as the signed-in person's admin knows it."""
    found = page.request.get("/admin/api/main/pages/", params={"slug": slug}).json()["items"]
    return found[0]["id"]


def add_snippet(page, kind, fields, department=None):
    """Fill and save the form of a new department, author or topic, found through the menu."""
    page.goto("/admin/")
    page.get_by_role("button", name="Tòa soạn").click()
    page.locator(f'a[href="/admin/snippets/articles/{kind}/"]').click()
    page.locator(f'a[href^="/admin/snippets/articles/{kind}/add/"]').first.click()
    for name, text in fields.items():
        page.locator(f"#id_{name}").fill(text)
    if department:
        choose(page, "id_department", department)
    page.locator("form .action-save").click()
    expect(page.get_by_role("link", name=fields["name"]).first).to_be_visible()


def add_visit_counter(page, name, words=None, hidden=()):
    """Fill and save the form of a new visit block, without the `hidden` of its three numbers."""
    page.goto("/admin/snippets/analytics/visitcounter/add/")
    for field, text in {"name": name, **(words or {})}.items():
        page.locator(f"#id_{field}").fill(text)
    for number in hidden:
        page.locator(f"#id_show_{number}").uncheck()
    page.locator("form .action-save").click()
    page.wait_for_load_state()


def change_position(page, author, position):
    """Give an author another position in the author's own form."""
    page.goto("/admin/snippets/articles/author/")
    page.get_by_role("link", name=author).first.click()
    page.locator("#id_position").fill(position)
    page.locator("form .action-save").click()
    expect(page.get_by_role("cell", name=position)).to_be_visible()


def choose(page, field, name, search=True):
    """Choose `name` in the chooser of `field`, whether one is chosen already or not.

    `search`: whether the chooser has a search box, as it has for what may be many.
    """
    chooser = page.locator(f"#{field}-chooser")
    toggle = chooser.locator(".w-dropdown__toggle")
    if toggle.is_visible():
        toggle.click()
    chooser.locator("[data-chooser-action-choose]:visible").click()
    found = page.locator(".modal")
    if search:
        found.locator("[name=q]").fill(name)
    found.get_by_role("link", name=name, exact=True).click()
    expect(chooser).to_contain_text(name)


def _accept(dialog):
    """Answer yes to what the form asks, also where another editor of the page has answered."""
    with suppress(Error):
        dialog.accept()


class ArticleEditor:
    """The form of one article in `page`."""

    def __init__(self, page):
        self.page = page
        page.on("dialog", _accept)
        self.title = page.locator("#id_title")
        self.slug = page.locator("#id_slug")
        self.publish_action = page.locator("[name=action-publish]")
        self.submit_action = page.locator("[name=action-submit]")

    @classmethod
    def new(cls, page, section):
        """Open the form of a new article in the section whose slug is `section`."""
        address = ADD_ARTICLE.format(section=page_id(page, section))
        page.goto(address, wait_until="domcontentloaded")
        return cls(page)

    @classmethod
    def of(cls, page, slug):
        """Open the form of the article that `slug` names."""
        page.goto(f"/admin/pages/{page_id(page, slug)}/edit/", wait_until="domcontentloaded")
        return cls(page)

    def byline(self, name, row=0):
        """Return the input of a byline's field: author, position, department_name."""
        return self.page.locator(f"#id_bylines-{row}-{name}")

    def write(self, title, lead, text):
        """Type title, lead and one paragraph."""
        self.title.press_sequentially(title)
        self.page.locator("#id_lead").fill(lead)
        self.add_paragraph().fill(text)

    def add_paragraph(self):
        """Add a paragraph as the first block of the body, and return what is written in."""
        self.page.locator(f"{BODY} .c-sf-add-button").first.click()
        self.page.get_by_role("option", name="Đoạn văn").click()
        return self.page.locator(f"{BODY} [contenteditable=true]").first

    def save(self):
        """Store a draft, and wait until the form has come back."""
        # Rich text reaches its field a moment after it is drawn; the button waits for it.
        self.page.locator("footer .action-save").first.click()
        self.page.wait_for_url("**/edit/")
        expect(self.page.locator(".messages .success")).to_be_visible()

    def add_byline(self, author):
        """Add a row to the bylines and choose its author."""
        self.page.locator("#id_bylines-ADD").click()
        self.choose_author(author)

    def choose_author(self, author, row=0):
        """Choose the author of a byline, and wait until the browser has asked about them."""
        with self.page.expect_response("**/articles/bylines/*/"):
            choose(self.page, f"id_bylines-{row}-author", author)

    def preview(self):
        """Open the preview beside the form, and return its frame."""
        self.page.locator("[data-side-panel-toggle=preview]").click()
        return self.page.frame_locator("#w-preview-iframe")

    def publish(self):
        """Publish, and wait until the article stands in its section's list of pages."""
        self._act(self.publish_action)

    def submit(self):
        """Send the article to be approved."""
        self._act(self.submit_action)

    def _act(self, action):
        self.page.locator("footer .w-dropdown__toggle").click()
        action.click()
        self.page.wait_for_url("**/admin/pages/*/")


def wait_until(page, is_so):
    for _time in range(200):
        if is_so():
            return
        page.wait_for_timeout(100)
    pytest.fail("It never came to that")


def stored_by_itself(page, text=""):
    """Expect the form to store itself with `text` in it, as it does a moment after a change."""

    def is_stored(answer):
        asked = answer.request
        if asked.method != "POST" or asked.headers.get("accept") != "application/json":
            return False
        return "/admin/pages/" in asked.url and answer.ok and text in asked.post_data

    return page.expect_response(is_stored)
