"""What an article or a standard page is made of."""

from urllib.parse import urlsplit

from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.rich_text import expand_db_html
from wagtail_localize.segments import StringSegmentValue

from articles.comparing import PictureComparison, said
from articles.snippets import ChooserBlock
from articles.videos import player_of

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


class SubheadingBlock(blocks.CharBlock):
    class Meta:
        icon = "h3"
        label = _("Tiêu đề nhỏ")
        template = "blocks/subheading.html"
        description = _("Tên của một phần nhỏ, nằm trong một tiêu đề mục.")
        preview_value = _("Tại cơ sở")


class YesNoBlock(blocks.BooleanBlock):
    def render_basic(self, value, context=None):
        return said(value)


class DescribedImageBlock(ImageBlock):
    """Wagtail's, with labels in the language of each reader, also for the field that has none."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        for name, block in (
            ("image", ImageChooserBlock(required=required, label=_("Tệp ảnh"))),
            ("decorative", YesNoBlock(required=False, label=_("Ảnh chỉ để trang trí"))),
            ("alt_text", blocks.CharBlock(required=False, label=_("Mô tả ảnh"))),
        ):
            block.set_name(name)
            self.child_blocks[name] = block

    def get_comparison_class(self):
        return PictureComparison


class FigureBlock(blocks.StructBlock):
    image = DescribedImageBlock(label=_("Ảnh"))
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


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tên chùm ảnh"), required=False, max_length=255)
    pictures = blocks.ListBlock(
        FigureBlock(), label=_("Ảnh"), min_num=2, max_num=40, collapsed=True
    )

    class Meta:
        icon = "image"
        label = _("Chùm ảnh")
        template = "blocks/gallery.html"
        description = _("Từ hai ảnh trở lên, mỗi ảnh một chú thích.")


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Tệp"))
    title = blocks.CharBlock(
        label=_("Tên hiển thị"),
        required=False,
        max_length=255,
        help_text=_("Bỏ trống để lấy tên tệp."),
    )

    def render_basic(self, value, context=None):
        """Return the name that readers see, for the comparison of versions."""
        return value["title"] or said(value["document"])


class FileListBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tên danh sách"), required=False, max_length=255)
    files = blocks.ListBlock(FileBlock(), label=_("Tệp"))

    class Meta:
        icon = "doc-full"
        label = _("Danh sách tệp")
        template = "blocks/files.html"
        description = _("Văn bản, biểu mẫu để tải về, đặt giữa bài.")


class VideoValue(blocks.StructValue):
    """A video by its address; `player` is what a click loads, or None."""

    @property
    def player(self):
        return player_of(self["address"])

    @property
    def host(self):
        """Return the name of the site that the video is on."""
        return (urlsplit(self["address"]).hostname or "").removeprefix("www.")


class VideoBlock(blocks.StructBlock):
    address = blocks.URLBlock(
        label=_("Địa chỉ video"),
        help_text=_("Chép từ thanh địa chỉ của YouTube, Vimeo hoặc trang khác."),
    )
    title = blocks.CharBlock(label=_("Tên video"), max_length=255)
    poster = ImageChooserBlock(
        label=_("Ảnh bìa"), required=False, help_text=_("Hiện trước khi người đọc bấm xem.")
    )
    caption = blocks.CharBlock(label=_("Chú thích"), required=False, max_length=500)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"
        description = _("Video ở trang khác; chỉ tải khi người đọc bấm xem.")
        value_class = VideoValue
        preview_value = {
            "address": "https://www.youtube.com/watch?v=CongDoanTH1",
            "title": _("Hội thi Thợ giỏi"),
        }


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
        # The words of its menu come from static/js/admin-words.js under this name.
        super().__init__(**{"table_options": {"language": "vi-VN"}, **kwargs})

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
    """The body of an article or a standard page; where its links lead is found for all at once."""

    paragraph = blocks.RichTextBlock(
        icon="pilcrow",
        label=_("Đoạn văn"),
        features=PARAGRAPH_FEATURES,
        template="blocks/paragraph.html",
        description=_("Một hay nhiều đoạn văn, danh sách, liên kết."),
        preview_value="<p>Công đoàn cơ sở đã tổ chức đối thoại với người lao động.</p>",
    )
    heading = HeadingBlock()
    subheading = SubheadingBlock()
    image = FigureBlock()
    gallery = GalleryBlock()
    quotation = QuotationBlock()
    table = DataTableBlock()
    note = NoteBlock()
    files = FileListBlock()
    video = VideoBlock()
    visit_counter = ChooserBlock(
        "analytics.VisitCounter",
        icon="view",
        label=_("Thống kê truy cập"),
        template="blocks/visit_counter.html",
        description=_("Ba con số đang online, hôm nay, đã truy cập."),
    )

    def render_basic(self, value, context=None):
        return mark_safe(expand_db_html(super().render_basic(value, context=context)))


def photos_in(body):
    """Yield every photo that `body` shows, in order; None where one was deleted."""
    for block in body:
        if block.block_type == "image":
            yield block.value.get("image")
        elif block.block_type == "gallery":
            yield from (picture.get("image") for picture in block.value["pictures"])
        elif block.block_type == "video":
            yield block.value.get("poster")
