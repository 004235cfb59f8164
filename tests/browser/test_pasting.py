"""What is pasted into the article form from Word, Excel, Zalo and web pages."""

from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from .editor import BODY, ArticleEditor
from .people import BOARD, DESKTOP

# "Công đoàn cơ sở tổ chức đối thoại với người lao động", as TCVN3 and as VNI have it.
TCVN3 = "C«ng ®oµn c¬ së tæ chøc ®èi tho¹i víi ng\u00adêi lao ®éng"
VNI = "Coâng ñoaøn cô sôû toå chöùc ñoái thoaïi vôùi ngöôøi lao ñoäng"
MODERN = "Công đoàn cơ sở tổ chức đối thoại với người lao động"
PASTE = """(element, [text, html, pictures]) => {
  const data = new DataTransfer();
  if (text) data.setData('text/plain', text);
  for (const [name, letters] of pictures) {
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    data.items.add(new File([bytes], name, { type: 'image/png' }));
  }
  if (html) data.setData('text/html', html);
  element.focus();
  element.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""
# What lies in a clipboard that really was filled; Firefox gives a script's event no data.
COPY = """([text, html]) => {
  const box = document.createElement('textarea');
  document.body.append(box);
  box.value = 'x';
  box.select();
  document.addEventListener('copy', (event) => {
    event.preventDefault();
    event.clipboardData.setData('text/plain', text);
    if (html) event.clipboardData.setData('text/html', html);
  }, { once: true });
  document.execCommand('copy');
  box.remove();
}"""
# The blocks of the body as [type, value]; a paragraph's value is its lines.
BLOCKS = """() => document.querySelector('[data-body-block]').bodyBlock.children.map((child) => {
  const value = child.block.getState();
  const lines = value?.getCurrentContent?.().getBlocksAsArray().map((each) => each.getText());
  return [child.type, lines ?? value];
})"""
TABLE = """<table><tr><td>STT</td><td colspan="2">Họ tên</td></tr>
<tr><td rowspan="2">1</td><td>Lê Thị Mơ</td><td>5 m<sup>2</sup></td></tr>
<tr><td>Lò Văn Pành</td><td>7</td></tr></table>"""


EMPTY = """() => {
  document.querySelector('[data-body-block]').bodyBlock.clear();
  document.querySelector('#id_draft_notes').value = '';
  for (const note of document.querySelectorAll('[data-paste-note]')) note.remove();
}"""


@pytest.fixture
def editor(sign_in):
    return ArticleEditor.new(sign_in(BOARD), "nu-cong")


@pytest.fixture
def paragraph(editor):
    return editor.add_paragraph()


@pytest.fixture(scope="module")
def context(browser, site):
    """Return a context that lasts for this file, once somebody's session is put into it."""
    context = browser.new_context(base_url=site, **DESKTOP)
    yield context
    context.close()


@pytest.fixture
def page(context, sign_in, sessions, faults):
    """Return a form without a title, which no test stores and each finds empty."""
    faults.watch(context)
    if not context.pages:
        sign_in(BOARD)
        context.add_cookies(sessions[BOARD]["cookies"])
        ArticleEditor.new(context.new_page(), "nu-cong")
    [page] = context.pages
    page.evaluate(EMPTY)
    assert blocks(page) == []
    return page


@pytest.fixture
def line(page):
    """Return an empty paragraph, all that stands in the form."""
    return ArticleEditor(page).add_paragraph()


def paste(target, text, html="", pictures=()):
    target.evaluate(PASTE, [text, html, pictures])


def png(colour):
    """Return a picture as a clipboard has it, in base64."""
    content = BytesIO()
    Image.new("RGB", (900, 600), colour).save(content, "PNG")
    return b64encode(content.getvalue()).decode()


def pictures_of(page):
    """Return [whether a photo is chosen, caption] of the picture blocks."""
    return [
        [bool(value["image"]["image"]), value["caption"]]
        for kind, value in blocks(page)
        if kind == "image"
    ]


def blocks(page):
    return page.evaluate(BLOCKS)


