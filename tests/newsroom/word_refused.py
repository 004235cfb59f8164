"""Files that are no Word file, or would harm the server, with what the editor is told."""

from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

from newsroom.word_import import kinds, package

from .word_files import NAMESPACES, article, changed, content_of


def ole(*names):
    return kinds.OLE_FILE + b"\0" * 600 + b"".join(name.encode("utf-16-le") for name in names)


def bomb():
    """Return a small file that says of itself that it unpacks to more than the server has."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b" " * 40 * package.MEBIBYTE)
    return buffer.getvalue()


def macros_by_type():
    """Return a file that says of itself that it has macros, under whatever name they are."""
    types = (
        b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled"/></Types>'
    )
    return changed(content_of(article()), {"[Content_Types].xml": types})


def entities():
    lines = ['<!DOCTYPE x [<!ENTITY a "ha">']
    lines += [f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise("abcdefghi")]
    xml = "".join([*lines, "]><w:document>&i;</w:document>"])
    return changed(content_of(article()), {"word/document.xml": xml.encode()})


def countless():
    xml = content_of_main("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 40_000)
    return changed(content_of(article()), {"word/document.xml": xml})


def content_of_main(body):
    return f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()


def deep():
    xml = content_of_main("<w:r>" * 20_000 + "</w:r>" * 20_000)
    return changed(content_of(article()), {"word/document.xml": xml})


def damaged_inside():
    content = bytearray(content_of(article()))
    middle = content.index(b"word/document.xml") + 200
    content[middle : middle + 50] = b"\xff" * 50
    return bytes(content)


def workbook():
    buffer = BytesIO()
    with ZipFile(buffer, "w") as target:
        target.writestr("[Content_Types].xml", b"<Types/>")
        target.writestr("xl/workbook.xml", b"<workbook/>")
    return buffer.getvalue()


def open_document():
    buffer = BytesIO()
    with ZipFile(buffer, "w") as target:
        target.writestr("mimetype", kinds.ODT_TYPE)
        target.writestr("content.xml", b"<office/>")
    return buffer.getvalue()


REFUSED = {
    "old": (lambda: ole("WordDocument"), "kiểu cũ (.doc)"),
    "rich text": (lambda: b"{\\rtf1 Tin}", "Đây là tệp RTF"),
    "open document": (open_document, "OpenDocument (.odt)"),
    "old workbook": (lambda: ole("Workbook"), "bị hỏng"),
    "locked": (lambda: ole("EncryptionInfo", "EncryptedPackage"), "mật khẩu"),
    "macros": (
        lambda: changed(content_of(article()), {"word/vbaProject.bin": b"x"}),
        "macro",
    ),
    "macros by type": (macros_by_type, "macro"),
    "bomb": (bomb, "quá lớn khi mở ra"),
    "countless": (countless, "quá lớn khi mở ra"),
    "entities": (entities, "bị hỏng"),
    "deep": (deep, "bị hỏng"),
    "no package": (lambda: b"Not a Word file", "bị hỏng"),
    "cut": (lambda: content_of(article())[:-3000], "bị hỏng"),
    "damaged": (damaged_inside, "bị hỏng"),
    "workbook": (workbook, "bị hỏng"),
    "empty": (lambda: b"", "rỗng"),
}
