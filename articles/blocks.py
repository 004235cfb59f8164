"""What an article or a standard page is made of."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.rich_text import expand_db_html
from wagtail_localize.segments import StringSegmentValue

from articles.videos import player_of

from .choosers import ChooserBlock
from .comparison import PictureComparison, display_value
from .images.lists import PhotoListBlock

# Letters, also of a caption that is pasted (`js/paste.js`) or comes from a Word file.
LONGEST_CAPTION = 500
PARAGRAPH_FEATURES = [
    "bold",
    "italic",
    "superscript",
    "subscript",
    "strikethrough",
    "ol",
    "ul",
    "link",
    "document-link",
]


TABLE_OPTIONS = {
    # The words of its menu come from static/js/admin-words.js under this name.
    "language": "vi-VN",
    "mergeCells": True,
    "contextMenu": [
        *("row_above", "row_below", "---------", "col_left", "col_right", "---------"),
        *("remove_row", "remove_col", "---------", "mergeCells", "---------", "undo", "redo"),
    ],
}


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
        return display_value(value)


@dataclass
class MissingPhoto:
    """What is written about a photo that is still to be chosen; false, as no photo is."""

    contextual_alt_text: str
    decorative: bool
    # Translations ask a photo for it.
    pk = None

    def __bool__(self):
        return False


class DescribedImageBlock(ImageBlock):
    """Wagtail's, which keeps its texts without a photo too (`MissingPhoto`).

    Its labels are in the language of each reader, also for the field that has none.
    """

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        for name, block in (
            ("image", ImageChooserBlock(required=required, label=_("Tệp ảnh"))),
            ("decorative", YesNoBlock(required=False, label=_("Ảnh chỉ để trang trí"))),
            ("alt_text", blocks.CharBlock(required=False, label=_("Mô tả ảnh"))),
        ):
            block.set_name(name)
            self.child_blocks[name] = block

    def _struct_value_to_image(self, struct_value):
        image = super()._struct_value_to_image(struct_value)
        alt_text, decorative = struct_value.get("alt_text"), struct_value.get("decorative")
        if image or not (alt_text or decorative):
            return image
        return MissingPhoto(alt_text or "", bool(decorative))

    def _image_to_struct_value(self, image):
        if not isinstance(image, MissingPhoto):
            return super()._image_to_struct_value(image)
        return {
            "image": None,
            "alt_text": image.contextual_alt_text,
            "decorative": image.decorative,
        }

    def normalize(self, value):
        return value if isinstance(value, MissingPhoto) else super().normalize(value)

    def clean(self, value):
        if not isinstance(value, MissingPhoto):
            return super().clean(value)
        super().clean(None)
        return value

    def get_form_state(self, value):
        if not isinstance(value, MissingPhoto):
            return super().get_form_state(value)
        return self._image_to_struct_value(value)

    def get_prep_value(self, value):
        if not isinstance(value, MissingPhoto):
            return super().get_prep_value(value)
        return self._image_to_struct_value(value)

    def extract_references(self, value):
        return super().extract_references(value or None)

    def get_comparison_class(self):
        return PictureComparison


class FigureBlock(blocks.StructBlock):
    image = DescribedImageBlock(label=_("Ảnh"))
    caption = blocks.CharBlock(label=_("Chú thích"), required=False, max_length=LONGEST_CAPTION)
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
        preview_template = "blocks/previews/figure.html"
        description = _("Một ảnh có chú thích và nguồn.")


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tên chùm ảnh"), required=False, max_length=255)
    pictures = PhotoListBlock(FigureBlock(), label=_("Ảnh"), min_num=2, max_num=40, collapsed=True)

    class Meta:
        icon = "image"
        label = _("Chùm ảnh")
        template = "blocks/gallery.html"
        preview_template = "blocks/previews/gallery.html"
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
        return value["title"] or display_value(value["document"])


class FileListBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tên danh sách"), required=False, max_length=255)
    files = blocks.ListBlock(FileBlock(), label=_("Tệp"))

    class Meta:
        icon = "doc-full"
        label = _("Danh sách tệp")
        template = "blocks/files.html"
        preview_template = "blocks/previews/files.html"
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
    caption = blocks.CharBlock(label=_("Chú thích"), required=False, max_length=LONGEST_CAPTION)

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
        super().__init__(**{"table_options": TABLE_OPTIONS, **kwargs})

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


class VisitCounterBlock(ChooserBlock):
    class Meta:
        preview_template = "blocks/previews/visit_counter.html"


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
    visit_counter = VisitCounterBlock(
        "analytics.VisitCounter",
        icon="view",
        label=_("Thống kê truy cập"),
        template="blocks/visit_counter.html",
        description=_("Ba con số đang online, hôm nay, đã truy cập."),
    )

    def render_basic(self, value, context=None):
        return mark_safe(expand_db_html(super().render_basic(value, context=context)))


class BodyBlockAdapter(StreamBlockAdapter):
    """Lets what is pasted into a paragraph become blocks (`js/body-block.js`, `js/paste.js`)."""

    js_constructor = "site_ldld.BodyBlock"

    @property
    def media(self):
        return super().media + forms.Media(js=["js/body-block.js"])


register(BodyBlockAdapter(), BodyBlock)
