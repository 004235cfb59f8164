"""What becomes of everything that Word has inside a paragraph."""

import pytest

from .word_by_hand import field, html_of, line, reading_of, text, told

CHECKED = (
    '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent/></w:sdt>"
)
CHOSEN = (
    '<w:sdt><w:sdtPr><w:dropDownList w:lastValue="2"><w:listItem w:value="1" '
    'w:displayText="Nam"/><w:listItem w:value="2" w:displayText="Nữ"/></w:dropDownList>'
    "</w:sdtPr><w:sdtContent/></w:sdt>"
)
FORM_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
    "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
FORM_LIST = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
    '<w:listEntry w:val="Sáng"/><w:listEntry w:val="Chiều"/></w:ddList></w:ffData></w:fldChar>'
    "</w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
IF_FIELD = field(
    'IF 1 = 1 "có" "không"', field("MERGEFIELD Ten", text("Chị Lan")) + text(" dự họp")
)
NESTED_CONDITION = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
    + field("MERGEFIELD Gioi", text("Nữ"))
    + '<w:r><w:instrText>= "Nữ" "</w:instrText></w:r>'
    + text("Chị")
    + '<w:r><w:instrText>" "</w:instrText></w:r>'
    + text("Anh")
    + '<w:r><w:instrText>"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + text("Chị")
    + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
RUBY = (
    "<w:r><w:ruby><w:rt><w:r><w:t>bắc</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>北</w:t></w:r>"
    "</w:rubyBase></w:ruby></w:r>"
)
ALTERNATIVES = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:t>mới</w:t></mc:Choice>'
    "<mc:Fallback><w:t>cũ</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)
MATHS = (
    "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den>"
    "</m:f><m:r><m:t>=</m:t></m:r><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t>"
    "</m:r></m:sup></m:sSup></m:oMath>"
)
HIDDEN, STRUCK = "<w:vanish/>", "<w:strike/>"