# What becomes of the shapes of a clipboard: HTML, and the blocks that it makes.
SHAPES = {
    "lines of Zalo": (
        '<div style="white-space: pre-wrap">Một\nHai\n\nBa</div>',
        [["paragraph", ["Một", "Hai", "Ba"]]],
    ),
    "paragraphs with nothing between": (
        "<p>Một</p><p>&nbsp;</p><p><br></p><p>Hai</p>",
        [["paragraph", ["Một", "Hai"]]],
    ),
    "labels that are letters": (
        "<p>i. Một</p><p>ii. Hai</p><p>4. Bốn</p><p>a. Năm</p><p>- Sáu</p>",
        [["paragraph", ["i. Một", "ii. Hai", "4. Bốn", "a. Năm", "- Sáu"]]],
    ),
    "labels of Word": (
        "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>"
        "5.<span>&nbsp;&nbsp; </span></span>Năm</p><p style='mso-list:l1'><span style="
        "'font-family:Symbol'><span style='mso-list:Ignore'>·<span> </span></span></span>Sáu</p>",
        [["paragraph", ["5. Năm", "• Sáu"]]],
    ),
    "changes of Word that wait": (
        "<p>Mức <del cite='mailto:A' datetime='2026-03-01T08:00'>cũ</del><ins cite='mailto:A'>mới"
        "</ins><a class=msocomanchor href='#c1'>[A1]</a> là <span style='display:none'>x</span>5%.",
        [["paragraph", ["Mức mới là 5%."]]],
    ),
    "a formula": (
        "<p>Diện tích <math><mi>S</mi><mo>=</mo><msup><mi>a</mi><mn>2</mn></msup></math> và "
        "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math></p>",
        [["paragraph", ["Diện tích S=a2 và a/b"]]],
    ),
    "a drawing": (
        "<p>Sơ đồ: <svg><title>ẩn</title><text>Ban Chấp hành</text></svg></p>",
        [["paragraph", ["Sơ đồ: Ban Chấp hành"]]],
    ),
    "small faces": (
        '<p>Vui <img alt="😀" src="a.png"> quá</p>',
        [["paragraph", ["Vui 😀 quá"]]],
    ),
    "a heading": (
        "<h2>Kết quả</h2><p>Chữ</p><h3>Tại cơ sở</h3><p>Thêm</p>",
        [
            ["heading", "Kết quả"],
            ["paragraph", ["Chữ"]],
            ["subheading", "Tại cơ sở"],
            ["paragraph", ["Thêm"]],
        ],
    ),
    "a frame of text": (
        "<table><tr><td><p>Một</p><p>Hai</p></td></tr></table>",
        [["paragraph", ["Một", "Hai"]]],
    ),
    "an item of two paragraphs": (
        "<ul><li><p>Một</p><p>tiếp</p></li><li>Hai</li></ul>",
        [["paragraph", ["Một\ntiếp", "Hai"]]],
    ),
    "broken lines of Word": ("<p>Một\u000bHai</p>", [["paragraph", ["Một", "Hai"]]]),
}

