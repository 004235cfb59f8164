from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail_localize.segments import StringSegmentValue

from articles.blocks import BodyBlock, DataTableBlock
from articles.models import ArticlePage
from articles.videos import player_of
from tests.articles.test_editing import form_of
from tests.factories import OFFICE, ArticlePageFactory, PhotoFactory
from tests.languages import english_words
from tests.newsroom.translating import begin, english_section, fill, target

pytestmark = pytest.mark.django_db

TABLE = {
    "data": [["Đơn vị", "Số suất"], ["Ban Tổ chức", "12"], ["", None]],
    "table_caption": "Kết quả",
    "first_row_is_table_header": True,
    "first_col_is_header": False,
    "table_header_choice": "row",
}


def read(client, *body):
    page = client.get(ArticlePageFactory(body=list(body)).url).content.decode()
    return page[page.index('<div class="prose">') : page.index("<footer class")]


SHOWN_IN_PREVIEWS = {
    "paragraph": "đối thoại với người lao động",
    "heading": "Kết quả nổi bật",
    "subheading": "Tại cơ sở",
    "image": "Buổi sáng ở xưởng may.",
    "gallery": "Giờ nghỉ trưa.",
    "quotation": "<blockquote>",
    "table": '<th scope="col">Đơn vị</th>',
    "note": "Thẻ đoàn viên.",
    "files": "Đơn xin gia nhập công đoàn",
    "video": "Hội thi Thợ giỏi",
    "visit_counter": "Thống kê truy cập",
}


@pytest.mark.parametrize("kind", list(BodyBlock().child_blocks))
def test_every_block_is_previewed_as_readers_see_it(kind, admin_client):
    block = ArticlePage._meta.get_field("body").stream_block.child_blocks[kind]
    address = f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}"
    page = admin_client.get(address).content.decode()
    assert "css/site" in page
    assert SHOWN_IN_PREVIEWS[kind] in page[page.index('<div class="prose">') :]


def test_a_table_has_a_caption_and_column_headers(client):
    text = read(client, ("table", TABLE))
    assert "<caption>Kết quả</caption>" in text
    assert '<th scope="col">Đơn vị</th>' in text and "<td>Ban Tổ chức</td>" in text
    assert "None" not in text


def test_columns_of_numbers_are_set_flush_and_others_are_not(client):
    rows = [
        ["Năm", "Đoàn viên", "Tỷ lệ", "Ghi chú", "Chưa có"],
        ["2025", "1.486", "93,8 %", "12 người", ""],
        ["2026", "–5", "", "9", None],
    ]
    page = BeautifulSoup(read(client, ("table", TABLE | {"data": rows})), "html.parser")
    for row in page.select("tr"):
        flush = [cell.get_text() for cell in row.select(".number")]
        assert flush == [cell.get_text() for cell in row.select("th, td")][1:3]


def test_lines_within_a_cell_stay_lines(client):
    text = read(
        client, ("table", TABLE | {"data": [["Đơn vị"], ["Ban Tổ chức\n<i>Văn phòng</i>"]]})
    )
    assert "<td>Ban Tổ chức<br>&lt;i&gt;Văn phòng&lt;/i&gt;</td>" in text


def test_a_quotation_names_the_speaker(client):
    text = read(client, ("quotation", {"text": "Có nhà rồi.", "attribution": "Chị Mơ"}))
    assert "<blockquote>" in text and "<figcaption>Chị Mơ</figcaption>" in text


def test_a_highlighted_box_stands_apart(client):
    text = read(client, ("note", {"title": "Cần nhớ", "text": "<p>Mang thẻ.</p>"}))
    assert '<aside class="note">' in text and "Mang thẻ." in text


def test_a_figure_has_alternative_text_caption_and_credit(client):
    photo = PhotoFactory()
    value = {
        "image": {"image": photo.pk, "alt_text": "Chuyền may", "decorative": False},
        "caption": "Chuyền số bảy",
        "credit": "Ảnh: Ban Nữ công",
    }
    block = BodyBlock().to_python([{"type": "image", "value": value}])
    text = read(client, *[(child.block_type, child.value) for child in block])
    assert 'alt="Chuyền may"' in text
    assert "Chuyền số bảy" in text and "Ảnh: Ban Nữ công" in text


