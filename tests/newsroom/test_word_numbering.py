"""The labels that Word counts by itself are text, as Word shows them."""

import pytest

from .word_by_hand import block_text, html_of, item, line, numbering, reading_of, table

LAW = [("decimal", "Điều %1.", 1), ("decimal", "%2.", 1), ("lowerLetter", "%3)", 1)]
PLAIN = [("decimal", "%1.", 1), ("bullet", "-", 1), ("lowerLetter", "%3)", 1)]
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'


def labels(levels, *items):
    """Return the lines of a list of these levels; an item is a level, or (level, num)."""
    body = "".join(item("x", *(one if isinstance(one, tuple) else (one,))) for one in items)
    html = html_of(body + line("hết"), numbering=numbering(*levels, restart=RESTART))
    return [part.split("</p>")[0].removesuffix(" x") for part in html.split("<p>")[1:-1]]


def test_articles_clauses_and_points_of_a_law_keep_their_labels():
    assert labels(LAW, 0, 1, 1, 2, 2, 0, 1, 2) == [
        *("Điều 1.", "1.", "2.", "a)", "b)"),
        *("Điều 2.", "1.", "a)"),
    ]


@pytest.mark.parametrize(
    ("kind", "words", "start", "shown"),
    [
        ("upperRoman", "%1.", 1, ["I.", "II."]),
        ("lowerRoman", "%1)", 4, ["iv)", "v)"]),
        ("upperLetter", "%1.", 26, ["Z.", "AA."]),
        ("decimalZero", "%1", 9, ["09", "10"]),
        ("decimal", "Chương %1:", 3, ["Chương 3:", "Chương 4:"]),
        ("none", "Mục", 1, ["Mục", "Mục"]),
    ],
)
def test_every_format_of_an_office_is_counted(kind, words, start, shown):
    assert labels([(kind, words, start)], 0, 0) == shown


def test_a_label_names_the_levels_above_it():
    levels = [("upperRoman", "%1.", 1), ("decimal", "%1.%2.", 1)]
    assert labels(levels, 0, 1, 1, 0, 1) == ["I.", "I.1.", "I.2.", "II.", "II.1."]


def test_legal_numbering_is_in_digits():
    legal = numbering(("upperRoman", "%1.", 2), ("decimal", "%1.%2", 1)).replace(
        '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:isLgl/>'
    )
    assert "<p>2.1 x</p>" in html_of(item("y") + item("x", 1), numbering=legal)


def test_a_list_begins_anew_where_word_does_and_goes_on_after_a_paragraph():
    levels = [("lowerLetter", "%1)", 1)]
    assert labels(levels, 0, 0, (0, 2), 0) == ["a)", "b)", "a)", "b)"]


def test_a_level_may_go_on_below_the_next_item():
    levels = numbering(("upperRoman", "%1.", 1), ("decimal", "Câu %2:", 1)).replace(
        '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:lvlRestart w:val="0"/>'
    )
    html = html_of("".join(item("x", level) for level in (0, 1, 0, 1)), numbering=levels)
    assert "Câu 2: x" in html


def test_plain_numbers_and_bullets_are_lists_of_the_article():
    body = item("một") + item("gạch", 1) + item("hai")
    assert html_of(body, numbering=numbering(*PLAIN)) == (
        "<ol><li>một<ul><li>gạch</li></ul></li><li>hai</li></ol>"
    )


def test_numbers_that_a_list_of_the_article_would_count_otherwise_are_text():
    body = item("một") + line("Xen giữa.") + item("hai")
    assert html_of(body, numbering=numbering(*PLAIN)) == (
        "<ol><li>một</li></ol><p>Xen giữa.</p><p>2. hai</p>"
    )


def test_a_list_after_a_list_is_not_glued_to_it():
    other = numbering(*PLAIN) + (
        '<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
        'w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="5"/></w:num>'
    )
    html = html_of(item("một", 1) + item("Phần", num=7), numbering=other)
    assert html == "<ul><li>một</li></ul><p>I. Phần</p>"


def test_bullets_of_several_depths_nest_as_deep_as_the_editor_knows():
    levels = numbering(*[("bullet", "•", 1)] * 6)
    html = html_of("".join(item("x", level) for level in range(6)), numbering=levels)
    assert html.count("<ul>") == 4 and html.count("<li>") == 6


def test_words_before_every_item_are_text_though_word_calls_them_a_bullet():
    levels = numbering(("bullet", "Bước", 1))
    assert html_of(item("một"), numbering=levels) == "<p>Bước một</p>"


def test_a_heading_shows_its_number():
    body = line("Mở.") + item("Kết quả", more='<w:outlineLvl w:val="0"/>')
    reading = reading_of(body, numbering=numbering(("upperRoman", "%1.", 1)))
    assert reading.blocks[-1] == ("heading", "I. Kết quả")


def test_a_style_of_headings_brings_its_level_of_a_list():
    styles = (
        '<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    levels = numbering(("upperRoman", "%1.", 1), ("decimal", "%2.", 1)).replace(
        '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:pStyle w:val="H2"/>'
    )
    body = line("Mở.") + line("Kết quả", properties='<w:pStyle w:val="H2"/>')
    reading = reading_of(body, styles=styles, numbering=levels)
    assert reading.blocks[-1] == ("heading", "1. Kết quả")


def test_a_paragraph_may_step_out_of_the_list_of_its_style():
    styles = (
        '<w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = line("x", properties='<w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert html_of(body, styles=styles, numbering=numbering(*PLAIN)) == "<p>x</p>"


def test_labels_stand_in_the_cells_of_a_table():
    body = table([item("x"), "a"], [item("y"), "b"])
    reading = reading_of(body, numbering=numbering(("decimal", "%1)", 1)))
    assert block_text(reading.blocks[0]) == "1) x a 2) y b"


def test_a_list_may_stand_in_a_style_of_lists():
    linked = numbering(("decimal", "Điều %1.", 1)).replace(
        '<w:abstractNum w:abstractNumId="0">',
        '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="3"/></w:num>'
        '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="S"/>',
    )
    assert html_of(item("x", num=9), numbering=linked) == "<p>Điều 1. x</p>"
