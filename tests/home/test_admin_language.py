"""No screen of the admin, nor its errors, letters and tables, shows words of another language.

Strangers, and what scripts write: tests/newsroom/test_permissions.py, tests/browser/.
"""

import re
from collections import defaultdict
from io import BytesIO

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.db import models, transaction
from django.utils.translation import override
from openpyxl import load_workbook
from wagtail.admin.mail import send_notification
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Locale, get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail.users.models import UserProfile
from wagtail_localize.operations import translate_object

from articles.vietnamese import nfc
from newsroom.groups import BOARD, CONTRIBUTORS, EDITORS, create_roles
from tests.admin_addresses import addresses_about, texts_for_people
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    PhotoFactory,
    TopicFactory,
    credit,
    member,
    submit,
    the_home,
)
from tests.languages import english_words, vietnamese_words
from tests.scenes import fresh, scene

TEMPLATES = settings.BASE_DIR / "templates"
pytestmark = pytest.mark.django_db
SUPERUSER = "superuser"
# For people who have not signed in: in the language of the site.
FOR_ANYBODY = ("/admin/login/", "/admin/password_reset/")


@scene
def published_article():
    """An article that was published, changed, handed in, and has an English version."""
    create_roles(the_home())
    writer = named(member(CONTRIBUTORS), "Mai Thị Thơm")
    article = ArticlePageFactory(
        title="Chuyện kể", main_image=PhotoFactory(), topic=TopicFactory(), owner=writer
    )
    article = credit(article, AuthorFactory())
    article.lead = "Lời kể khác."
    article.save_revision(user=writer)
    for original in (the_home(), article.get_parent(), article.bylines.get().author, article):
        translate_object(original, [Locale.objects.get(language_code="en")])
    submit(article, writer)
    Redirect.add_redirect("/cu/", "/")
    return article


@pytest.fixture
def article(published_article):
    return fresh(published_article)


def named(person, name):
    person.first_name = name
    person.save()
    return person


@pytest.fixture
def reader(article, client, request):
    """Return a client that is signed in as somebody of a role who reads a language."""
    role, language = request.param
    if role == SUPERUSER:
        person = User.objects.create_superuser("chu-trang", "chu@example.vn", "x")
    elif role == CONTRIBUTORS:
        person = article.owner
    else:
        person = member(role, article.get_parent().specific)
    named(person, "Hoàng Đình Khải")
    UserProfile.objects.update_or_create(user=person, defaults={"preferred_language": language})
    client.force_login(person)
    return client


def get(reader, address):
    return reader.get(address)


def post_nothing(reader, address):
    """Send an empty form, follow to where it leads, and undo what it did."""
    # Some forms cannot be as empty as this.
    reader.raise_request_exception = False
    with transaction.atomic():
        answer = reader.post(address, follow=True)
        transaction.set_rollback(True)
    return answer


def foreign_texts(article, words_of, ask, reader, left_out=()):
    """Return {text: addresses} of what has words by `words_of` where `ask` gets answers."""
    found, shown = defaultdict(set), 0
    for address in addresses_about(article):
        if any(part in address for part in left_out):
            continue
        for text in texts_for_people(address, ask(reader, address)):
            shown += 1
            if words_of(text):
                found[text].add(address.partition("?")[0])
    assert shown > 10_000
    return {text: sorted(addresses)[:3] for text, addresses in found.items()}


@pytest.fixture
def without_contents(article):
    """Return a function that takes out of a text what people wrote into the database."""
    texts = {"Tiếng Việt", "Chuyện", "đồng", "Lê Thị Mơ"}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField):
                texts.update(model._base_manager.values_list(field.name, flat=True))
    contents = sorted(filter(vietnamese_words, filter(None, texts)), key=len, reverse=True)

    def without_contents(text):
        text = nfc(text)
        for content in contents:
            text = text.replace(content, "")
        return text

    return without_contents


@pytest.mark.parametrize("reader", [(SUPERUSER, "en")], indirect=True)
@pytest.mark.parametrize("ask", [get, post_nothing])
def test_an_english_reader_reads_no_vietnamese(article, ask, reader, without_contents):
    def words_of(text):
        return vietnamese_words(text) and vietnamese_words(without_contents(text))

    assert foreign_texts(article, words_of, ask, reader, left_out=FOR_ANYBODY) == {}


@pytest.mark.parametrize(
    ("ask", "reader"),
    [
        *((get, (role, "vi")) for role in (SUPERUSER, BOARD, CONTRIBUTORS)),
        (post_nothing, (SUPERUSER, "vi")),
    ],
    indirect=["reader"],
)
def test_a_vietnamese_reader_reads_no_english(article, ask, reader):
    assert foreign_texts(article, english_words, ask, reader) == {}


