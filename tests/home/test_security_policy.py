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
