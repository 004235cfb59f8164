"""Tables of data stay tables; tables that only place things become the lines they show."""

from docx import Document

from .test_word_reading import reading_of as reading_of_document
from .word_by_hand import block_text, cell, html_of, line, reading_of, table, text, told
from .word_files import add_table, content_of

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def table_of(body, **parts):
    """Return the table in `body` as {data, merges}."""
    return next(value for name, value in reading_of(body, **parts).blocks if name == "table")


def cells(body, **parts):
    """Return the rows of the table in `body`."""
    return table_of(body, **parts)["data"]


def test_a_letterhead_in_a_table_is_lines_column_by_column():
    body = table(
        [line("LIÊN ĐOÀN LAO ĐỘNG") + line("TỈNH XỨ THANH"), line(MOTTO) + line("Độc lập")],
        ["Số: 12/KH-LĐLĐ", "Xứ Thanh, ngày 2 tháng 3 năm 2026"],
        borders=False,
    )
    assert html_of(body) == (
        "<p>LIÊN ĐOÀN LAO ĐỘNG</p><p>TỈNH XỨ THANH</p><p>Số: 12/KH-LĐLĐ</p>"
        f"<p>{MOTTO}</p><p>Độc lập</p><p>Xứ Thanh, ngày 2 tháng 3 năm 2026</p>"
    )


def test_signatures_in_a_table_without_lines_are_lines():
    body = table(
        [line("Nơi nhận:") + line("- Như trên"), line("TM. BAN THƯỜNG VỤ") + line("Lê Văn Bình")],
        borders=False,
    )
    assert html_of(body).count("<p>") == 4


def test_white_lines_are_none():
    lined = table(["Lãnh đạo", line("CHỦ TỊCH") + line("Lê Văn Bình")])
    white = lined.replace('w:val="single"', 'w:val="single" w:color="FFFFFF"')
    assert cells(lined) and "<p>CHỦ TỊCH</p>" in html_of(white)


def test_other_tables_without_lines_are_read_row_by_row():
    long = line("một") + line("hai") + line("ba")
    body = table([long, "bốn"], ["năm", "sáu"], borders=False)
    shown = "<p>một</p><p>hai</p><p>ba</p><p>bốn</p><p>năm</p><p>sáu</p>"
    assert html_of(body) == shown


def test_a_table_of_data_without_lines_is_a_table():
    body = table(["STT", "Đơn vị"], ["1", "Thọ Xuân"], ["2", "Nghi Sơn"], borders=False)
    assert cells(body)[1] == ["1", "Thọ Xuân"]


def test_the_lines_of_one_cell_are_not_glued():
    assert cells(table([line("LIÊN ĐOÀN LAO ĐỘNG") + line("TỈNH"), "Số"], ["1", "2"]))[0][0] == (
        "LIÊN ĐOÀN LAO ĐỘNG\nTỈNH"
    )


DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
OVER_TWO = '<w:gridSpan w:val="2"/>'


def area(row, col, rowspan, colspan):
    return {"row": row, "col": col, "rowspan": rowspan, "colspan": colspan}


def test_cells_merged_downwards_stay_one_cell():
    body = table(
        ["Đơn vị", "Số"], [cell("Thọ Xuân", DOWN), "1"], [cell("", ON), "2"], ["Khác", "3"]
    )
    found = table_of(body)
    assert [row[0] for row in found["data"]] == ["Đơn vị", "Thọ Xuân", "", "Khác"]
    assert found["merges"] == [area(1, 0, 2, 1)] and told(reading_of(body)) == []


def test_cells_merged_both_ways_stay_one_cell():
    body = table(
        [cell("Hai cột", OVER_TWO), "x"],
        [cell("Bốn ô", OVER_TWO + DOWN), cell("Ba", DOWN)],
        [cell("", OVER_TWO + ON), cell("", ON)],
        ["1", "2", cell("", ON)],
    )
    found = table_of(body)
    assert found["data"] == [
        ["Hai cột", "", "x"],
        ["Bốn ô", "", "Ba"],
        ["", "", ""],
        ["1", "2", ""],
    ]
    assert found["merges"] == [area(0, 0, 1, 2), area(1, 0, 2, 2), area(1, 2, 3, 1)]