@pytest.mark.parametrize("reader", [(SUPERUSER, "vi")], indirect=True)
def test_the_desk_leads_to_no_book_in_english(article, reader):
    for address in ("/admin/", f"/admin/pages/{article.pk}/edit/", "/admin/articles/list/"):
        assert b"wagtail.org" not in reader.get(address).content, address


@pytest.mark.parametrize("reader", [(SUPERUSER, "vi")], indirect=True)
def test_what_a_language_has_not_leads_to_the_languages(article, reader):
    for place in ("history/1", "history-results/1", "usage/1", "copy/1", "results"):
        answer = reader.get(f"/admin/locales/{place}/", follow=True)
        assert answer.redirect_chain == [("/admin/locales/", 302)], place


# Letters and tables


@pytest.fixture
def letters(article, django_capture_on_commit_callbacks, request):
    """Return the letters about an article that is handed in, discussed, returned and published.

    `request.param`: the language of all accounts.
    """
    editor = member(EDITORS, article.get_parent().specific)
    for person in User.objects.all():
        language = {"preferred_language": request.param}
        UserProfile.objects.update_or_create(user=person, defaults=language)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        state = article.current_workflow_state
        state.current_task_state.reject(user=editor, comment="Thêm số.")
        state.refresh_from_db()
        state.resume(article.owner)
        article.get_latest_revision().publish(user=member(BOARD))
        comment = Comment(page=article, user=editor, text="Thêm số.", contentpath="lead")
        changes = {"new_comments": [comment], "resolved_comments": [comment], "editor": editor}
        context = {"page": article, **changes, "deleted_comments": [], "replied_comments": []}
        send_notification([article.owner], "updated_comments", context)
    return [f"{letter.subject}\n{letter.body}" for letter in mail.outbox]


@pytest.mark.parametrize("letters", ["vi"], indirect=True)
def test_letters_to_vietnamese_readers_have_no_english(letters, client):
    person = User.objects.exclude(email="").first()
    person.set_password("cong-doan-xu-thanh")
    person.save()
    client.post("/admin/password_reset/", {"email": person.email})
    letters.append(f"{mail.outbox[-1].subject}\n{mail.outbox[-1].body}")
    assert len(letters) >= 5
    assert [(letter, words) for letter in letters if (words := english_words(letter))] == []


@pytest.mark.parametrize("letters", ["en"], indirect=True)
def test_letters_to_english_readers_have_no_vietnamese(letters, without_contents):
    found = [vietnamese_words(without_contents(letter)) for letter in letters]
    assert len(found) >= 4 and not any(found), letters


@pytest.mark.parametrize("reader", [(SUPERUSER, "vi"), (SUPERUSER, "en")], indirect=True)
def test_tables_for_excel_are_in_the_language_of_the_reader(article, reader, request):
    language = request.node.callspec.params["reader"][1]
    words_of = english_words if language == "vi" else vietnamese_words
    headings = {}
    for address in addresses_about(article):
        if "report" in address or address.startswith("/admin/redirects/?"):
            answer = reader.get(f"{address}&export=xlsx")
            if "spreadsheet" in answer.get("Content-Type", ""):
                sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
                headings[address] = " ".join(map(str, next(sheet.values, ())))
    assert len(list(filter(None, headings.values()))) > 8
    assert {key: text for key, text in headings.items() if words_of(text)} == {}


FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
FIELD = re.compile(r"formattedfield|{{ field }}")


def test_no_form_of_ours_leaves_its_errors_to_the_browser():
    """A browser says them in the language of the computer, which may be another."""
    found = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        for attributes, content in FORM.findall(path.read_text(encoding="utf-8"))
        if FIELD.search(content) and "novalidate" not in attributes
    }
    assert found == set()


def form_classes():
    """Yield the form of each page and snippet, and those of the rows in them."""
    handlers = [model.get_edit_handler() for model in get_page_models()]
    handlers += [model.snippet_viewset.get_edit_handler() for model in get_snippet_models()]
    for handler in handlers:
        form = handler.get_form_class()
        yield form
        yield from (formset.form for formset in getattr(form, "formsets", {}).values())


def test_no_form_speaks_its_first_reader_s_language_to_the_next(db):
    """Wagtail's own chooser of snippets takes its texts when it is made, once a process."""
    widgets = [field.widget for form in form_classes() for field in form.base_fields.values()]
    choosers = [widget for widget in widgets if isinstance(widget, AdminSnippetChooser)]
    assert choosers
    for chooser in choosers:
        with override("en"):
            english = str(chooser.choose_another_text)
        with override("vi"):
            assert str(chooser.choose_another_text) != english, chooser.model


def test_no_chooser_speaks_the_language_in_which_the_server_started():
    for model in get_snippet_models():
        chooser = model.snippet_viewset.chooser_viewset
        for text in (chooser.page_title, chooser.search_tab_label):
            with override("en"):
                english = str(text)
            with override("vi"):
                assert str(text) != english, chooser
