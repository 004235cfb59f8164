"""Word files for tests, written by hand: what Word writes and python-docx has no words for."""

from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from newsroom.word_import.document import Picture
from newsroom.word_import.reading import read

from .word_files import NAMESPACES

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MORE_NAMESPACES = (
    f'{NAMESPACES} xmlns:r="{OFFICE}" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
)
ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
ROOTS |= {"endnotes": "endnotes", "header": "hdr", "footer": "ftr"}
# A title and a lead, so that what follows is the body.
OPENING = (
    '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>Tiêu đề</w:t></w:r></w:p>'
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Sapo của bài.</w:t></w:r></w:p>"
)
TITLE_STYLE = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'


def made(
    body, *, media=None, links=None, chunks=None, main="word/document.xml", files=None, **parts
):
    """Return a Word file with the XML `body` and, by what they are, inner XML of more `parts`.

    `media` and `links` are {id of the relation: bytes, or an address}, `chunks` {id: (name,
    bytes)}, `files` {name: bytes}.
    """
    folder = main.rpartition("/")[0]
    relations, contents = [], dict(files or {})
    for kind, xml in parts.items():
        relations.append(_relation(kind, kind, f"{kind}.xml"))
        contents[f"{folder}/{kind}.xml"] = root(ROOTS[kind], xml)
    for name, content in (media or {}).items():
        relations.append(_relation(name, "image", f"media/{name}.png"))
        contents[f"{folder}/media/{name}.png"] = content
    for name, address in (links or {}).items():
        relations.append(_relation(name, "hyperlink", address, ' TargetMode="External"'))
    for relation, (name, content) in (chunks or {}).items():
        relations.append(_relation(relation, "aFChunk", name))
        contents[f"{folder}/{name}"] = content
    contents[main] = root("document", f"<w:body>{body}</w:body>")
    contents[f"{folder}/_rels/{main.rpartition('/')[2]}.rels"] = _relations(relations)
    contents["_rels/.rels"] = _relations([_relation("rId1", "officeDocument", f"/{main}")])
    contents["[Content_Types].xml"] = _content_types(main, folder, parts)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in contents.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _content_types(main, folder, parts):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = {main: "document.main"} | {f"{folder}/{part}.xml": part for part in parts}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}.{part}+xml"/>'
        for name, part in named.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{space}"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def root(name, xml):
    return f"<w:{name} {MORE_NAMESPACES}>{xml}</w:{name}>".encode()


def _relations(relations):
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(relations)}</Relationships>'.encode()


def _relation(name, kind, target, mode=""):
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{escape(target)}"{mode}/>'


# Pieces


def text(words, look=""):
    """Return a run of `words` with the XML of its properties."""
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def line(*inner, properties=""):
    """Return a paragraph; strings without mark-up become runs."""
    inner = (part if part.startswith("<") else text(part) for part in inner)
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def centred(words, look=""):
    return line(text(words, look), properties='<w:jc w:val="center"/>')


def table(*rows, borders=True):
    """Return a table; a cell is XML, or words."""
    edges = ["top", "left", "bottom", "right", "insideH", "insideV"]
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in edges)
    properties = f"<w:tblPr><w:tblBorders>{lines if borders else ''}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{properties}{''.join(_row(row) for row in rows)}</w:tbl>"


def _row(cells):
    return f"<w:tr>{''.join(cell(one) for one in cells)}</w:tr>"


def cell(content, properties=""):
    if content.startswith("<w:tc>"):
        return content
    inner = content if content.startswith("<") else line(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def picture(relation="photo", filling="", look="", name=""):
    """Return a run with a drawing of the picture `relation`."""
    inner = bare_picture(relation, filling, look, name)
    return f"<w:r><w:drawing><wp:inline>{inner}</wp:inline></w:drawing></w:r>"


def bare_picture(relation="photo", filling="", look="", name=""):
    return (
        f'<a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="1" {name}/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>{filling}</pic:blipFill>'
        f"<pic:spPr>{look}</pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )


def field(instruction, result):
    """Return the runs of a field that shows `result`, XML of runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{escape(instruction)}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def numbering(*levels, restart=""):
    """Return the part with one list (`w:numId` 1) of levels (format, text, start)."""
    definitions = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
        for place, (kind, words, start) in enumerate(levels)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{definitions}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{restart}</w:num>'
    )


def item(words, level=0, num=1, more=""):
    numbers = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return line(words, properties=more + numbers)


# What was read


def reading_of(body, **parts):
    """Return the `Reading` of a file with `body` below a title and a lead."""
    parts["styles"] = TITLE_STYLE + parts.get("styles", "")
    return read(BytesIO(made(OPENING + body, **parts)))


def html_of(body, **parts):
    """Return the rich text that `body` becomes."""
    blocks = reading_of(body, **parts).blocks
    return "".join(content for name, content in blocks if name == "paragraph")


def told(reading):
    return [kind for kind, _number, _words in reading.losses]


def block_text(block):
    """Return the letters of one block of a `Reading`."""
    name, content = block
    if isinstance(content, Picture):
        return content.caption
    if name == "table":
        return " ".join(cell for row in content["data"] for cell in row)
    return content
