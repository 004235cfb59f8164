"""What every kind of block in a body answers those who walk it: a new block is added here once.

Texts are not asked for: every stored text is found, whatever block it stands in.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe


@dataclass(frozen=True)
class Part:
    """The answers of one kind of block about its value, each given also where it is "none"."""

    # The figures in it (`FigureBlock`), of a stored value too: each with a photo to describe.
    figures: Callable
    # Photos that it shows beside those: nobody describes them.
    covers: Callable
    # Its stored value as HTML for news readers; "" for what needs a page around it.
    html: Callable
    # The level of a heading, or None.
    level: int | None


def none(value):
    """Return the answer of a block that has nothing of the kind."""
    return ()


def no_html(value):
    """Return what news readers get of a block that needs a page around it."""
    return ""


def _heading(level):
    return lambda value: format_html(f"<h{level}>{{}}</h{level}>", value)


def _table(value):
    rows = ((_cells(row),) for row in value.get("data") or [])
    return format_html("<table>{}</table>", format_html_join("", "<tr>{}</tr>", rows))


def _cells(row):
    return format_html_join("", "<td>{}</td>", ((cell or "",) for cell in row))


def _quotation(value):
    attribution = value.get("attribution") or ""
    return format_html("<blockquote><p>{}</p>{}</blockquote>", value["text"], attribution)


def _note(value):
    title = value.get("title")
    return (format_html("<p><strong>{}</strong></p>", title) if title else "") + value["text"]


# By the names in `BodyBlock`. The rich texts are what Wagtail has cleaned when they were saved.
PARTS = {
    "paragraph": Part(none, none, mark_safe, None),
    "heading": Part(none, none, _heading(2), 2),
    "subheading": Part(none, none, _heading(3), 3),
    "image": Part(lambda value: [value], none, no_html, None),
    "gallery": Part(lambda value: value["pictures"], none, no_html, None),
    "quotation": Part(none, none, _quotation, None),
    "table": Part(none, none, _table, None),
    "note": Part(none, none, _note, None),
    "files": Part(none, none, no_html, None),
    "video": Part(none, lambda value: [value.get("poster")], no_html, None),
    "visit_counter": Part(none, none, no_html, None),
}


def described_photos(body):
    """Yield the photos of the figures in `body`, in order; None where one was deleted."""
    for block in body:
        for figure in PARTS[block.block_type].figures(block.value):
            yield figure.get("image")


def photos_in(body):
    """Yield every photo that `body` shows, in order; None where one was deleted."""
    for block in body:
        part = PARTS[block.block_type]
        yield from (figure.get("image") for figure in part.figures(block.value))
        yield from part.covers(block.value)


def headings(body):
    """Yield (level, text) of the headings in `body`, in order."""
    for block in body:
        if level := PARTS[block.block_type].level:
            yield level, block.value


def count_figures(stored):
    """Return the number of figures in `stored`, the text that the database has of a body."""
    blocks = json.loads(stored) if '"image"' in stored else []
    return sum(len(part.figures(value)) for part, value in _stored_parts(blocks))


def html(body):
    """Return `body` as HTML for news readers, without loading what it refers to."""
    return "".join(part.html(value) for part, value in _stored_parts(body.raw_data) if value)


def _stored_parts(blocks):
    """Yield (part, value) of stored `blocks`; a kind that is no more is passed over."""
    for block in blocks:
        if block["type"] in PARTS:
            yield PARTS[block["type"]], block["value"]
