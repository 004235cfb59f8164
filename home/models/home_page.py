"""The home page, which also holds what header and footer say."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from articles.choosers import VisitBlockChooser
from articles.models import ArticlePage
from articles.publication_checks import PublicationCheckedMixin
from articles.references import VisibleReferencesMixin
from articles.slugs import slug_panel
from articles.vietnamese.fields import (
    SpelledIndexMixin,
    VietnameseAutocompleteField,
    VietnameseSearchField,
)

from ..front.blocks import ColumnBlock, LinkBlock
from ..front.composition import FrontPage

# The sizes of the header's pictures; both are among those made when a photo is saved.
HEADER_RENDITIONS = {"emblem": "format-webp|width-400", "banner": "format-webp|width-1200"}


# What other pages show of the home page, and what leads to them from there.
ON_EVERY_PAGE = (
    *("path", "depth", "numchild", "url_path", "slug", "title", "live", "show_in_menus"),
    *("content_type", "locale", "translation_key"),
    *("site_name", "superior_body", "slogan", "emblem", "banner", "licence", "links"),
    *("responsible_person", "address", "telephone", "fax", "email", "designer"),
)


class HomePageForm(VisibleReferencesMixin, WagtailAdminPageForm):
    """Keeps the home page from leading to what its editor may not see."""


class ImprintMixin(models.Model):
    """What header and footer say about the organisation, one text per language."""

    site_name = models.CharField(
        _("tên trang"), max_length=255, help_text=_("Hiện ở đầu trang và chân trang.")
    )
    superior_body = models.CharField(_("cơ quan chủ quản"), max_length=255, blank=True)
    slogan = models.CharField(_("khẩu hiệu"), max_length=500, blank=True)
    emblem = models.ForeignKey(
        "articles.Photo",
        verbose_name=_("biểu trưng"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Ảnh vuông, nền trong suốt."),
    )
    banner = models.ForeignKey(
        "articles.Photo",
        verbose_name=_("ảnh nền đầu trang"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Ảnh ngang, tối màu: chữ trắng nằm trên ảnh này."),
    )
    licence = models.TextField(_("giấy phép"), blank=True)
    responsible_person = models.CharField(
        _("chịu trách nhiệm nội dung"),
        max_length=255,
        blank=True,
        help_text=_("Họ tên và chức vụ."),
    )
    address = models.CharField(_("địa chỉ trụ sở"), max_length=255, blank=True)
    telephone = models.CharField(_("điện thoại"), max_length=50, blank=True)
    fax = models.CharField(_("fax"), max_length=50, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    designer = models.CharField(
        _("đơn vị thiết kế"),
        max_length=255,
        blank=True,
        help_text=_("Ghi cả câu, ví dụ: Thiết kế và quản trị: Văn phòng."),
    )

    links = StreamField(
        [("link", LinkBlock())],
        verbose_name=_("liên kết"),
        blank=True,
        help_text=_("Trang của các cơ quan liên quan, hiện ở chân trang."),
    )

    imprint_panels = [
        MultiFieldPanel(
            [
                FieldPanel("site_name"),
                FieldPanel("superior_body"),
                FieldPanel("slogan"),
                FieldRowPanel([FieldPanel("emblem"), FieldPanel("banner")]),
            ],
            heading=_("Đầu trang"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("licence"),
                FieldPanel("responsible_person"),
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("telephone"), FieldPanel("fax")]),
                FieldRowPanel([FieldPanel("email"), FieldPanel("designer")]),
            ],
            heading=_("Chân trang"),
        ),
        FieldPanel("links"),
    ]

    class Meta:
        abstract = True


class HomePage(SpelledIndexMixin, PublicationCheckedMixin, ImprintMixin, Page):
    """The front page of one language; every page takes its header and footer from here."""

    base_form_class = HomePageForm
    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = len(settings.WAGTAIL_CONTENT_LANGUAGES)

    lead_article = models.ForeignKey(
        "articles.ArticlePage",
        verbose_name=_("tin chính"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Bỏ trống để tự lấy tin nổi bật mới nhất."),
    )
    secondary_articles = StreamField(
        [
            (
                "article",
                blocks.PageChooserBlock(label=_("Bài viết"), page_type="articles.ArticlePage"),
            )
        ],
        verbose_name=_("tin phụ"),
        max_num=3,
        blank=True,
        help_text=_("Đứng cạnh tin chính. Thiếu bao nhiêu thì tự lấy tin nổi bật mới nhất."),
    )
    main_column = StreamField(
        ColumnBlock(),
        verbose_name=_("cột chính"),
        blank=True,
        help_text=_("Bỏ trống để tự hiện tin mới, rồi lần lượt các chuyên mục."),
    )
    side_column = StreamField(
        ColumnBlock(),
        verbose_name=_("cột bên"),
        blank=True,
        help_text=_("Bỏ trống để tự hiện thông báo, bài đọc nhiều và thống kê truy cập."),
    )
    notices = models.ForeignKey(
        "articles.SectionPage",
        verbose_name=_("chuyên mục thông báo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Không lẫn vào tin mới; hiện ở cột bên khi cột ấy bỏ trống."),
    )
    visit_counter = models.ForeignKey(
        "analytics.VisitCounter",
        verbose_name=_("khối thống kê truy cập"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Khối hiện ở cột bên; không chọn thì hiện cả ba con số."),
    )

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                PageChooserPanel("lead_article", "articles.ArticlePage"),
                FieldPanel("secondary_articles"),
            ],
            heading=_("Tin đầu trang"),
        ),
        FieldPanel("main_column"),
        FieldPanel("side_column"),
        MultiFieldPanel(
            [
                PageChooserPanel("notices", "articles.SectionPage"),
                FieldPanel("visit_counter", widget=VisitBlockChooser),
            ],
            heading=_("Thông báo và thống kê"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Nội dung")),
            ObjectList(ImprintMixin.imprint_panels, heading=_("Đầu trang và chân trang")),
            ObjectList(
                [slug_panel(), FieldPanel("seo_title"), FieldPanel("search_description")],
                heading=_("Máy tìm kiếm"),
            ),
        ]
    )
    search_fields = [
        *Page.search_fields,
        VietnameseSearchField("title"),
        VietnameseAutocompleteField("title"),
    ]
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("visit_counter"),
    ]

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")

    def route(self, request, path_components):
        """Find an article at its full address in one statement, anything else step by step."""
        # Header and footer need this page again.
        request.routed_home = self
        if not path_components:
            return self._whole().route_to_itself(request)
        article = ArticlePage.objects.at(self, path_components)
        return RouteResult(article) if article else super().route(request, path_components)

    def route_to_itself(self, request):
        return super().route(request, [])

    def _whole(self):
        return HomePage.objects.get(pk=self.pk) if self.get_deferred_fields() else self

    @classmethod
    def framing(cls):
        """Return the home pages with what header, menu and footer show of them, and no more.

        A page is another one when its frame is, and not whenever the front page is arranged anew.
        """
        return cls.objects.only(*ON_EVERY_PAGE)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["front"] = FrontPage(self)
        return context
