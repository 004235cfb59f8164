"""One story of a Word file, its body or a note, as paragraphs and tables."""

from . import altchunks
from .document import Cell, Paragraph, Table, joined
from .markup import is_on, number, value
from .runs import Runs

# Only hold what the reader passes through.
WRAPPERS = {"w.sdt", "w.sdtContent", "w.customXml", "w.smartTag", "w.ins", "w.moveTo", "w.document"}
WRAPPERS |= {"w.body", "w.footnote", "w.endnote"}
MOST_COLUMNS = 63
MOST_CELLS = 20_000
VISIBLE = {"top", "left", "start", "bottom", "right", "end", "insideH", "insideV"}


class Story:
    """Reads what stands in one part of `file` (`reading.File`)."""

    def __init__(self, file, part):
        self._file = file
        self._part = part
        self._runs = Runs(file, part)

    def blocks(self, element):
        """Return the paragraphs and tables of `element`, a whole text, in their order."""
        self._runs.expect(element)
        return self._joined(element)

    def _joined(self, element):
        return joined(list(self._blocks(element)))

    def _blocks(self, element):
        for child in element:
            if child.tag == "w.p":
                yield from self._paragraph(child)
            elif child.tag == "w.tbl":
                yield self._table(child)
            elif child.tag == "w.altChunk":
                yield from altchunks.blocks(self._file, self._part, child.get("r.id"))
            elif child.tag in ("w.del", "w.moveFrom"):
                self._file.losses.add("tracked")
            elif child.tag == "m.oMathPara" or child.tag == "m.oMath":
                yield Paragraph(self._runs.equation(child))
            elif child.tag in WRAPPERS:
                yield from self._blocks(child)

    def _paragraph(self, element):
        """Yield a paragraph, and after it the texts of the frames that hang on it."""
        properties = element.find("w.pPr")
        style, level = self._file.styles.role(properties)
        content = self._runs.content(element, self._file.styles.of_paragraph(properties))
        is_hidden, is_joined = self._mark(properties)
        label = None
        if content or not is_hidden:
            label = self._file.label(properties)
        yield Paragraph(
            content,
            style,
            level,
            label,
            centred=self._alignment(properties) == "center",
            joins_next=is_joined or (is_hidden and bool(content)) or _is_drop_cap(properties),
        )
        boxes, self._runs.boxes = self._runs.boxes, []
        for box in boxes:
            yield from [box] if isinstance(box, Paragraph) else self._frame(box)

    def _frame(self, box):
        """Return the text of a frame, which has fields of its own."""
        return Story(self._file, self._part).blocks(box)

    def _mark(self, properties):
        """Return whether the mark of a paragraph is hidden, and whether it was deleted."""
        mark = None if properties is None else properties.find("w.rPr")
        if mark is None:
            return False, False
        is_deleted = mark.find("w.del") is not None or mark.find("w.moveFrom") is not None
        hidden = is_on(mark.find("w.vanish")) or is_on(mark.find("w.specVanish"))
        return bool(hidden), is_deleted

    def _alignment(self, properties):
        own = value(properties, "w.jc")
        if own is None:
            style = self._file.styles.of_paragraph(properties)
            found = self._file.styles.inherited(style, "w.pPr/w.jc")
            own = None if found is None else found.get("w.val")
        return own

    def _table(self, element):
        rows = [self._row(row) for row in _inside(element, "w.tr") if not self._is_left_out(row)]
        width = max((sum(cell.width for cell in row) for row in rows), default=0)
        self._file.count("cells", MOST_CELLS, len(rows) * width)
        return Table([row for row in rows if row], self._is_bordered(element))

    def _is_left_out(self, row):
        properties = row.find("w.trPr")
        if properties is None:
            return False
        if properties.find("w.del") is not None:
            self._file.losses.add("tracked")
            return True
        if is_on(properties.find("w.hidden")):
            self._file.losses.add("hidden", "".join(row.itertext()))
            return True
        return False

    def _row(self, row):
        cells = [self._gap(row, "w.gridBefore")]
        cells += [self._cell(cell) for cell in _inside(row, "w.tc")]
        return [cell for cell in cells if cell]

    def _gap(self, row, name):
        width = number(value(row, f"w.trPr/{name}"))
        return Cell([], _width(width)) if width > 0 else None

    def _cell(self, cell):
        merge = cell.find("w.tcPr/w.vMerge")
        continues = merge is not None and merge.get("w.val", "continue") == "continue"
        width = _width(number(value(cell, "w.tcPr/w.gridSpan"), 1))
        return Cell(self._joined(cell), width, continues)

    def _is_bordered(self, table):
        own = table.find("w.tblPr/w.tblBorders")
        style = value(table, "w.tblPr/w.tblStyle")
        own = self._file.styles.inherited(style, "w.tblPr/w.tblBorders") if own is None else own
        if _has_lines(own):
            return True
        cells = list(table.iterfind("w.tr/w.tc"))
        lined = sum(_has_lines(cell.find("w.tcPr/w.tcBorders")) for cell in cells)
        return lined * 2 > len(cells)


def _inside(element, name):
    """Yield the children of `element` called `name`, those in wrappers too."""
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag in WRAPPERS:
            yield from _inside(child, name)


def _width(columns):
    return min(max(columns, 1), MOST_COLUMNS)


def _has_lines(borders):
    if borders is None:
        return False
    return any(map(_is_line, borders))


def _is_line(border):
    # Google writes white lines where a table has none.
    is_white = border.get("w.color", "").upper() == "FFFFFF"
    is_drawn = border.get("w.val") not in ("none", "nil", None) and not is_white
    return is_drawn and border.tag.removeprefix("w.") in VISIBLE


def _is_drop_cap(properties):
    frame = None if properties is None else properties.find("w.framePr")
    return frame is not None and frame.get("w.dropCap", "none") != "none"
