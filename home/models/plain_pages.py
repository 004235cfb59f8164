"""Pages that stay: introduction, organisation, privacy."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from articles.blocks import BodyBlock
from articles.models import Author
from articles.publication_checks import PublicationCheckedMixin
from articles.slugs import TitlePanel, VietnameseSlugMixin, slug_panel
from articles.vietnamese.fields import (
    SpelledIndexMixin,
    VietnameseAutocompleteField,
    VietnameseSearchField,
)


class PlainPage(SpelledIndexMixin, VietnameseSlugMixin, PublicationCheckedMixin, Page):
    """What the pages beside the news share: a lead and a body."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]

    lead = models.TextField(_("đoạn mở đầu"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("nội dung"), blank=True)

    content_panels = [TitlePanel("title"), FieldPanel("lead"), FieldPanel("body")]
    promote_panels = [
        slug_panel(),
        FieldPanel("seo_title"),
        FieldPanel("search_description"),
        FieldPanel("show_in_menus"),
    ]
    search_fields = [
        *Page.search_fields,
        VietnameseSearchField("title"),
        VietnameseAutocompleteField("title"),
        VietnameseSearchField("lead"),
        VietnameseSearchField("body"),
    ]

    class Meta:
        abstract = True


class StandardPage(PlainPage):
    """A page that stays: introduction, privacy, accessibility."""

    subpage_types = ["home.StandardPage", "home.OrganisationPage", "home.ContactPage"]

    class Meta:
        verbose_name = _("trang giới thiệu")
        verbose_name_plural = _("trang giới thiệu")


class PersonBlock(blocks.StructBlock):
    person = SnippetChooserBlock(
        "articles.Author",
        label=_("Họ tên"),
        help_text=_("Ảnh chân dung, chức danh, thư điện tử lấy từ mục Tác giả."),
    )
    duty = blocks.CharBlock(label=_("Phụ trách"), required=False, max_length=255)
    telephone = blocks.CharBlock(label=_("Điện thoại"), required=False, max_length=50)

    class Meta:
        icon = "user"
        label = _("Người")


class UnitBlock(blocks.StructBlock):
    department = SnippetChooserBlock("articles.Department", label=_("Phòng, ban, đơn vị"))
    head = SnippetChooserBlock("articles.Author", label=_("Người đứng đầu"), required=False)
    telephone = blocks.CharBlock(label=_("Điện thoại"), required=False, max_length=50)
    email = blocks.EmailBlock(label=_("Thư điện tử"), required=False)

    class Meta:
        icon = "group"
        label = _("Đơn vị")


class OrganisationPage(PlainPage):
    """The organisation chart: leaders, then the units with who heads them and who works there."""

    subpage_types = []

    leaders = StreamField(
        [("person", PersonBlock())],
        verbose_name=_("lãnh đạo"),
        blank=True,
        help_text=_("Theo thứ tự muốn hiện."),
    )
    units = StreamField(
        [("unit", UnitBlock())],
        verbose_name=_("các đơn vị"),
        blank=True,
        help_text=_("Cán bộ của từng đơn vị tự hiện theo mục Tác giả."),
    )

    content_panels = [
        TitlePanel("title"),
        FieldPanel("lead"),
        FieldPanel("leaders"),
        FieldPanel("units"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("trang cơ cấu tổ chức")
        verbose_name_plural = _("trang cơ cấu tổ chức")

    def get_context(self, request, *args, **kwargs):
        """Add `chart`: {unit, head, people} of every unit, the people in Vietnamese order."""
        context = super().get_context(request, *args, **kwargs)
        units = [block.value for block in self.units if block.value["department"]]
        members = {}
        keys = [unit["department"].pk for unit in units]
        for person in Author.objects.filter(department__in=keys).select_related("portrait"):
            members.setdefault(person.department_id, []).append(person)
        context["chart"] = [
            {
                "unit": unit,
                "people": [
                    person
                    for person in members.get(unit["department"].pk, [])
                    if person != unit["head"]
                ],
            }
            for unit in units
        ]
        return context
