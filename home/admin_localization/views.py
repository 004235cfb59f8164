"""Views of the packages whose words are frozen or forgotten; `admin_urls` puts ours before them."""

import django_filters
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.contrib.redirects import filters as redirect_filters
from wagtail.contrib.redirects import views as redirect_views
from wagtail.documents.views import chooser as document_choosers
from wagtail.images.views import chooser as image_choosers
from wagtail.sites import views as site_views
from wagtail_localize.locales import views as locale_views
from wagtail_localize.views import report

from newsroom.translations.views import VisibleTranslationsMixin
from spreadsheets import OfficeExportMixin


class ImageChooserViewSet(image_choosers.ImageChooserViewSet):
    search_tab_label = _("Tìm kiếm")


class DocumentChooserViewSet(document_choosers.DocumentChooserViewSet):
    search_tab_label = _("Tìm kiếm")


class RedirectFilterSet(redirect_filters.RedirectsReportFilterSet):
    is_permanent = django_filters.ChoiceFilter(
        label=_("Loại"),
        method="filter_type",
        choices=((True, _("Vĩnh viễn")), (False, _("Tạm thời"))),
        empty_label=_("Tất cả"),
        widget=forms.RadioSelect,
    )


class RedirectListView(OfficeExportMixin, redirect_views.IndexView):
    filterset_class = RedirectFilterSet
    export_filename = "chuyen-huong"
    export_headings = {
        "old_path": _("Từ"),
        "site": _("Trang web"),
        "link": _("Đến"),
        "get_is_permanent_display": _("Loại"),
    }


class TranslationFilterSet(report.TranslationsReportFilterSet):
    source_locale = report.LocaleFilter(
        field_name="source__locale",
        label=_("Ngôn ngữ gốc"),
        choices=report._get_locale_choices,
        empty_label=None,
        null_label=_("Tất cả"),
        null_value="all",
    )
    target_locale = report.LocaleFilter(
        label=_("Ngôn ngữ bản dịch"),
        choices=report._get_locale_choices,
        empty_label=None,
        null_label=_("Tất cả"),
        null_value="all",
    )


class TranslationPaginator(WagtailPaginator):
    verbose_name = _("bản dịch")
    verbose_name_plural = _("bản dịch")


class TranslationReport(VisibleTranslationsMixin, report.TranslationsReportView):
    filterset_class = TranslationFilterSet
    paginator_class = TranslationPaginator


class SiteListView(site_views.IndexView):
    labels = {"port": _("Cổng"), "site_name": _("Tên trang web"), "root_page": _("Trang gốc")}

    @cached_property
    def columns(self):
        """Return Wagtail's columns, with names for those that it has given none."""
        return [
            Column(column.name, label=self.labels[column.name], sort_key=column.sort_key)
            if column.name in self.labels
            else column
            for column in super().columns
        ]


class SiteViewSet(site_views.SiteViewSet):
    index_view_class = SiteListView


class LocaleCreateView(locale_views.CreateView):
    def get_page_subtitle(self):
        return _("Ngôn ngữ")


class LocaleViewSet(locale_views.LocaleViewSet):
    add_view_class = LocaleCreateView


# Their views take the places of those that the packages have registered under the same names.
sites = SiteViewSet("wagtailsites", url_prefix="sites")
document_chooser = DocumentChooserViewSet("wagtaildocs_chooser", url_prefix="documents/chooser")
image_chooser = ImageChooserViewSet("wagtailimages_chooser", url_prefix="images/chooser")
locales = LocaleViewSet("wagtaillocales", url_prefix="locales")
