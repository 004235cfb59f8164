"""A Word file is known by what its parts are to each other, and read within bounds."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from newsroom.word_import import markup, package, reading, story
from newsroom.word_import.reading import read
from newsroom.word_import.refusals import Refused

from .word_by_hand import (
    OPENING,
    TITLE_STYLE,
    html_of,
    item,
    line,
    made,
    numbering,
    picture,
    reading_of,
    root,
    table,
    text,
    told,
)

STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def shown(content):
    return [value for _name, value in read(BytesIO(content)).blocks]


def strict(content):
    """Return a Word file in the strict dialect."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(buffer, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            for ours, theirs in STRICT.items():
                part = part.replace(ours, theirs)
            target.writestr(name, part)
    return buffer.getvalue()


@pytest.mark.parametrize("main", ["word/document2.xml", "text/main.xml", "word/document.xml"])
def test_the_main_part_is_found_wherever_it_stands(main):
    content = made(OPENING + line("Bài."), main=main, styles=TITLE_STYLE)
    assert shown(content) == ["<p>Bài.</p>"]


def test_a_file_in_the_strict_dialect_is_read_alike():
    content = strict(made(OPENING + line("Bài."), styles=TITLE_STYLE))
    reading = read(BytesIO(content))
    assert (reading.title, reading.lead) == ("Tiêu đề", "Sapo của bài.")
    assert reading.blocks == [("paragraph", "<p>Bài.</p>")]


def test_notes_of_both_kinds_are_counted_in_the_order_of_the_text():
    body = "".join(
        f'<w:p>{text(word)}<w:r><w:{kind}noteReference w:id="{number}"/></w:r></w:p>'
        for word, kind, number in (("a", "end", 2), ("b", "foot", 1))
    )
    notes = {
        f"{kind}notes": f'<w:{kind}note w:id="{number}">{line(words)}</w:{kind}note>'
        for kind, number, words in (("foot", 1, "Chân."), ("end", 2, "Cuối."))
    }
    assert html_of(body, **notes) == (
        "<p>a<sup>[1]</sup></p><p>b<sup>[2]</sup></p><ol><li>Cuối.</li><li>Chân.</li></ol>"
    )


def test_a_note_that_is_not_in_the_file_is_told():
    body = '<w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    assert told(reading_of(body)) == ["note"]


def test_words_of_headers_are_told_and_a_page_number_is_not():
    words, number = line("CÔNG ĐOÀN TỈNH"), line("12")
    assert told(reading_of(line("x"), header=words, footer=number)) == ["margin"]


@pytest.mark.parametrize(
    ("name", "content", "shown", "losses"),
    [
        ("a.html", "<p>Một <b>hai</b></p><p>ba</p>", "<p>Một hai</p><p>ba</p>", ["plain_chunk"]),
        ("a.txt", "Một\nhai", "<p>Một</p><p>hai</p>", ["plain_chunk"]),
        ("a.rtf", "{\\rtf1 Một}", "", ["chunk"]),
        ("a.docx", "no Word file", "", ["chunk"]),
    ],
)
def test_a_text_of_another_kind_inside_the_file_is_taken_or_told(name, content, shown, losses):
    chunk = '<w:altChunk r:id="chunk"/>'
    content = made(
        OPENING + chunk,
        styles=TITLE_STYLE,
        chunks={"chunk": (name, content.encode())},
    )
    reading = read(BytesIO(content))
    assert "".join(value for _name, value in reading.blocks) == shown
    assert told(reading) == losses


def test_a_word_file_inside_the_file_is_read_like_the_rest_and_once():
    inner = made(line("Trong") + table(["a", "b"], ["c", "d"]) + '<w:altChunk r:id="chunk"/>')
    chunk = {"chunk": ("a.docx", inner)}
    content = made(OPENING + '<w:altChunk r:id="chunk"/>', styles=TITLE_STYLE, chunks=chunk)
    reading = read(BytesIO(content))
    rows = [["a", "b"], ["c", "d"]]
    assert reading.blocks == [
        ("paragraph", "<p>Trong</p>"),
        ("table", {"data": rows, "merges": []}),
    ]
    assert told(reading) == ["chunk"]


# Bounds


def refused(body, **parts):
    with pytest.raises(Refused) as refusal:
        reading_of(body, **parts)
    return refusal.value.reason


@pytest.mark.parametrize("limit", ["LARGEST_PACKAGE", "LARGEST_TEXT", "MOST_PARTS"])
def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch, limit):
    monkeypatch.setattr(package, limit, 2)
    assert refused(line("x")) == "unpacks_too_large"


def test_more_elements_than_any_text_has_are_refused(monkeypatch):
    monkeypatch.setattr(package, "MOST_ELEMENTS", 50)
    assert refused(line("x") * 20) == "unpacks_too_large"


def test_elements_deeper_than_any_text_has_are_refused():
    assert refused("<w:ins>" * markup.DEEPEST + "</w:ins>" * markup.DEEPEST) == "damaged"


def test_an_absurd_table_is_refused_before_it_fills_the_memory():
    row = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>{line("x")}</w:tc></w:tr>'
    assert refused(f"<w:tbl>{row * (story.MOST_CELLS // story.MOST_COLUMNS + 1)}</w:tbl>") == (
        "too_much"
    )


def test_an_absurd_span_is_as_wide_as_word_allows():
    body = table(["a", "b"], ["c", "d"]).replace(
        "<w:tcPr></w:tcPr>", '<w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>', 1
    )
    assert len(reading_of(body).blocks[0][1]["data"][0]) == story.MOST_COLUMNS + 1


def test_more_pictures_and_notes_than_any_text_has_are_refused(monkeypatch):
    monkeypatch.setattr("newsroom.word_import.runs.MOST_PICTURES", 2)
    monkeypatch.setattr(reading, "MOST_NOTES", 2)
    assert refused(f"<w:p>{picture() * 3}</w:p>") == "too_much"
    notes = "".join(f'<w:footnoteReference w:id="{number}"/>' for number in range(3))
    assert refused(f"<w:p><w:r>{notes}</w:r></w:p>") == "too_much"


def test_an_absurd_level_or_number_of_a_list_does_no_harm():
    levels = numbering(("upperRoman", "%1.", 99999999), ("upperLetter", "%2.", 99999999))
    html = html_of(item("x") + item("y", 1) + item("z", 99999999), numbering=levels)
    assert "100000. x" in html and len(html) < 200 and "<p>z</p>" in html


def test_styles_based_on_each_other_without_end_are_read_to_a_depth():
    styles = "".join(
        f'<w:style w:styleId="S{number}"><w:basedOn w:val="S{number + 1}"/></w:style>'
        for number in range(5000)
    )
    assert html_of(line("x", properties='<w:pStyle w:val="S0"/>'), styles=styles) == "<p>x</p>"


def test_a_file_without_a_main_part_is_refused():
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", b"<document/>")
    with pytest.raises(Refused):
        read(buffer)


def test_numbers_that_are_none_are_read_as_if_they_were_not_there():
    body = line("x", properties='<w:outlineLvl w:val="x"/><w:numPr><w:ilvl w:val="y"/></w:numPr>')
    assert html_of(body, numbering=root("w", "").decode()) == "<p>x</p>"
