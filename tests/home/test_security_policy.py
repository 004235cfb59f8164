"""Public pages forbid what they do not need: inline scripts and styles, other hosts."""

import pytest
from django.urls import reverse

from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    SectionPageFactory,
    StandardPageFactory,
    TopicFactory,
    the_home,
)

pytestmark = pytest.mark.django_db

PAGES = {
    "home": lambda: the_home().url,
    "section": lambda: SectionPageFactory().url,
    "article": lambda: ArticlePageFactory().url,
    "standard page": lambda: StandardPageFactory().url,
    "author": lambda: reverse("author", args=[AuthorFactory().slug]),
    "department": lambda: reverse("department", args=[DepartmentFactory().slug]),
    "topic": lambda: reverse("topic", args=[TopicFactory().slug]),
    "search": lambda: reverse("search"),
    "nothing": lambda: "/khong-co-trang-nay/",
}


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_a_page_allows_scripts_and_styles_of_this_site_alone(client, address):
    policy = client.get(address())["Content-Security-Policy"]
    rules = dict(rule.split(maxsplit=1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert "unsafe" not in policy


def rules_of(answer):
    rules = [rule.split() for rule in answer["Content-Security-Policy"].split("; ")]
    return {name: set(sources) for name, *sources in rules}


@pytest.mark.parametrize("address", ["/admin/login/", "/admin/", "/admin/khong-co/"])
def test_the_admin_runs_nothing_of_others_and_nothing_written_into_a_page(address, admin_client):
    rules = rules_of(admin_client.get(address, follow=True))
    # Styles in attributes are read from what is pasted; they run nothing.
    assert rules.pop("style-src-attr") == {"'unsafe-inline'"}
    hashes = {source for sources in rules.values() for source in sources if "'sha256-" in source}
    others = set().union(*rules.values()) - hashes
    assert others == {"'self'", "'none'", "'unsafe-hashes'", "blob:", "data:"}
    assert rules["default-src"] == rules["base-uri"] == {"'none'"}
    assert rules["connect-src"] == rules["form-action"] == rules["frame-src"] == {"'self'"}
    # Whole handlers are named by their hash; nothing else in an attribute runs.
    assert len(rules["script-src-attr"]) == 2


def test_a_preview_in_the_admin_has_the_policy_that_readers_get(admin_client):
    article = ArticlePageFactory()
    address = reverse("wagtailadmin_pages:view_draft", args=[article.pk])
    preview, page = admin_client.get(address), admin_client.get(article.url)
    assert rules_of(preview) == rules_of(page)