def test_what_stands_in_a_cell_that_goes_on_is_not_covered():
    body = table([cell("Một", DOWN), "1"], [cell("Hai", ON), "2"], ["Ba", "3"])
    assert table_of(body) == {
        "data": [["Một", "1"], ["Hai", "2"], ["Ba", "3"]],
        "merges": [],
    }


def test_a_cell_that_goes_on_in_another_width_is_a_cell_of_its_own():
    body = table([cell("Một", OVER_TWO + DOWN), "1"], [cell("", ON), "2", "3"])
    found = table_of(body)
    assert found["data"] == [["Một", "", "1"], ["", "2", "3"]]
    assert found["merges"] == [area(0, 0, 1, 2)]


def test_a_table_in_a_cell_is_written_once():
    inner = table(["a", "b"], ["c", "d"])
    body = table([inner + line(""), "x"], ["y", "z"])
    assert cells(body)[0] == ["a | b\nc | d", "x"]
    assert told(reading_of(body)) == ["nested_table"]


def test_a_table_in_a_frame_is_a_table():
    inner = table(["a", "b"], ["c", "d"])
    assert cells(table([line("Khung") + inner])) == [["a", "b"], ["c", "d"]]


def test_powers_stand_raised_in_a_cell():
    raised = '<w:vertAlign w:val="superscript"/>'
    body = table(
        [line(text("m") + text("2", raised)), line(text("A") + text("ß", raised))], ["1", "2"]
    )
    assert cells(body)[0] == ["m²", "Aß"]
    assert told(reading_of(body)) == ["script"]


def test_the_address_of_a_link_in_a_cell_is_told():
    link = '<w:hyperlink r:id="a"><w:r><w:t>xem</w:t></w:r></w:hyperlink>'
    body = table([f"<w:p>{link}</w:p>", "b"], ["c", "d"])
    reading = reading_of(body, links={"a": "https://a.vn/"})
    assert ("link_in_plain", 1, "https://a.vn/") in reading.losses


def test_rows_and_cells_in_content_controls_are_read():
    body = (
        table(["a", "b"], ["c", "d"])
        .replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>", 1)
        .replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>", 1)
    )
    assert cells(body) == [["a", "b"], ["c", "d"]]


def test_a_deleted_row_is_gone_and_told():
    body = table(["a", "b"], ["c", "d"]).replace(
        "<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>', 1
    )
    reading = reading_of(body + line("x"))
    assert "tracked" in told(reading)
    assert "a" not in " ".join(block_text(block) for block in reading.blocks)


def test_cells_may_begin_after_the_first_column():
    body = table(["a", "b"], ["c"], ["d", "e"]).replace(
        '<w:tr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr><w:r><w:t xml:space="preserve">c',
        '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr>'
        '</w:pPr><w:r><w:t xml:space="preserve">c',
    )
    assert cells(body)[1] == ["", "c"]


def test_a_style_may_draw_the_lines():
    styles = (
        '<w:style w:type="table" w:styleId="G"><w:tblPr><w:tblBorders><w:top w:val="single"/>'
        "</w:tblBorders></w:tblPr></w:style>"
    )
    body = table(["một", "hai"], borders=False).replace(
        "<w:tblBorders></w:tblBorders>", '<w:tblStyle w:val="G"/>'
    )
    assert cells(body, styles=styles) == [["một", "hai"]]


def test_a_table_made_by_a_library_without_lines_is_data():
    document = Document()
    for words in ("Tiêu đề", "Sapo của bài.", "Bài."):
        document.add_paragraph(words)
    add_table(document, [["Tháng", "Số"], ["1", "20"], ["2", "30"]])
    names = [name for name, _value in reading_of_document(content_of(document)).blocks]
    assert names == ["paragraph", "table"]
