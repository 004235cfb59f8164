"""Links inside the site: where they lead each reader, and how little it costs to know."""

import pytest
from django.utils.translation import override
from wagtail.models import Locale
from wagtail.rich_text import expand_db_html

from articles.blocks import BodyBlock
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def link(page):
    return f'<a linktype="page" id="{page.pk}">{page.title}</a>'


def in_english(page):
    english = Locale.objects.get(language_code="en")
    translation = page.copy_for_translation(english, copy_parents=True)
    translation.slug = "the-same-in-english"
    translation.save()
    return translation


def test_a_link_leads_to_the_page():
    page = ArticlePageFactory(title="Bữa cơm ca")
    assert expand_db_html(link(page)) == f'<a href="{page.url}">Bữa cơm ca</a>'


def test_a_link_leads_to_the_translation_once_readers_have_it():
    page = ArticlePageFactory()
    translation = in_english(page)
    with override("en"):
        assert f'"{page.url}"' in expand_db_html(link(page))
        translation.save_revision().publish()
        assert '/the-same-in-english/"' in expand_db_html(link(page))
    with override("vi"):
        assert f'"{page.url}"' in expand_db_html(link(page))


@pytest.mark.parametrize("key", ["987654", "abc", "-1", "", "²"])
def test_a_link_to_nothing_leads_nowhere(key):
    assert expand_db_html(f'<a linktype="page" id="{key}">đã xóa</a>') == "<a>đã xóa</a>"


def test_links_in_paragraphs_and_notes_lead_somewhere(client):
    other = ArticlePageFactory(title="Bữa cơm ca")
    blocks = [
        {"type": "paragraph", "value": f"<p>{link(other)}</p>"},
        {"type": "note", "value": {"title": "Nhớ", "text": f"<p>{link(other)}</p>"}},
    ]
    article = ArticlePageFactory(body=BodyBlock().to_python(blocks))
    page = client.get(article.url).content.decode()
    assert page.count(f'<p><a href="{other.url}">Bữa cơm ca</a></p>') == 2
    assert "linktype" not in page


def test_markup_that_somebody_typed_becomes_no_link(client):
    other = ArticlePageFactory()
    blocks = [{"type": "heading", "value": link(other)}]
    article = ArticlePageFactory(body=BodyBlock().to_python(blocks))
    assert "<h2>&lt;a linktype=" in client.get(article.url).content.decode()


def test_more_links_take_no_more_statements(statements_of):
    others = [ArticlePageFactory() for _each in range(6)]
    counts = []
    for number in (1, 6):
        blocks = [{"type": "paragraph", "value": link(other)} for other in others[:number]]
        counts.append(statements_of(ArticlePageFactory(body=BodyBlock().to_python(blocks))))
    assert counts[0] == counts[1]
