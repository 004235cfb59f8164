"""Every kind of page, with every block and odd texts, as the makers of HTML would read it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Locale

from analytics.models import VisitCounter
from articles.blocks import BodyBlock
from articles.models import ArticleAttachment, Attachment
from home import views
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    PhotoFactory,
    SectionPageFactory,
    StandardPageFactory,
    TopicFactory,
    credit,
    the_home,
)
from tests.markup import complaints_about

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def figure():
    photo = {"image": PhotoFactory().pk, "alt_text": "Chuyền “may” <1>", "decorative": False}
    return {"image": photo, "caption": "Chú thích & nguồn", "credit": "Ảnh: Lê An"}


def every_block(document):
    rows = [["STT", "Đơn vị <tên>"], ["1", None], ["2", "Công đoàn cơ sở"]]
    table = {"data": rows, "first_row_is_table_header": True, "first_col_is_header": True}
    counter = VisitCounter.objects.create(
        name="Bài viết", heading="Thống kê", locale=Locale.objects.get(language_code="vi")
    )
    values = [
        (
            "paragraph",
            '<p>Một <b>đoạn</b> &amp; <a href="https://a.vn/?a=1&amp;b=2">liên kết</a>.</p>',
        ),
        ("paragraph", "<ul><li>Một</li></ul>"),
        ("heading", "Tiêu đề <mục>"),
        ("subheading", "Tiêu đề nhỏ"),
        ("image", figure()),
        ("gallery", {"title": "Chùm ảnh", "pictures": [figure(), figure()]}),
        ("gallery", {"title": "", "pictures": [figure(), figure(), figure()]}),
        ("quotation", {"text": "Ai đến?\nTôi.", "attribution": "Chị Mơ"}),
        ("table", {**table, "table_caption": "Kết quả"}),
        ("table", {"data": rows, "first_row_is_table_header": False, "first_col_is_header": False}),
        ("note", {"title": "Cần nhớ", "text": "<p>Thẻ.</p>"}),
        ("files", {"title": "Biểu mẫu", "files": [{"document": document.pk, "title": "Đơn"}]}),
        ("video", {"address": "https://youtu.be/CongDoanTH1", "title": "Hội thi", "poster": None}),
        ("video", {"address": "https://video.vn/1", "title": "Hội", "poster": PhotoFactory().pk}),
        ("visit_counter", counter.pk),
    ]
    return BodyBlock().to_python([{"type": name, "value": value} for name, value in values])


def whole_site():
    """Make every kind of page in both languages, and return {name: address} of all."""
    english = Locale.objects.get(language_code="en")
    home = the_home()
    home.site_name, home.slogan, home.telephone = "Công đoàn & xứ Thanh", "TIÊN PHONG", "0237.1"
    home.banner = home.emblem = PhotoFactory()
    home.save_revision().publish()
    section = SectionPageFactory(introduction="Một câu.", title="Nữ <công>")
    unit, topic = DepartmentFactory(introduction="Lo."), TopicFactory(introduction="Tháng Năm.")
    author = AuthorFactory(department=unit, email="a@b.vn", portrait=PhotoFactory())
    document = Attachment.objects.create(title="Đơn", file="documents/don.pdf", file_size=9)
    body = every_block(document)
    fields = {"parent": section, "topic": topic, "body": body, "featured": True}
    for _number in range(14):
        ArticlePageFactory(parent=section, topic=topic, title="“Bài” <khác> & thêm")
    article = credit(
        ArticlePageFactory(
            **fields,
            main_image=PhotoFactory(file__width=500),
            main_image_caption="Chú thích",
            source_name="Báo",
            source_url="https://bao.vn/?a=1&b=2",
            correction="Số đúng là 5.",
            content_updated_at="2026-10-01T00:00Z",
        ),
        author,
    )
    article.tags.add("đối thoại", "<lạ> & lạ")
    article.attachments.add(ArticleAttachment(document=document))
    article.save_revision().publish()
    standard = StandardPageFactory(lead="Mở đầu.", body=body)
    pages = [home, section, article, standard]
    return {
        **{f"{page._meta.model_name}-vi": page.url for page in pages},
        **{
            f"{item._meta.model_name}-vi": item.get_absolute_url() for item in (unit, topic, author)
        },
        **{f"{page._meta.model_name}-en": in_english(page, english).url for page in pages},
        "bare-article-vi": ArticlePageFactory(parent=section).url,
        "section-2-vi": f"{section.url}?page=2",
        "author-en": f"/en/authors/{author.slug}/",
        "topic-en": f"/en/topics/{topic.slug}/",
        "department-en": f"/en/departments/{unit.slug}/",
        "search-vi": "/tim-kiem/?q=hội nghị",
        "search-nothing-vi": "/tim-kiem/?q=zzzz",
        "search-empty-vi": "/tim-kiem/",
        "search-en": "/en/search/?q=a",
        "tag-vi": f"/tu-khoa/{article.tags.first().slug}/",
        "section-2026-vi": f"{section.url}?nam=2026&thang=9",
        "archive-vi": "/luu-tru/",
        "month-vi": "/luu-tru/2026/9/",
        "month-en": "/en/archive/2026/9/",
        "map-vi": "/so-do-trang/",
        "map-en": "/en/site-map/",
        "404-vi": "/khong-co/",
        "404-en": "/en/nothing/",
    }


def in_english(page, locale):
    """Publish a copy of `page` in English, and return it."""
    copy = page.copy_for_translation(locale, copy_parents=True)
    copy.save_revision().publish()
    return copy


def pages_without_addresses():
    call_command("make_maintenance_page")
    pages = {"maintenance": (Path(settings.STATIC_ROOT) / "bao-tri.html").read_text()}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            pages[f"500-{code}"] = views.server_error(RequestFactory().get("/")).content.decode()
    return pages


def test_every_kind_of_page_is_valid_html(client, tmp_path):
    pages = {name: client.get(path).content.decode() for name, path in whole_site().items()}
    complaints = complaints_about({**pages, **pages_without_addresses()}, tmp_path)
    assert not complaints, "\n".join(complaints)
