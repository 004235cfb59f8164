"""What an article can be made of, in the Word files that offices send."""

from io import BytesIO

from docx import Document

from newsroom.word_import.reading import read

from ..articles.pictures import phone_photo
from .word_files import (
    LEAD,
    TITLE,
    add_centred,
    add_link,
    add_picture,
    add_table,
    article,
    content_of,
    with_footnote,
)


def reading_of(document):
    content = document if isinstance(document, bytes) else content_of(document)
    return read(BytesIO(content))


def names(reading):
    return [name for name, _content in reading.blocks]


def first(reading, name):
    return next(content for found, content in reading.blocks if found == name)


def paragraphs(*lines):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return document


def test_an_article_is_taken_over_in_its_order():
    reading = reading_of(article())
    assert (reading.title, reading.lead) == (TITLE, LEAD)
    expected = ["paragraph", "image", "heading", "paragraph", "table", "paragraph"]
    assert names(reading) == expected


def test_bold_words_lists_and_links_stay():
    html = "".join(content for name, content in reading_of(article()).blocks if name == "paragraph")
    assert "<b>50 triệu đồng</b>" in html
    assert "<ul><li>50 ngôi nhà</li><li>2,5 tỷ đồng</li></ul>" in html
    assert '<a href="https://example.vn/">tại đây</a>' in html


def test_a_link_that_runs_a_script_becomes_text():
    document = paragraphs("Tiêu đề", "Sapo", "")
    add_link(document.add_paragraph(), "bấm", "javascript:alert(1)")
    assert "javascript" not in first(reading_of(document), "paragraph")


def test_mark_up_typed_as_text_stays_text():
    document = paragraphs("Tiêu đề", "Sapo", "<script>alert(1)</script>")
    assert "&lt;script&gt;" in first(reading_of(document), "paragraph")


def test_the_line_under_a_picture_is_its_caption():
    assert first(reading_of(article()), "image").caption == "Niềm vui nhà mới."


def test_an_ordinary_paragraph_after_a_picture_is_no_caption():
    document = paragraphs("Tiêu đề", "Sapo")
    add_picture(document)
    document.add_paragraph("Đoạn văn tiếp theo của bài.")
    reading = reading_of(document)
    assert first(reading, "image").caption == ""
    assert "Đoạn văn tiếp theo" in first(reading, "paragraph")


def test_the_title_is_a_line_set_apart_where_no_style_names_it():
    document = paragraphs("Tin")
    add_centred(document, "HỘI NGHỊ CÔNG TÁC QUÝ IV")
    document.add_paragraph("Sáng nay, hội nghị khai mạc.")
    document.add_paragraph("Có 120 đại biểu dự.")
    assert reading_of(document).title == "HỘI NGHỊ CÔNG TÁC QUÝ IV"


def test_a_plain_text_gives_its_first_line_and_paragraph():
    reading = reading_of(paragraphs("Hội nghị công tác", "Sapo: Sáng nay khai mạc.", "Nội dung."))
    assert (reading.title, reading.lead) == ("Hội nghị công tác", "Sáng nay khai mạc.")


def test_a_long_first_paragraph_is_no_lead():
    reading = reading_of(paragraphs("Hội nghị", "Rất dài. " * 90, "Nội dung."))
    assert reading.lead == "" and "Rất dài" in first(reading, "paragraph")


def test_the_rows_of_a_table_are_of_equal_length_where_cells_are_merged():
    document = paragraphs("Tiêu đề", "Sapo", "Bài")
    table = add_table(document, [["Đơn vị", "Số nhà", ""], ["Thọ Xuân", "1", "2"], ["", "3", "4"]])
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    assert first(reading_of(document), "table")["data"] == [
        ["Đơn vị", "Số nhà", ""],
        ["Thọ Xuân", "1", "2"],
        ["", "3", "4"],
    ]


def test_a_table_that_only_frames_a_picture_is_a_picture():
    document = paragraphs("Tiêu đề", "Sapo", "Bài")
    cell = document.add_table(2, 1).cell(0, 0)
    cell.paragraphs[0].add_run().add_picture(BytesIO(phone_photo()))
    reading = reading_of(document)
    assert "image" in names(reading) and "table" not in names(reading)


def test_a_table_of_one_cell_is_a_frame_around_its_text():
    document = paragraphs("Tiêu đề", "Sapo", "Bài")
    document.add_table(1, 1).cell(0, 0).text = "Chữ trong khung"
    reading = reading_of(document)
    assert "table" not in names(reading) and "Chữ trong khung" in first(reading, "paragraph")


def test_footnotes_follow_the_text_as_a_list():
    reading = reading_of(with_footnote(article(), "2,5 tỷ đồng"))
    assert reading.blocks[-2][0] == "notes"
    assert reading.blocks[-1] == ("paragraph", "<ol><li>Theo báo cáo quý III.</li></ol>")
    assert any("<sup>[1]</sup>" in str(content) for _name, content in reading.blocks)


def test_old_fonts_are_converted_before_anything_is_normalised():
    document = paragraphs(
        "C«ng ®oµn tØnh trao nhµ",
        "S¸ng nay, C«ng ®oµn tØnh trao nhµ cho ®oµn viªn.",
        "Cã 120 ®¹i biÓu dù. Thư viện Unicode nguyên vẹn: «Nhân Dân», 5°C.",
        "Ng\u00adêi lao ®éng phÊn khëi.",
    )
    reading = reading_of(document)
    assert reading.title == "Công đoàn tỉnh trao nhà"
    assert "Người lao động phấn khởi." in first(reading, "paragraph")
    assert reading.old_encoding == "TCVN3 (ABC)" and reading.old_words > 10


def test_a_modern_text_is_not_converted():
    reading = reading_of(article())
    assert (reading.old_encoding, reading.old_words) == ("", 0)


def test_capitals_that_only_a_font_made_are_capitals():
    document = Document()
    document.add_paragraph().add_run("hội nghị công tác").font.name = ".VnTimeH"
    document.add_paragraph("Sapo.")
    document.add_paragraph("Nội dung.")
    assert reading_of(document).title == "HỘI NGHỊ CÔNG TÁC"