def test_scripts_in_rich_text_do_not_survive_an_editors_paste():
    block = BodyBlock().child_blocks["paragraph"]
    form_value = (
        '{"blocks":[{"key":"a","text":"Chào","type":"unstyled","depth":0,'
        '"inlineStyleRanges":[],"entityRanges":[{"offset":0,"length":4,"key":0}]}],'
        '"entityMap":{"0":{"type":"LINK","mutability":"MUTABLE","data":{"url":"javascript:alert(1)"}}}}'
    )
    source = block.value_from_datadict({"body": form_value}, {}, "body").source
    assert "javascript:" not in source and "Chào" in source


def test_every_block_explains_itself_to_the_editor():
    for name, block in BodyBlock().child_blocks.items():
        assert block.meta.icon != "placeholder", name
        assert str(block.label) and str(block.meta.description), name
        assert block.meta.template, name


def test_a_draft_with_unfinished_blocks_can_be_previewed_and_compared(admin_client):
    article = ArticlePageFactory()
    article.save_revision()
    figure = {"image": {"image": None, "decorative": False, "alt_text": ""}, "caption": ""}
    video = {"address": "", "title": ""}
    article.body = BodyBlock().to_python(
        [{"type": "image", "value": figure}, {"type": "video", "value": video}]
    )
    article.save_revision()
    for action in ("view_draft/", "revisions/compare/earliest...latest/"):
        assert admin_client.get(f"/admin/pages/{article.pk}/{action}").status_code == 200


TYPED = "Chị Mơ bên chuyền may"


def described(photo, alt_text=TYPED, decorative=False):
    return {
        "image": {"image": photo, "alt_text": alt_text, "decorative": decorative},
        "caption": "Ca đêm",
        "credit": "",
    }


@pytest.fixture
def waiting():
    """A draft with a described picture whose photo is still to be chosen, also in a gallery."""
    gallery = {"title": "", "pictures": [{"type": "item", "id": "1", "value": described(None)}]}
    article = ArticlePageFactory(live=False)
    article.save_revision()
    article.body = BodyBlock().to_python(
        [{"type": "image", "value": described(None)}, {"type": "gallery", "value": gallery}]
    )
    article.save()
    article.save_revision()
    return ArticlePage.objects.get(pk=article.pk)


def pictures_of(article):
    figure, gallery = article.get_latest_revision_as_object().body
    return [figure.value["image"], gallery.value["pictures"][0]["image"]]


def test_the_description_of_a_photo_still_to_be_chosen_is_stored(waiting):
    assert not any(pictures_of(waiting))
    for version in (waiting, waiting.get_latest_revision_as_object()):
        assert [block.value for block in version.body]
        figure, gallery = version.body.get_prep_value()
        kept = [figure["value"]["image"], gallery["value"]["pictures"][0]["value"]["image"]]
        assert kept == [{"image": None, "alt_text": TYPED, "decorative": False}] * 2


@pytest.mark.parametrize("asks", ["text/html", "application/json"])
def test_the_form_keeps_what_was_typed_about_a_photo_to_come(asks, admin_client):
    article = ArticlePageFactory(live=False)
    article.save_revision()
    photo = str(PhotoFactory().pk)
    picture = {"body-0-type": "image", "body-0-id": "", "body-0-order": "0", "body-0-deleted": ""}
    typed = {
        "body-0-value-image-alt_text": TYPED,
        "body-0-value-image-decorative": "",
        "body-0-value-caption": "Ca đêm",
        "body-0-value-credit": "",
    }
    address = f"/admin/pages/{article.pk}/edit/"
    # Chosen, and taken out again.
    for chosen in (photo, ""):
        data = {**form_of(admin_client, article), **picture, **typed, "body-count": "1"}
        data["body-0-value-image-image"] = chosen
        answer = admin_client.post(address, data, headers={"accept": asks})
        assert answer.status_code in (200, 302)
    (block,) = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().body
    state = block.block.get_form_state(block.value)
    assert state["image"] == {"image": None, "alt_text": TYPED, "decorative": False}
    # To be published it needs the photo, as before.
    answer = admin_client.post(address, {**data, "action-publish": "1"})
    assert answer.status_code == 200 and "body" in answer.context["form"].errors


def test_readers_see_nothing_of_a_picture_without_a_photo(waiting, admin_client):
    page = admin_client.get(f"/admin/pages/{waiting.pk}/view_draft/").content.decode()
    assert TYPED not in page and "Ca đêm" not in page


