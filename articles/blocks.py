"""What an article or a standard page is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.segments import StringSegmentValue

PARAGRAPH_FEATURES = [
    "bold",
    "italic",
    "superscript",
    "subscript",
    "ol",
    "ul",
    "link",
    "document-link",
]


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = _("Tiêu đề mục")
        template = "blocks/heading.html"
        description = _("Tên của một phần trong bài.")
        preview_value = _("Kết quả nổi bật")


class FigureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("Ảnh"))
    caption = blocks.CharBlock(label=_("Chú thích"), required=False, max_length=500)
    credit = blocks.CharBlock(
        label=_("Nguồn ảnh"),
        required=False,
        max_length=255,
        help_text=_("Bỏ trống để lấy nguồn đã ghi trong thư viện ảnh."),
    )

    class Meta:
        icon = "image"
        label = _("Ảnh")
        template = "blocks/figure.html"
        description = _("Một ảnh có chú thích và nguồn.")


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Lời trích"))
    attribution = blocks.CharBlock(
        label=_("Người nói"),
        required=False,
        help_text=_("Họ tên, chức danh; ví dụ: Chị Lê Thị Mơ, công nhân may."),
    )

    class Meta:
        icon = "openquote"
        label = _("Trích dẫn")
        template = "blocks/quotation.html"
        description = _("Lời nói được nêu bật, kèm tên người nói.")
        preview_value = {
            "text": _("Có nhà rồi, ca đêm về không còn lo mưa dột."),
            "attribution": _("Một đoàn viên"),
        }


class NoteBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tiêu đề hộp"), required=False)
    text = blocks.RichTextBlock(label=_("Nội dung"), features=PARAGRAPH_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Hộp nổi bật")
        template = "blocks/note.html"
        description = _("Thông tin cần nhớ, đặt trong khung.")
        preview_value = {"title": _("Cần chuẩn bị"), "text": "<p>Thẻ đoàn viên.</p>"}


class DataTableBlock(TableBlock):
    """Wagtail's table; its caption and cells can be translated."""

    def __init__(self, **kwargs):
        # The spreadsheet has no Vietnamese of its own and complains about it in the console.
        super().__init__(**{"table_options": {"language": "en-US"}, **kwargs})

    class Meta:
        icon = "table"
        label = _("Bảng")
        template = "blocks/table.html"
        description = _("Bảng số liệu; chọn dòng đầu làm tiêu đề cột.")
        preview_value = {
            "data": [["STT", "Đơn vị"], ["1", "Công đoàn cơ sở"]],
            "first_row_is_table_header": True,
            "table_header_choice": "row",
        }

    def get_translatable_segments(self, value):
        """Return the caption and each cell with text, addressed by row and column."""
        segments = []
        if value and value.get("table_caption"):
            segments.append(StringSegmentValue("caption", value["table_caption"]))
        for row, cells in enumerate((value or {}).get("data", [])):
            for column, text in enumerate(cells):
                if text:
                    segments.append(StringSegmentValue(f"{row}-{column}", text))
        return segments

    def restore_translated_segments(self, value, segments):
        """Put translated `segments` back where `get_translatable_segments` found them."""
        for segment in segments:
            if segment.path == "caption":
                value["table_caption"] = segment.render_text()
            else:
                row, column = map(int, segment.path.split("-"))
                value["data"][row][column] = segment.render_text()
        return value


class BodyBlock(blocks.StreamBlock):
    """The body of an article or a standard page."""

    paragraph = blocks.RichTextBlock(
        icon="pilcrow",
        label=_("Đoạn văn"),
        features=PARAGRAPH_FEATURES,
        template="blocks/paragraph.html",
        description=_("Một hay nhiều đoạn văn, danh sách, liên kết."),
        preview_value="<p>Công đoàn cơ sở đã tổ chức đối thoại với người lao động.</p>",
    )
    heading = HeadingBlock()
    image = FigureBlock()
    quotation = QuotationBlock()
    table = DataTableBlock()
    note = NoteBlock()
    visit_counter = SnippetChooserBlock(
        "analytics.VisitCounter",
        icon="view",
        label=_("Thống kê truy cập"),
        template="blocks/visit_counter.html",
        description=_("Ba con số đang online, hôm nay, đã truy cập."),
    )