# The lines of the first paragraph; what is raised or lowered stands in ^{} and _{}.
SCRIPTS = """() => {
  const [block] = document.querySelector('[data-body-block]').bodyBlock.children;
  return block.block.getState().getCurrentContent().getBlocksAsArray().map((line) => {
    let said = '';
    line.findStyleRanges(() => true, (from, to) => {
      const styles = line.getInlineStyleAt(from);
      const text = line.getText().slice(from, to);
      const sign = styles.has('SUPERSCRIPT') ? '^' : styles.has('SUBSCRIPT') ? '_' : '';
      said += sign ? `${sign}{${text}}` : text;
    });
    return said;
  });
}"""
K12 = "<msubsup><mi>k</mi><mn>1</mn><mn>2</mn></msubsup>"
SUM = "<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"
# Formulas of MathML, as a paragraph has them and as a heading has.
FORMULAS = {
    "a root": ("<msqrt><mi>y</mi></msqrt>", "√y", "√y"),
    "a root of a sum": (f"<msqrt>{SUM}</msqrt>", "√(a+b)", "√(a+b)"),
    "a root of a power": (
        "<msqrt><msup><mi>x</mi><mn>2</mn></msup></msqrt>",
        "√(x^{2})",
        "√(x²)",
    ),
    "a cube root": ("<mroot><mi>y</mi><mn>3</mn></mroot>", "^{3}√y", "³√y"),
    "an index and a power": (K12, "k_{1}^{2}", "k₁²"),
    "letters that have no small form": (
        "<msubsup><mi>k</mi><mi>q</mi><mrow><mi>m</mi><mo>+</mo><mn>1</mn></mrow></msubsup>",
        "k_{q}^{m+1}",
        "k_q^(m+1)",
    ),
    "a power of a power": (
        "<msup><mi>a</mi><msup><mi>b</mi><mn>2</mn></msup></msup>",
        "a^{b^2}",
        "a^(b²)",
    ),
    "a fraction of sums": (f"<mfrac>{SUM}<mn>2</mn></mfrac>", "(a+b)/2", "(a+b)/2"),
    "a fraction of a fraction": (
        "<mfrac><mfrac><mi>a</mi><mi>b</mi></mfrac><mi>c</mi></mfrac>",
        "(a/b)/c",
        "(a/b)/c",
    ),
    "a power of a fraction": (
        "<msup><mfrac><mi>a</mi><mi>b</mi></mfrac><mn>2</mn></msup>",
        "(a/b)^{2}",
        "(a/b)²",
    ),
    "a sum with limits": (
        "<munderover><mo>∑</mo><mn>1</mn><mn>9</mn></munderover><mi>i</mi>",
        "∑_{1}^{9}i",
        "∑₁⁹i",
    ),
    "brackets that are no letters": (
        "<mfenced><mi>x</mi><mi>y</mi></mfenced>",
        "(x,y)",
        "(x,y)",
    ),
    "brackets around all of it": (
        f"<msup><mrow><mo>(</mo>{SUM}<mo>)</mo></mrow><mn>2</mn></msup>",
        "(a+b)^{2}",
        "(a+b)²",
    ),
    "a matrix": (
        "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd>"
        "<mtd><mn>4</mn></mtd></mtr></mtable>",
        "1 2; 3 4",
        "1 2; 3 4",
    ),
    "marks before and behind": (
        "<mmultiscripts><mi>C</mi><mn>6</mn><none/><mprescripts/><none/><mn>14</mn></mmultiscripts>",
        "^{14}C_{6}",
        "¹⁴C₆",
    ),
}


def test_formulas_mean_what_they_meant(page, line):
    for formula, (inside, written, plain) in FORMULAS.items():
        html = f"<p>y=<math>{inside}</math></p><h2>y=<math>{inside}</math></h2>"
        paste(page.locator(f"{BODY} [contenteditable=true]:visible").first, "x", html)
        assert page.evaluate(SCRIPTS) == [f"y={written}"], formula
        assert blocks(page)[1] == ["heading", f"y={plain}"], formula
        page.keyboard.press("Control+z")


def test_each_shape_of_a_clipboard_becomes_what_it_is(page, line):
    for shape, (html, expected) in SHAPES.items():
        paste(page.locator(f"{BODY} [contenteditable=true]:visible").first, "x", html)
        assert blocks(page) == expected, shape
        page.keyboard.press("Control+z")
        assert blocks(page) == [["paragraph", [""]]], f"{shape}: one undo"


def test_a_text_without_html_keeps_its_lines(page, line):
    paste(line, "Số 12/KH\n\n1. Một\n- Hai: đ/c A./.\n/")
    assert blocks(page) == [["paragraph", ["Số 12/KH", "1. Một", "- Hai: đ/c A./.", "/"]]]
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_a_table_becomes_a_block_with_its_merged_cells(page, line):
    paste(line, "STT Họ tên", f"<p>Danh sách:</p>{TABLE}<p>Hết./.</p>")
    before, table, after = blocks(page)
    assert (before, after) == (["paragraph", ["Danh sách:"]], ["paragraph", ["Hết./."]])
    assert table[1]["data"] == [
        ["STT", "Họ tên", ""],
        ["1", "Lê Thị Mơ", "5 m²"],
        ["", "Lò Văn Pành", "7"],
    ]
    assert table[1]["mergeCells"] == [
        {"row": 0, "col": 1, "rowspan": 1, "colspan": 2},
        {"row": 1, "col": 0, "rowspan": 2, "colspan": 1},
    ]


def test_what_is_pasted_divides_the_paragraph_at_the_caret(page, line):
    line.click()
    page.keyboard.type("Mot./. Hai")
    for _letter in " Hai":
        page.keyboard.press("ArrowLeft")
    paste(line, "x", "<p>Giữa</p><h2>Mục</h2><p>Sau</p>")
    assert blocks(page) == [
        ["paragraph", ["Mot./.Giữa"]],
        ["heading", "Mục"],
        ["paragraph", ["Sau Hai"]],
    ]