def test_versions_of_a_picture_without_a_photo_are_compared_by_its_words(waiting, admin_client):
    old = waiting.get_latest_revision_as_object()
    old.body = BodyBlock().to_python([{"type": "image", "value": described(None, "Chị Pành")}])
    old.save_revision()
    for versions in ("earliest...latest", f"{waiting.latest_revision.pk}...latest"):
        address = f"/admin/pages/{waiting.pk}/revisions/compare/{versions}/"
        page = admin_client.get(address).content.decode()
        assert "Chị Pành" in page
    assert TYPED in page


def test_a_copy_keeps_the_description_of_a_photo_to_come(waiting):
    copy = waiting.copy(update_attrs={"slug": "ban-sao"}, keep_live=False)
    assert [each.contextual_alt_text for each in pictures_of(copy)] == [TYPED, TYPED]


def test_a_photo_to_come_is_translated_with_its_description(waiting):
    english_section(waiting.get_parent().specific)
    translation = begin(waiting)
    fill(translation)
    translation.save_target(publish=False)
    found = pictures_of(target(translation))
    assert [each.contextual_alt_text for each in found] == [f"English of: {TYPED}"] * 2


def test_programs_are_told_the_description_of_a_photo_to_come(waiting):
    block = waiting.body[0].block.child_blocks["image"]
    told = block.get_api_representation(waiting.body[0].value["image"])
    assert told == {"image": None, "alt_text": TYPED, "decorative": False}


def test_what_is_searched_and_referred_to_takes_a_photo_to_come(waiting):
    block = waiting.body.stream_block
    assert TYPED not in block.get_searchable_content(waiting.body)
    assert not list(block.extract_references(waiting.body))


def test_a_tables_texts_can_be_translated_and_put_back():
    block = DataTableBlock()
    segments = block.get_translatable_segments(TABLE)
    assert [segment.path for segment in segments] == ["caption", "0-0", "0-1", "1-0", "1-1"]
    english = [StringSegmentValue(segment.path, f"EN {segment.path}") for segment in segments]
    value = block.restore_translated_segments({**TABLE, "data": [["", ""], ["", ""]]}, english)
    assert value["table_caption"] == "EN caption"
    assert value["data"] == [["EN 0-0", "EN 0-1"], ["EN 1-0", "EN 1-1"]]


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=CongDoanTH1&t=9", "CongDoanTH1"),
        ("https://youtu.be/CongDoanTH1", "CongDoanTH1"),
        ("https://m.youtube.com/shorts/CongDoanTH1", "CongDoanTH1"),
        ("https://vimeo.com/123456789", "player.vimeo.com/video/123456789"),
        ("https://www.facebook.com/watch/?v=1", None),
        ("https://youtube.com.example.vn/watch?v=CongDoanTH1", None),
        ("https://www.youtube.com/watch?v=%22onload%3D", None),
    ],
)
def test_a_video_names_the_player_that_a_click_loads(address, player):
    found = player_of(address)
    assert (player in found) if player else found is None


def test_a_video_is_a_link_until_it_is_clicked(client):
    video = {"address": "https://youtu.be/CongDoanTH1", "title": "Hội thi"}
    article = ArticlePageFactory(body=[{"type": "video", "value": video}])
    page = client.get(article.url)
    assert 'href="https://youtu.be/CongDoanTH1"' in page.content.decode()
    assert "<iframe" not in page.content.decode()
    assert "https://www.youtube-nocookie.com" in page.headers["Content-Security-Policy"]


def test_the_comparison_of_versions_speaks_as_people_do(admin_client):
    article = ArticlePageFactory(featured=False)
    article.save_revision()
    figure = {"image": PhotoFactory().pk, "decorative": True, "alt_text": ""}
    form = {"type": "item", "id": "1", "value": {"document": None, "title": "Mẫu"}}
    files = {"title": "", "files": [form]}
    article.body = BodyBlock().to_python(
        [
            {"type": "image", "value": {"image": figure, "caption": "", "credit": ""}},
            {"type": "files", "value": files},
            {"type": "visit_counter", "value": None},
        ]
    )
    article.featured = True
    article.display_date = datetime(2026, 9, 2, 8, 5, tzinfo=OFFICE)
    article.save_revision()
    address = f"/admin/pages/{article.pk}/revisions/compare/earliest...latest/"
    page = BeautifulSoup(admin_client.get(address).content, "html.parser")
    said = page.select_one("table.listing").get_text(" ", strip=True)
    assert "Không Có" in said and "01/09/2026 08:05 02/09/2026 08:05" in said and "Mẫu" in said
    assert english_words(said) == []
