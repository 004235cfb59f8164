"""Word files of every shape that offices send, made by combining shapes with ways to open a text.

Each file says which words Word shows of it and what the editor has to be told.
"""

from dataclasses import dataclass

from docx import Document

from ..articles.pictures import phone_photo
from .word_by_hand import line, made
from .word_files import add_centred, add_link, add_picture, add_table, content_of
from .word_shapes import LAW, OPENINGS, SHAPES, STYLES, new_sentences


@dataclass
class File:
    name: str
    content: bytes
    shown: str
    told: tuple = ()


def corpus():
    """Yield more than 150 files: each shape in each way to open, and files of a library."""
    for opening in OPENINGS:
        for shape in SHAPES:
            yield _file(f"{opening.__name__}{shape.__name__}", [opening, shape])
        for first, second in zip(SHAPES, SHAPES[7:] + SHAPES[:7], strict=True):
            name = f"{opening.__name__}{first.__name__}{second.__name__}"
            yield _file(name, [opening, first, second])
    for opening in LIBRARY_OPENINGS:
        for shape in LIBRARY_SHAPES:
            yield _library_file(opening, shape)


def _file(name, makers):
    say = new_sentences()
    between, end = say(), say()
    opening, *shapes = [maker(say) for maker in makers]
    xml = opening.xml + line(between) + "".join(shape.xml for shape in shapes) + line(end)
    content = made(
        xml,
        styles=STYLES,
        numbering=LAW,
        media={"photo": phone_photo()},
        footnotes=f'<w:footnote w:id="1">{line("Theo báo cáo quý III.")}</w:footnote>',
    )
    shown = " ".join([opening.shown, between, *(shape.shown for shape in shapes), end])
    told = tuple(kind for shape in shapes for kind in shape.told)
    return File(name, content, shown, told)


# Files of python-docx


def _library_titled(document, say):
    title, lead = say(), say()
    document.add_heading(title, 0)
    document.add_paragraph().add_run(lead).bold = True
    return f"{title} {lead}"


def _library_centred(document, say):
    title, lead = say(), say()
    add_centred(document, title)
    document.add_paragraph(lead)
    return f"{title} {lead}"


def _library_lists(document, say):
    words = [say() for _item in range(4)]
    for word in words[:2]:
        document.add_paragraph(word, style="List Bullet")
    for word in words[2:]:
        document.add_paragraph(word, style="List Number")
    return " ".join(words)


def _library_table(document, say):
    rows = [[say(), say()], [say(), say()], [say(), say()]]
    add_table(document, rows).style = "Table Grid"
    return " ".join(word for row in rows for word in row)


def _library_bare_table(document, say):
    rows = [[say(), say()], [say(), say()], [say(), say()]]
    add_table(document, rows)
    return " ".join(word for row in rows for word in row)


def _library_headings(document, say):
    words = [say() for _part in range(4)]
    for place, word in enumerate(words):
        document.add_heading(word, place % 2 + 1) if place % 2 else document.add_paragraph(word)
    return " ".join(words)


def _library_link(document, say):
    before, linked = say(), say()
    add_link(document.add_paragraph(f"{before} "), linked, "https://a.vn/")
    return f"{before} {linked}"


def _library_photo(document, say):
    caption = say()
    add_picture(document)
    document.add_paragraph(caption, style="Caption")
    return caption


def _library_breaks(document, say):
    one, two = say(), say()
    paragraph = document.add_paragraph(one)
    paragraph.add_run().add_break()
    paragraph.add_run(two)
    document.add_page_break()
    return f"{one} {two}"


LIBRARY_OPENINGS = [_library_titled, _library_centred]
LIBRARY_SHAPES = [_library_lists, _library_table, _library_bare_table, _library_headings]
LIBRARY_SHAPES += [_library_link, _library_photo, _library_breaks]


def _library_file(opening, shape):
    say, document = new_sentences(), Document()
    shown = [opening(document, say)]
    for words in (say(), say()):
        document.add_paragraph(words)
        shown.append(words)
    shown.append(shape(document, say))
    document.add_paragraph(end := say())
    return File(
        f"{opening.__name__}{shape.__name__}", content_of(document), " ".join([*shown, end])
    )
