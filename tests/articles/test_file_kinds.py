"""Attached files are what their names say, at every door."""

import struct
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import UploadedFile

from articles.file_kinds import CHECKS, is_of_kind
from articles.models import Attachment
from newsroom.groups import BOARD, create_roles
from tests.factories import member, the_home

from .pictures import uploaded

OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PROGRAM = b"MZ\x90\0" + bytes(56) + b"\x80\0\0\0" + bytes(64) + b"PE\0\0" + bytes(500)
PAGE = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"


def written(save):
    buffer = BytesIO()
    save(buffer)
    return buffer.getvalue()


def zipped(**parts):
    buffer = BytesIO()
    with ZipFile(buffer, "w") as container:
        for name, content in parts.items():
            container.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def open_xml(kind, main="ppt/presentation.xml"):
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/ppt/presentation.xml" ContentType="{OFFICE}.{kind}.main+xml"/>'
        "</Types>"
    )
    buffer = BytesIO()
    with ZipFile(buffer, "w") as container:
        container.writestr("[Content_Types].xml", types)
        container.writestr(main, "<presentation/>")
    return buffer.getvalue()


def ole(stream):
    """Return a compound file with one stream (MS-CFB): a sector of chains, one of names, it."""
    free, end, chains = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0
    )
    header += struct.pack("<108I", *([free] * 108))
    table = [chains, end, 3, 4, 5, 6, 7, 8, 9, end]
    table = struct.pack("<128I", *table, *([free] * (128 - len(table))))
    entries = _ole_entry("Root Entry", 5, end, 0, child=1) + _ole_entry(stream, 2, 2, 4096)
    return header + table + entries.ljust(512, b"\0") + bytes(8 * 512)


def _ole_entry(name, kind, start, size, child=0xFFFFFFFF):
    letters = name.encode("utf-16-le") + b"\0\0"
    free = 0xFFFFFFFF
    entry = letters.ljust(64, b"\0") + struct.pack(
        "<HBBIII", len(letters), kind, 1, free, free, child
    )
    return entry + bytes(36) + struct.pack("<IQ", start, size)


def files():
    """Return {kind: a file that is of it, with no picture or program among them}."""
    odt = zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="<office/>")
    return {
        "doc": ole("WordDocument"),
        "docx": written(docx.Document().save),
        "odt": odt,
        "pdf": PDF,
        "ppt": ole("PowerPoint Document"),
        "pptx": open_xml("presentationml.presentation"),
        "rar": b"Rar!\x1a\x07\x01\x00" + bytes(100),
        "txt": "Công đoàn tỉnh\r\n".encode(),
        "xls": ole("Workbook"),
        "xlsx": written(openpyxl.Workbook().save),
        "zip": zipped(ke_hoach_txt="x" * 5000),
    }


OTHERS = {
    "a program": PROGRAM,
    "a page": PAGE,
    "a piece of a page": b"<p>x</p><script>alert(1)</script>",
    "nothing": b"",
    "zeros": bytes(5000),
    "a program with an archive behind it": PROGRAM + files()["zip"],
    "a spreadsheet of OpenDocument": zipped(
        mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<office/>"
    ),
    "a text document with macros": open_xml("presentationml.presentation.macroEnabled"),
    "a presentation without its main part": open_xml("presentationml.presentation", "a.xml"),
    "an archive cut off": files()["docx"][:-40],
    "a page behind a mark": b"\xef\xbb\xbf" + PAGE,
}


@pytest.mark.parametrize("kind", settings.WAGTAILDOCS_EXTENSIONS)
def test_a_file_is_of_its_own_kind_and_of_no_other(kind):
    found = {name for name in CHECKS if is_of_kind(BytesIO(files()[kind]), name)}
    # Office's newer files are archives, and a short PDF holds nothing but letters.
    assert found - {"zip", "txt"} == {kind} - {"zip", "txt"} and kind in found


@pytest.mark.parametrize("what", OTHERS)
@pytest.mark.parametrize(
    "kind", [kind for kind in settings.WAGTAILDOCS_EXTENSIONS if kind != "txt"]
)
def test_nothing_else_is_of_a_kind(kind, what):
    is_archive = kind == "zip" and OTHERS[what].startswith(b"PK") and "cut off" not in what
    assert is_of_kind(BytesIO(OTHERS[what]), kind) == is_archive


