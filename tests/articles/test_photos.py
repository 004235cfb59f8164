import pytest
from django.core.files.base import ContentFile
from PIL import Image

from articles.models import Photo
from articles.models.photos import RENDITION_FILTERS
from tests.factories import ArticlePageFactory, PhotoFactory

pytestmark = pytest.mark.django_db


def upload(**fields):
    from io import BytesIO

    buffer = BytesIO()
    Image.new("RGB", (1000, 600), "#0b3a6f").save(buffer, "JPEG")
    return Photo.objects.create(
        title="Hội nghị",
        description="Đại biểu biểu quyết",
        file=ContentFile(buffer.getvalue(), "hoi-nghi.jpg"),
        **fields,
    )


def test_every_size_is_made_when_a_photo_is_saved(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        photo = upload()
    assert set(photo.renditions.values_list("filter_spec", flat=True)) == set(RENDITION_FILTERS)


def test_a_picture_offers_three_formats_and_names_its_size(client):
    article = ArticlePageFactory(main_image=PhotoFactory(file__width=1000))
    page = client.get(article.url).content.decode()
    picture = page[page.index("<picture") : page.index("</picture>")]
    for expected in ("image/avif", "image/webp", "width=", "height=", 'fetchpriority="high"'):
        assert expected in picture
    assert "400w" in picture and "800w" in picture


def test_the_credit_in_the_library_serves_an_article_without_its_own(client):
    article = ArticlePageFactory(main_image=upload(credit="Ảnh: Văn phòng"))
    assert "Ảnh: Văn phòng" in client.get(article.url).content.decode()
