"""What is used is neither deleted nor replaced, and what is not public stays inside."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as site_settings
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, PageViewRestriction, UploadedFile

from articles.models import ArticlePage, Attachment, Photo
from newsroom.groups import BOARD, CONTRIBUTORS, create_roles
from tests.factories import ArticlePageFactory, member, the_home

from .pictures import saved, scene, uploaded

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 "


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def roles():
    create_roles(the_home())


@pytest.fixture
def contributor(client, roles):
    user = member(CONTRIBUTORS)
    client.force_login(user)
    return user


@pytest.fixture
def board(client, roles):
    client.force_login(member(BOARD))


def photo(**fields):
    file = ContentFile(saved(scene(900, 600)), "hoi-nghi.jpg")
    return Photo.objects.create(title="Hội nghị", file=file, **fields)


def attachment(**fields):
    return Attachment.objects.create(title="Mẫu đơn", file=ContentFile(PDF, "don.pdf"), **fields)


def body_with(file):
    if isinstance(file, Photo):
        picture = {"image": file.pk, "alt_text": "Hội trường", "decorative": False}
        return [{"type": "image", "value": {"image": picture}}]
    return [{"type": "files", "value": {"title": "", "files": [{"document": file.pk}]}}]


def put_into(article, file):
    article.body = article._meta.get_field("body").to_python(body_with(file))
    return article


def in_published_article(file):
    put_into(ArticlePageFactory(), file).save_revision().publish()


def in_unpublished_article(file):
    put_into(ArticlePageFactory(live=False), file).save()


def in_next_version_of_published_article(file):
    put_into(ArticlePageFactory(), file).save_revision()


def in_latest_version_of_draft(file):
    put_into(ArticlePageFactory(live=False), file).save_revision()


USES = pytest.mark.parametrize(
    "use",
    [
        in_published_article,
        in_unpublished_article,
        in_next_version_of_published_article,
        in_latest_version_of_draft,
    ],
)
FILES = pytest.mark.parametrize("make", [photo, attachment])
DELETING = {
    photo: (
        "/admin/images/{}/delete/",
        "/admin/images/multiple/{}/delete/",
        "/admin/bulk/articles/photo/delete/?id={}",
    ),
    attachment: (
        "/admin/documents/delete/{}/",
        "/admin/documents/multiple/{}/delete/",
        "/admin/bulk/articles/attachment/delete/?id={}",
    ),
}


@FILES
@USES
@pytest.mark.parametrize("way", range(3))
def test_no_address_deletes_what_is_used(client, board, make, use, way):
    file = make()
    use(file)
    client.post(DELETING[make][way].format(file.pk))
    assert type(file).objects.filter(pk=file.pk).exists()


@FILES
def test_the_uploader_is_told_why_it_may_not_delete(client, board, make):
    file = make()
    in_published_article(file)
    answer = client.post(DELETING[make][1].format(file.pk)).json()
    assert not answer["success"] and "Không xóa" in answer["error_message"]


@FILES
def test_what_is_not_used_is_deleted_in_the_uploader(client, board, make):
    file = make()
    assert client.post(DELETING[make][1].format(file.pk)).json()["success"]
    assert not type(file).objects.exists()


def replace(client, file):
    """Send another file by the form of `file`; return what the editor sees."""
    is_photo = isinstance(file, Photo)
    content = saved(scene(700, 700)) if is_photo else PDF + b"khac"
    new = uploaded(content, "khac.jpg" if is_photo else "khac.pdf")
    address = reverse("wagtailimages:edit" if is_photo else "wagtaildocs:edit", args=[file.pk])
    fields = {"title": "Khác", "file": new, "collection": Collection.get_first_root_node().pk}
    return client.post(address, fields).content.decode()


@FILES
@USES
def test_a_used_file_is_not_replaced_by_whoever_uploaded_it(client, contributor, make, use):
    file = make(uploaded_by_user=contributor)
    use(file)
    before = file.file.read()
    answer = replace(client, file)
    file = type(file).objects.get(pk=file.pk)
    assert file.file.read() == before and "Không thay tệp này" in answer
    assert "tải tệp mới lên riêng" in answer


@FILES
def test_nor_by_the_board_that_may_publish_a_new_version(client, board, make):
    file = make()
    in_published_article(file)
    assert "/edit/" in replace(client, file)
    assert type(file).objects.get().title != "Khác"


@FILES
def test_a_file_of_a_version_that_waits_for_its_hour_is_used(client, contributor, make):
    file = make(uploaded_by_user=contributor)
    article = ArticlePageFactory()
    article.save_revision().publish()
    article = put_into(ArticlePage.objects.get(pk=article.pk), file)
    article.go_live_at = timezone.now() + timedelta(days=1)
    article.save_revision().publish()
    # A newer draft without the file is not what readers will see.
    article.body = []
    article.save_revision()
    assert "Không thay tệp này" in replace(client, file)


@FILES
def test_an_unused_file_is_replaced(client, contributor, make):
    file = make(uploaded_by_user=contributor)
    before = file.file.read()
    replace(client, file)
    file = type(file).objects.get()
    assert file.file.read() != before and file.title == "Khác"


@FILES
def test_the_other_fields_of_a_used_file_are_still_changed(client, board, make):
    file = make()
    in_published_article(file)
    address = "wagtailimages:edit" if make is photo else "wagtaildocs:edit"
    fields = {"title": "Tên đúng", "collection": Collection.get_first_root_node().pk}
    client.post(reverse(address, args=[file.pk]), fields)
    assert type(file).objects.get().title == "Tên đúng"


# What strangers read


@pytest.mark.parametrize(
    ("use", "status"),
    [
        (in_published_article, 200),
        (in_unpublished_article, 404),
        (in_next_version_of_published_article, 404),
        (in_latest_version_of_draft, 404),
        (lambda file: None, 404),
    ],
)
def test_strangers_read_the_files_of_what_is_published(client, use, status):
    file = attachment()
    use(file)
    assert client.get(file.url).status_code == status


def test_the_newsroom_reads_every_file(client, contributor):
    assert client.get(attachment().url).status_code == 200


def test_an_account_without_the_newsroom_is_a_stranger(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("ban-doc"))
    assert client.get(attachment().url).status_code == 404


def test_a_file_goes_out_of_reach_with_its_article(client):
    file = attachment()
    article = put_into(ArticlePageFactory(), file)
    article.save_revision().publish()
    article.unpublish()
    assert client.get(file.url).status_code == 404


def test_a_file_of_an_article_behind_a_password_is_behind_it_too(client):
    file = attachment()
    article = put_into(ArticlePageFactory(), file)
    article.save_revision().publish()
    restriction = PageViewRestriction.objects.create(
        page=article, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    assert client.get(file.url).status_code == 404
    fields = {"password": "x", "return_url": article.url}
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, article.pk])
    client.post(address, fields)
    assert client.get(file.url).status_code == 200


def test_no_address_of_stored_files_leads_to_an_attachment(client, board):
    file = attachment()
    in_published_article(file)
    data = {"title": "x" * 300, "files[]": uploaded(PDF, "cho.pdf")}
    client.post(reverse("wagtaildocs:add_multiple"), data)
    client.logout()
    for stored in (file.file, UploadedFile.objects.get().file):
        assert client.get(stored.url).status_code == 404


# Names that nobody can guess


def test_the_address_of_a_photo_and_its_sizes_cannot_be_guessed(client):
    names = {photo().file.name for _number in range(3)}
    assert len(names) == 3
    assert all(re.fullmatch(r"original_images/[0-9a-f]{16}_hoi-nghi\.jpg", name) for name in names)
    made = photo()
    made.make_sizes()
    secret = made.file.name.split("/")[1][:17]
    assert all(f"/{secret}" in size.file.name for size in made.renditions.all())


def test_a_long_name_does_not_push_the_secret_out():
    file = ContentFile(saved(scene()), f"{'hoi-nghi-' * 40}.jpg")
    made = Photo.objects.create(title="Hội nghị", file=file)
    made.make_sizes()
    secret = made.file.name.split("/")[1][:17]
    assert all(f"/{secret}" in size.file.name for size in made.renditions.all())


def old_photo():
    """Return a photo whose file has the name that it was uploaded with."""
    old = photo()
    name = old.file.storage.save("original_images/le-phat-dong.jpg", old.file)
    Photo.objects.filter(pk=old.pk).update(file=name)
    old = Photo.objects.get(pk=old.pk)
    old.make_sizes()
    return old


def test_an_old_photo_gets_a_secret_name_at_its_next_saving(
    client, board, django_capture_on_commit_callbacks
):
    old = old_photo()
    in_published_article(old)
    former = [old.file.name, *(size.file.name for size in old.renditions.all())]
    fields = {"title": "Lễ phát động", "collection": Collection.get_first_root_node().pk}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailimages:edit", args=[old.pk]), fields)
    saved_again = Photo.objects.get()
    assert re.search(r"/[0-9a-f]{16}_le-phat-dong\.jpg$", saved_again.file.name)
    assert client.get(saved_again.file.url).status_code == 200
    assert (saved_again.width, saved_again.height) == (900, 600)
    assert not any((site_settings.MEDIA_ROOT / name).exists() for name in former)


def test_a_photo_keeps_its_secret_name(client):
    made = photo()
    name = made.file.name
    made.save()
    assert Photo.objects.get().file.name == name


def test_a_photo_whose_file_is_missing_can_still_be_saved():
    old = old_photo()
    old.file.storage.delete(old.file.name)
    old.title = "Lễ phát động"
    old.save()
    assert Photo.objects.get().title == "Lễ phát động"
