"""Every registered address, asked as every role about pages of every kind.

`access_matrix.txt` is the table of answers that was agreed to: a row an address, a column a kind of
page with the answers to GET and POST, a letter a role that is answered: small, in vain (400, 404,
405); "-", refused. `SITE_ENV=test pytest tests/newsroom/test_access_matrix.py` compares; with
`WRITE_ACCESS_MATRIX=1` it writes the table anew, to be read before it is committed.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from analytics.models import LedgerEntry, VisitCounter
from articles.models import Attachment, Byline, RoyaltyRate
from home.models import ContactMessage
from newsroom import trash
from newsroom.groups import BOARD, CONTRIBUTORS, EDITORS, TRANSLATORS, create_roles
from tests.admin_addresses import filled, patterns, texts_for_people
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    PhotoFactory,
    SectionPageFactory,
    TopicFactory,
    member,
    submit,
    the_home,
)
from tests.languages import english_words
from tests.newsroom.translating import english_section, translated

ROLES = {
    "A": "a reader",
    "C": "a contributor, who wrote `own`",
    "X": "an editor of another section",
    "T": "a translator",
    "E": "an editor of the section",
    "B": "the board",
    "S": "a superuser",
}
# They end the session; they are pages of a package's own that nothing leads to.
LEFT_OUT = ("logout", "failwhale", "styleguide")
PAGE_ITSELF = "(the page itself)"
# Syllables that no other text of the admin has.
SECRET = "khoèo ngoẳng"
EXPECTED = Path(__file__).with_name("access_matrix.txt")
# Whose answers are read to the end, about which kinds: theirs who know least of others' drafts.
READ = {"A": ("", "own", "foreign", "binned"), "C": ("", "foreign"), "X": ("", "foreign")}
# Kinds of pages, and who may see their titles.
SEEN_BY = {
    "own": "CEBS",
    "foreign": "EBS",
    "waiting": "EBS",
    "binned": "CEBS",
    "english": "ACXTEBS",
}
TITLES = dict(zip(SEEN_BY, ("một", "hai", "ba", "bốn", "năm"), strict=True))


def site():
    """Make pages of every kind and people of every role; return ({kind: page}, {letter: user})."""
    section, other = SectionPageFactory(title="Nữ công"), SectionPageFactory(title="Thi đua")
    english_section(section)
    create_roles(the_home())
    people = {
        "C": member(CONTRIBUTORS),
        "X": member(EDITORS, other),
        "T": member(TRANSLATORS),
        "E": member(EDITORS, section),
        "B": member(BOARD),
        "S": User.objects.create_superuser("quan-tri", "quan-tri@example.vn"),
    }
    author, writer = AuthorFactory(), member(CONTRIBUTORS)

    def draft(kind, owner):
        page = ArticlePageFactory(
            title=f"Chuyện {SECRET} {TITLES[kind]}",
            parent=section,
            live=False,
            owner=owner,
            main_image=PhotoFactory(),
            topic=TopicFactory(),
        )
        page.bylines.add(Byline(author=author, locale=page.locale))
        page.save()
        page.save_revision(user=owner)
        return page

    pages = {
        "own": draft("own", people["C"]),
        "foreign": draft("foreign", writer),
        "waiting": draft("waiting", writer),
        "binned": draft("binned", people["C"]),
        "english": translated(ArticlePageFactory(parent=section, title="Bài đã dịch"), "{}"),
    }
    submit(pages["waiting"], writer)
    one_of_each()
    trash.put_into_bin(pages["binned"], people["B"], "Trùng bài")
    return {kind: Page.objects.get(pk=page.pk).specific for kind, page in pages.items()}, people


def one_of_each():
    """Make one of everything that addresses name by its key, besides pages."""
    Attachment.objects.create(title="Mẫu đơn", file="a.pdf")
    ContactMessage.objects.create(name="Bạn đọc", subject="Hỏi", message="Xin hỏi")
    VisitCounter.objects.create(name="Khối")
    LedgerEntry.objects.create(amount=1, note="Số dư")
    RoyaltyRate.objects.create(genre="tin", amount=100_000, effective_from=date(2026, 9, 1))
    Redirect.objects.create(old_path="/cu", redirect_link="/")


@dataclass
class Sweep:
    """What every address answered: rows of the table, and what broke a rule."""

    # Every request is undone, so that each begins with these pages.
    before: list
    rows: dict = field(default_factory=dict)
    failed: list = field(default_factory=list)
    named: list = field(default_factory=list)
    english: list = field(default_factory=list)
    changed: list = field(default_factory=list)

    def table(self):
        return [f"{route}  {' '.join(columns)}" for route, columns in sorted(self.rows.items())]


UNRENDERED = f"{__name__}.UnrenderedMiddleware"


class UnrenderedMiddleware:
    """Spares the rendering of a page of which only the status is asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_template_response(self, request, response):
        if "X-Unrendered" in request.headers:
            response.content = b""
        return response


