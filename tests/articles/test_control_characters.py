"""No control character enters the database by any way, and none that is there breaks a file."""

import json
import re

import feedparser
import pytest
from defusedxml.ElementTree import fromstring
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, PageLogEntry, Revision
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from analytics.models import LedgerEntry
from articles.models import ArticlePage, Attachment, Author, Department, SectionPage, Topic
from articles.normalisation import parse_tags
from articles.signal_handlers import LEFT_AS_THEY_ARE, normalise_what_is_saved
from home.models import ContactMessage, ContactPage, HomePage
from tests.articles.test_editing import form_of
from tests.factories import ArticlePageFactory, AuthorFactory, credit, the_home

pytestmark = pytest.mark.django_db
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
ESCAPED = re.compile(r"\\(?:u00[01][0-9a-f]|[bf])")
# As Word breaks a line and a PDF divides a word.
TYPED = "Hội\x0bnghị công đo\x02àn\x1f"
STORED, STORED_IN_LINES = "Hội nghị công đoàn", "Hội\nnghị công đoàn"
TEXTS = (models.CharField, models.TextField)


def in_database():
    """Return {table: texts} with a control character, as itself or as JSON writes it."""
    found = {}
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    text = value if isinstance(value, str) else json.dumps(value, default=str)
                    if CONTROL.search(text) or ESCAPED.search(text):
                        found.setdefault(table, []).append(text[:80])
    for left in LEFT_AS_THEY_ARE:
        found.pop(apps.get_model(left)._meta.db_table, None)
    return found


def models_with_texts():
    for model in apps.get_models(include_auto_created=True):
        fields = [field for field in model._meta.concrete_fields if isinstance(field, TEXTS)]
        if fields and model._meta.managed and not model._meta.proxy:
            yield model, fields


@pytest.mark.parametrize("model", [model for model, _fields in models_with_texts()])
def test_every_model_is_normalised_or_says_why_not(model):
    label = model._meta.label_lower
    fields = dict(models_with_texts())[model]
    instance = model()
    texts = [field for field in fields if not field.choices and not field.primary_key]
    for field in texts:
        instance.__dict__[field.attname] = "a\x0bb\x02c"
    normalise_what_is_saved(model, instance, raw=False)
    dirty = [field.name for field in texts if CONTROL.search(str(instance.__dict__[field.attname]))]
    assert not dirty or LEFT_AS_THEY_ARE.get(label), dirty


def test_nothing_is_left_out_that_does_not_exist():
    assert all(apps.get_model(label) and reason for label, reason in LEFT_AS_THEY_ARE.items())


BODY = [
    ("heading", TYPED),
    ("paragraph", f"<p>{TYPED}</p>"),
    ("quotation", {"text": TYPED, "attribution": TYPED}),
    ("table", {"data": [[TYPED]]}),
]


def test_an_article_has_lines_where_it_has_lines():
    article = ArticlePageFactory(title=TYPED, lead=TYPED, body=BODY)
    article = ArticlePage.objects.get(pk=article.pk)
    assert (article.title, article.lead) == (STORED, STORED_IN_LINES)
    heading, paragraph, quotation, table = (block["value"] for block in article.body.raw_data)
    assert (heading, paragraph) == (STORED, f"<p>{STORED}</p>")
    assert quotation == {"text": STORED_IN_LINES, "attribution": STORED}
    assert table["data"] == [[STORED]]
    assert in_database() == {}


def test_a_draft_and_its_versions_hold_none():
    article = ArticlePageFactory()
    article.title, article.lead = TYPED, TYPED
    article.body = article._meta.get_field("body").to_python(
        json.dumps(
            [
                {"type": "heading", "value": "Trang\x0cmới"},
            ]
        )
    )
    article.save_revision(clean=False)
    article.tags.add(*parse_tags(f"{TYPED},"))
    article.save()
    assert in_database() == {}
    assert Tag.objects.get().name == STORED


def test_what_looks_like_an_escape_is_text_and_stays():
    article = ArticlePageFactory(body=[("heading", "Viết \\u000b và \\f là gì")])
    assert article.body[0].value == "Viết \\u000b và \\f là gì"


