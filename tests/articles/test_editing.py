"""The article form as a browser sends it: what was stored comes back as it was."""

from datetime import datetime

import pytest
from bs4 import BeautifulSoup

from articles.models import ArticlePage
from articles.publication_checks import PublicationRefused
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    TopicFactory,
    credit,
)

pytestmark = pytest.mark.django_db

# What a row of the form sends besides its place.
FIELDS = {
    "bylines": ["author", "position", "department", "department_name", "id", "DELETE"],
    "attachments": ["document", "title", "id", "DELETE"],
}


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


def test_a_row_in_which_nothing_is_chosen_keeps_nothing_from_being_stored(admin_client):
    article = ArticlePageFactory(live=False)
    row = {
        "id": "",
        "author": "",
        "role": "author",
        "position": "",
        "department": "",
        "department_name": "",
        "ORDER": "1",
        "DELETE": "",
    }
    data = {
        **form_of(admin_client, article),
        "title": "Đang thêm bút danh",
        "bylines-TOTAL_FORMS": "1",
        **{f"bylines-0-{name}": value for name, value in row.items()},
    }
    response = admin_client.post(f"/admin/pages/{article.pk}/edit/", data)
    assert response.status_code == 302, response.context["form"].formsets["bylines"].errors
    stored = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert (stored.title, stored.bylines.count()) == ("Đang thêm bút danh", 0)


def test_an_autosave_draws_the_form_anew_with_a_row_in_which_nothing_is_chosen(admin_client):
    article = credit(ArticlePageFactory(), AuthorFactory())
    sent = form_of(admin_client, article)
    row = {f"bylines-1-{name}": "" for name in ("author", "position", "department_name", "id")}
    data = {
        **sent,
        **row,
        "bylines-TOTAL_FORMS": "2",
        "bylines-1-role": "author",
        "bylines-1-ORDER": "2",
        "title": "Tự lưu",
    }
    answer = admin_client.post(
        f"/admin/pages/{article.pk}/edit/", data, headers={"accept": "application/json"}
    )
    assert answer.status_code == 200 and answer.json()["success"]


def autosave(client, article, data):
    """Store `data` as the open form does by itself, and return what the form sends next."""
    address = f"/admin/pages/{article.pk}/edit/"
    answer = client.post(address, data, headers={"accept": "application/json"})
    assert answer.status_code == 200, answer.content.decode()
    stored = answer.json()
    return {**data, **stored["field_updates"], "overwrite_revision_id": stored["revision_id"]}


def draft_of(article):
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()


def added(data, rows, **values):
    """Return `data` with one more of `rows`, as the form adds it."""
    number = int(data[f"{rows}-TOTAL_FORMS"])
    row = {**dict.fromkeys(FIELDS[rows], ""), "role": "author", "ORDER": str(number + 1), **values}
    return {
        **data,
        f"{rows}-TOTAL_FORMS": str(number + 1),
        **{f"{rows}-{number}-{name}": value for name, value in row.items()},
    }


@pytest.mark.parametrize("rows", ["bylines", "attachments"])
@pytest.mark.parametrize("live", [True, False])
def test_an_empty_row_stops_nothing_after_any_number_of_autosaves(rows, live, admin_client):
    article = ArticlePageFactory(live=live)
    article.save_revision()
    data = added(form_of(admin_client, article), rows)
    for number in range(3):
        data = autosave(admin_client, article, {**data, "lead": f"Lần {number}."})
    address = f"/admin/pages/{article.pk}/edit/"
    assert admin_client.post(address, {**data, "lead": "Lưu."}).status_code == 302
    answer = admin_client.post(address, {**data, "lead": "Đăng.", "action-publish": "1"})
    assert answer.status_code == 302
    article = ArticlePage.objects.get(pk=article.pk)
    assert (article.live, article.lead, getattr(article, rows).count()) == (True, "Đăng.", 0)


@pytest.mark.parametrize("live", [True, False])
def test_a_row_that_is_filled_after_autosaves_is_stored_once_in_its_place(live, admin_client):
    article = ArticlePageFactory(live=live)
    article.save_revision()
    people = [AuthorFactory(name=name) for name in ("Đỗ Văn Ứng", "Lò Thị Pành", "Hồng Ánh")]
    data = added(form_of(admin_client, article), "bylines", author=str(people[0].pk))
    data = autosave(admin_client, article, added(data, "bylines"))
    data = autosave(admin_client, article, added(data, "bylines", author=str(people[2].pk)))
    data = autosave(admin_client, article, {**data, "bylines-1-author": str(people[1].pk)})
    data = autosave(admin_client, article, added(data, "bylines"))
    names = [row.author.name for row in draft_of(article).bylines.order_by("sort_order")]
    assert names == ["Đỗ Văn Ứng", "Lò Thị Pành", "Hồng Ánh"]
    address = f"/admin/pages/{article.pk}/edit/"
    admin_client.post(address, {**data, "action-publish": "1"})
    stored = ArticlePage.objects.get(pk=article.pk).bylines.all()
    assert [row.author.name for row in stored] == names


