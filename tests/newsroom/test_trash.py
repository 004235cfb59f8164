"""Nothing is lost by accident: the bin, and what is in use."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Collection, Page, PageLogEntry

from articles.models import ArticlePage, Attachment, Byline, SectionPage
from newsroom import trash
from newsroom.groups import BOARD, CONTRIBUTORS, EDITORS, create_roles
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    PhotoFactory,
    SectionPageFactory,
    TopicFactory,
    member,
    submit,
    the_home,
)

pytestmark = pytest.mark.django_db
BIN = "/admin/articles/bin/"


@pytest.fixture
def article():
    create_roles(the_home())
    return ArticlePageFactory(title="Bữa cơm ca", live=False)


@pytest.fixture
def board(client, article):
    user = member(BOARD)
    client.force_login(user)
    return user


@pytest.fixture
def binned(client, board, article):
    client.post(f"/admin/pages/{article.pk}/delete/")
    return now(article)


def now(article):
    return ArticlePage.objects.get(pk=article.pk)


def text(client, address):
    return client.get(address, follow=True).content.decode()


def test_a_deleted_article_is_in_the_bin(client, article, binned):
    assert binned.binned_at
    assert "Bữa cơm ca" in text(client, BIN)


def test_it_is_in_no_list_of_the_admin(client, article, binned):
    section = article.get_parent()
    for address in (f"pages/{section.pk}/", "pages/search/?q=Bữa cơm", "articles/list/"):
        assert article.title not in text(client, f"/admin/{address}"), address
    assert client.get(f"/admin/pages/{article.pk}/edit/").status_code == 403


def test_it_comes_back_as_a_draft_with_its_history(client, article, binned):
    revisions = article.revisions.count()
    client.post(BIN, {"article": article.pk, "restore": ""})
    assert now(article).binned_at is None and not now(article).live
    assert now(article).revisions.count() == revisions
    actions = PageLogEntry.objects.filter(page=article.pk).values_list("action", flat=True)
    assert {"articles.bin", "articles.restore"} <= set(actions)
    assert "Bữa cơm ca" in text(client, f"/admin/pages/{article.get_parent().pk}/")


def test_only_the_board_deletes_for_good(client, article, binned):
    editor = member(EDITORS, article.get_parent().specific)
    client.force_login(editor)
    assert "Xóa hẳn" not in text(client, BIN)
    assert client.post(BIN, {"article": article.pk, "delete": ""}).status_code == 403
    assert ArticlePage.objects.filter(pk=article.pk).exists()
    client.force_login(member(BOARD))
    client.post(BIN, {"article": article.pk, "delete": ""})
    assert not ArticlePage.objects.filter(pk=article.pk).exists()


def test_the_bin_of_a_stranger_is_empty(client, article, binned):
    client.force_login(member(CONTRIBUTORS))
    assert "Thùng rác đang trống" in text(client, BIN)
    assert client.post(BIN, {"article": article.pk, "restore": ""}).status_code == 404


@pytest.mark.parametrize(("days", "left"), [(29, 1), (31, 0)])
def test_an_article_waits_thirty_days(days, left, article, binned):
    ArticlePage.objects.update(binned_at=timezone.now() - timedelta(days=days))
    call_command("empty_bin", verbosity=0)
    assert ArticlePage.objects.filter(pk=article.pk).count() == left


def test_several_at_once_go_to_the_bin_too(client, board, article):
    other = ArticlePageFactory(parent=article.get_parent(), live=False)
    client.post(f"/admin/bulk/wagtailcore/page/delete/?id={article.pk}&id={other.pk}")
    assert now(article).binned_at and now(other).binned_at


def test_a_published_article_is_taken_down_with_a_reason_first(client, board, article):
    article.save_revision().publish()
    answer = client.post(f"/admin/pages/{article.pk}/delete/")
    assert answer["Location"] == f"/admin/pages/{article.pk}/unpublish/"
    client.post(f"/admin/bulk/wagtailcore/page/delete/?id={article.pk}")
    assert now(article).live and now(article).binned_at is None
    assert "đang đăng: hãy gỡ bài" in text(client, "/admin/")


def test_what_is_in_the_bin_does_not_go_public_by_schedule_or_approval(client, board, article):
    state = submit(article, member(CONTRIBUTORS))
    article.revisions.update(approved_go_live_at=timezone.now())
    client.post(f"/admin/pages/{article.pk}/delete/", {"reason": "Trùng bài"})
    call_command("publish_due")
    state.refresh_from_db()
    assert not now(article).live and state.status == "cancelled"


def test_a_section_with_pages_is_not_deleted(client, board, article):
    section = article.get_parent()
    client.post(f"/admin/pages/{section.pk}/delete/")
    client.post(f"/admin/bulk/wagtailcore/page/delete/?id={section.pk}")
    assert SectionPage.objects.filter(pk=section.pk).exists() and now(article)
    empty = SectionPageFactory()
    client.post(f"/admin/pages/{empty.pk}/delete/")
    assert not Page.objects.filter(pk=empty.pk).exists()


def test_an_old_version_does_not_take_an_article_out_of_the_bin(article, board):
    revision = article.save_revision()
    trash.put_into_bin(article, board)
    now(article).revisions.get(pk=revision.pk).as_object().save()
    assert now(article).binned_at


# What is in use


def photo_in_library():
    return PhotoFactory(collection=Collection.get_first_root_node())


@pytest.fixture
def used(article):
    """An author, a topic, a photo and a file that the article uses, the photo in its body."""
    author, topic, photo = AuthorFactory(), TopicFactory(), photo_in_library()
    file = Attachment.objects.create(title="Mẫu đơn", file="a.pdf")
    figure = {"image": {"image": photo.pk, "alt_text": "Bếp", "decorative": False}}
    files = {"title": "", "files": [{"document": file.pk, "title": ""}]}
    article.body = article._meta.get_field("body").to_python(
        [{"type": "image", "value": figure}, {"type": "files", "value": files}]
    )
    article.topic = topic
    article.bylines.add(Byline(author=author, locale=article.locale))
    article.save()
    return {"author": author, "topic": topic, "photo": photo, "file": file}


DELETE = {
    "author": ("/admin/snippets/articles/author/delete/{}/", "articles/author"),
    "topic": ("/admin/snippets/articles/topic/delete/{}/", "articles/topic"),
    "photo": ("/admin/images/{}/delete/", "articles/photo"),
    "file": ("/admin/documents/delete/{}/", "articles/attachment"),
}


@pytest.mark.parametrize("kind", DELETE)
@pytest.mark.parametrize("way", ["single", "bulk"])
def test_what_is_used_is_not_deleted_and_the_refusal_says_where(
    kind, way, client, board, article, used
):
    instance = used[kind]
    single, model = DELETE[kind]
    bulk = f"/admin/bulk/{model}/delete/?id={{}}"
    address = (single if way == "single" else bulk).format(instance.pk)
    client.post(address)
    assert type(instance).objects.filter(pk=instance.pk).exists()
    page = text(client, "/admin/")
    assert "Không xóa" in page and "Bữa cơm ca" in page
    assert f"/admin/pages/{article.pk}/edit/" in page


@pytest.mark.parametrize("kind", DELETE)
def test_what_is_not_used_is_deleted(kind, client, board):
    instance = {
        "author": AuthorFactory,
        "topic": TopicFactory,
        "photo": photo_in_library,
        "file": lambda: Attachment.objects.create(title="Mẫu đơn", file="a.pdf"),
    }[kind]()
    client.post(DELETE[kind][0].format(instance.pk))
    assert not type(instance).objects.filter(pk=instance.pk).exists()
