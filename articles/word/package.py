"""What a Word file is before anybody reads its text: a ZIP of XML, if it is what it says.

`check` refuses what could harm the server or would only half be read.
"""

import re
from collections import Counter
from pathlib import PurePath
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MEBIBYTE = 1024 * 1024
LARGEST_FILE = 20 * MEBIBYTE
# Unpacked. The text of a hundred pages is some two megabytes of XML.
LARGEST_TEXT = 12 * MEBIBYTE
LARGEST_PACKAGE = 200 * MEBIBYTE
MOST_PARTS = 3000
# Of XML, in the whole file: a hundred pages have some 30,000, and reading 100,000 takes ten
# seconds.
MOST_ELEMENTS = 100_000
OLE_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
MAIN_PART = "word/document.xml"
TEXT_PART = re.compile(r"word/(document|footnotes|endnotes)\d*\.xml")

# What Word calls it in XML, and what an editor calls it.
LEFT_OUT = {
    "oMath": gettext_lazy("công thức toán"),
    "chart": gettext_lazy("biểu đồ"),
    "relIds": gettext_lazy("sơ đồ SmartArt"),
    "OLEObject": gettext_lazy("đối tượng nhúng (bảng tính, công thức cũ)"),
    "commentReference": gettext_lazy("bình luận"),
}
TEXT_BOX = "txbxContent"
TRACKED = {"ins", "del", "moveFrom", "moveTo"}


def check(file):
    """Return sentences about what of the uploaded Word `file` the site does not take.

    Raises `ValidationError` with the reason for the editor when it takes nothing of it.
    """
    _check_outside(file)
    try:
        with ZipFile(file) as package:
            _check_package(package)
            return _left_out(_elements(package))
    except ValidationError:
        raise
    except (NotImplementedError, RuntimeError) as error:
        # What `zipfile` raises for parts that are encrypted.
        raise _locked() from error
    except Exception as error:
        # ZIP, compression and XML each have errors of their own for nonsense.
        raise damaged() from error
    finally:
        file.seek(0)


def damaged():
    """Return the refusal of a file that cannot be read to its end."""
    return ValidationError(
        _("Tệp bị hỏng hoặc không phải tệp Word. Mở bằng Word, lưu lại kiểu .docx rồi tải lên."),
        code="damaged",
    )


def _check_outside(file):
    """Refuse by size and by the first bytes; a name alone tells nothing."""
    if file.size > LARGEST_FILE:
        raise ValidationError(
            _("Tệp lớn hơn %(size)d MB. Hãy bỏ bớt ảnh, tải ảnh vào thư viện riêng."),
            code="too_large",
            params={"size": LARGEST_FILE // MEBIBYTE},
        )
    file.seek(0)
    if not file.read(len(OLE_FILE)).startswith(OLE_FILE):
        return
    file.seek(0)
    if ENCRYPTED_PART in file.read():
        raise _locked()
    raise ValidationError(
        _("Đây là tệp Word kiểu cũ (.doc). Mở bằng Word, chọn Lưu thành (Save As), kiểu .docx."),
        code="old",
    )


def _check_package(package):
    parts = package.infolist()
    texts = [part for part in parts if _is_xml(part.filename)]
    if (
        len(parts) > MOST_PARTS
        or sum(part.file_size for part in parts) > LARGEST_PACKAGE
        or sum(part.file_size for part in texts) > LARGEST_TEXT
    ):
        raise _unpacks_too_large()
    names = {part.filename for part in parts}
    if any(PurePath(name).name.lower().startswith("vbaproject") for name in names):
        raise _with_macros()
    if MAIN_PART not in names:
        raise damaged()
    if b"macroEnabled" in package.read("[Content_Types].xml"):
        raise _with_macros()


def _unpacks_too_large():
    return ValidationError(
        _("Tệp quá lớn khi mở ra. Hãy chia thành nhiều tệp nhỏ hơn."), code="too_large"
    )


def _locked():
    return ValidationError(
        _("Tệp có mật khẩu. Mở bằng Word, bỏ mật khẩu, lưu lại rồi tải lên."), code="locked"
    )


def _with_macros():
    return ValidationError(
        _("Tệp có macro (.docm) nên không nhận. Mở bằng Word, lưu lại kiểu .docx rồi tải lên."),
        code="macros",
    )


def _is_xml(name):
    return name.endswith((".xml", ".rels"))


def _elements(package):
    """Count the elements of the texts by their names without namespaces; read all XML once."""
    elements = Counter()
    for number, (part, element) in enumerate(_xml_of(package)):
        if number > MOST_ELEMENTS:
            raise _unpacks_too_large()
        if TEXT_PART.fullmatch(part):
            elements[element.tag.rpartition("}")[2]] += 1
        element.clear()
    return elements


def _xml_of(package):
    """Yield (name of the part, element) of all XML in `package`, inner elements first."""
    for name in filter(_is_xml, package.namelist()):
        with package.open(name) as part:
            for _event, element in iterparse(part):
                yield name, element


def _left_out(elements):
    sentences = [
        _("Không đưa được %(number)d %(kind)s.") % {"number": elements[name], "kind": kind}
        for name, kind in LEFT_OUT.items()
        if elements[name]
    ]
    if elements[TEXT_BOX]:
        sentences.append(
            _("Chữ trong khung (text box) có thể thiếu hoặc sai chỗ; hãy đối chiếu với tệp gốc.")
        )
    if any(elements[name] for name in TRACKED):
        sentences.append(
            _("Tệp còn sửa đổi chưa duyệt (Track Changes): giữ chữ mới thêm, bỏ chữ đã xóa.")
        )
    return sentences