def test_a_picture_leaves_its_caption_where_it_belongs(page, line):
    html = '<figure><img src="https://x.example/a.jpg"><figcaption>Nhà mới</figcaption></figure>'
    paste(line, "Ảnh", f"<p>Chữ</p>{html}")
    kind, value = blocks(page)[1]
    assert (kind, value["caption"]) == ("image", "Nhà mới")
    expect(page.locator("[data-paste-note]")).to_contain_text("Nhà mới")
    expect(page.locator("#id_draft_notes")).to_have_value(
        "Ảnh không đi theo; chú thích đã nằm sẵn trong khối Ảnh, chỉ cần chọn ảnh: “Nhà mới”."
    )


def figure(*inside):
    return f"<figure>{''.join(inside)}</figure>"


def captioned(text):
    return f"<figcaption>{text}</figcaption>"


# What becomes of pictures with captions: HTML, the captions of the blocks, the lines behind them.
FIGURES = {
    "a group": (
        figure(
            figure('<img src="a">', captioned("MỘT")),
            figure('<img src="b">', captioned("HAI")),
            captioned('CHUNG <a href="https://x.example/">XEM</a>'),
        ),
        ["MỘT", "HAI"],
        ["CHUNG XEM"],
    ),
    "a group that is a list": (
        figure(
            "<ul><li>",
            figure('<img src="a">', captioned("MỘT")),
            "</li><li>",
            figure('<img src="b">'),
            "</li></ul>",
            captioned("CHUNG"),
        ),
        ["MỘT", ""],
        ["CHUNG"],
    ),
    "pictures with one caption": (
        figure('<img src="a"><img src="b">', captioned("CHUNG")),
        ["", "CHUNG"],
        [],
    ),
    "pictures with a caption each": (
        figure('<img src="a">', captioned("MỘT"), '<img src="b">', captioned("HAI")),
        ["MỘT", "HAI"],
        [],
    ),
    "a picture with two captions": (
        figure('<img src="a">', captioned("MỘT"), captioned("HAI")),
        ["MỘT HAI"],
        [],
    ),
    "a picture that waits for its script": (
        figure('<noscript><img src="a"></noscript><img src="a">', captioned("MỘT")),
        ["MỘT"],
        [],
    ),
    "a face with a caption": (figure('<img src="a" alt="😀">', captioned("MỘT")), ["MỘT"], []),
}


def test_no_caption_of_a_picture_is_lost(page, line):
    for shape, (html, captions, lines) in FIGURES.items():
        paste(page.locator(f"{BODY} [contenteditable=true]:visible").first, "x", html)
        found = [value for kind, value in blocks(page) if kind == "paragraph"]
        assert [caption for _chosen, caption in pictures_of(page)] == captions, shape
        assert [line for each in found for line in each if line] == lines, shape
        page.keyboard.press("Control+z")


LONG = " ".join(f"Chú thích dài {number}." for number in range(40))


@pytest.mark.parametrize("source", ["https://x.example/a.jpg", "data:image/png;base64,"])
def test_a_caption_that_is_too_long_is_kept_whole_in_the_notes(source, page, line):
    source += png("navy") if source.startswith("data:") else ""
    paste(line, "x", figure(f'<img src="{source}">', captioned(LONG)))
    [[_chosen, caption]] = pictures_of(page)
    assert len(caption) <= 500 and caption.endswith("…")
    expect(page.locator("[data-paste-note]")).to_contain_text(LONG)
    assert page.locator("#id_draft_notes").input_value().count(LONG) == 1
    page.keyboard.press("Control+z")
    assert pictures_of(page) == []


def test_the_pictures_of_a_paste_are_sent_when_the_editor_says_so(editor, paragraph):
    figures = [
        f'<figure><img src="data:image/png;base64,{png(colour)}"><figcaption>{caption}</figcaption>'
        "</figure>"
        for colour, caption in (("navy", "Nhà mới"), ("teal", "Sân mới"))
    ]
    paste(paragraph, "Ảnh", f"<p>Chữ</p>{''.join(figures)}<p>Thêm</p>")
    assert pictures_of(editor.page) == [[False, "Nhà mới"], [False, "Sân mới"]]
    editor.page.get_by_role("button", name="Tải 2 ảnh lên").click()
    expect(editor.page.locator("[data-paste-note]")).to_contain_text("Đã tải ảnh lên.")
    assert pictures_of(editor.page) == [[True, "Nhà mới"], [True, "Sân mới"]]
    assert editor.page.locator("#id_draft_notes").input_value() == ""
    editor.title.fill("Bài có ảnh dán vào")
    editor.page.locator("#id_lead").fill("Sapo.")
    for number, text in enumerate(("Nhà mới xây", "Sân mới lát")):
        editor.page.locator("[name$='-alt_text']:visible").nth(number).fill(text)
    editor.save()
    assert pictures_of(editor.page) == [[True, "Nhà mới"], [True, "Sân mới"]]


