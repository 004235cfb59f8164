"""Pieces of texts as offices write them, each with the words that Word shows of it."""

from dataclasses import dataclass
from itertools import count

from .word_by_hand import (
    TITLE_STYLE,
    cell,
    centred,
    field,
    item,
    line,
    numbering,
    picture,
    table,
    text,
)

SENTENCES = [
    "Công đoàn cơ sở thăm hỏi đoàn viên ốm đau, thai sản.",
    "Người lao động được tư vấn pháp luật miễn phí tại nơi làm việc.",
    "Ban Chấp hành thông qua chương trình công tác sáu tháng cuối năm.",
    "Bữa ăn ca được nâng lên 25.000 đồng, có giám sát của tổ công đoàn.",
    "Hội thi thợ giỏi thu hút 120 thí sinh của 34 doanh nghiệp.",
    "Tủ sách lưu động về với công nhân khu nhà trọ phía Bắc.",
]
LAW = numbering(("decimal", "Điều %1.", 1), ("decimal", "%2.", 1), ("lowerLetter", "%3)", 1))
STYLES = TITLE_STYLE + "".join(
    f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/></w:style>'
    for level in (1, 2, 3)
)
BOLD = "<w:b/>"
SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'
LETTERHEAD = (
    "LIÊN ĐOÀN LAO ĐỘNG TỈNH",
    "Số: 12/BC-LĐLĐ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Xứ Thanh, ngày 5 tháng 6 năm 2026",
)


@dataclass
class Shape:
    """A piece of a text: its XML, the words that an article shows of it, kinds of losses."""

    xml: str
    shown: str
    told: tuple = ()


def new_sentences():
    """Return a function that gives another sentence at each call, each one of its own."""
    numbers = count(1)

    def sentence():
        number = next(numbers)
        return f"{SENTENCES[number % len(SENTENCES)]} Đợt {number}."

    return sentence


# How a text opens: XML and words, the title and the lead among them.


def _titled(say):
    title, lead = say(), say()
    styled = line(title, properties='<w:pStyle w:val="T"/>')
    return Shape(styled + line(text(lead, BOLD)), f"{title} {lead}")


def _plain(say):
    title, lead = say(), say()
    return Shape(line(title) + line(lead), f"{title} {lead}")


def _labelled(say):
    title, lead = say(), say()
    xml = centred("TIN BÀI", BOLD) + centred(title, BOLD) + line(text(lead, "<w:i/>"))
    return Shape(xml, f"TIN BÀI {title} {lead}")


def _letter(say):
    name, number, state, motto, date = LETTERHEAD
    head = table(
        [line(name) + line(number), line(state) + line(motto) + line("____") + line(date)],
        borders=False,
    )
    title, first = say(), say()
    xml = head + centred("BÁO CÁO", BOLD) + centred(title, BOLD) + line(first)
    return Shape(xml, " ".join([*LETTERHEAD, "____", "BÁO CÁO", title, first]))


def _bare(say):
    """Open with what may be no lead: a table."""
    title, heading = say(), say()
    xml = line(title, properties='<w:pStyle w:val="T"/>') + table([heading, "Số"], ["Một", "1"])
    return Shape(xml, f"{title} {heading} Số Một 1")


OPENINGS = [_titled, _plain, _labelled, _letter, _bare]


# Shapes of a text


def _breaks(say):
    one, two, three = say(), say(), say()
    xml = f"<w:p><w:r><w:t>{one}</w:t><w:br/><w:t>{two}</w:t><w:cr/><w:t>{three}</w:t></w:r></w:p>"
    return Shape(xml, f"{one} {two} {three}")


def _page_break(say):
    one, two = say(), say()
    xml = f'<w:p>{text(one)}<w:r><w:br w:type="page"/></w:r>{text(two)}</w:p>'
    return Shape(xml, f"{one} {two}")


def _law(say):
    levels = (0, 1, 2, 2, 1, 0, 1)
    labels = ("Điều 1.", "1.", "a)", "b)", "2.", "Điều 2.", "1.")
    words = [say() for _level in levels]
    xml = "".join(item(word, level) for word, level in zip(words, levels, strict=True))
    return Shape(
        xml, " ".join(f"{label} {word}" for label, word in zip(labels, words, strict=True))
    )


def _interrupted_list(say):
    one, between, two = say(), say(), say()
    xml = item(one) + line(between) + item(two)
    return Shape(xml, f"Điều 1. {one} {between} Điều 2. {two}")


def _headings(say):
    words = [say() for _level in range(4)]
    levels = (1, 2, 3, 1)
    xml = line(say_ := say()) + "".join(
        line(word, properties=f'<w:pStyle w:val="H{level}"/>')
        for word, level in zip(words, levels, strict=True)
    )
    return Shape(xml, " ".join([say_, *words]))


