"""Fields: what Word computes, like a page number or a link, with the result it showed last."""

import re
from dataclasses import dataclass

from .markup import is_on, number, value
from .symbols import symbol

SWITCHES_WITH_TEXT = {"\\l", "\\o", "\\t"}
# Show nothing where they stand.
SILENT = {"XE", "TC", "TA", "RD", "SET", "ASK", "FILLIN", "PRIVATE", "ADVANCE", "NOTEREF", "TOC"}


@dataclass
class Field:
    instruction: str = ""
    # Behind the separator stands what Word shows.
    in_result: bool = False
    shown: str = ""


class Fields:
    """The fields that are open at one place of a text; they go on from paragraph to paragraph."""

    def __init__(self, losses):
        self._open = []
        self._losses = losses
        self._are_whole = True

    def expect(self, element):
        """Look through the text in `element`, which is to be read: are its fields whole?

        One that never ends would hide all that follows.
        """
        depth = 0
        for mark in _marks(element):
            depth += {"begin": 1, "end": -1}.get(mark.get("w.fldCharType"), 0)
            if depth < 0:
                break
        if depth:
            self._are_whole = False
            self._losses.add("broken_field")

    @property
    def is_shown(self):
        return not self._are_whole or all(field.in_result for field in self._open)

    @property
    def href(self):
        """Return the address that the text here links to, or none."""
        found = (address_of(field.instruction) for field in reversed(self._open))
        return next(filter(None, found), "")

    def instruct(self, text):
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += text

    def mark(self, element):
        """Take a `w.fldChar`; return the text that the field shows though it has no result."""
        kind = element.get("w.fldCharType")
        if kind == "begin":
            self._open.append(Field(shown=_of_form(element.find("w.ffData"))))
        elif kind == "separate" and self._open:
            self._open[-1].in_result = True
        elif kind == "end" and self._open:
            return self._ended(self._open.pop())
        return ""

    def _ended(self, field):
        if field.in_result or not self.is_shown:
            return ""
        shown = field.shown or _of_instruction(field.instruction)
        if not shown and _name(field.instruction) not in SILENT:
            self._losses.add("field", field.instruction)
        return shown


def _marks(element):
    """Yield the `w.fldChar` of `element` in their order, but for deleted ones."""
    for child in element:
        if child.tag == "w.fldChar":
            yield child
        elif child.tag not in ("w.del", "w.moveFrom", "w.txbxContent"):
            yield from _marks(child)


def address_of(instruction):
    """Return where a field HYPERLINK leads: `HYPERLINK "https://a.vn" \\l "b" \\t "_blank"`."""
    if _name(instruction) != "HYPERLINK":
        return ""
    words = iter(_words(instruction)[1:])
    address = place = ""
    for word in words:
        if word in SWITCHES_WITH_TEXT:
            following = next(words, "")
            place = following if word == "\\l" else place
        elif not word.startswith("\\") and not address:
            address = word
    return f"{address}#{place}" if place else address


def _words(instruction):
    quoted = re.findall(r'["“”]([^"“”]*)["“”]|(\S+)', instruction)
    return [one or other for one, other in quoted]


def _name(instruction):
    words = instruction.split(maxsplit=1)
    return words[0].upper() if words else ""


def _of_instruction(instruction):
    """Return what is shown of a field whose text stands in the instruction itself."""
    words = _words(instruction)
    if _name(instruction) == "SYMBOL" and len(words) > 1:
        font = words[words.index("\\f") + 1] if "\\f" in words[:-1] else ""
        code = number(words[1]) or number(words[1].removeprefix("0x"))
        return symbol(font, code) or chr(code) if 0 < code < 0xD800 else ""
    if _name(instruction) in ("MACROBUTTON", "GOTOBUTTON"):
        return " ".join(instruction.split()[2:])
    return " ".join(words[1:]) if _name(instruction) == "QUOTE" else ""


def _of_form(form):
    """Return what a field of a form shows: a box, the chosen entry; none for a text."""
    if form is None:
        return ""
    if (box := form.find("w.checkBox")) is not None:
        state = box.find("w.checked")
        state = box.find("w.default") if state is None else state
        return "☒" if is_on(state) else "☐"
    if (choices := form.find("w.ddList")) is not None:
        entries = [entry.get("w.val", "") for entry in choices.findall("w.listEntry")]
        place = number(value(choices, "w.result") or value(choices, "w.default"))
        return entries[place] if 0 <= place < len(entries) else ""
    return ""
