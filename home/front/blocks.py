"""What editors compose the two columns of a home page of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from articles.models import ArticlePage

LARGEST_COUNT = 12
MEDIA = (ArticlePage.Genre.PHOTO, ArticlePage.Genre.VIDEO)


def count_block(default):
    return blocks.IntegerBlock(
        label=_("Số bài"), default=default, min_value=1, max_value=LARGEST_COUNT
    )


def title_block(help_text):
    return blocks.CharBlock(
        label=_("Tên khối"), required=False, max_length=100, help_text=help_text
    )


class FrontBlock(blocks.StructBlock):
    """A block of the home page: it says what it chooses from, `composition` finds the newest of it.

    Its template takes a `composition.Placed`. The admin previews it with the articles of the site.
    One that `stands_alone` is shown without articles.
    """

    stands_alone = False

    def articles(self, value, front):
        """Return the articles that it chooses from, or None; puts into `value` what it shows."""

    def get_preview_template(self, value, context=None):
        return "home/block_preview.html"


class NewestBlock(FrontBlock):
    count = count_block(8)

    def articles(self, value, front):
        return front.newest

    class Meta:
        icon = "time"
        label = _("Tin mới")
        description = _("Tiêu đề và giờ đăng của các tin mới nhất toàn trang.")
        preview_value = {"count": 5}


class SectionBlock(FrontBlock):
    class Layout:
        PLUS, TRIO, TITLES = "plus", "trio", "titles"
        choices = [
            (PLUS, _("Một bài lớn và danh sách")),
            (TRIO, _("Ba bài ngang hàng")),
            (TITLES, _("Tiêu đề và ngày")),
        ]

    section = blocks.PageChooserBlock(label=_("Chuyên mục"), page_type="articles.SectionPage")
    layout = blocks.ChoiceBlock(
        label=_("Cách trình bày"), choices=Layout.choices, default=Layout.PLUS
    )
    count = count_block(4)

    def articles(self, value, front):
        section = value["section"] = front.in_its_language(value["section"])
        if section is None or not section.live:
            return None
        is_list = value["layout"] == self.Layout.TITLES
        return (front.published if is_list else front.others).in_section(section)

    class Meta:
        icon = "folder-open-inverse"
        label = _("Chuyên mục")
        description = _("Bài mới của một chuyên mục và các chuyên mục bên trong.")


class MediaBlock(FrontBlock):
    title = title_block(_("Bỏ trống để ghi “Ảnh và video”."))
    count = count_block(6)

    def articles(self, value, front):
        return front.others.filter(genre__in=MEDIA)

    class Meta:
        icon = "image"
        label = _("Dải ảnh, video")
        description = _("Bài mới thuộc thể loại Ảnh và Video, xếp thành dải ngang.")
        preview_value = {"title": "", "count": 6}


class TopicBlock(FrontBlock):
    topic = SnippetChooserBlock("articles.Topic", label=_("Dòng sự kiện"))
    count = count_block(3)

    def articles(self, value, front):
        topic = value["topic"] = front.in_its_language(value["topic"])
        if topic is None:
            return None
        return front.published.filter(topic__translation_key=topic.translation_key)

    class Meta:
        icon = "history"
        label = _("Dòng sự kiện")
        description = _("Một dòng sự kiện với lời giới thiệu và các bài mới nhất.")


class MostReadBlock(FrontBlock):
    stands_alone = True
    days = blocks.IntegerBlock(
        label=_("Tính trong mấy ngày"), default=7, min_value=1, max_value=365
    )
    count = count_block(5)

    class Meta:
        icon = "view"
        label = _("Đọc nhiều")
        description = _("Các bài được đọc nhiều nhất trong những ngày gần đây.")
        preview_value = {"days": 30, "count": 5}


class VisitsBlock(FrontBlock):
    stands_alone = True
    counter = SnippetChooserBlock(
        "analytics.VisitCounter",
        label=_("Khối thống kê"),
        required=False,
        help_text=_("Bỏ trống để lấy khối chọn ở mục Thông báo và thống kê."),
    )

    class Meta:
        icon = "view"
        label = _("Thống kê truy cập")
        description = _("Số người đang xem, lượt hôm nay và tổng số.")
        preview_value = {"counter": None}


class LinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Tên"), max_length=255)
    url = blocks.URLBlock(label=_("Địa chỉ"))

    class Meta:
        icon = "link"
        label = _("Liên kết")


class RelatedLinkBlock(LinkBlock):
    logo = ImageChooserBlock(label=_("Biểu trưng"), required=False)


class LinksBlock(FrontBlock):
    stands_alone = True
    title = title_block(_("Bỏ trống để ghi “Liên kết”."))
    links = blocks.ListBlock(RelatedLinkBlock(), label=_("Liên kết"), min_num=1, max_num=24)

    class Meta:
        icon = "link"
        label = _("Liên kết")
        description = _("Trang của các cơ quan liên quan, có biểu trưng.")
        preview_value = {
            "title": "",
            "links": [{"title": "Cổng thông tin điện tử", "url": "https://example.vn/"}],
        }


class ColumnBlock(blocks.StreamBlock):
    newest = NewestBlock()
    section = SectionBlock()
    media = MediaBlock()
    topic = TopicBlock()
    most_read = MostReadBlock()
    links = LinksBlock()
    visits = VisitsBlock()

    class Meta:
        block_counts = {
            **{name: {"max_num": 1} for name in ("newest", "media", "most_read", "visits")},
            "section": {"max_num": 10},
            "topic": {"max_num": 3},
            "links": {"max_num": 3},
        }
