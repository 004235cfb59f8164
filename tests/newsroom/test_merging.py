"""Merging duplicates, renaming, and the feeds at the addresses of people, units and topics."""

import re

import feedparser
import pytest
from django.contrib.auth.models import Group, User
from wagtail.models import Locale, ReferenceIndex

from articles.models import ArticlePage, Author, Department, SearchedArticle, Topic
from newsroom.groups import BOARD, create_roles
from newsroom.merging import merge
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    SectionPageFactory,
    TopicFactory,
    credit,
    the_home,
)

pytestmark = pytest.mark.django_db


def english():
    return Locale.objects.get(language_code="en")


def translated(instance, slug):
    copy = instance.copy_for_translation(english())
    copy.slug = slug
    copy.save()
    return copy


def test_the_articles_of_a_duplicate_are_those_of_the_author_who_stays(client):
    kept, other = AuthorFactory(name="Lê An"), AuthorFactory(name="Lê Văn An")
    article = credit(ArticlePageFactory(title="Bài của anh An"), other)
    merge(kept, [other])
    assert not Author.objects.filter(name="Lê Văn An").exists()
    assert "Bài của anh An" in client.get("/tac-gia/le-an/").content.decode()
    assert f" a{kept.pk} " in SearchedArticle.objects.get(page=article.pk).labels
    assert not ReferenceIndex.get_references_to(other).exists()
    assert ReferenceIndex.get_references_to(kept).count() == 1


def test_what_old_bylines_print_stays_as_printed():
    kept = AuthorFactory(name="Lê An", position="Trưởng ban")
    other = AuthorFactory(name="Lê Văn An", department=DepartmentFactory(name="Ban Nữ công"))
    article = credit(ArticlePageFactory(), other)
    merge(kept, [other])
    assert article.bylines.get().text == "Lê An – Chuyên viên Ban Nữ công"


def test_an_article_that_names_both_names_the_one_who_stays_once():
    kept, other = AuthorFactory(name="Lê An"), AuthorFactory(name="Lê Văn An")
    article = credit(credit(credit(ArticlePageFactory(), other), kept), other, role="photo")
    article.save_revision()
    merge(kept, [other])
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    for version in (ArticlePage.objects.get(pk=article.pk), draft):
        bylines = version.bylines.all()
        assert [(each.author, each.role) for each in bylines] == [
            (kept, "author"),
            (kept, "photo"),
        ]


def test_the_account_of_a_duplicate_goes_to_the_author_who_stays():
    kept, other = AuthorFactory(), AuthorFactory(account=User.objects.create_user("le-an"))
    merge(kept, [other])
    assert Author.objects.get().account.username == "le-an"


def test_the_author_who_stays_keeps_their_own_account():
    kept = AuthorFactory(account=User.objects.create_user("le-an"))
    other = AuthorFactory(account=User.objects.create_user("an-le"))
    merge(kept, [other])
    assert Author.objects.get().account.username == "le-an"


def test_the_old_address_leads_on_for_good_in_both_languages(client):
    kept, other = AuthorFactory(name="Lê An"), AuthorFactory(name="Lê Văn An")
    translated(kept, "le-an-en")
    translated(other, "le-van-an-en")
    merge(kept, [other])
    for old, new in (
        ("/tac-gia/le-van-an/", "/tac-gia/le-an/"),
        ("/tac-gia/le-van-an/rss/", "/tac-gia/le-an/rss/"),
        ("/en/authors/le-van-an-en/", "/en/authors/le-an-en/"),
    ):
        response = client.get(old)
        assert (response.status_code, response.url) == (301, new)
        assert client.get(new).status_code == 200


def test_the_english_byline_follows_to_the_english_author():
    kept, other = AuthorFactory(name="Lê An"), AuthorFactory(name="Lê Văn An")
    kept_english, other_english = translated(kept, "a"), translated(other, "b")
    article = credit(ArticlePageFactory(), other_english)
    merge(kept, [other])
    assert article.bylines.get().author == kept_english


def test_a_draft_that_names_the_duplicate_can_still_be_opened_and_published():
    kept, other = AuthorFactory(name="Lê An"), AuthorFactory(name="Lê Văn An")
    unit, other_unit = other.department, DepartmentFactory()
    topic, other_topic = TopicFactory(), TopicFactory(name="Tháng Công nhân 2026")
    article = ArticlePageFactory(topic=other_topic)
    credit(article, other, department=other_unit)
    article = ArticlePage.objects.get(pk=article.pk)
    article.save_revision()
    merge(kept, [other])
    merge(unit, [other_unit])
    merge(topic, [other_topic])
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    byline = draft.bylines.get()
    assert (byline.author, byline.department, draft.topic) == (kept, unit, topic)
    draft.save_revision().publish()
    assert ArticlePage.objects.get(pk=article.pk).topic == topic


def test_the_people_of_a_department_move_with_it(client):
    kept, other = DepartmentFactory(name="Ban Nữ công"), DepartmentFactory(name="Ban Nữ Công 2")
    author = AuthorFactory(department=other)
    merge(kept, [other])
    author.refresh_from_db()
    assert author.department == kept
    assert client.get("/don-vi/ban-nu-cong-2/").url == "/don-vi/ban-nu-cong/"


def test_the_articles_of_a_topic_move_with_it(client):
    kept, other = TopicFactory(name="Tết Sum vầy"), TopicFactory(name="Tết sum vầy 2027")
    ArticlePageFactory(title="Chuyến xe về quê", topic=other)
    merge(kept, [other])
    assert "Chuyến xe về quê" in client.get("/dong-su-kien/tet-sum-vay/").content.decode()
    assert client.get("/dong-su-kien/tet-sum-vay-2027/").status_code == 301


