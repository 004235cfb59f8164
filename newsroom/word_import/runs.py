"""The letters of a paragraph: its runs, with links, fields, notes, signs and pictures."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from .document import SUPERSCRIPT, Span
from .drawings import Drawing
from .equations import equation
from .fields import Fields, address_of
from .pictures import LARGEST_PICTURE, shown
from .symbols import is_font_of_signs, is_private, symbol

LINK_SCHEMES = {"http", "https", "mailto", "tel"}
# Fonts of before Unicode whose capitals are small letters underneath: .VnTimeH, .VnArialH.
CAPITAL_FONT = re.compile(r"\.Vn\w+H")
# Text in the instructions of others, in the way of comments, or gone.
PASSED_OVER = {"w.pPr", "w.rPr", "w.sdtPr", "w.sdtEndPr", "w.smartTagPr", "w.customXmlPr"}
PASSED_OVER |= {"w.delText", "w.delInstrText", "w.fldData", "w.rt"}
BREAKS = {"w.br": "\n", "w.cr": "\n", "w.tab": "\t", "w.ptab": "\t", "w.noBreakHyphen": "-"}
UNKNOWN_SIGN = "□"
# Part of the article: Vietnamese, whatever language the editor reads.
STRUCK = "[gạch bỏ: %s]"
# A sentence that Word or a camera wrote by itself describes nothing.
MACHINE_TEXT = re.compile(r"generated|\.(jpe?g|png|gif|heic)$", re.IGNORECASE)
MOST_PICTURES = 300


class Runs:
    """Reads the content of paragraphs; fields go on from one to the next.

    `boxes` collects what hangs on the paragraph read last and stands beside it in Word.
    """

    def __init__(self, file, part):
        self._file = file
        self._part = part
        self._fields = Fields(file.losses)
        self._style = ""
        self.boxes = []

    def expect(self, element):
        self._fields.expect(element)

    def content(self, paragraph, style):
        """Return the spans and pictures of `paragraph`, which has the paragraph style `style`."""
        self._style = style
        content = []
        for part in self._inline(paragraph, ""):
            last = content[-1] if content else None
            if isinstance(part, Span) and isinstance(last, Span) and last.looks_like(part):
                last.text += part.text
            else:
                content.append(part)
        self._note_struck(content)
        return [part for part in content if not isinstance(part, Span) or part.text]

    def _note_struck(self, content):
        """Put struck letters in brackets that say so: an article has no line through letters."""
        for span in content:
            if isinstance(span, Span) and span.struck and (struck := span.text.strip()):
                self._file.losses.add("struck", struck)
                span.text = span.text.replace(struck, STRUCK % struck)

    def equation(self, element):
        self._file.losses.add("equation")
        return equation(element)

    def _inline(self, element, href):
        for child in element:
            tag = child.tag
            if tag == "w.r":
                yield from self._run(child, href)
            elif tag == "w.hyperlink":
                yield from self._inline(child, self._address(child))
            elif tag == "w.fldSimple":
                yield from self._inline(child, address_of(child.get("w.instr", "")) or href)
            elif tag in ("w.del", "w.moveFrom"):
                self._file.losses.add("tracked")
            elif tag in ("m.oMath", "m.oMathPara"):
                yield from self.equation(child) if self._fields.is_shown else ()
            elif tag == "w.sdt":
                yield from self._control(child, href)
            elif tag not in PASSED_OVER:
                if tag in ("w.ins", "w.moveTo"):
                    self._file.losses.add("tracked")
                yield from self._inline(child, href)

    def _address(self, link):
        _kind, target, _outside = self._file.relations(self._part).get(
            link.get("r.id"), ("", "", False)
        )
        anchor = link.get("w.anchor")
        return f"{target}#{anchor}" if target and anchor else target

    def _control(self, control, href):
        """Yield what a content control shows; a list or a box may have no text of its own."""
        content = control.find("w.sdtContent")
        found = [] if content is None else list(self._inline(content, href))
        properties = control.find("w.sdtPr")
        if not found and properties is not None and self._fields.is_shown:
            found = [Span(text)] if (text := _of_control(properties)) else []
        yield from found

    # Runs

    def _run(self, run, href):
        look = self._file.styles.look(run.find("w.rPr"), self._style)
        span = Span("", look.bold, look.italic, look.script, struck=look.struck)
        for child in run:
            if child.tag in ("w.fldChar", "w.instrText"):
                text = self._field(child)
                yield from [replace(span, text=text)] if text else ()
            elif not self._fields.is_shown:
                continue
            elif look.hidden:
                self._lose_hidden(child)
            else:
                span.href = self._kept(self._fields.href or href)
                yield from self._part_of_run(child, span, look)

    def _field(self, child):
        if child.tag == "w.fldChar":
            return self._fields.mark(child)
        self._fields.instruct(child.text or "")
        return ""

    def _lose_hidden(self, child):
        if child.tag == "w.t" and (child.text or "").strip():
            self._file.losses.add("hidden", child.text)

    def _kept(self, address):
        """Return an address that the site takes, else none."""
        if not address or address.startswith("#"):
            return ""
        try:
            scheme = urlsplit(address.strip()).scheme.lower()
        except ValueError:
            scheme = ""
        if scheme in LINK_SCHEMES:
            return address.strip()
        self._file.losses.add("link", address)
        return ""

    def _part_of_run(self, child, span, look):
        tag = child.tag
        if tag == "w.t":
            yield replace(span, text=self._letters(child.text or "", look))
        elif tag in BREAKS:
            yield replace(span, text=BREAKS[tag])
        elif tag == "w.sym":
            yield replace(span, text=self._sign(child.get("w.font", ""), child.get("w.char", "")))
        elif tag in ("w.footnoteReference", "w.endnoteReference"):
            number = self._file.note(tag.removeprefix("w.").removesuffix("Reference"), child)
            yield Span(f"[{number}]", script=SUPERSCRIPT)
        elif tag in ("w.drawing", "w.pict", "w.object"):
            yield from self._drawing(child)
        elif tag == "w.ruby":
            yield from self._ruby(child, span)
        elif tag == "w.commentReference":
            self._file.losses.add("comment")
        elif tag not in PASSED_OVER:
            for inner in child:
                yield from self._part_of_run(inner, span, look)

    def _letters(self, text, look):
        text = text.replace("\n", " ")
        if is_font_of_signs(look.font):
            text = "".join(self._sign_of(look.font, ord(letter)) for letter in text)
        elif any(map(is_private, text)):
            text = "".join(
                self._sign_of("wingdings", ord(letter)) if is_private(letter) else letter
                for letter in text
            )
        if look.capitals or CAPITAL_FONT.fullmatch(look.font):
            text = text.upper()
        return text

    def _sign(self, font, code):
        try:
            return self._sign_of(font, int(code, 16))
        except ValueError:
            return self._sign_of(font, 0)

    def _sign_of(self, font, code):
        sign = symbol(font, code)
        if not sign and not is_font_of_signs(font) and 0x20 <= code < 0xD800:
            sign = chr(code)
        if not sign:
            self._file.losses.add("sign")
        return sign or UNKNOWN_SIGN

    def _ruby(self, element, span):
        """Yield the letters and, in brackets, how they are read."""
        base, above = element.find("w.rubyBase"), element.find("w.rt")
        yield from [] if base is None else self._inline(base, span.href)
        read = "".join(text.text or "" for text in above.iter("w.t")) if above is not None else ""
        yield from [replace(span, text=f" ({read})")] if read else ()

    def _drawing(self, element):
        drawing = Drawing(element)
        for kind in drawing.lost:
            self._file.losses.add(kind)
        for relation, placing, alt in drawing.pictures:
            self._file.count("pictures", MOST_PICTURES)
            yield self._picture(relation, placing, alt)
        for box in (*drawing.boxes, *drawing.lines):
            self._file.losses.add("text_box")
            self.boxes.append(box)

    def _picture(self, relation, placing, alt):
        found = self._file.relations(self._part).get(relation, ("", "", True))
        _kind, target, is_outside = found
        content = b"" if is_outside else self._file.package.content(target, LARGEST_PICTURE)
        picture = shown(content, placing)
        picture.alt = "" if MACHINE_TEXT.search(alt) else " ".join(alt.split())[:255]
        if abs(placing.turn - placing.quarter) % 360 > 1:
            self._file.losses.add("slanted")
        return picture


def _of_control(properties):
    box = properties.find("w14.checkbox")
    if box is not None:
        checked = box.find("w14.checked")
        is_checked = checked is not None and checked.get("w14.val") in ("1", "true", "on")
        return "☒" if is_checked else "☐"
    for name in ("w.dropDownList", "w.comboBox"):
        choices = properties.find(name)
        last = None if choices is None else choices.get("w.lastValue")
        for choice in [] if last is None else choices.findall("w.listItem"):
            if choice.get("w.value") == last:
                return choice.get("w.displayText") or last
    return ""
