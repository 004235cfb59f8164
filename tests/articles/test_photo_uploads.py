"""Photos through the three doors of the admin, and what of them can be fetched afterwards."""

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import Collection, UploadedFile

from articles.models import Attachment, Photo
from newsroom.groups import BOARD, create_roles
from tests.factories import the_home

from .pictures import gives_away, is_upright, opened, phone_photo, saved, scene, uploaded

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def staff(client, django_user_model):
    """Return a client in which one of the board is signed in."""
    create_roles(the_home())
    user = django_user_model.objects.create_user("ban-bien-tap", password="x")
    user.groups.add(user.groups.model.objects.get(name=BOARD))
    client.force_login(user)
    return client


def by_library(client, file, **fields):
    """Upload `file` in the library's multiple uploader; return what the editor is told."""
    data = {"title": "Hội nghị", "files[]": file, **fields}
    response = client.post(reverse("wagtailimages:add_multiple"), data)
    return response.json().get("error_message", "")


def by_chooser(client, file):
    """The same in the upload tab of a page's chooser."""
    prefix = "image-chooser-upload"
    data = {f"{prefix}-title": "Hội nghị", f"{prefix}-file": file}
    return client.post(reverse("wagtailimages_chooser:create"), data).json().get("htmlFragment", "")


def by_edit_form(client, file):
    """The same in the form of a photo that is there already."""
    by_library(client, uploaded(saved(scene()), "cu.png"))
    photo = Photo.objects.get()
    data = {"title": "Hội nghị", "file": file}
    response = client.post(reverse("wagtailimages:edit", args=[photo.pk]), data)
    return response.content.decode()


DOORS = pytest.mark.parametrize("upload", [by_library, by_chooser, by_edit_form])


def fetchable():
    """Return the bytes of every file under the folder of uploads."""
    return [path.read_bytes() for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"


@DOORS
@pytest.mark.parametrize(("format", "name"), [("JPEG", "IMG_1.JPG"), ("HEIF", "IMG_2.HEIC")])
def test_a_phones_photo_is_stored_upright_small_and_silent(staff, upload, format, name):
    content = phone_photo(6, 3000, 2000, format)
    upload(staff, uploaded(content, name))
    photo = Photo.objects.latest("pk")
    assert (photo.width, photo.height) == (2560, 1707)
    assert is_upright(opened(photo.file)) and photo.file.name.endswith(".jpg")
    assert photo.file_size == photo.file.size
    assert not any(gives_away(content) for content in fetchable())


@DOORS
@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (SVG, "bieu-do.svg", "không nhận SVG"),
        (b"MZ\x90", "anh.jpg", "không phải là ảnh"),
        (phone_photo(width=2000, height=2000)[:9000], "anh.jpg", "hỏng"),
    ],
)
def test_each_door_says_why_a_file_is_refused(staff, upload, content, name, reason):
    assert reason in upload(staff, uploaded(content, name))
    assert content not in fetchable() and not UploadedFile.objects.exists()


@DOORS
def test_each_door_refuses_a_file_that_is_too_large(staff, upload, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5000
    assert "quá lớn" in upload(staff, uploaded(phone_photo() + b"x" * 5000))


def test_a_photo_with_another_name_than_its_kind_is_taken(staff):
    by_library(staff, uploaded(phone_photo(format="HEIF"), "zalo.jpg"))
    assert is_upright(opened(Photo.objects.get().file))


def test_a_photo_that_waits_for_its_other_fields_is_clean_too(staff):
    by_library(staff, uploaded(phone_photo(6)), title="x" * 300)
    waiting = UploadedFile.objects.get()
    assert not gives_away(waiting.file.read()) and is_upright(opened(waiting.file))
    assert Photo.objects.count() == 0


def test_the_waiting_photo_becomes_a_photo(staff):
    by_library(staff, uploaded(phone_photo(6)), title="x" * 300)
    waiting = UploadedFile.objects.get()
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    staff.post(address, {f"uploaded-image-{waiting.pk}-title": "Hội nghị"})
    assert is_upright(opened(Photo.objects.get(title="Hội nghị").file))


@pytest.mark.parametrize("name", ["anh.jpg", "anh.pdf"])
def test_a_picture_among_the_documents_is_refused(staff, name):
    data = {"title": "Văn bản", "files[]": uploaded(phone_photo(), name)}
    answer = staff.post(reverse("wagtaildocs:add_multiple"), data).json()
    assert not answer["success"] and not Attachment.objects.exists() and not fetchable()


def test_the_advice_beside_a_refused_picture_leads_to_the_photos(staff):
    data = {"title": "Văn bản", "files[]": uploaded(saved(scene()), "anh.pdf")}
    answer = staff.post(reverse("wagtaildocs:add_multiple"), data).json()
    assert "mục Hình ảnh" in answer["error_message"]


def test_a_document_is_still_taken_and_edited(staff):
    data = {"title": "Văn bản", "files[]": uploaded(b"%PDF-1.7 x", "van-ban.pdf")}
    staff.post(reverse("wagtaildocs:add_multiple"), data)
    document = Attachment.objects.get()
    fields = {"title": "Kế hoạch", "collection": Collection.get_first_root_node().pk}
    staff.post(reverse("wagtaildocs:edit", args=[document.pk]), fields)
    document.refresh_from_db()
    assert document.title == "Kế hoạch"
