"""The article form as a browser sends it: what was stored comes back as it was."""

import pytest
from bs4 import BeautifulSoup

from articles.models import ArticlePage
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def form_of(client, page):
    """Return the fields of the page's edit form as a browser would send them back."""
    html = client.get(f"/admin/pages/{page.pk}/edit/").content
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
