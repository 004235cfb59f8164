"""What an attached file is by its content, which its name may not tell.

The signature of the whole file is puremagic's business. Many kinds share one: those that are
containers are told apart by their parts.
"""

import codecs
from io import BytesIO
from pathlib import PurePath
from zipfile import ZipFile

import olefile
import puremagic
from defusedxml import ElementTree

OPEN_XML = "application/vnd.openxmlformats-officedocument"
# The type of each kind's main part.
OPEN_XML_PARTS = {
    "docx": f"{OPEN_XML}.wordprocessingml.document.main+xml",
    "pptx": f"{OPEN_XML}.presentationml.presentation.main+xml",
    "xlsx": f"{OPEN_XML}.spreadsheetml.sheet.main+xml",
}
OPEN_DOCUMENT = {"odt": "application/vnd.oasis.opendocument.text"}
# The parts of which a file of Office before 2007 has one.
OLE_PARTS = {
    "doc": ("WordDocument",),
    "ppt": ("PowerPoint Document",),
    "xls": ("Workbook", "Book"),
}
# Where Office keeps a newer file that is behind a password.
ENCRYPTED = "EncryptedPackage"
# Bytes: the part that names the others is small, or made to fill the memory.
LARGEST_PART = 1024 * 1024
# What readers of PDF pass over before its signature, and how far they look.
BLANK, HEAD = b"\xef\xbb\xbf \t\r\n\0", 1024
# The control characters of a text that somebody typed.
TYPED = b"\t\n\v\f\r\x1a"
CONTROLS = bytes(set(range(32)) - set(TYPED))
BLOCK = 1024 * 1024


def extension_of(name):
    """Return the extension of a file's name, in small letters and without its dot."""
    return PurePath(name).suffix.lower().lstrip(".")


def is_of_kind(file, extension):
    """Return whether the content of the binary `file` is what `extension` says.

    `extension` is one of WAGTAILDOCS_EXTENSIONS. Leaves the file at its beginning.
    """
    check = CHECKS[extension]
    try:
        file.seek(0)
        return check(file, extension)
    except Exception:
        # ZIP, compression, XML and OLE each have errors of their own for nonsense.
        return False
    finally:
        file.seek(0)


def _has_signature(file, extension):
    # It looks at the file from where that stands.
    file.seek(0)
    return any(match.extension == f".{extension}" for match in puremagic.magic_stream(file))


def _is_pdf(file, extension):
    head = file.read(HEAD).lstrip(BLANK)
    return head.startswith(b"%PDF-") and _has_signature(BytesIO(head), extension)


def _is_zip(file, extension):
    with ZipFile(file) as container:
        container.infolist()
    return _has_signature(file, extension)


def _is_open_xml(file, extension):
    if olefile.isOleFile(file):
        return _ole_has(file, (ENCRYPTED,))
    with ZipFile(file) as container:
        names = {f"/{name}".lower() for name in container.namelist()}
        types = ElementTree.fromstring(_read(container, "[Content_Types].xml"))
    parts = {part.get("ContentType"): part.get("PartName", "").lower() for part in types}
    return parts.get(OPEN_XML_PARTS[extension]) in names and _has_signature(file, extension)


def _is_open_document(file, extension):
    with ZipFile(file) as container:
        kind = _read(container, "mimetype").decode("ascii").strip()
        is_whole = "content.xml" in container.namelist()
    return kind == OPEN_DOCUMENT[extension] and is_whole and _has_signature(file, extension)


def _read(container, name):
    with container.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise ValueError(name)
    return content


def _is_ole(file, extension):
    return olefile.isOleFile(file) and _ole_has(file, OLE_PARTS[extension])


def _ole_has(file, parts):
    file.seek(0)
    with olefile.OleFileIO(file) as container:
        return any(container.exists(part) for part in parts)


def _is_text(file, extension):
    first = file.read(2)
    file.seek(0)
    if first in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        text = file.read().decode("utf-16").encode()
        return len(text) == len(text.translate(None, CONTROLS))
    blocks = iter(lambda: file.read(BLOCK), b"")
    return all(len(block) == len(block.translate(None, CONTROLS)) for block in blocks)


CHECKS = {
    **dict.fromkeys(OPEN_XML_PARTS, _is_open_xml),
    **dict.fromkeys(OPEN_DOCUMENT, _is_open_document),
    **dict.fromkeys(OLE_PARTS, _is_ole),
    "pdf": _is_pdf,
    "rar": _has_signature,
    "txt": _is_text,
    "zip": _is_zip,
}