# What stands in a paragraph: (XML, the paragraph in the article, what the editor is told).
SHOWN = {
    "line break": ("<w:r><w:t>trên</w:t><w:br/><w:t>dưới</w:t></w:r>", "trên<br/>dưới", []),
    "carriage return": ("<w:r><w:t>trên</w:t><w:cr/><w:t>dưới</w:t></w:r>", "trên<br/>dưới", []),
    "page break": (
        '<w:r><w:t>trên</w:t><w:br w:type="page"/><w:t>dưới</w:t></w:r>',
        "trên<br/>dưới",
        [],
    ),
    "break at the end": ("<w:r><w:t>trên</w:t><w:br/></w:r>", "trên", []),
    "tab": ("<w:r><w:t>Họ tên:</w:t><w:tab/><w:t>Lan</w:t></w:r>", "Họ tên: Lan", []),
    "hard hyphen": ("<w:r><w:t>Covid</w:t><w:noBreakHyphen/><w:t>19</w:t></w:r>", "Covid-19", []),
    "soft hyphen": ("<w:r><w:t>nghiêng</w:t><w:softHyphen/><w:t>ngả</w:t></w:r>", "nghiêngngả", []),
    "bold and italic": (text("a", "<w:b/>") + text("b", "<w:i/>"), "<b>a</b><i>b</i>", []),
    "bold turned off": (text("a", '<w:b w:val="0"/>'), "a", []),
    "raised": (text("10") + text("6", '<w:vertAlign w:val="superscript"/>'), "10<sup>6</sup>", []),
    "lowered": (text("CO") + text("2", '<w:vertAlign w:val="subscript"/>'), "CO<sub>2</sub>", []),
    "capitals": (text("công đoàn", "<w:caps/>"), "CÔNG ĐOÀN", []),
    "small capitals": (text("công đoàn", "<w:smallCaps/>"), "CÔNG ĐOÀN", []),
    "hidden": (text("thấy ") + text("ẩn", HIDDEN), "thấy", ["hidden"]),
    "struck": (
        text("Mức phí ") + text("50.000", STRUCK) + text(" 70.000"),
        "Mức phí [gạch bỏ: 50.000] 70.000",
        ["struck"],
    ),
    "struck in two runs": (
        text("a", STRUCK) + text("b", STRUCK),
        "[gạch bỏ: ab]",
        ["struck"],
    ),
    "mark-up": (text("<b>&amp;"), "&lt;b&gt;&amp;amp;", []),
    "simple field": (
        'Bảng <w:fldSimple w:instr=" SEQ Bang "><w:r><w:t>12</w:t></w:r></w:fldSimple>',
        "Bảng 12",
        [],
    ),
    "link in a simple field": (
        f"<w:fldSimple w:instr='HYPERLINK \"https://a.vn\"'>{text('xem')}</w:fldSimple>",
        '<a href="https://a.vn">xem</a>',
        [],
    ),
    "field": (text("Tổng ") + field("=SUM(ABOVE)", text("1.906")), "Tổng 1.906", []),
    "field in a field": (IF_FIELD, "Chị Lan dự họp", []),
    "branches of a condition": (NESTED_CONDITION, "Chị", []),
    "link field": (
        field('HYPERLINK "https://a.vn/x" \\l "muc" \\t "_blank"', text("xem")),
        '<a href="https://a.vn/x#muc">xem</a>',
        [],
    ),
    "link to a place in the text": (field('HYPERLINK \\l "muc"', text("xem")), "xem", []),
    "link to a file": (field('HYPERLINK "file:///C:/a.doc"', text("xem")), "xem", ["link"]),
    "field without result": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>LISTNUM</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>x</w:t></w:r>',
        "x",
        ["field"],
    ),
    "index entry": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "a"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>x</w:t></w:r>',
        "x",
        [],
    ),
    "direction": ("<w:bdo><w:r><w:t>0237 385</w:t></w:r></w:bdo>", "0237 385", []),
    "smart tag": ("<w:smartTag><w:r><w:t>Hà Nội</w:t></w:r></w:smartTag>", "Hà Nội", []),
    "custom XML": ("<w:customXml><w:r><w:t>Hà Nội</w:t></w:r></w:customXml>", "Hà Nội", []),
    "content control": (
        "<w:sdt><w:sdtContent><w:r><w:t>Lan</w:t></w:r></w:sdtContent></w:sdt>",
        "Lan",
        [],
    ),
    "check box": (CHECKED + text(" Nữ"), "☒ Nữ", []),
    "chosen entry": (CHOSEN, "Nữ", []),
    "check box of a form": (FORM_BOX + text(" có"), "☒ có", []),
    "list of a form": (FORM_LIST, "Chiều", []),
    "tick": ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> đạt</w:t></w:r>', "✓ đạt", []),
    "arrow": ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→", []),
    "Greek letter": ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α", []),
    "typed in a font of signs": (
        text("ü", '<w:rFonts w:ascii="Wingdings"/>') + text(" đạt"),
        "✓ đạt",
        [],
    ),
    "unknown sign": ('<w:r><w:sym w:font="Wingdings" w:char="F0FF"/></w:r>', "□", ["sign"]),
    "added and deleted": (
        '<w:ins w:id="1"><w:r><w:t>mới</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>cũ</w:delText></w:r></w:del>',
        "mới",
        ["tracked"],
    ),
    "moved": (
        '<w:moveFrom w:id="1"><w:r><w:t>đây</w:t></w:r></w:moveFrom>'
        '<w:moveTo w:id="2"><w:r><w:t>đây</w:t></w:r></w:moveTo>',
        "đây",
        ["tracked"],
    ),
    "reading above letters": (RUBY, "北 (bắc)", []),
    "alternatives": (ALTERNATIVES, "mới", []),
    "equation": (MATHS, "(a+b)/2=x<sup>2</sup>", ["equation"]),
    "comment": (text("x") + '<w:r><w:commentReference w:id="1"/></w:r>', "x", ["comment"]),
}


@pytest.mark.parametrize("kind", SHOWN)
def test_a_paragraph_holds_what_word_shows(kind):
    xml, shown, losses = SHOWN[kind]
    if not xml.startswith("<"):
        xml = text(xml.partition("<")[0]) + "<" + xml.partition("<")[2]
    reading = reading_of(f"<w:p>{xml}</w:p>")
    assert reading.blocks == [("paragraph", f"<p>{shown}</p>")]
    assert told(reading) == losses