def test_a_picture_alone_in_the_clipboard_becomes_a_block(page, line):
    paste(line, "", pictures=[["image.png", png("olive")]])
    assert pictures_of(page) == [[False, ""]]
    page.get_by_role("button", name="Tải 1 ảnh lên").click()
    expect(page.locator("[data-paste-note]")).to_contain_text("Đã tải ảnh lên.")
    assert pictures_of(page) == [[True, ""]]


def test_a_picture_copied_from_a_page_is_the_file_that_came_with_it(page, line):
    """A browser's "Copy image" puts both into the clipboard: the address and the picture."""
    paste(line, "", '<img src="https://x.example/a.jpg">', [["image.png", png("olive")]])
    page.get_by_role("button", name="Tải 1 ảnh lên").click()
    expect(page.locator("[data-paste-note]")).to_contain_text("Đã tải ảnh lên.")
    assert pictures_of(page) == [[True, ""]]


def test_what_the_library_refuses_is_said_and_stays_in_the_notes(page, line):
    paste(line, "", pictures=[["image.png", b64encode(b"no picture").decode()]])
    page.get_by_role("button", name="Tải 1 ảnh lên").click()
    expect(page.locator("[data-paste-note]")).to_contain_text("Không tải được ảnh:")
    assert "Có 1 ảnh" in page.locator("#id_draft_notes").input_value()


def test_excels_photo_of_its_own_cells_is_no_picture(page, line):
    paste(line, "1\t2", "<table><tr><td>1</td><td>2</td></tr></table>", [["a.png", png("red")]])
    assert [kind for kind, _value in blocks(page)] == ["table"]
    expect(page.locator("[data-paste-note]")).not_to_contain_text("Ảnh")


def test_lines_that_are_pasted_into_a_title_are_one(editor):
    paste(editor.title, "Hội nghị\ncông tác\u000bcông đoàn")
    expect(editor.title).to_have_value("Hội nghị công tác công đoàn")
    lead = editor.page.locator("#id_lead")
    lead.focus()
    paste(lead, "Một\u000bHai")
    expect(lead).to_have_value("Một\nHai")


def test_raised_letters_struck_letters_and_links_are_kept(editor, paragraph):
    editor.title.fill("Dán có dấu mũ")
    html = '<p>m<sup>2</sup>, H<sub>2</sub>O, <s>50</s> <a href="https://example.vn/">70</a></p>'
    paste(paragraph, "x", html)
    editor.save()
    shown = editor.page.locator(f"{BODY} [contenteditable=true]")
    expect(shown.locator('[style*="super"]')).to_have_text("2")
    expect(shown.locator('[style*="sub"]')).to_have_text("2")
    expect(shown.locator('[style*="line-through"]')).to_have_text("50")
    expect(shown).to_contain_text("70")


def test_the_leftovers_of_word_do_not_come_along(page, line):
    html = (
        '<html xmlns:o="urn:x"><body><!--StartFragment--><p class="MsoNormal" '
        'style="font-family:Arial;color:red"><b>Sáng nay</b>, đại hội<o:p></o:p></p>'
        '<p class="MsoNormal">khai mạc.</p><!--EndFragment--></body></html>'
    )
    paste(line, "Sáng nay, đại hội\nkhai mạc.", html)
    expect(line).to_contain_text("Sáng nay, đại hội")
    expect(line.locator("[data-block]")).to_have_count(2)
    assert "Arial" not in line.inner_html()
    expect(page.locator("[data-paste-note]")).to_have_count(0)


def test_what_is_copied_in_the_editor_is_pasted_letter_by_letter(page, line):
    line.click()
    for number, line in enumerate(("i. Mot", "1. Hai")):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.type(line)
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+v")
    assert blocks(page) == [["paragraph", ["i. Mot", "1. Hai", "i. Mot", "1. Hai"]]]


