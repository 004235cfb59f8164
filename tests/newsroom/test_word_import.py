"""A Word file through the admin: who may, what is stored, what is refused and leaves nothing."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from docx import Document
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import GroupPagePermission, Revision

from articles.blocks import PARAGRAPH_FEATURES
from articles.models import ArticlePage, Photo
from newsroom.groups import CONTRIBUTORS, create_roles
from newsroom.word_import import kinds, office, sentences, store
from tests.factories import AuthorFactory, SectionPageFactory, the_home

from ..articles.pictures import gives_away, phone_photo, saved, scene
from .word_by_hand import cell, line, made, picture, table
from .word_files import (
    LEAD,
    TITLE,
    add_picture,
    add_xml,
    article,
    changed,
    content_of,
    large_article,
    uploaded,
)
from .word_refused import REFUSED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "temporary"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return tmp_path


@pytest.fixture
def section(db):
    create_roles(the_home())
    return SectionPageFactory()


@pytest.fixture
def writer(client, django_user_model, section):
    """Return a contributor who is signed in to `client`."""
    user = django_user_model.objects.create_user("cong-tac-vien", password="x")
    user.groups.add(Group.objects.get(name=CONTRIBUTORS))
    client.force_login(user)
    return user


@pytest.fixture
def send(client, writer, section):
    """Return a function that imports a file and returns the text of the page that follows."""

    def send(content, name="bai-viet.docx"):
        address = reverse("word_import", args=[section.pk])
        response = client.post(address, {"file": uploaded(content, name)}, follow=True)
        assert response.status_code == 200
        return response.content.decode()

    return send


def texts(draft):
    return [(block.block_type, block.value) for block in draft.body]


def test_a_contributor_gets_a_draft_of_their_own(send, writer, section, client):
    page = send(article())
    draft = ArticlePage.objects.child_of(section).get()
    assert (draft.title, draft.lead, draft.live, draft.owner) == (TITLE, LEAD, False, writer)
    assert draft.slug == "cong-doan-tinh-trao-50-mai-am-cho-doan-vien"
    assert draft.latest_revision.user == writer and TITLE in page


def test_the_draft_holds_headings_table_and_photo(send):
    send(article())
    draft = ArticlePage.objects.get()
    blocks = dict(texts(draft.latest_revision.as_object()))
    assert list(blocks) == ["paragraph", "image", "heading", "table"]
    assert blocks["heading"] == "Kết quả"
    assert blocks["table"]["data"][1] == ["1", "Thọ Xuân"]
    assert blocks["table"]["first_row_is_table_header"]
    assert blocks["image"]["caption"] == "Niềm vui nhà mới."
    assert blocks["image"]["image"].pk == Photo.objects.get().pk


def test_a_photo_from_word_is_as_clean_as_an_uploaded_one(send, writer):
    document = article(pictures=0)
    add_picture(document, phone_photo(6, 3000, 2000))
    send(document)
    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.uploaded_by_user) == (2560, 1707, writer)
    assert not gives_away(photo.file.read())


def test_a_picture_that_stands_twice_is_stored_once(send):
    send(article(pictures=2))
    assert Photo.objects.count() == 1
    assert [name for name, _value in texts(ArticlePage.objects.get())].count("image") == 2


def test_a_picture_that_the_site_does_not_take_is_reported(send, media):
    document = article()
    add_picture(document, saved(scene(500, 500), "TIFF"))
    assert "Ảnh thứ 2 không đưa được" in send(document)
    assert ArticlePage.objects.exists() and Photo.objects.count() == 1


def test_a_picture_that_is_not_in_the_file_is_reported_and_the_rest_taken(send):
    content = changed(content_of(article()), {"word/media/image1.jpg": b""})
    assert "không nằm trong tệp" in send(content)
    assert ArticlePage.objects.get().title == TITLE


def test_more_pictures_than_the_library_takes_at_once_are_reported(send, monkeypatch):
    monkeypatch.setattr(store, "MOST_PICTURES", 1)
    document = article()
    add_picture(document, saved(scene(500, 500)))
    assert "quá nhiều ảnh" in send(document)
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(
    ("alt", "kept"),
    [
        ("Công nhân nhận nhà", "Công nhân nhận nhà"),
        ("A group of people\nDescription automatically generated", ""),
        ("IMG_2041.JPG", ""),
    ],
)
def test_a_picture_is_described_as_its_author_did_in_word(send, alt, kept):
    document = article()
    document.inline_shapes[0]._inline.docPr.set("descr", alt)
    send(document)
    blocks = dict(texts(ArticlePage.objects.get().latest_revision.as_object()))
    assert blocks["image"]["image"].contextual_alt_text == kept
    assert not blocks["image"]["image"].decorative


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "viết thành chữ ở 1 chỗ"),
        ('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet"/></w:object></w:r>', "đối tượng nhúng"),
        ('<w:r><w:commentReference w:id="0"/></w:r>', "bình luận"),
        ('<w:ins w:id="1" w:author="A"><w:r><w:t>thêm</w:t></w:r></w:ins>', "Track Changes"),
        (
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict></w:r>",
            "text box",
        ),
    ],
)
def test_what_could_not_be_taken_is_told_in_the_editor(send, xml, told):
    document = article()
    add_xml(document, xml)
    assert told in send(document)
    assert told in ArticlePage.objects.get().draft_notes


def test_old_fonts_are_told_with_the_number_of_words(send):
    document = Document()
    for words in ("C«ng ®oµn tØnh trao nhµ", "S¸ng nay, C«ng ®oµn tØnh trao nhµ.", "Néi dung bµi."):
        document.add_paragraph(words)
    assert "chữ từ phông TCVN3 (ABC) sang Unicode" in send(document)
    assert ArticlePage.objects.get().title == "Công đoàn tỉnh trao nhà"


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:t>Tiêu đề</w:t></w:r></w:p>",
        line("Tiêu đề") + line("<w:r><w:t>trên</w:t><w:br/><w:t>dưới</w:t></w:r>") + line("Bài."),
        line("Tiêu đề") + table(["STT", "Đơn vị"], ["1", "Thọ Xuân"]),
        line("Tiêu đề") + line("Rất dài. " * 90) + line("Bài."),
        line("Rất dài. " * 90),
        f"<w:p>{picture()}</w:p>",
        "",
    ],
    ids=["title alone", "line break", "table", "long lead", "long title", "photo alone", "empty"],
)
def test_whatever_is_stored_opens_in_the_editor(send, body):
    page = send(made(body, media={"photo": phone_photo()}))
    draft = ArticlePage.objects.get()
    assert "Đã tạo bài nháp" in page and draft.title
    assert draft.lead or "Không thấy sapo" in page


MERGED = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"


@pytest.mark.parametrize(
    ("rows", "html"),
    [
        (
            [["STT", "Số"], [cell("Một", MERGED), "1"], [cell("", GOES_ON), "2"]],
            ('<th scope="col"', '<td rowspan="2" colspan="1">Một</td>'),
        ),
        (
            [[cell("Đơn vị", MERGED), "Số"], [cell("", GOES_ON), "nam"], ["Thọ Xuân", "1"]],
            ('<td rowspan="2" colspan="1">Đơn vị</td>',),
        ),
    ],
    ids=["below the names of the columns", "over both rows of the head"],
)
def test_merged_cells_of_word_are_merged_for_readers(send, rows, html):
    send(made(line("Tiêu đề") + line("Sapo.") + table(*rows)))
    shown = str(ArticlePage.objects.get().body)
    assert all(part in shown for part in html)
    assert ("<thead" in shown) == ("<th" in html[0])
    assert shown.count("<td") + shown.count("<th ") == 5


def test_a_line_break_comes_back_from_the_editor_as_it_was_stored(send):
    broken = line("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>")
    send(made(line("Tiêu đề") + line("Sapo.") + broken + line("c")))
    stored = ArticlePage.objects.get().body[0].value.source
    converter = ContentstateConverter(features=PARAGRAPH_FEATURES)
    back = converter.to_database_format(converter.from_database_format(stored))
    assert "a<br/>b" in back


def test_the_draft_begins_with_the_byline_of_its_writer(send, writer, section):
    author = AuthorFactory(account=writer, position="Chuyên viên")
    send(article())
    draft = ArticlePage.objects.get().latest_revision.as_object()
    assert [(row.author, row.position) for row in draft.bylines.all()] == [(author, "Chuyên viên")]


def test_the_line_under_a_refused_picture_stays(send):
    ellipse = picture(look='<a:prstGeom prst="ellipse"/>')
    caption = line("Ảnh: Lan", properties='<w:jc w:val="center"/>')
    body = line("Tiêu đề") + line("Sapo.") + line("Bài.") + f"<w:p>{ellipse}</w:p>" + caption
    page = send(made(body, media={"photo": phone_photo()}))
    assert "cắt theo hình vẽ" in page and not Photo.objects.exists()
    assert "<i>Ảnh: Lan</i>" in str(ArticlePage.objects.get().body.raw_data)


def test_a_large_file_with_photos_is_taken(send):
    content = large_article()
    assert len(content) > 3 * 1024 * 1024
    send(content)
    assert Photo.objects.count() == 4


# Refusals


@pytest.mark.parametrize("kind", REFUSED)
def test_a_refused_file_is_told_why_and_leaves_nothing(send, media, kind, monkeypatch):
    monkeypatch.setattr(office, "PROGRAM", "no-such-program")
    make, reason = REFUSED[kind]
    revisions = Revision.objects.count()
    assert reason in send(make())
    assert not ArticlePage.objects.exists() and not Photo.objects.exists()
    assert Revision.objects.count() == revisions
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_a_file_that_is_too_large_is_refused(send, monkeypatch):
    monkeypatch.setattr(kinds, "LARGEST_FILE", 1024 * 1024)
    monkeypatch.setattr(sentences, "LARGEST_FILE", 1024 * 1024)
    assert "lớn hơn 1 MB" in send(large_article())


def test_photos_are_removed_when_the_draft_cannot_be_stored(send, media, monkeypatch):
    def fail(*arguments, **options):
        raise RuntimeError

    monkeypatch.setattr(store.ArticlePage, "save_revision", fail)
    with pytest.raises(RuntimeError):
        send(article())
    assert not Photo.objects.exists() and not ArticlePage.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", ["\u200b.docx", "Ti\u0303n tức.docx", ".docx"])
def test_the_name_of_the_file_stands_in_for_a_title(send, name):
    send(made(""), name)
    assert ArticlePage.objects.get().title in ("Tĩn tức", "Bài từ Word")


@pytest.mark.parametrize(
    ("program", "kinds"), [("sh", ".docx, .doc, .odt, .rtf"), ("no", ".docx,")]
)
def test_the_form_names_the_kinds_that_the_server_takes(
    client, writer, section, monkeypatch, program, kinds
):
    monkeypatch.setattr(office, "PROGRAM", program)
    page = client.get(reverse("word_import", args=[section.pk])).content.decode()
    assert f"Tệp {kinds}" in page


# Who may


def test_the_sections_offer_the_import_to_those_who_may_add_articles(client, writer, section):
    address = reverse("word_import", args=[section.pk])
    assert (
        address in client.get(reverse("wagtailadmin_explore", args=[section.pk])).content.decode()
    )
    assert "Tạo bài nháp" in client.get(address).content.decode()


def test_only_the_section_where_one_may_add_articles_takes_a_file(client, writer, section):
    mine = SectionPageFactory()
    rights = GroupPagePermission.objects.filter(group__name=CONTRIBUTORS)
    group, right = rights[0].group, rights[0].permission
    rights.delete()
    GroupPagePermission.objects.create(group=group, page=mine, permission=right)
    for place in (section, mine):
        client.post(reverse("word_import", args=[place.pk]), {"file": uploaded(article())})
    assert [draft.get_parent().pk for draft in ArticlePage.objects.all()] == [mine.pk]


def test_a_visitor_is_asked_to_sign_in(client, section):
    response = client.get(reverse("word_import", args=[section.pk]))
    assert response.status_code == 302 and "login" in response["Location"]