def test_a_translation_is_no_duplicate():
    kept = AuthorFactory(name="Lê An")
    translation = translated(kept, "le-an-en")
    assert merge(kept, [translation]) == []
    assert Author.objects.filter(pk=translation.pk).exists()


def test_merged_twice_the_first_address_leads_straight_to_the_last(client):
    one, two, three = (TopicFactory(name=name) for name in ("Một", "Hai", "Ba"))
    merge(two, [one])
    merge(three, [two])
    assert client.get("/dong-su-kien/mot/").url == "/dong-su-kien/ba/"


def sign_in(client, role):
    create_roles(the_home())
    user = User.objects.create_user("nguoi-dung")
    user.groups.add(Group.objects.filter(name__startswith=role).first())
    client.force_login(user)


def test_the_board_merges_from_the_list(client):
    sign_in(client, BOARD)
    kept, other = AuthorFactory(name="Lê An"), AuthorFactory(name="Lê Văn An")
    address = f"/admin/bulk/articles/author/merge/?id={kept.pk}&id={other.pk}"
    page = client.get(address).content.decode()
    assert "Lê An" in page and "Lê Văn An" in page and 'type="radio"' in page
    client.post(f"{address}&next=/admin/", {"kept": kept.pk})
    assert list(Author.objects.all()) == [kept]
    history = client.get(f"/admin/snippets/articles/author/history/{kept.pk}/").content.decode()
    assert "Đã gộp vào đây: Lê Văn An" in history


def test_one_alone_is_not_merged(client):
    sign_in(client, BOARD)
    page = client.get(f"/admin/bulk/articles/topic/merge/?id={TopicFactory().pk}").content.decode()
    assert "Hãy chọn từ hai mục trở lên." in page and 'type="radio"' not in page


def test_translations_of_each_other_are_refused(client):
    sign_in(client, BOARD)
    kept = AuthorFactory(name="Lê An")
    translation = translated(kept, "le-an-en")
    address = f"/admin/bulk/articles/author/merge/?id={kept.pk}&id={translation.pk}&next=/admin/"
    assert "Lê An (Tiếng Anh)" in client.get(address).content.decode()
    page = client.post(address, {"kept": kept.pk}, follow=True).content.decode()
    assert "Bản dịch của nhau thì không phải là trùng." in page
    assert Author.objects.count() == 2


def test_editors_do_not_merge(client):
    SectionPageFactory()
    sign_in(client, "Biên tập viên")
    one, two = DepartmentFactory(), DepartmentFactory()
    address = f"/admin/bulk/articles/department/merge/?id={one.pk}&id={two.pk}"
    assert "Chỉ Ban biên tập được gộp." in client.get(address).content.decode()
    client.post(address, {"kept": one.pk})
    assert Department.objects.count() == 2


@pytest.mark.parametrize(
    ("factory", "path"),
    [(AuthorFactory, "tac-gia"), (DepartmentFactory, "don-vi"), (TopicFactory, "dong-su-kien")],
)
def test_a_new_slug_leaves_a_redirect_at_the_old_one(factory, path, client):
    instance = factory(slug="cu")
    instance.slug = "moi"
    instance.save()
    response = client.get(f"/{path}/cu/")
    assert (response.status_code, response.url) == (301, f"/{path}/moi/")
    assert client.get(f"/{path}/moi/").status_code == 200


def test_a_slug_that_is_taken_back_does_not_lead_in_a_circle(client):
    topic = TopicFactory(slug="mot")
    for slug in ("hai", "mot"):
        topic.slug = slug
        topic.save()
    assert client.get("/dong-su-kien/mot/").status_code == 200
    assert client.get("/dong-su-kien/hai/").url == "/dong-su-kien/mot/"


def test_the_form_leaves_the_redirect_too(admin_client, client):
    department = DepartmentFactory(name="Ban Tổ chức")
    address = f"/admin/snippets/articles/department/edit/{department.pk}/"
    admin_client.post(address, {"name": "Ban Tổ chức – Kiểm tra", "slug": "ban-to-chuc-kiem-tra"})
    client.logout()
    assert client.get("/don-vi/ban-to-chuc/").url == "/don-vi/ban-to-chuc-kiem-tra/"


@pytest.mark.parametrize("path", ["tac-gia/le-an", "don-vi/ban-nu-cong", "dong-su-kien/tet"])
def test_the_page_names_a_feed_of_its_articles(path, client):
    author = AuthorFactory(name="Lê An", department=DepartmentFactory(name="Ban Nữ công"))
    article = ArticlePageFactory(title="Chuyến xe", topic=TopicFactory(name="Tết"))
    credit(credit(article, author), author, role="photo")
    ArticlePageFactory(title="Bài khác")
    page = client.get(f"/{path}/").content.decode()
    (link,) = re.findall(r"<link[^>]*/rss/[^>]*>", page.replace('href="/rss/"', ""))
    assert 'type="application/rss+xml"' in link and f'href="/{path}/rss/"' in link
    feed = feedparser.parse(client.get(f"/{path}/rss/").content)
    assert not feed.bozo and feed.feed.link.endswith(f"/{path}/")
    assert [entry.title for entry in feed.entries] == ["Chuyến xe"]


def test_english_readers_have_feeds_of_their_own(client):
    author = AuthorFactory(name="Lê An")
    credit(ArticlePageFactory(title="Bài tiếng Việt"), author)
    feed = feedparser.parse(client.get("/en/authors/le-an/rss/").content)
    assert not feed.bozo and feed.feed.title == "Lê An" and feed.entries == []


def test_an_unknown_feed_is_not_found(client):
    assert client.get("/tac-gia/khong-co/rss/").status_code == 404
    assert Topic.objects.count() == 0
