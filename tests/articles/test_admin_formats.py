"""Dates and numbers in the admin, as a Vietnamese office writes them."""

from datetime import datetime

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.factories import OFFICE, ArticlePageFactory, the_home

pytestmark = pytest.mark.django_db
CHANGED = datetime(2026, 9, 1, 8, 5, tzinfo=OFFICE)


@pytest.fixture
def changed_article():
    article = ArticlePageFactory()
    type(article).objects.filter(pk=article.pk).update(
        latest_revision_created_at=CHANGED, first_published_at=CHANGED
    )
    return article


def test_lists_of_pages_say_when_a_page_was_changed(admin_client, changed_article):
    section = changed_article.get_parent()
    for address in (f"/admin/pages/{section.pk}/", "/admin/pages/search/"):
        assert ">01/09/2026 08:05</time>" in admin_client.get(address).content.decode()


def test_the_panel_of_an_article_says_when_it_was_published(admin_client, changed_article):
    page = admin_client.get(f"/admin/pages/{changed_article.pk}/edit/").content.decode()
    assert ">01/09/2026 08:05</time>" in page


def test_large_numbers_have_dots():
    with translation.override("vi"):
        panel = render_to_string(
            "wagtailadmin/home/site_summary_pages.html",
            {"total_pages": 2311602, "root_page": the_home()},
        )
    assert "2.311.602" in panel
