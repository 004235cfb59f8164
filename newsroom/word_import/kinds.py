"""What kind of text an uploaded file is, by its bytes; a name alone tells nothing."""

from zipfile import BadZipFile, ZipFile

from .refusals import Refused

LARGEST_FILE = 20 * 1024 * 1024
DOCX, DOC, ODT, RTF = "docx", "doc", "odt", "rtf"
OLE_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED_PART, OLD_PART = (
    name.encode("utf-16-le") for name in ("EncryptedPackage", "WordDocument")
)
ODT_TYPE = b"application/vnd.oasis.opendocument.text"


def kind_of(file):
    """Return `DOCX`, `DOC`, `ODT` or `RTF`; whether the file is whole is not looked at.

    Raises `Refused` for a file that is too large, locked, or of none of these.
    """
    if file.size > LARGEST_FILE:
        raise Refused("too_large")
    file.seek(0)
    content = file.read()
    file.seek(0)
    if content.startswith(OLE_FILE):
        return _kind_of_ole(content)
    if content.startswith(b"{\\rtf"):
        return RTF
    return ODT if _is_odt(file) else DOCX


def _kind_of_ole(content):
    if ENCRYPTED_PART in content:
        raise Refused("locked")
    if OLD_PART not in content:
        raise Refused("damaged")
    return DOC


def _is_odt(file):
    try:
        with ZipFile(file) as package:
            return package.read("mimetype")[: len(ODT_TYPE) + 1].strip() == ODT_TYPE
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        # What is no ZIP, or has no such part, or has it locked: read on as a Word file.
        return False
    finally:
        file.seek(0)