@pytest.mark.parametrize("content", [PROGRAM, bytes(9), b"a\x01b", files()["docx"]])
def test_a_text_holds_nothing_but_letters(content):
    assert not is_of_kind(BytesIO(content), "txt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_a_text_may_be_in_any_encoding_of_windows(encoding):
    text = "Công đoàn" if encoding != "cp1258" else "Công đoa\u0300n"
    assert is_of_kind(BytesIO(text.encode(encoding)), "txt")


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx"])
def test_an_office_file_behind_a_password_is_taken(kind):
    assert is_of_kind(BytesIO(ole("EncryptedPackage")), kind)


def test_a_pdf_may_begin_with_blank_lines():
    assert is_of_kind(BytesIO(b"\r\n\r\n" + PDF), "pdf")


def test_the_part_that_names_the_others_is_not_read_without_end():
    bomb = zipped(mimetype=b" " * (1024 * 1024 + 1))
    assert not is_of_kind(BytesIO(bomb), "odt")


# The doors


@pytest.fixture
def staff(client, db, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    create_roles(the_home())
    client.force_login(member(BOARD))
    return client


def by_library(client, file):
    data = {"title": "Văn bản", "files[]": file}
    return client.post(reverse("wagtaildocs:add_multiple"), data).json().get("error_message", "")


def by_single_form(client, file):
    data = {"title": "Văn bản", "file": file}
    return client.post(reverse("wagtaildocs:add"), data).content.decode()


def by_chooser(client, file):
    prefix = "document-chooser-upload"
    data = {f"{prefix}-title": "Văn bản", f"{prefix}-file": file}
    answer = client.post(reverse("wagtaildocs_chooser:create"), data).json()
    return answer.get("htmlFragment", answer.get("html", ""))


def by_edit_form(client, file):
    by_library(client, uploaded(PDF, "cu.pdf"))
    data = {"title": "Văn bản", "file": file}
    address = reverse("wagtaildocs:edit", args=[Attachment.objects.get().pk])
    return client.post(address, data).content.decode()


DOORS = pytest.mark.parametrize("door", [by_library, by_single_form, by_chooser, by_edit_form])


@DOORS
@pytest.mark.parametrize("kind", settings.WAGTAILDOCS_EXTENSIONS)
def test_each_door_takes_every_kind(staff, door, kind):
    door(staff, uploaded(files()[kind], f"van-ban.{kind.upper()}"))
    assert Attachment.objects.get().filename.lower().endswith(f".{kind}")


@DOORS
@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (PROGRAM, "ke-hoach.pdf", "không phải là tệp PDF"),
        (PAGE, "ke-hoach.pdf", "không phải là tệp PDF"),
        (files()["xlsx"], "ke-hoach.docx", "không phải là tệp DOCX"),
        (PROGRAM, "ke-hoach.exe", "không nhận tệp loại này"),
        (PDF + b" ", "ke-hoach", "không nhận tệp loại này"),
    ],
)
def test_each_door_refuses_what_is_not_what_it_says(staff, door, content, name, said):
    before = Attachment.objects.count()
    assert said in door(staff, uploaded(content, name))
    stored = [each.file.read() for each in Attachment.objects.all()]
    assert Attachment.objects.count() <= before + 1 and content not in stored
    assert not UploadedFile.objects.exists()


@DOORS
def test_each_door_refuses_a_file_that_is_too_large(staff, door, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 5000
    assert "quá lớn" in door(staff, uploaded(PDF + bytes(5000), "van-ban.pdf"))


@DOORS
@pytest.mark.parametrize(
    ("content", "reason"),
    [(PROGRAM, "không phải là tệp PDF"), (b"", "Tệp này rỗng."), (PDF + bytes(5000), "quá lớn")],
    ids=["false", "empty", "large"],
)
def test_each_door_says_the_true_reason_alone(staff, door, content, reason, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 5000
    said = door(staff, uploaded(content, "ke-hoach.pdf"))
    assert reason in said and "có đuôi" not in said
