from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from articles.slugs import OneByOneMixin, TitlePanel, VietnameseSlugMixin, slug_panel
from articles.vietnamese.fields import (
    SpelledIndexMixin,
    VietnameseAutocompleteField,
    VietnameseSearchField,
)

from .. import publication_checks
from ..feeds.base import SectionFeed
from ..pagination import list_by_period
from .articles import ArticlePage


class SectionPage(
    SpelledIndexMixin,
    VietnameseSlugMixin,
    OneByOneMixin,
    publication_checks.PublicationCheckedMixin,
    RoutablePageMixin,
    Page,
):
    """A section of the site (chuyên mục): its children are articles and further sections."""

    parent_page_types = ["home.HomePage", "articles.SectionPage"]
    subpage_types = ["articles.ArticlePage", "articles.SectionPage"]

    introduction = models.TextField(
        _("giới thiệu"),
        blank=True,
        help_text=_("Một câu nói chuyên mục này có gì; hiện dưới tên chuyên mục."),
    )

    content_panels = [TitlePanel("title"), FieldPanel("introduction")]
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
        VietnameseSearchField("introduction"),
    ]

    class Meta:
        verbose_name = _("chuyên mục")
        verbose_name_plural = _("chuyên mục")

    def articles(self):
        """Return the published articles of this section and of those inside it, newest first."""
        return ArticlePage.objects.published().in_section(self).newest_first()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = list_by_period(request, self.articles().for_cards())
        return context

    @path("rss/", name="rss")
    def rss(self, request):
        """Serve the feed of this section."""
        return SectionFeed()(request, section=self)