def _simple_field(say):
    one = say()
    xml = f'<w:p>{text("Bảng ")}<w:fldSimple w:instr="SEQ B">{text("12")}</w:fldSimple>'
    return Shape(f"{xml}{text(': ' + one)}</w:p>", f"Bảng 12: {one}")


def _fields(say):
    one, two = say(), say()
    xml = field(' HYPERLINK "https://a.vn" \\t "_blank" ', text(one))
    return Shape(f"<w:p>{xml}{text(' ' + two)}</w:p>", f"{one} {two}")


def _tracked(say):
    new, old = say(), say()
    xml = (
        f'<w:p><w:ins w:id="1">{text(new)}</w:ins><w:del w:id="2"><w:r><w:delText>{old}'
        "</w:delText></w:r></w:del></w:p>"
    )
    return Shape(xml, new, ("tracked",))


def _hidden(say):
    seen = say()
    return Shape(line(text(seen) + text(say(), "<w:vanish/>")), seen, ("hidden",))


def _struck(say):
    word = say()
    return Shape(line(text(word, "<w:strike/>")), f"[gạch bỏ: {word}]", ("struck",))


def _controls(say):
    one = say()
    xml = f"<w:sdt><w:sdtContent>{line(one)}</w:sdtContent></w:sdt>"
    box = "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent/></w:sdt>"
    return Shape(f"{xml}<w:p>{box}{text(' Đồng ý')}</w:p>", f"{one} ☐ Đồng ý")


def _wrappers(say):
    one, two, three = say(), say(), say()
    xml = f"<w:bdo>{text(one + ' ')}</w:bdo><w:smartTag>{text(two + ' ')}</w:smartTag>"
    return Shape(
        f"<w:p>{xml}<w:customXml>{text(three)}</w:customXml></w:p>", f"{one} {two} {three}"
    )


def _frame(say):
    before, inside = say(), say()
    frame = (
        "<w:r><w:drawing><wp:anchor><wps:wsp><wps:txbx><w:txbxContent>"
        f"{line(inside)}</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></w:r>"
    )
    return Shape(f"<w:p>{text(before)}{frame}</w:p>", f"{before} {inside}", ("text_box",))


def _drop_cap(say):
    word = say()
    cap = line(text(word[0]), properties='<w:framePr w:dropCap="drop"/>')
    return Shape(cap + line(word[1:]), word)


def _caps_and_signs(say):
    one = say()
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    return Shape(line(sign + text(" ") + text(one, "<w:caps/>")), f"✓ {one.upper()}")


def _powers(say):
    one = say()
    return Shape(line(text(f"{one} m") + text("2", SUPERSCRIPT)), f"{one} m2")


def _equation(say):
    one = say()
    maths = "<m:oMath><m:r><m:t>y=2x</m:t></m:r></m:oMath>"
    return Shape(f"<w:p>{text(one + ' ')}{maths}</w:p>", f"{one} y=2x", ("equation",))


def _table(say):
    words = [say() for _cell in range(6)]
    return Shape(table(words[:2], words[2:4], words[4:]), " ".join(words))


def _lined_cells(say):
    words = [say() for _cell in range(5)]
    xml = table([line(words[0]) + line(words[1]), words[2]], [words[3], words[4]])
    return Shape(xml, " ".join(words))


def _merged(say):
    one, two, three, four = say(), say(), say(), say()
    start = cell(one, '<w:vMerge w:val="restart"/>')
    xml = table([start, two], [cell("", "<w:vMerge/>"), three], [four, "x"])
    return Shape(xml, f"{one} {two} {three} {four} x")


def _nested(say):
    words = [say() for _cell in range(5)]
    xml = table([table(words[:2], words[2:4]) + line(""), words[4]], ["a", "b"])
    one, two, three, four, five = words
    return Shape(xml, f"{one} | {two} {three} | {four} {five} a b", ("nested_table",))


def _signatures(say):
    one = say()
    xml = table(
        [line("Nơi nhận:") + line(one), line("TM. BAN THƯỜNG VỤ") + line("Lê Văn Bình")],
        borders=False,
    )
    return Shape(xml, f"Nơi nhận: {one} TM. BAN THƯỜNG VỤ Lê Văn Bình")


def _photo(say):
    caption, after = say(), say()
    return Shape(f"<w:p>{picture()}</w:p>{centred(caption)}{line(after)}", f"{caption} {after}")


def _note(say):
    one = say()
    xml = f'<w:p>{text(one)}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    return Shape(xml, f"{one}[1] Theo báo cáo quý III.")


def _joined(say):
    one, two = say(), say()
    first = line(text(one), properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>")
    return Shape(first + line(f" {two}"), f"{one} {two}")


SHAPES = [_breaks, _page_break, _law, _interrupted_list, _headings, _simple_field, _fields]
SHAPES += [_tracked, _hidden, _struck, _controls, _wrappers, _frame, _drop_cap, _caps_and_signs]
SHAPES += [_powers, _equation, _table, _lined_cells, _merged, _nested, _signatures, _photo, _note]
SHAPES += [_joined]
