"""Whatever keyboard or program a text comes from, one spelling of it is stored."""

import json
from unicodedata import normalize
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import RequestFactory
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Site, Workflow

from articles.middleware import OneSpellingMiddleware
from articles.models import ArticlePage, Attachment, Author
from articles.normalisation import parse_tags
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    StandardPageFactory,
    TopicFactory,
    the_home,
)

pytestmark = pytest.mark.django_db

TYPED = normalize("NFD", "Công\u00a0đoàn\u200b Ðảng bộ")
STORED = "Công đoàn Đảng bộ"


def stored(table, column):
    """Return what the database itself holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return {row[0] for row in cursor.fetchall()}


def test_the_texts_of_an_article_are_stored_in_one_spelling():
    ArticlePageFactory(title=TYPED, lead=TYPED, source_name=TYPED)
    assert STORED in stored("wagtailcore_page", "title")
    assert stored("articles_articlepage", "lead") == {STORED}
    assert stored("articles_articlepage", "source_name") == {STORED}


def test_the_blocks_of_a_body_are_stored_in_one_spelling():
    ArticlePageFactory(body=[("heading", TYPED), ("paragraph", f"<p>{TYPED}</p>")])
    body = next(iter(stored("articles_articlepage", "body")))
    blocks = body if isinstance(body, list) else json.loads(body)
    assert [block["value"] for block in blocks] == [STORED, f"<p>{STORED}</p>"]


def test_a_draft_holds_one_spelling_before_it_is_published():
    article = ArticlePageFactory()
    article.lead, article.body = TYPED, [("heading", TYPED)]
    content = article.save_revision().content
    assert content["lead"] == STORED
    assert json.loads(content["body"])[0]["value"] == STORED


def test_what_an_editor_sends_is_stored_in_one_spelling(admin_client):
    admin_client.post("/admin/snippets/articles/topic/add/", {"name": TYPED, "slug": "tin"})
    assert stored("articles_topic", "name") == {STORED}


@pytest.mark.parametrize("factory", [AuthorFactory, DepartmentFactory, TopicFactory])
def test_names_are_stored_in_one_spelling(factory):
    assert factory(name=TYPED).name == STORED


def test_home_and_standard_pages_are_stored_in_one_spelling():
    home = the_home()
    home.slogan = TYPED
    home.save_revision().publish()
    assert the_home().slogan == STORED
    assert StandardPageFactory(title=TYPED, lead=TYPED).lead == STORED


def test_a_tag_typed_on_another_keyboard_is_the_tag_that_exists():
    article = ArticlePageFactory()
    for typed in ("Công đoàn,", normalize("NFD", "Công đoàn,"), "Công\u00a0đoàn,"):
        article.tags.add(*parse_tags(typed))
        article.save()
    assert list(Tag.objects.values_list("name", flat=True)) == ["Công đoàn"]


def test_a_file_keeps_a_name_in_one_spelling():
    file = SimpleUploadedFile(normalize("NFD", "Kế hoạch.pdf"), b"%PDF-1.4")
    attachment = Attachment.objects.create(title=TYPED, file=file)
    assert attachment.title == STORED
    assert attachment.filename.startswith("Kế_hoạch")


def test_the_authors_own_spelling_and_addresses_stay_as_typed():
    article = ArticlePageFactory(title="Thanh Hoá, Thanh Hóa", source_url="https://a.vn/%20x")
    article = ArticlePage.objects.get(pk=article.pk)
    assert (article.title, article.source_url) == ("Thanh Hoá, Thanh Hóa", "https://a.vn/%20x")


def test_a_collection_is_named_in_one_spelling(admin_client):
    data = {"name": TYPED, "parent": Collection.get_first_root_node().pk}
    admin_client.post("/admin/collections/add/", data)
    assert STORED in stored("wagtailcore_collection", "name")


def test_sites_people_and_workflows_are_named_in_one_spelling():
    Site.objects.create(hostname="a.vn", site_name=TYPED, root_page=the_home())
    User.objects.create_user("an", first_name=TYPED)
    Workflow.objects.create(name=TYPED)
    assert STORED in stored("wagtailcore_site", "site_name")
    assert STORED in stored("auth_user", "first_name")
    assert STORED in stored("wagtailcore_workflow", "name")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_redirect_is_found_at_the_address_it_was_typed_for(form, client):
    path = normalize(form, "/tin-tức/đại-hội")
    Redirect.add_redirect(path, "/tim-kiem/")
    response = client.get(quote(path))
    assert (response.status_code, response["Location"]) == (301, "/tim-kiem/")


def test_queries_of_the_admin_are_read_in_one_spelling(admin_client):
    Tag.objects.create(name="Công đoàn", slug="cong-doan")
    User.objects.create_user("an", first_name="Nguyễn", is_staff=True)
    tags = admin_client.get("/admin/tag-autocomplete/", {"term": normalize("NFD", "Công")})
    assert tags.json() == ["Công đoàn"]
    people = admin_client.get("/admin/users/", {"q": normalize("NFD", "Nguyễn")})
    assert "/admin/users/edit/" in people.content.decode()


def test_a_query_in_one_spelling_is_handed_on_as_it_came():
    request = RequestFactory().get("/", {"q": "Công đoàn", "ngày": "1"})
    before = request.GET
    OneSpellingMiddleware(lambda request: None)(request)
    assert request.GET is before


NAMES = ["Nguyễn Văn Ân", "Lê Thị Ánh", "Đỗ Đức", "Trần Dũng", "Phạm Ái", "Bùi An", "Lê Ân"]
SORTED = ["Phạm Ái", "Bùi An", "Lê Thị Ánh", "Lê Ân", "Nguyễn Văn Ân", "Trần Dũng", "Đỗ Đức"]


def test_people_are_listed_by_given_name():
    for name in NAMES:
        AuthorFactory(name=name, department=None)
    assert [author.name for author in Author.objects.all()] == SORTED


def test_a_renamed_person_moves_in_the_list():
    first, second = (AuthorFactory(name=name, department=None) for name in ("Lê An", "Lê Bình"))
    first.name = "Lê Yến"
    first.save()
    assert list(Author.objects.all()) == [second, first]


def test_departments_are_listed_by_the_vietnamese_alphabet():
    for name in ("Văn phòng", "Đảng ủy", "Ban Tổ chức", "Ủy ban", "Dân vận"):
        department = DepartmentFactory(name=name)
    names = [row.name for row in type(department).objects.all()]
    assert names == ["Ban Tổ chức", "Dân vận", "Đảng ủy", "Ủy ban", "Văn phòng"]


def test_the_authors_of_a_department_are_listed_by_given_name(client):
    department = DepartmentFactory(name="Ban Tuyên giáo")
    for name in ("Nguyễn Thị Yến", "Lê Văn Đạt", "Vũ Bình"):
        AuthorFactory(name=name, department=department)
    page = client.get(department.get_absolute_url()).content.decode()
    places = [page.index(name) for name in ("Vũ Bình", "Lê Văn Đạt", "Nguyễn Thị Yến")]
    assert places == sorted(places)


def test_a_keyword_is_one_however_it_is_capitalised():
    article = ArticlePageFactory()
    for typed in ("Tết, Tét", "tết", "TẾT, tết,TẾT"):
        article.tags.add(*parse_tags(typed))
        article.save()
    assert sorted(Tag.objects.values_list("name", flat=True)) == ["Tét", "Tết"]
    assert parse_tags("TẾT") == ["Tết"]


def test_new_keywords_that_differ_by_capitals_are_one():
    assert parse_tags("Công đoàn, CÔNG ĐOÀN, công đoàn") == ["Công đoàn"]
