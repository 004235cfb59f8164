"""What staff see of the visits: two reports and a panel on the admin's first screen."""

import django_filters
from django.db.models import OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from spreadsheets import OfficeExportMixin

from . import queries, recording
from .models import Day, PageDay

PERIODS = [("1", _("Hôm nay")), ("7", _("7 ngày")), ("30", _("30 ngày"))]
DELETED = _("(trang đã xóa)")
CHART_DAYS = 30
CHART_HEIGHT = 100


class DayFilterSet(WagtailFilterSet):
    date = django_filters.DateFromToRangeFilter(
        label=_("Từ ngày, đến ngày"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Day
        fields = ["date"]


class VisitsByDayReport(OfficeExportMixin, ReportView):
    """Visits of each day, newest first."""

    page_title = _("Lượt truy cập theo ngày")
    header_icon = "calendar-alt"
    index_url_name = "visits_by_day"
    index_results_url_name = "visits_by_day_results"
    permission_policy = ModelPermissionPolicy(Day)
    any_permission_required = ["view"]
    filterset_class = DayFilterSet
    export_headings = {
        "date": _("Ngày"),
        "visits_sum": _("Lượt truy cập"),
        "started_sum": _("Bắt đầu trong ngày"),
        "over_limit_sum": _("Không đếm vì quá giới hạn"),
    }
    list_export = list(export_headings)
    columns = [
        Column("date", label=_("Ngày"), accessor=lambda row: f"{row['date']:%d/%m/%Y}"),
        *(Column(name, label=label) for name, label in list(export_headings.items())[1:]),
    ]
    export_filename = "luot-truy-cap-theo-ngay"
    default_ordering = "-date"

    def get_queryset(self):
        days = Day.objects.values("date").order_by("-date")
        return days.annotate(
            visits_sum=Sum("visits"),
            started_sum=Sum("started"),
            over_limit_sum=Sum("over_limit"),
        )

    def order_queryset(self, queryset):
        return queryset


class PeriodFilter(django_filters.ChoiceFilter):
    """Keep the days of the chosen period; the sums are made after it."""

    def filter(self, queryset, value):
        return queryset


class PageFilterSet(WagtailFilterSet):
    period = PeriodFilter(label=_("Thời gian"), choices=PERIODS, empty_label=None)

    class Meta:
        model = PageDay
        fields = []


class MostReadReport(OfficeExportMixin, ReportView):
    """The pages by views in the last 1, 7 or 30 days."""

    page_title = _("Trang đọc nhiều")
    header_icon = "view"
    index_url_name = "most_read"
    index_results_url_name = "most_read_results"
    permission_policy = ModelPermissionPolicy(Day)
    any_permission_required = ["view"]
    filterset_class = PageFilterSet
    columns = [
        Column("title", label=_("Trang"), accessor=lambda row: row["title"] or DELETED),
        Column("views", label=_("Lượt xem")),
    ]
    list_export = ["title", "url", "views"]
    export_headings = {"title": _("Trang"), "url": _("Địa chỉ"), "views": _("Lượt xem")}
    export_filename = "trang-doc-nhieu"

    def get_queryset(self):
        period = self.request.GET.get("period")
        days = int(period) if period in dict(PERIODS) else 7
        title = Page.objects.filter(pk=OuterRef("page")).values("title")[:1]
        return queries.views_by_page(days).annotate(title=Subquery(title))

    def order_queryset(self, queryset):
        return queryset

    def decorate_paginated_queryset(self, object_list):
        """Add the addresses, which the export alone shows."""
        pages = Page.objects.in_bulk([row["page"] for row in object_list])
        return [self._row(row, pages.get(row["page"])) for row in object_list]

    def _row(self, row, page):
        url = page.get_full_url(self.request) if page else ""
        return {**row, "title": row["title"] or str(DELETED), "url": url or ""}


class VisitPanel(Component):
    """The three numbers and 30 days as a chart and a table, on the admin's first screen."""

    order = 250
    template_name = "analytics/visit_panel.html"

    def get_context_data(self, parent_context):
        days = queries.visits_by_day(CHART_DAYS)
        highest = max(day["visits"] for day in days) or 1
        bars = [
            {**day, "x": position * 10, "height": round(day["visits"] * CHART_HEIGHT / highest)}
            for position, day in enumerate(days)
        ]
        for bar in bars:
            bar["y"] = CHART_HEIGHT - bar["height"]
        # Links to what the person may open; a refusal behind a link helps nobody.
        user = parent_context["request"].user
        may_read = ModelPermissionPolicy(Day).user_has_permission(user, "view")
        return {
            "counts": recording.last_known(),
            "days": bars,
            "highest": highest,
            "may_read_reports": may_read,
        }
