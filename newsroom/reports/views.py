"""The report "Thống kê tin, bài" in the admin."""

import django_filters
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from articles.models import ArticlePage
from articles.vietnamese import format_number

from ..permissions import is_contributor
from . import statistics
from .wagtail_reports import OfficeReportMixin

GROUPINGS = [
    ("author", _("Tác giả")),
    ("department", _("Đơn vị")),
    ("section", _("Chuyên mục")),
    ("genre", _("Thể loại")),
    ("month", _("Tháng")),
]


class GroupingFilter(django_filters.ChoiceFilter):
    """Chooses what the lines are; it leaves no article out."""

    def filter(self, queryset, value):
        return queryset


class ArticlesFilterSet(WagtailFilterSet):
    by = GroupingFilter(label=_("Theo"), choices=GROUPINGS, empty_label=None)
    published = django_filters.DateFromToRangeFilter(
        field_name="first_published_at",
        label=_("Đăng lần đầu từ ngày, đến ngày"),
        widget=DateRangePickerWidget,
    )

    class Meta:
        model = ArticlePage
        fields = []


def number_column(name, label):
    return Column(name, label=label, accessor=lambda line: format_number(getattr(line, name), "vi"))


class ArticlesReport(OfficeReportMixin, ReportView):
    """Articles, photos and views by author, unit, section, genre or month, with a total."""

    page_title = _("Thống kê tin, bài")
    header_icon = "doc-full-inverse"
    index_url_name = "articles_report"
    index_results_url_name = "articles_report_results"
    results_template_name = "newsroom/articles_report_results.html"
    filterset_class = ArticlesFilterSet
    # The last line is the total: it would be on another page than what it adds up.
    paginate_by = None
    list_export = ["label", "articles", "photos", "views"]
    export_filename = "thong-ke-tin-bai"

    @property
    def grouping(self):
        asked = self.request.GET.get("by")
        return asked if asked in dict(GROUPINGS) else GROUPINGS[0][0]

    @property
    def export_headings(self):
        return {
            "label": dict(GROUPINGS)[self.grouping],
            "articles": _("Số tin, bài"),
            "photos": _("Số ảnh"),
            "views": _("Lượt xem"),
        }

    @property
    def columns(self):
        label, *counts = self.export_headings.items()
        return [Column(label[0], label=label[1]), *(number_column(*each) for each in counts)]

    def get_queryset(self):
        return ArticlePage.objects.credited()

    def get_filtered_queryset(self):
        """Return the lines, which are no rows of a table."""
        articles = statistics.read(super().get_filtered_queryset())
        lines, total = statistics.lines(articles, self.grouping)
        return [*lines, total] if lines else []


class ArticlesReportMenuItem(MenuItem):
    def is_shown(self, request):
        return not is_contributor(request.user)


def menu_item():
    return ArticlesReportMenuItem(
        ArticlesReport.page_title,
        reverse("articles_report"),
        icon_name=ArticlesReport.header_icon,
        order=90,
    )


def get_urlpatterns():
    """Return the admin's addresses of the report."""
    show, results = ArticlesReport.as_view(), ArticlesReport.as_view(results_only=True)
    return [
        path("reports/articles/", show, name="articles_report"),
        path("reports/articles/results/", results, name="articles_report_results"),
    ]