def test_a_field_may_span_paragraphs():
    begin, end = field("INCLUDETEXT a.docx", "|").split("|")
    assert html_of(f"<w:p>{begin}{text('một')}</w:p><w:p>{text('hai')}{end}</w:p>") == (
        "<p>một</p><p>hai</p>"
    )


def test_a_field_that_never_ends_hides_nothing_and_is_told():
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
    )
    for broken in (begin, '<w:r><w:fldChar w:fldCharType="end"/></w:r>'):
        reading = reading_of(f"<w:p>{broken}{text('một')}</w:p>" + line("hai"))
        assert reading.blocks == [("paragraph", "<p>một</p><p>hai</p>")]
        assert told(reading) == ["broken_field"]


def test_a_drop_cap_belongs_to_its_word():
    cap = line(text("S"), properties='<w:framePr w:dropCap="drop"/>')
    assert (
        html_of(cap + line("áng nay, hội nghị khai mạc.")) == "<p>Sáng nay, hội nghị khai mạc.</p>"
    )


def test_paragraphs_whose_mark_was_deleted_or_hidden_are_one():
    for mark in ('<w:del w:id="1"/>', "<w:vanish/><w:specVanish/>"):
        first = line("Một.", properties=f"<w:rPr>{mark}</w:rPr>")
        assert html_of(first + line(" Hai.")) == "<p>Một. Hai.</p>"


def test_a_link_keeps_its_address_and_its_place_in_the_page():
    xml = '<w:hyperlink r:id="a" w:anchor="muc"><w:r><w:t>xem</w:t></w:r></w:hyperlink>'
    html = html_of(f"<w:p>{xml}</w:p>", links={"a": "https://a.vn/?b=1&c=2"})
    assert html == '<p><a href="https://a.vn/?b=1&amp;c=2#muc">xem</a></p>'


def test_a_character_style_turns_over_what_the_paragraph_style_has():
    styles = (
        '<w:style w:type="paragraph" w:styleId="D"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="M"><w:rPr><w:b/></w:rPr></w:style>'
    )
    xml = line(
        text("đậm ") + text("thường", '<w:rStyle w:val="M"/>'), properties='<w:pStyle w:val="D"/>'
    )
    assert html_of(xml, styles=styles) == "<p><b>đậm </b>thường</p>"


def test_a_style_without_a_kind_is_a_style_of_paragraphs():
    styles = '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>'
    reading = reading_of(
        line("Mở.") + line("Kết quả", properties='<w:pStyle w:val="H"/>'), styles=styles
    )
    assert reading.blocks[-1] == ("heading", "Kết quả")


def test_a_style_made_of_a_heading_may_say_that_it_is_none():
    styles = (
        '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style><w:style w:styleId="N">'
        '<w:basedOn w:val="H"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
    )
    body = line("Mở.") + line("Mục lục", properties='<w:pStyle w:val="N"/>')
    assert html_of(body, styles=styles) == "<p>Mở.</p><p>Mục lục</p>"


def test_styles_that_are_based_on_each_other_do_no_harm():
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert html_of(line("Chữ", properties='<w:pStyle w:val="A"/>'), styles=styles) == "<p>Chữ</p>"


def test_headings_below_the_highest_are_small_headings():
    styles = "".join(
        f'<w:style w:styleId="H{level}"><w:name w:val="heading {level}"/></w:style>'
        for level in (2, 3)
    )
    body = line("Mở.") + "".join(
        line(f"Mục {level}", properties=f'<w:pStyle w:val="H{level}"/>') for level in (2, 3)
    )
    assert reading_of(body, styles=styles).blocks[1:] == [
        ("heading", "Mục 2"),
        ("subheading", "Mục 3"),
    ]


def test_powers_stand_raised_in_a_heading_too():
    raised = text("2", '<w:vertAlign w:val="superscript"/>')
    xml = line(text("Trên 500 m") + raised, properties='<w:outlineLvl w:val="0"/>')
    assert reading_of(line("Mở.") + xml).blocks[-1] == ("heading", "Trên 500 m²")