def test_what_an_editor_sends_holds_none(admin_client):
    article = ArticlePageFactory(live=False)
    article.save_revision()
    html = {
        "blocks": [
            {
                "key": "a",
                "text": TYPED,
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }
    blocks = {
        "body-count": "2",
        "body-0-type": "paragraph",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-id": "",
        "body-0-value": json.dumps(html),
        "body-1-type": "heading",
        "body-1-deleted": "",
        "body-1-order": "1",
        "body-1-id": "",
        "body-1-value": TYPED,
    }
    form = {**form_of(admin_client, article), "title": TYPED, "lead": TYPED, **blocks}
    for headers in ({"accept": "application/json"}, {}):
        admin_client.post(f"/admin/pages/{article.pk}/edit/", form, headers=headers)
    content = Revision.objects.order_by("pk").last().content
    assert content["title"] == STORED
    values = [block["value"] for block in json.loads(content["body"])]
    assert [STORED in value for value in values] == [True, True]
    assert in_database() == {}


SENT = {
    "/admin/snippets/articles/topic/add/": {"name": TYPED, "slug": "tin"},
    "/admin/snippets/articles/department/add/": {
        "name": TYPED,
        "slug": "ban",
        "introduction": "a\x0bb",
    },
    "/admin/collections/add/": {"name": TYPED, "parent": "1"},
    "/admin/redirects/add/": {"old_path": "/c\x0bu\x02/", "redirect_link": "https://a.vn/\x0bx"},
    "/admin/users/new/": {
        "username": "an\x02h",
        "first_name": TYPED,
        "email": "a@example.vn",
        "password1": "Mot-Mat-Khau-9",
        "password2": "Mot-Mat-Khau-9",
    },
}


@pytest.mark.parametrize("address", SENT)
def test_a_form_of_the_admin_stores_none(address, admin_client):
    answer = admin_client.post(address, SENT[address])
    assert answer.status_code in (200, 302)
    assert in_database() == {}


def test_what_commands_and_programs_store_holds_none():
    LedgerEntry.objects.create(amount=1, note=TYPED)
    Redirect.objects.create(old_path="/a\x0bb", redirect_link="/c\x02")
    User.objects.create_user("an", first_name=TYPED)
    Collection.get_first_root_node().add_child(name=TYPED)
    article = ArticlePageFactory()
    PageLogEntry.objects.log_action(article, "wagtail.edit", data={"reason": [TYPED]})
    file = SimpleUploadedFile("Kế\x0bhoạch\x02.pdf", b"%PDF-1.4")
    Attachment.objects.create(title=TYPED, file=file)
    assert in_database() == {}
    assert Redirect.objects.get().old_path == "/ab"


def test_a_letter_holds_none(client):
    contact = the_home().add_child(instance=ContactPage(title="Liên hệ", slug="lien-he"))
    letter = {"name": TYPED, "telephone": "03\x0273", "subject": TYPED, "message": TYPED}
    client.post(f"/gui-thu/{contact.pk}/", {**letter, "consent": "on"})
    stored = ContactMessage.objects.get()
    assert (stored.subject, stored.message) == (STORED, STORED_IN_LINES)
    assert in_database() == {}


def test_a_translation_holds_none():
    article = ArticlePageFactory(lead="Lời kể.", source_url="https://a.vn/")
    english = Locale.objects.get(language_code="en")
    for page in (the_home(), article.get_parent(), article):
        source, _made = TranslationSource.get_or_create_from_instance(page.specific)
        translation = Translation.objects.get_or_create(source=source, target_locale=english)[0]
    for segment in StringSegment.objects.filter(source=source):
        StringTranslation.objects.create(
            translation_of=segment.string, locale=english, context=segment.context, data=TYPED
        )
    for segment in OverridableSegment.objects.filter(source=source):
        SegmentOverride.objects.create(
            locale=english, context=segment.context, data_json=json.dumps(TYPED)
        )
    assert {row.data for row in StringTranslation.objects.all()} == {STORED}
    assert {json.loads(row.data_json) for row in SegmentOverride.objects.all()} <= {STORED}
    assert translation.source == source
    assert in_database() == {}


# What was stored before


@pytest.fixture
def dirty():
    """An article and all that is named beside it, as they stood before."""
    article = credit(ArticlePageFactory(display_date="2026-09-01T08:05:00+07:00"), AuthorFactory())
    article.tags.add("Công đoàn")
    article.save()
    for model, names in {
        ArticlePage: ("title", "lead"),
        SectionPage: ("title", "introduction"),
        HomePage: ("site_name",),
        Author: ("name", "introduction"),
        Department: ("name",),
        Topic: ("name",),
        Tag: ("name",),
    }.items():
        model.objects.update(**dict.fromkeys(names, TYPED))
    return article


def test_feeds_are_whole_whatever_is_stored(dirty, client):
    author = dirty.bylines.get().author
    for address in ("/rss/", f"{dirty.get_parent().url}rss/", f"{author.get_absolute_url()}rss/"):
        feed = feedparser.parse(client.get(address).content)
        assert not feed.bozo and feed.entries


def test_maps_are_whole_whatever_is_stored(dirty, client):
    ArticlePage.objects.update(display_date="2099-01-01T00:00:00+07:00")
    for name in (
        "sitemap",
        "sitemap-news",
        "sitemap-pages",
        "sitemap-people",
        "sitemap-articles-1",
    ):
        assert len(fromstring(client.get(f"/{name}.xml").content))
