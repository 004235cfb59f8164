"""Blocks of an article out of the parts of a text."""

from dataclasses import replace
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from .document import Paragraph, Table, paragraphs_in
from .symbols import scripted

# Draft.js, the editor of rich text, knows no deeper list.
DEEPEST_LIST = 4


def blocks_of(parts, notes, losses):
    """Return the blocks of `parts` and of `notes`, lists of parts; pairs as in `Reading`."""
    levels = [part.level for part in parts if getattr(part, "style", "") == "heading"]
    maker = _Maker(min(levels, default=1), losses)
    for kind, group in groupby(_listed(parts), key=lambda part: isinstance(part, list)):
        for part in group:
            maker.add_list(part) if kind else maker.add(part)
    maker.add_notes(notes)
    return maker.blocks


def html_of(spans):
    """Return spans as the inside of a paragraph of rich text."""
    return "".join(_span_html(span) for span in _trimmed(spans))


class _Maker:
    def __init__(self, highest_heading, losses):
        self.blocks = []
        self._highest_heading = highest_heading
        self._losses = losses

    def add(self, part):
        if isinstance(part, Table):
            self.blocks.append(("table", _table(part, self._losses)))
            return
        self.blocks += [("image", picture) for picture in part.pictures]
        if not part.text:
            return
        if part.style == "heading":
            self._add_heading(part)
        else:
            self.add_html(f"<p>{_labelled(part)}</p>")

    def add_list(self, items):
        self.add_html(_list_html(items))
        for item in items:
            self.blocks += [("image", picture) for picture in item.pictures]

    def add_notes(self, notes):
        if notes:
            self.blocks.append(("notes", ""))
            items = "".join(f"<li>{_note_html(note)}</li>" for note in notes)
            self.blocks.append(("paragraph", f"<ol>{items}</ol>"))

    def add_html(self, html):
        """Add to the paragraphs that stand together."""
        if self.blocks and self.blocks[-1][0] == "paragraph":
            html = self.blocks.pop()[1] + html
        self.blocks.append(("paragraph", html))

    def _add_heading(self, part):
        name = "heading" if part.level == self._highest_heading else "subheading"
        self.blocks.append((name, plain(part, self._losses)))


def plain(paragraph, losses, line_break=" "):
    """Return the letters of `paragraph` for a place without rich text: a heading, a cell."""
    label = f"{paragraph.label.text} " if paragraph.label else ""
    text = "".join(_plain_span(span, losses) for span in paragraph.spans)
    lines = (" ".join(line.split()) for line in (label + text).split("\n"))
    return line_break.join(filter(None, lines))


def _plain_span(span, losses):
    if span.href:
        losses.add("link_in_plain", span.href)
    if not span.script or not span.text.strip() or span.text.startswith("["):
        return span.text
    raised = scripted(span.text, span.script)
    if raised is None:
        losses.add("script", span.text)
    return span.text if raised is None else raised


# Rich text


def _trimmed(spans):
    """Return `spans` without spaces and line breaks at the ends of the paragraph."""
    spans = [span for span in spans if span.text]
    while spans and not spans[0].text.strip():
        spans = spans[1:]
    while spans and not spans[-1].text.strip():
        spans = spans[:-1]
    if spans:
        spans = [replace(spans[0], text=spans[0].text.lstrip()), *spans[1:]]
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
    return spans


def _span_html(span):
    text = span.text.replace("\t", " ")
    html = "<br/>".join(escape(line) for line in text.split("\n"))
    if not span.text.strip():
        return html
    for tag, is_on in ((span.script, span.script), ("i", span.italic), ("b", span.bold)):
        html = f"<{tag}>{html}</{tag}>" if is_on else html
    return f"<a href={quoteattr(span.href)}>{html}</a>" if span.href else html


def _labelled(paragraph):
    label = paragraph.label.text if paragraph.label else ""
    html = html_of(paragraph.spans)
    return " ".join(filter(None, [escape(label), html]))


def _note_html(note):
    lines = []
    for paragraph in paragraphs_in(note):
        lines.append(_labelled(paragraph))
    return "<br/>".join(line for line in lines if line) or "…"


# Lists


def _listed(parts):
    """Yield `parts`, those of one list together as a list of paragraphs."""
    for is_item, group in groupby(parts, key=_is_item):
        group = list(group)
        if not is_item:
            yield from group
        elif _are_counted(group):
            yield group
        else:
            yield from _listed_bullets(group)


def _listed_bullets(items):
    """Yield `items`, those with bullets that follow each other together as a list."""
    for is_bullet, group in groupby(items, key=lambda item: item.label.is_bullet):
        if is_bullet:
            yield list(group)
        else:
            yield from group


def _is_item(part):
    return (
        isinstance(part, Paragraph)
        and part.label is not None
        and part.style != "heading"
        and bool(part.text)
    )


def _are_counted(items):
    """Return whether a list of the article counts `items` as Word does: "1.", "2."."""
    numbers = {}
    for item in items:
        level = item.label.level
        numbers = {one: number for one, number in numbers.items() if one <= level}
        if item.label.is_bullet:
            numbers.pop(level, None)
            continue
        numbers[level] = numbers.get(level, 0) + 1
        if item.label.text != f"{numbers[level]}.":
            return False
    return True


def _list_html(items):
    """Return nested lists; an item goes at most one level deeper than the one before it."""
    html, open_lists = [], []
    for item in items:
        tag = "ul" if item.label.is_bullet else "ol"
        depth = min(_depth(item, open_lists), DEEPEST_LIST - 1)
        while len(open_lists) > depth + 1:
            html.append(f"</li></{open_lists.pop()[0]}>")
        if len(open_lists) == depth + 1:
            html.append("</li>")
            if open_lists[-1][0] != tag:
                html.append(f"</{open_lists.pop()[0]}>")
        if len(open_lists) == depth:
            html.append(f"<{tag}>")
            open_lists.append((tag, item.label.level))
        html.append(f"<li>{html_of(item.spans)}")
    while open_lists:
        html.append(f"</li></{open_lists.pop()[0]}>")
    return "".join(html)


def _depth(item, open_lists):
    return sum(level < item.label.level for _tag, level in open_lists)


# Tables


def _table(table, losses):
    """Return {data, merges}: rows of equal length, and what of them is one cell.

    A merge is {row, col, rowspan, colspan}; its text stands in its first cell, and the others are
    empty.
    """
    rows, areas, above = [], [], {}
    for number, row in enumerate(table.rows):
        texts, here = [], {}
        for cell in row:
            column, text = len(texts), cell_text(cell, losses)
            area = above.get(column)
            if cell.continues and not text and area and area["colspan"] == cell.width:
                area["rowspan"] += 1
            else:
                area = {"row": number, "col": column, "rowspan": 1, "colspan": cell.width}
                areas.append(area)
            here[column] = area
            texts += [text, *[""] * (cell.width - 1)]
        rows.append(texts)
        above = here
    width = max(len(row) for row in rows)
    merges = [area for area in areas if area["rowspan"] * area["colspan"] > 1]
    return {"data": [row + [""] * (width - len(row)) for row in rows], "merges": merges}


def cell_text(cell, losses):
    """Return the lines of a cell; a table inside it has a line for each of its rows."""
    texts = []
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            texts.append(plain(block, losses, "\n"))
        else:
            losses.add("nested_table")
            for row in block.rows:
                texts.append(" | ".join(filter(None, (cell_text(one, losses) for one in row))))
    return "\n".join(filter(None, texts))
