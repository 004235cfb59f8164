"""Tables that only place things become lines; what belongs to a picture goes to it."""

import re

from .document import Paragraph, Span, paragraphs_in, pictures_in

MOTTO = re.compile(
    r"cộng h(òa|oà) xã hội chủ nghĩa việt nam|đảng cộng sản việt nam"
    r"|độc lập\W+tự do\W+hạnh phúc",
    re.IGNORECASE,
)
# How the foot of an official letter begins: who gets it, and in whose name it is signed.
SIGNATURE = re.compile(r"nơi nhận\s*:|(TM|KT|TL|TUQ|Q)\s*\.\s*[A-ZĐ]", re.IGNORECASE)
# That of articles/blocks.py, which the process that reads a file does not load.
LONGEST_CAPTION = 500


def lines(blocks, losses):
    """Return `blocks` with the lines of each layout table in its place; data tables stay."""
    result = []
    for block in blocks:
        if isinstance(block, Paragraph):
            result.append(block)
        elif is_layout(block):
            result += _lines_of(block, losses)
        elif block.rows:
            result += _data_table(block, losses)
    return result


def is_layout(table):
    """Return whether `table` only places things: a letterhead, signatures, pictures, a frame."""
    texts = [_lines_in(cell) for cell in table.cells if cell.blocks]
    filled = [cell_lines for cell_lines in texts if cell_lines]
    if len(table.cells) == 1 or _places_pictures(table):
        return True
    if _is_letterhead(table):
        return True
    if table.bordered:
        return False
    if _has_signatures(table):
        return True
    return len(table.rows) == 1 or (
        len(table.rows) <= 3 and any(len(cell_lines) > 2 for cell_lines in filled)
    )


def attach_captions(parts):
    """Give each picture the line that is printed under it, and take that line out of `parts`."""
    for place, part in enumerate(list(parts)):
        pictures = part.pictures if isinstance(part, Paragraph) else []
        if not pictures:
            continue
        following = parts[place + 1] if place + 1 < len(parts) else None
        if part.text:
            if len(part.text) <= LONGEST_CAPTION and _ends_with_letters(part):
                pictures[-1].caption = part.text
                part.content, part.label = pictures, None
        elif is_caption(following):
            pictures[-1].caption = following.text
            following.content, following.label = [], None


def is_caption(part):
    """Return whether `part` says what the picture before it shows."""
    if not isinstance(part, Paragraph) or part.pictures or part.style == "heading":
        return False
    # Under the emblem of an official letter stands whose letter it is.
    if part.in_letterhead:
        return False
    if not part.text or len(part.text) > LONGEST_CAPTION:
        return False
    return part.style == "caption" or part.centred or part.is_wholly("italic")


def _ends_with_letters(paragraph):
    """Return whether the letters of `paragraph` stand after its pictures, or around one."""
    content = [
        part for part in paragraph.content if not isinstance(part, Span) or part.text.strip()
    ]
    return bool(content) and isinstance(content[-1], Span)


def _lines_in(cell):
    return [paragraph.text for paragraph in paragraphs_in(cell.blocks) if paragraph.text]


def _is_letterhead(table):
    return any(MOTTO.search(paragraph.text) for paragraph in paragraphs_in([table]))


def _has_signatures(table):
    return any(SIGNATURE.match(line) for cell in table.cells for line in _lines_in(cell))


def _places_pictures(table):
    """Return whether a table holds pictures and hardly anything else but their captions."""
    cells = [cell for cell in table.cells if _lines_in(cell) or pictures_in(cell.blocks)]
    with_pictures = [cell for cell in cells if pictures_in(cell.blocks)]
    return bool(with_pictures) and len(with_pictures) * 2 >= len(cells)


def _lines_of(table, losses):
    """Return what stands in a layout table, in the order in which it is read."""
    is_letterhead = _is_letterhead(table)
    # Both sides of a letterhead, and a picture with its caption, are read downwards.
    downwards = is_letterhead or _has_signatures(table) or _places_pictures(table)
    result = []
    for line in _columns(table) if downwards else table.rows:
        for cell in line:
            for part in lines(cell.blocks, losses):
                if isinstance(part, Paragraph):
                    part.in_letterhead = part.in_letterhead or is_letterhead
                    part.in_layout = True
                result.append(part)
    return result


def _columns(table):
    columns = {}
    for row in table.rows:
        place = 0
        for cell in row:
            columns.setdefault(place, []).append(cell)
            place += cell.width
    return [columns[place] for place in sorted(columns)]


def _data_table(table, losses):
    """Return a table of data, and after it the pictures that stood in its cells."""
    result = [table]
    for cell in table.cells:
        pictures = pictures_in(cell.blocks)
        if pictures:
            losses.add("picture_in_table")
            result.append(Paragraph(pictures))
    return result