def test_a_row_of_autosaves_that_was_taken_out_again_stops_nothing(admin_client):
    article = ArticlePageFactory(live=False)
    article.save_revision()
    data = autosave(admin_client, article, added(form_of(admin_client, article), "bylines"))
    data = autosave(admin_client, article, {**data, "bylines-0-DELETE": "1", "lead": "Bỏ dòng."})
    assert draft_of(article).lead == "Bỏ dòng."


def test_a_draft_keeps_the_name_of_a_file_that_is_still_to_be_chosen(admin_client):
    article = ArticlePageFactory(live=False)
    article.save_revision()
    address = f"/admin/pages/{article.pk}/edit/"
    data = added(form_of(admin_client, article), "attachments", title="Mẫu đơn")
    data = autosave(admin_client, article, autosave(admin_client, article, data))
    assert form_of(admin_client, article)["attachments-0-title"] == "Mẫu đơn"
    answer = admin_client.post(address, {**data, "action-publish": "1"})
    assert answer.context["form"].formsets["attachments"].errors[0]["document"]
    assert not ArticlePage.objects.get(pk=article.pk).live
    # A timer and the list of pages know no form.
    draft = draft_of(article)
    with pytest.raises(PublicationRefused, match="Tệp đính kèm “Mẫu đơn” chưa có tệp"):
        draft.get_latest_revision().publish()
    preview = admin_client.get(f"/admin/pages/{article.pk}/view_draft/")
    assert preview.status_code == 200 and "Mẫu đơn" not in preview.content.decode()


def test_versions_without_a_chosen_file_are_compared(admin_client):
    article = ArticlePageFactory(live=False)
    article.save_revision()
    data = added(form_of(admin_client, article), "attachments", title="Mẫu đơn")
    autosave(admin_client, article, data)
    compared = admin_client.get(f"/admin/pages/{article.pk}/revisions/compare/earliest...latest/")
    assert "Mẫu đơn" in compared.content.decode()


def test_a_row_with_a_position_and_no_author_is_asked_about(admin_client):
    article = ArticlePageFactory(live=False)
    data = {
        **form_of(admin_client, article),
        "bylines-TOTAL_FORMS": "1",
        "bylines-0-author": "",
        "bylines-0-role": "author",
        "bylines-0-position": "Phó Trưởng ban",
    }
    assert admin_client.post(f"/admin/pages/{article.pk}/edit/", data).status_code == 200


def test_an_expired_article_can_be_saved_and_says_that_it_has_expired(admin_client):
    expired = datetime.fromisoformat("2026-03-01T08:00:00+07:00")
    article = ArticlePageFactory(live=False, expire_at=expired)
    # The date sits in a dialog beside the form.
    typed = {"title": "Sửa sau khi hết hạn", "expire_at": "01/03/2026 08:00"}
    data = {**form_of(admin_client, article), **typed}
    response = admin_client.post(f"/admin/pages/{article.pk}/edit/", data, follow=True)
    stored = ArticlePage.objects.get(pk=article.pk)
    assert (stored.title, stored.expire_at) == ("Sửa sau khi hết hạn", article.expire_at)
    assert "Bài đã hết hạn lúc 08:00 01/03/2026" in response.content.decode()


def test_a_new_date_of_expiry_that_is_past_is_refused(admin_client):
    article = ArticlePageFactory(live=False)
    data = {**form_of(admin_client, article), "expire_at": "01/03/2026 08:00"}
    response = admin_client.post(f"/admin/pages/{article.pk}/edit/", data)
    assert "expire_at" in response.context["form"].errors


@pytest.mark.parametrize(("field", "length"), [("title", 300), ("lead", 900)])
def test_a_draft_keeps_what_is_too_long_to_be_published(field, length, admin_client):
    article = ArticlePageFactory(live=False, title="Ngắn", slug="ngan")
    text = ("Đại hội công đoàn " * 60)[: length - 1] + "."
    data = {**form_of(admin_client, article), field: text}
    address = f"/admin/pages/{article.pk}/edit/"
    response = admin_client.post(address, data, follow=True)
    assert form_of(admin_client, article)[field].strip() == text
    assert f"dài {length} chữ" in response.content.decode()
    admin_client.post(address, {**form_of(admin_client, article), "action-publish": "1"})
    assert not ArticlePage.objects.get(pk=article.pk).live
    admin_client.post(address, {**form_of(admin_client, article), field: "Đã rút gọn"})
    assert "chữ, nhiều nhất" not in admin_client.get(address).content.decode()
