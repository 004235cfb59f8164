"""The demo site: complete, in two languages, and the same however often it is made."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.utils.translation import override
from wagtail.models import Locale, Page, Site

from analytics import reading, recording
from articles.models import ArticlePage, Author, Byline, Department, Photo, SectionPage
from home.models import HomePage, OrganisationPage, StandardPage
from newsroom.groups import BOARD, CONTRIBUTORS, EDITORS, TRANSLATORS

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]


def vietnamese(model):
    return model.objects.filter(locale__language_code="vi")


def english(model):
    return model.objects.filter(locale__language_code="en")


def test_it_has_what_a_union_site_has():
    assert vietnamese(SectionPage).count() >= 6
    assert vietnamese(Department).count() >= 4
    assert vietnamese(Author).count() >= 8
    assert vietnamese(ArticlePage).live().count() >= 30
    assert vietnamese(StandardPage).count() >= 2
    assert Photo.objects.count() >= 12


def test_it_has_english_versions_of_home_structure_and_articles():
    assert english(HomePage).live().count() == 1
    assert english(OrganisationPage).filter(title__icontains="organisation").exists()
    assert english(ArticlePage).live().count() >= 2
    byline = english(Byline).first()
    assert byline.department_name and "Ban " not in byline.department_name


def test_no_english_page_kept_vietnamese_words():
    for page in english(ArticlePage):
        words = f"{page.title} {page.lead} {page.body.raw_data}"
        assert not re.search(r"\b(công đoàn|người lao động|đoàn viên)\b", words, re.IGNORECASE)


def test_every_page_answers(client):
    pages = Page.objects.live().filter(depth__gt=1).specific()
    assert len(pages) > 50
    failing = [page.url for page in pages if client.get(page.url).status_code != 200]
    assert failing == []


def test_every_snippet_has_a_page(client):
    for person in [*vietnamese(Author), *vietnamese(Department)]:
        with override("vi"):
            assert client.get(person.get_absolute_url()).status_code == 200


def test_every_editor_opens(client):
    client.force_login(User.objects.get(username="ban-bien-tap"))
    pages = [vietnamese(model).first() for model in (HomePage, SectionPage, StandardPage)]
    for page in [*pages, *vietnamese(ArticlePage)]:
        assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200, page


def test_every_article_passes_its_own_validation():
    for article in ArticlePage.objects.all():
        article.full_clean()


def test_texts_are_varied():
    leads = list(vietnamese(ArticlePage).values_list("lead", flat=True))
    lengths = sorted(len(str(article.body)) for article in vietnamese(ArticlePage))
    assert len(set(leads)) == len(leads)
    assert lengths[-1] > 5 * lengths[0]


def test_its_logins_have_their_roles():
    roles = {
        user.username: {group.name for group in user.groups.all()} for user in User.objects.all()
    }
    assert roles == {
        "cong-tac-vien": {CONTRIBUTORS},
        "bien-tap-vien": {
            f"{EDITORS}: {name}"
            for name in ("Hoạt động Công đoàn", "Đời sống công nhân", "Nữ công")
        },
        "nguoi-dich": {TRANSLATORS},
        "ban-bien-tap": {BOARD},
    }
    assert Author.objects.get(account__username="cong-tac-vien").name == "Mai Thị Thơm"
    desks = Group.objects.filter(name__startswith=EDITORS).count()
    assert desks == vietnamese(SectionPage).count()


def test_it_goes_on_from_the_old_sites_total():
    recording.forget_shared()
    assert reading.current().total == 2_311_602


def test_making_it_again_changes_nothing_and_keeps_edits():
    section = vietnamese(SectionPage).first()
    section.title = "Tên do biên tập viên đặt"
    section.save_revision().publish()
    before = {model: model.objects.count() for model in (Page, Author, Photo, User)}
    recording.forget_shared()
    total = reading.current().total
    call_command("create_demo_site", verbosity=0)
    assert {model: model.objects.count() for model in before} == before
    assert vietnamese(SectionPage).first().title == "Tên do biên tập viên đặt"
    recording.forget_shared()
    assert reading.current().total == total


def test_more_articles_can_be_made_quickly_and_belong_to_the_tree(client):
    before = ArticlePage.objects.count()
    call_command("create_demo_site", "--articles", "30", verbosity=0)
    call_command("create_demo_site", "--articles", "5", verbosity=0)
    assert ArticlePage.objects.count() == before + 35
    made = ArticlePage.objects.filter(slug__startswith="bai-thu-tai-")
    assert len(set(made.values_list("slug", flat=True))) == 35
    assert Page.find_problems() == ([], [], [], [], [])
    assert client.get(made.first().url).status_code == 200
    assert "bài viết" in client.get("/tim-kiem/", {"q": "lao động"}).content.decode()


def test_a_negative_number_of_articles_is_refused():
    with pytest.raises(CommandError, match="không âm"):
        call_command("create_demo_site", "--articles", "-1")


def test_the_site_begins_at_the_vietnamese_home_page():
    assert Site.objects.get().root_page.locale == Locale.objects.get(language_code="vi")
