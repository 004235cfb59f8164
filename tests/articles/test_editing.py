"""The article form as a browser sends it: what was stored comes back as it was."""

import pytest
from bs4 import BeautifulSoup

from articles.models import ArticlePage
from tests.factories import ArticlePageFactory, AuthorFactory, DepartmentFactory, TopicFactory

pytestmark = pytest.mark.django_db


def form_of(client, page, address=None):
    """Return the fields of the page's edit form as a browser would send them back."""
    html = client.get(address or f"/admin/pages/{page.pk}/edit/").content
    form = BeautifulSoup(html, "html.parser").find(id="page-edit-form")
    data = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            data[field["name"]] = chosen["value"] if chosen else ""
        elif field.get("type") in ("checkbox", "radio"):
            if field.has_attr("checked"):
                data[field["name"]] = field.get("value", "on")
        else:
            data[field["name"]] = field.get("value", field.text)
    data.update({"body-count": "0"})
    return {name: value for name, value in data.items() if "__prefix__" not in name}


@pytest.mark.parametrize("day", ["2026-09-11T08:05:00+07:00", "2026-11-20T23:59:00+07:00"])
def test_saving_an_article_unchanged_keeps_its_date(day, admin_client):
    article = ArticlePageFactory(display_date=day)
    article.save_revision().publish()
    before = ArticlePage.objects.get(pk=article.pk).display_date
    data = {**form_of(admin_client, article), "action-publish": "1"}
    response = admin_client.post(f"/admin/pages/{article.pk}/edit/", data)
    assert response.status_code == 302, response.context["form"].errors
    assert ArticlePage.objects.get(pk=article.pk).display_date == before


def test_dates_are_typed_with_the_day_first(admin_client):
    article = ArticlePageFactory()
    article.save_revision().publish()
    data = {**form_of(admin_client, article), "display_date": "03/04/2026 17:30"}
    admin_client.post(f"/admin/pages/{article.pk}/edit/", {**data, "action-publish": "1"})
    date = ArticlePage.objects.get(pk=article.pk).display_date
    assert date.isoformat() == "2026-04-03T10:30:00+00:00"


def test_a_title_used_again_in_a_section_gets_the_next_free_address(admin_client):
    first = ArticlePageFactory(title="Lịch tiếp đoàn viên")
    section = first.get_parent()
    data = {
        **form_of(admin_client, first),
        "title": "Lịch tiếp đoàn viên",
        "slug": "lich-tiep-doan-vien",
    }
    address = f"/admin/pages/add/articles/articlepage/{section.pk}/"
    response = admin_client.post(address, data)
    assert response.status_code == 302, response.context["form"].errors
    slugs = section.get_children().values_list("slug", flat=True)
    assert list(slugs) == ["lich-tiep-doan-vien", "lich-tiep-doan-vien-2"]


def test_an_address_that_an_editor_chose_and_that_is_taken_is_refused(admin_client):
    first = ArticlePageFactory(title="Lịch tiếp đoàn viên")
    data = {**form_of(admin_client, first), "title": "Khác", "slug": first.slug}
    address = f"/admin/pages/add/articles/articlepage/{first.get_parent().pk}/"
    assert admin_client.post(address, data).status_code == 200
    assert first.get_parent().get_children().count() == 1


@pytest.mark.parametrize("kind", ["author", "department", "topic"])
def test_the_choosers_search_by_name(kind, admin_client):
    {"author": AuthorFactory, "department": DepartmentFactory, "topic": TopicFactory}[kind](
        name="Đỗ Văn Ứng"
    )
    found = admin_client.get(f"/admin/snippets/choose/articles/{kind}/results/", {"q": "Đỗ"})
    assert found.status_code == 200 and "Đỗ Văn Ứng" in found.content.decode()


def test_two_people_in_one_article_lose_nothing(admin_client):
    article = ArticlePageFactory(title="Bữa cơm ca")
    article.save_revision()
    address = f"/admin/pages/{article.pk}/edit/"
    theirs = form_of(admin_client, article)
    mine = form_of(admin_client, article)
    admin_client.post(address, {**theirs, "title": "Bản của chị Hường"})
    # The form that was opened before is out of date: it does not write over the other's version.
    answer = admin_client.post(
        address,
        {**mine, "title": "Bản của anh Ứng"},
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 400 and answer.json()["error_code"] == "invalid_revision"
    titles = [revision.content["title"] for revision in article.revisions.order_by("pk")]
    assert titles[-1] == "Bản của chị Hường"
    # Saved by hand nevertheless, it becomes a version of its own, and both can be compared.
    admin_client.post(address, {**mine, "title": "Bản của anh Ứng"})
    titles = [revision.content["title"] for revision in article.revisions.order_by("pk")]
    assert titles[-2:] == ["Bản của chị Hường", "Bản của anh Ứng"]
    before, after = article.revisions.order_by("-pk").values_list("pk", flat=True)[:2][::-1]
    compared = admin_client.get(f"/admin/pages/{article.pk}/revisions/compare/{before}...{after}/")
    assert "chị Hường" in compared.content.decode() and "anh Ứng" in compared.content.decode()
