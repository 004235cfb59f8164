"""Line breaks that the editor could not open are closed where they are stored."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.models import Revision

from articles.models import ArticlePage
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db
OPEN = [
    {"type": "paragraph", "value": "<p>trên<br>dưới</p><ul><li>a<br >b</li></ul>", "id": "1"},
    {"type": "heading", "value": "Thẻ <br> là gì", "id": "2"},
    {"type": "note", "value": {"title": "<br>", "text": "<p>một<br>hai</p>"}, "id": "3"},
]
CLOSED = [
    {"type": "paragraph", "value": "<p>trên<br/>dưới</p><ul><li>a<br/>b</li></ul>", "id": "1"},
    OPEN[1],
    {"type": "note", "value": {"title": "<br>", "text": "<p>một<br/>hai</p>"}, "id": "3"},
]


def close():
    import_module("articles.migrations.0012_close_line_breaks").close(apps, None)


@pytest.fixture
def draft(db):
    draft = ArticlePageFactory(live=False)
    block = ArticlePage.body.field.stream_block
    ArticlePage.objects.filter(pk=draft.pk).update(body=StreamValue(block, OPEN, is_lazy=True))
    draft.refresh_from_db()
    draft.save_revision(clean=False)
    revision = Revision.objects.get(pk=draft.latest_revision_id)
    revision.content["body"] = json.dumps(OPEN)
    revision.save()
    return draft


def test_the_article_and_its_versions_hold_closed_breaks_in_rich_text_alone(draft):
    close()
    draft.refresh_from_db()
    assert list(draft.body.raw_data) == CLOSED
    assert json.loads(draft.latest_revision.content["body"]) == CLOSED


def test_a_draft_with_an_open_line_break_opens_in_the_editor_again(draft, admin_client):
    close()
    address = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    assert admin_client.get(address).status_code == 200


def test_texts_without_line_breaks_are_left_alone(draft):
    other = ArticlePageFactory()
    before = ArticlePage.objects.get(pk=other.pk).body.raw_data
    close()
    assert list(ArticlePage.objects.get(pk=other.pk).body.raw_data) == list(before)
