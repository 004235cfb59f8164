"""Files of other kinds become Word files where LibreOffice is installed."""

import re
import socket
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest

from newsroom.word_import import cage, office
from newsroom.word_import.refusals import Refused

from ..articles.pictures import phone_photo
from .word_by_hand import OPENING, TITLE_STYLE, block_text, item, line, made, numbering
from .word_files import LEAD, TITLE, add_picture, article, content_of, uploaded

KINDS = {"doc": "doc", "odt": "odt", "rtf": "rtf"}
needs_office = pytest.mark.skipif(not office.is_installed(), reason="LibreOffice is not installed")
ODT = "application/vnd.oasis.opendocument.text"
LAW = numbering(("decimal", "Điều %1.", 1))


@cache
def converted(content, kind):
    """Return the bytes of a Word file as LibreOffice writes it in another kind."""
    with TemporaryDirectory() as name:
        source = Path(name) / "text.docx"
        source.write_bytes(content)
        profile = f"-env:UserInstallation=file://{name}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", name]
        subprocess.run([*command, str(source)], capture_output=True, check=True)
        return (Path(name) / f"text.{kind}").read_bytes()


def whole(reading):
    return " ".join([reading.title, reading.lead, *map(block_text, reading.blocks)])


@needs_office
@pytest.mark.parametrize("kind", KINDS)
def test_a_text_of_another_kind_is_read_like_a_word_file(kind):
    content = converted(content_of(article(pictures=0)), kind)
    reading = cage.read(uploaded(content, f"a.{kind}"))
    assert (reading.title, reading.lead) == (TITLE, LEAD)
    assert [name for name, _content in reading.blocks] == [
        *("paragraph", "heading", "paragraph", "table", "paragraph")
    ]
    rows = [["STT", "Đơn vị"], ["1", "Thọ Xuân"], ["2", "Nghi Sơn"]]
    assert ("table", {"data": rows, "merges": []}) in reading.blocks
    assert ("converted", 1, kind) in reading.losses


@needs_office
@pytest.mark.parametrize("kind", KINDS)
def test_photos_of_a_text_of_another_kind_are_taken(kind):
    document = article(pictures=0)
    add_picture(document, phone_photo())
    reading = cage.read(uploaded(converted(content_of(document), kind), f"a.{kind}"))
    pictures = [content for name, content in reading.blocks if name == "image"]
    assert len(pictures) == 1 and pictures[0].content


@needs_office
@pytest.mark.parametrize("kind", KINDS)
def test_the_labels_of_lists_have_their_vietnamese_letters(kind):
    body = OPENING + line("Bài.") + item("Phạm vi") + item("Đối tượng")
    content = converted(made(body, styles=TITLE_STYLE, numbering=LAW), kind)
    text = whole(cage.read(uploaded(content, f"a.{kind}")))
    assert "Điều 1. Phạm vi" in text and "Điều 2. Đối tượng" in text


@needs_office
def test_a_file_that_libreoffice_cannot_open_is_refused_with_advice():
    with pytest.raises(Refused) as refusal:
        cage.read(uploaded(b"PK\x03\x04 no text", "a.odt"))
    assert refusal.value.reason in ("damaged", "unconverted")


def linked_picture(address):
    """Return an `.odt` file with a picture that stands at `address`."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
        for name, kind in {
            "office": "office",
            "text": "text",
            "draw": "drawing",
            "svg": "svg-compatible",
            "manifest": "manifest",
        }.items()
    )
    link = f'<draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{address}"/>'
    frame = f'<draw:frame svg:width="3cm" svg:height="3cm">{link}</draw:frame>'
    body = f"<office:body><office:text><text:p>Tin {frame}</text:p></office:text></office:body>"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    files = entry.format("/", ODT) + entry.format("content.xml", "text/xml")
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        package.writestr("mimetype", ODT)
        for name, root, inner in (
            ("content.xml", "office:document-content", body),
            ("META-INF/manifest.xml", "manifest:manifest", files),
        ):
            package.writestr(name, f"<{root}{spaces}>{inner}</{root}>")
    return buffer.getvalue()


def asks_another_host():
    """Return whether reading a file with a picture of another host asks that host for it."""
    with socket.socket() as host:
        host.bind(("127.0.0.1", 0))
        host.listen()
        host.settimeout(0.5)
        cage.read(uploaded(linked_picture(f"http://127.0.0.1:{host.getsockname()[1]}/a.png")))
        try:
            host.accept()
        except TimeoutError:
            return False
    return True


@needs_office
def test_libreoffice_asks_nothing_of_other_hosts(monkeypatch):
    monkeypatch.setattr(office, "without_network", list)
    assert not asks_another_host()


@needs_office
def test_libreoffice_has_no_network_where_the_system_allows_that(monkeypatch):
    monkeypatch.setattr(office, "PROFILE", re.sub("<item.*</item>", "", office.PROFILE, flags=re.S))
    assert asks_another_host() == (office.without_network() == [])


@pytest.mark.parametrize("kind", KINDS)
def test_without_libreoffice_the_editor_is_told_what_to_do(monkeypatch, kind):
    monkeypatch.setattr(office, "PROGRAM", "no-such-program")
    starts = {
        "doc": bytes.fromhex("D0CF11E0A1B11AE1") + "WordDocument".encode("utf-16-le"),
        "rtf": b"{\\rtf1 Tin}",
    }
    mimetype = {"mimetype": ODT.encode()}
    content = starts.get(kind) or made("", files=mimetype)
    with pytest.raises(Refused) as refusal:
        cage.read(uploaded(content, f"a.{kind}"))
    assert refusal.value.reason == kind
