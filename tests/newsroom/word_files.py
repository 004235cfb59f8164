"""Word files for tests, made as Word makes them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm
from PIL import Image

from ..articles.pictures import phone_photo, saved

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
)
TITLE = "Công đoàn tỉnh trao 50 mái ấm cho đoàn viên"
LEAD = "Sáng 20/11, Công đoàn tỉnh trao kinh phí xây 50 ngôi nhà cho đoàn viên khó khăn."
FOOTNOTES_KIND = RELATIONSHIP_TYPE.FOOTNOTES
RELATIONS = "word/_rels/document.xml.rels"
FOOTNOTES = """<w:footnotes {namespaces}>
  <w:footnote w:id="2"><w:p><w:r><w:t>Theo báo cáo quý III.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"""


def article(pictures=1):
    """Return a document with everything that an article takes over."""
    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph().add_run(LEAD).bold = True
    opening = document.add_paragraph("Mỗi ngôi nhà được hỗ trợ ")
    opening.add_run("50 triệu đồng").bold = True
    opening.add_run(".")
    for _number in range(pictures):
        add_picture(document)
        document.add_paragraph("Niềm vui nhà mới.", style="Caption")
    document.add_heading("Kết quả", 1)
    for line in ("50 ngôi nhà", "2,5 tỷ đồng"):
        document.add_paragraph(line, style="List Bullet")
    add_table(document, [["STT", "Đơn vị"], ["1", "Thọ Xuân"], ["2", "Nghi Sơn"]])
    add_link(document.add_paragraph("Xem thêm "), "tại đây", "https://example.vn/")
    return document


def add_picture(document, content=None):
    document.add_picture(BytesIO(content or phone_photo()), width=Cm(8))


def add_table(document, rows):
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def add_link(paragraph, text, address):
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(text)
    link.append(run._r)
    paragraph._p.append(link)


def add_centred(document, text):
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def add_xml(document, xml):
    """Append a paragraph that holds the XML `xml`, prefixes as in `NAMESPACES`."""
    document.add_paragraph()._p.addprevious(parse_xml(f"<w:p {NAMESPACES}>{xml}</w:p>"))


def content_of(document):
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def changed(content, parts, replace=None):
    """Return a Word file with more `parts`, {name: bytes}, and `replace` done in its main text."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if replace and name == "word/document.xml":
                part = part.replace(*(text.encode() for text in replace))
            if name not in parts:
                target.writestr(name, part)
        for name, part in parts.items():
            target.writestr(name, part)
    return buffer.getvalue()


def with_footnote(document, word):
    """Return the file of `document` with a footnote after the text `word`."""
    reference = f'{word}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>'
    footnotes = FOOTNOTES.format(namespaces=NAMESPACES).encode()
    document.part.relate_to("footnotes.xml", FOOTNOTES_KIND, is_external=True)
    content = content_of(document)
    with ZipFile(BytesIO(content)) as package:
        relations = package.read(RELATIONS).replace(
            b'Target="footnotes.xml" TargetMode="External"', b'Target="footnotes.xml"'
        )
    parts = {"word/footnotes.xml": footnotes, RELATIONS: relations}
    return changed(content, parts, (word, reference))


def large_article():
    """Return a file of more than 3 MB with four photos."""
    document = article(pictures=0)
    for _number in range(4):
        noise = Image.effect_noise((1500, 1000), 90).convert("RGB")
        add_picture(document, saved(noise, quality=90))
    return content_of(document)


def uploaded(content, name="bai-viet.docx"):
    content = content if isinstance(content, bytes) else content_of(content)
    return SimpleUploadedFile(name, content)