def sweep(methods=("get", "post")):
    """Ask every address of the site as whom it may concern about everything; return a `Sweep`.

    The admin is asked as every role, what is outside it as a reader.
    """
    pages, people = site()
    reader = {"A": Client(raise_request_exception=False)}
    staff = {}
    for letter, user in people.items():
        staff[letter] = Client(raise_request_exception=False)
        staff[letter].force_login(user)
    found = Sweep(_state(pages))
    asked = {PAGE_ITSELF: {kind: page.relative_url(None) for kind, page in pages.items()}}
    for pattern in patterns(get_resolver()):
        if not any(part in pattern for part in LEFT_OUT):
            addresses = {kind: filled(pattern, page) for kind, page in pages.items()}
            same = len(set(addresses.values())) == 1
            asked[pattern] = {"": addresses["foreign"]} if same else addresses
    for route, addresses in asked.items():
        clients = staff if route.startswith("admin/") else reader
        found.rows[route] = [
            _column(found, clients, address, kind, pages, methods)
            for kind, address in addresses.items()
        ]
    return found


def _column(found, clients, address, kind, pages, methods):
    page = pages[kind or "foreign"]
    asked = f"{address}?id={page.pk}&child_of={page.get_parent().pk}"
    answers = "/".join(_letters(found, method, clients, asked, kind, pages) for method in methods)
    return f"{kind}={answers}" if kind else answers


def _letters(found, method, clients, address, kind, pages):
    """Return who is answered: in capitals with a page, small in vain (4xx), "-" refused."""
    letters = ""
    for who, client in clients.items():
        # A superuser is asked where the board is refused: he may do what the board may.
        if who == "S" and letters[-1:] != "-":
            letters += letters[-1:].replace("B", "S").replace("b", "s")
            continue
        is_read = method == "get" and kind in READ.get(who, ())
        letters += _letter(found, method, who, client, address, is_read, pages)
    return letters


def _letter(found, method, who, client, address, is_read, pages):
    with transaction.atomic():
        headers = {} if is_read else {"X-Unrendered": "1"}
        answer = getattr(client, method)(address, headers=headers)
        is_changed = answer.status_code == 403 and _state(pages) != found.before
        transaction.set_rollback(True)
    where = (method, who, address)
    if answer.status_code >= 500:
        found.failed.append((*where, answer.status_code))
    if is_read:
        _read(found, where, who, answer)
    if answer.status_code == 403:
        if is_changed:
            found.changed.append(where)
        return "-"
    return who if answer.status_code < 400 else who.lower()


def _read(found, where, who, answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = content.decode(errors="replace")
    hidden = [each for each, seen_by in SEEN_BY.items() if who not in seen_by]
    found.named += [(*where, each) for each in hidden if f"{SECRET} {TITLES[each]}" in text]
    # What readers are told in either language, the tests of public pages look through.
    texts = texts_for_people(where[-1], answer) if who != "A" else ()
    found.english += [(where, words) for words in texts if english_words(words)]


def _state(pages):
    keys = [page.pk for page in pages.values()]
    fields = ("pk", "live", "path", "title", "slug", "locked", "latest_revision", "expire_at")
    return list(Page.objects.filter(pk__in=keys).order_by("pk").values_list(*fields))