def test_a_title_and_a_lead_too_long_are_kept_and_refused_at_publication(editor, paragraph):
    title, lead = "Đại hội công đoàn " * 16, "Sáng nay, " * 70
    paste(editor.title, title.strip())
    editor.page.locator("#id_lead").fill(lead.strip())
    expect(editor.page.locator("#id_title-length")).to_contain_text("287 /")
    paste(paragraph, "Chữ")
    editor.save()
    expect(editor.title).to_have_value(title.strip())
    expect(editor.page.locator("#id_lead")).to_have_value(lead.strip())
    expect(editor.page.locator(".help-warning").first).to_contain_text("Tiêu đề dài 287 chữ")
    expect(editor.page.locator(".help-warning").first).to_contain_text("Sapo dài 699 chữ")


@pytest.mark.parametrize("old", [TCVN3, VNI], ids=["TCVN3", "VNI"])
def test_an_old_font_is_recognised_and_converted(old, page, line):
    paste(line, old, f"<p>{old}</p>")
    note = page.locator("[data-paste-note]")
    expect(note).to_contain_text("Công")
    note.get_by_role("button", name="Chuyển sang Unicode").click()
    expect(line).to_have_text(MODERN)


def test_an_old_font_can_be_kept(page, line):
    paste(line, TCVN3)
    page.get_by_role("button", name="Giữ nguyên chữ cũ").click()
    expect(line).to_contain_text("C«ng ®oµn")


def test_an_old_font_is_recognised_in_the_title_too(editor):
    paste(editor.title, TCVN3)
    editor.page.get_by_role("button", name="Chuyển sang Unicode").click()
    expect(editor.title).to_have_value(MODERN)
    expect(editor.slug).to_have_value("cong-doan-co-so-to-chuc-doi-thoai-voi-nguoi-lao-dong")


MODERN_TEXTS = (
    *(MODERN, "«Nhân Dân» 5°C © 2026", "Café à la carte", "14 m², 36°C và 20 m³"),
    "Besançon, Orléans: đoàn viên thăm Ngài François Hébert",
)


def test_modern_text_is_pasted_without_a_question(page, line):
    for text in MODERN_TEXTS:
        paste(line, text)
        expect(line).to_contain_text(text)
    page.wait_for_timeout(500)
    expect(page.locator("[data-paste-note]")).to_have_count(0)


def test_firefox_pastes_what_the_check_for_old_fonts_suspects(sign_in):
    page = sign_in(BOARD, "firefox")
    editor = ArticleEditor.new(page, "nu-cong")
    editor.title.fill("Dán trong Firefox")
    paragraph = editor.add_paragraph()
    text = "14 m², 36°C, Besançon; CNVCLĐ./."
    page.evaluate(COPY, [text, f"<p>{text}</p><h2>Mục</h2><p>{TCVN3}</p>"])
    paragraph.click()
    page.keyboard.press("Control+v")
    expect(paragraph).to_have_text(text)
    editor.save()
    assert [kind for kind, _value in blocks(page)] == ["paragraph", "heading", "paragraph"]
    assert blocks(page)[0] == ["paragraph", [text]]


def test_the_letters_of_title_and_lead_are_counted_as_people_count(editor):
    editor.title.fill("Đảng bộ")
    expect(editor.page.locator("#id_title-length")).to_contain_text("7 / 90")
    editor.page.locator("#id_lead").fill("Sáng nay.")
    expect(editor.page.locator("#id_lead-length")).to_contain_text("9 / 600")


# In longer texts Wagtail's comments on words would slow every key down.
@pytest.mark.parametrize(("paragraphs", "is_on_words"), [(200, True), (201, False)])
def test_words_can_be_commented_on_where_a_text_is_of_no_great_length(
    editor, paragraph, paragraphs, is_on_words
):
    paste(paragraph, "\n".join(["Một dòng."] * paragraphs))
    editor.title.fill("Bài dài")
    editor.page.locator("#id_lead").fill("Sapo.")
    editor.save()
    editor.page.reload()
    written = editor.page.locator(f"{BODY} [contenteditable=true]").first
    path = written.evaluate("(text) => window.comments.getContentPath(text)")
    assert bool(path) is is_on_words
