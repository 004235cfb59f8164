"""Former addresses lead on, but never to what a reader may not see."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.factories import ArticlePageFactory, SectionPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def change_slug(django_capture_on_commit_callbacks):
    def change_slug(page, slug):
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save()

    return change_slug


def test_a_draft_leaves_nothing_at_the_addresses_it_has_had(client, change_slug):
    draft = ArticlePageFactory(live=False, title="Vụ", slug="vu")
    former = draft.url
    change_slug(draft, "vu-viec-chua-cong-bo")
    assert not Redirect.objects.exists()
    assert client.get(former).status_code == 404


def test_a_page_that_readers_knew_leads_on_from_its_former_address(client, change_slug):
    article = ArticlePageFactory(slug="cu")
    former = article.url
    change_slug(article, "moi")
    assert client.get(former).headers["Location"].endswith("/moi/")


def test_articles_lead_on_from_where_their_section_was(client):
    article = ArticlePageFactory()
    former = article.url
    article.get_parent().specific.move(SectionPageFactory(), pos="last-child")
    article.refresh_from_db()
    assert client.get(former).headers["Location"] == article.url


@pytest.mark.parametrize("hide", ["taken down", "restricted"])
def test_no_redirect_names_a_page_that_is_not_for_its_reader(client, hide, change_slug):
    article = ArticlePageFactory(slug="cu")
    former = article.url
    change_slug(article, "bi-mat")
    if hide == "restricted":
        PageViewRestriction.objects.create(page=article, restriction_type="login")
    else:
        article.unpublish()
    assert Redirect.objects.get().redirect_page_id == article.pk
    answer = client.get(former)
    assert answer.status_code == 404
    assert "bi-mat" not in answer.content.decode()


def test_a_redirect_to_an_address_leads_on_as_ever(client):
    Redirect.add_redirect("/index.php/thong-tin", "/tim-kiem/")
    assert client.get("/index.php/thong-tin").headers["Location"] == "/tim-kiem/"
