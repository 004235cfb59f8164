"""Names stand in the order of the Vietnamese alphabet, on every database alike."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User

from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    TopicFactory,
    credit,
)

pytestmark = pytest.mark.django_db

PEOPLE = ["Nguyễn Văn Ân", "Lê Thị Ánh", "Đỗ Đức", "Trần Dũng", "Bùi An"]
PEOPLE_SORTED = ["Bùi An", "Lê Thị Ánh", "Nguyễn Văn Ân", "Trần Dũng", "Đỗ Đức"]
NAMES = ["Văn phòng", "Đảng ủy", "Ban Tổ chức", "Ủy ban", "Dân vận"]
NAMES_SORTED = ["Ban Tổ chức", "Dân vận", "Đảng ủy", "Ủy ban", "Văn phòng"]


def column_of(response, classname="title"):
    cells = BeautifulSoup(response.content, "html.parser").select(f"tbody td.{classname}")
    return [next(cell.stripped_strings) for cell in cells]


def make_people():
    for name in PEOPLE:
        AuthorFactory(name=name, department=None)
    return PEOPLE_SORTED


def make(factory):
    for name in NAMES:
        factory(name=name)
    return NAMES_SORTED


@pytest.mark.parametrize(
    ("model", "names"),
    [
        ("author", make_people),
        ("department", lambda: make(DepartmentFactory)),
        ("topic", lambda: make(TopicFactory)),
    ],
)
def test_the_column_of_names_sorts_both_ways(model, names, admin_client):
    in_order, address = names(), f"/admin/snippets/articles/{model}/"
    assert column_of(admin_client.get(address)) == in_order
    page = admin_client.get(address, {"ordering": "sort_key"})
    assert column_of(page) == in_order
    assert "ordering=-sort_key" in page.content.decode()
    page = admin_client.get(address, {"ordering": "-sort_key"})
    assert column_of(page) == in_order[::-1]


def test_accounts_are_sorted_by_given_name(admin_client):
    User.objects.all().update(first_name=PEOPLE[0])
    for place, name in enumerate(PEOPLE[1:]):
        User.objects.create_user(f"a{place}", first_name=name)
    assert column_of(admin_client.get("/admin/users/"), "name") == PEOPLE_SORTED
    for ordering, wanted in (("name", PEOPLE_SORTED), ("-name", PEOPLE_SORTED[::-1])):
        page = admin_client.get("/admin/users/", {"ordering": ordering})
        assert column_of(page, "name") == wanted


def test_keywords_of_an_article_are_sorted(client):
    article = ArticlePageFactory()
    article.tags.add("đối thoại", "dân vận", "ăn ca", "an toàn")
    article.save_revision().publish()
    page = client.get(article.url).content.decode()
    words = re.findall(r"rel=\"tag\">([^<]*)<", page)
    assert words == ["an toàn", "ăn ca", "dân vận", "đối thoại"]


def test_departments_of_as_many_found_articles_are_sorted(ask):
    for name in NAMES:
        author = AuthorFactory(name=f"Lê {name}", department=DepartmentFactory(name=name))
        credit(ArticlePageFactory(title="Công đoàn"), author)
    page = ask("công đoàn")
    places = [page.index(f"<span>{name}</span>") for name in NAMES_SORTED]
    assert places == sorted(places)
