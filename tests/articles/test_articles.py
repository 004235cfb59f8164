import pytest
import time_machine
from django.core.files.base import ContentFile
from wagtail.models import PageViewRestriction

from articles.blocks import BodyBlock
from articles.models import ArticleAttachment, ArticlePage, Attachment
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    DepartmentFactory,
    PhotoFactory,
    SectionPageFactory,
    TopicFactory,
    credit,
)

pytestmark = pytest.mark.django_db


def text_of(client, article):
    return client.get(article.url).content.decode()


def test_an_article_shows_everything_a_reader_expects(client):
    section = SectionPageFactory(title="Nữ công")
    article = ArticlePageFactory(
        title="Bảy mét vuông giữa xưởng",
        parent=section,
        lead="Chuyện những phòng vắt sữa.",
        main_image=PhotoFactory(description="Phòng vắt sữa ở xưởng may"),
        main_image_caption="Một phòng vắt sữa.",
        main_image_credit="Ảnh: Ban Tuyên giáo",
        body=[("paragraph", "<p>Phòng rộng bảy mét vuông.</p>"), ("heading", "Ba tháng đầu")],
        topic=TopicFactory(name="Tháng Công nhân"),
        source_name="Bản tin Lao động xứ Thanh",
    )
    author = AuthorFactory(department=DepartmentFactory(name="Ban Tổ chức"))
    article = credit(article, author)
    page = " ".join(text_of(client, article).split())
    for expected in (
        "<h1>Bảy mét vuông giữa xưởng</h1>",
        "Thứ Ba, 01/09/2026 08:05",
        "Chuyện những phòng vắt sữa.",
        'alt="Phòng vắt sữa ở xưởng may"',
        "Một phòng vắt sữa.",
        "Ảnh: Ban Tuyên giáo",
        "<p>Phòng rộng bảy mét vuông.</p>",
        "<h2>Ba tháng đầu</h2>",
        "Phạm Thị Hường</a> – Chuyên viên <a",
        "Ban Tổ chức",
        f'<a href="{section.url}">Nữ công</a>',
        "Tháng Công nhân",
        "Bản tin Lao động xứ Thanh",
        "Thống kê truy cập",
    ):
        assert expected in page, expected


def test_an_article_without_photo_byline_or_body_still_reads_well(client):
    page = text_of(client, ArticlePageFactory(title="Bữa cơm ca"))
    assert "Bữa cơm ca" in page
    assert "<figcaption" not in page and "None" not in page


def test_the_date_is_the_time_of_publication_when_the_editor_gives_none():
    article = ArticlePageFactory(live=False, display_date=None)
    with time_machine.travel("2026-11-22T01:30:00Z", tick=False):
        article.save_revision().publish()
    article.refresh_from_db()
    assert article.display_date == article.first_published_at
    assert article.display_date.isoformat() == "2026-11-22T01:30:00+00:00"


def test_the_date_an_editor_typed_stays():
    article = ArticlePageFactory(live=False)
    typed = article.display_date
    article.save_revision().publish()
    article.refresh_from_db()
    assert article.display_date == typed


def test_a_later_edit_does_not_move_an_article_to_the_top():
    article = ArticlePageFactory(live=False, display_date=None)
    with time_machine.travel("2026-11-20T01:00:00Z", tick=False):
        article.save_revision().publish()
    first = ArticlePage.objects.get(pk=article.pk).display_date
    with time_machine.travel("2026-11-22T01:00:00Z", tick=False):
        ArticlePage.objects.get(
            pk=article.pk
        ).get_latest_revision_as_object().save_revision().publish()
    assert ArticlePage.objects.get(pk=article.pk).display_date == first


def test_listing_leaves_out_articles_scheduled_for_tomorrow():
    section = SectionPageFactory()
    shown = ArticlePageFactory(parent=section)
    tomorrow = ArticlePageFactory(parent=section, live=False, go_live_at="2099-01-01T00:00Z")
    tomorrow.save_revision().publish()
    assert list(section.articles()) == [shown]


def test_the_version_that_was_published_first_has_the_date_that_it_got_then():
    draft = ArticlePageFactory(live=False, display_date=None)
    revision = draft.save_revision()
    assert revision.as_object().display_date is None
    revision.publish()
    article = ArticlePage.objects.get()
    assert article.latest_revision.as_object().display_date == article.display_date
    assert article.display_date == article.first_published_at.replace(microsecond=0)


def test_listing_leaves_out_articles_behind_a_restriction_of_a_page_above():
    section = SectionPageFactory()
    ArticlePageFactory(parent=section)
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert list(section.articles()) == []
    other = ArticlePageFactory()
    assert list(ArticlePage.objects.published()) == [other]


def test_two_articles_of_the_same_minute_keep_one_order():
    section = SectionPageFactory()
    first, second = ArticlePageFactory(parent=section), ArticlePageFactory(parent=section)
    assert list(section.articles()) == [second, first]


def test_an_article_that_was_taken_down_is_gone(client):
    article = ArticlePageFactory()
    article.unpublish()
    assert client.get(article.url).status_code == 404


def test_an_article_behind_a_login_is_not_shown(client):
    article = ArticlePageFactory(title="Chỉ dành cho nội bộ")
    PageViewRestriction.objects.create(page=article, restriction_type="login")
    response = client.get(article.url)
    assert response.status_code == 302


def test_hostile_markup_in_texts_is_shown_as_text(client):
    article = ArticlePageFactory(title="<script>alert(1)</script>", lead="<b>đậm</b>")
    page = text_of(client, article)
    assert "<script>alert(1)" not in page
    assert "&lt;b&gt;đậm&lt;/b&gt;" in page


def test_an_article_takes_at_most_fifteen_statements(statements_of):
    topic = TopicFactory()
    article = ArticlePageFactory(main_image=PhotoFactory(), topic=topic)
    article.tags.add("đoàn viên", "đối thoại")
    article = credit(article, AuthorFactory())
    for _number in range(6):
        ArticlePageFactory(parent=article.get_parent(), main_image=PhotoFactory(), topic=topic)
    assert statements_of(article)


def figure():
    """Return a block with a photo, as an editor's form stores it."""
    photo = {"image": PhotoFactory().pk, "alt_text": "Chuyền may", "decorative": False}
    return {"image": photo, "caption": "", "credit": ""}


def test_a_set_of_photos_with_files_takes_at_most_fifteen_statements(client, statements_of):
    figures = [figure() for _each in range(3)]
    blocks = [
        {"type": "gallery", "value": {"title": "", "pictures": figures}},
        {"type": "image", "value": figures[0]},
    ]
    article = ArticlePageFactory(main_image=PhotoFactory(), body=BodyBlock().to_python(blocks))
    article = credit(article, AuthorFactory())
    document = Attachment.objects.create(title="Mẫu đơn", file=ContentFile(b"%PDF-1.4", "mau.pdf"))
    article.attachments.add(ArticleAttachment(document=document))
    article.save()
    assert "Mẫu đơn" in text_of(client, article)
    assert statements_of(article)


def test_more_photos_in_the_text_take_no_more_statements(statements_of):
    counts = []
    for number in (2, 6):
        figures = [figure() for _each in range(number)]
        blocks = [{"type": "gallery", "value": {"title": "", "pictures": figures}}]
        blocks += [{"type": "image", "value": value} for value in figures]
        counts.append(statements_of(ArticlePageFactory(body=BodyBlock().to_python(blocks))))
    assert counts[0] == counts[1]
