"""Wagtail's reports, with tables for Excel as an office reads them, at Wagtail's own addresses."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.reports.aging_pages import AgingPagesView
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.workflows import (
    WorkflowReportFilterSet,
    WorkflowTasksView,
    WorkflowView,
    get_requested_by_queryset,
)
from wagtail.models import BaseLogEntry

from accounts.filters import PersonFilter, by_given_name
from spreadsheets import OfficeExportMixin

from ..permissions import is_contributor


class OfficeReportMixin(OfficeExportMixin):
    """A report that names the work of others, which writers may not read."""

    def dispatch(self, request, *args, **kwargs):
        if is_contributor(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self):
        return f"{self.export_filename}-{timezone.localdate():%Y-%m-%d}"


class LockedPagesReport(OfficeReportMixin, LockedPagesView):
    export_filename = "trang-dang-khoa"


def _submitters(request):
    return by_given_name(get_requested_by_queryset(request))


class WorkflowFilterSet(WorkflowReportFilterSet):
    requested_by = PersonFilter(label=_("Người gửi duyệt"), queryset=_submitters)


class WorkflowReport(OfficeReportMixin, WorkflowView):
    filterset_class = WorkflowFilterSet
    export_filename = "quy-trinh-duyet"
    export_headings = {
        **WorkflowView.export_headings,
        "workflow": _("Quy trình duyệt"),
        "requested_by": _("Người gửi duyệt"),
    }


class WorkflowTasksReport(OfficeReportMixin, WorkflowTasksView):
    export_filename = "buoc-duyet"
    export_headings = {
        **WorkflowTasksView.export_headings,
        "task": _("Bước duyệt"),
        "started_at": _("Bắt đầu lúc"),
        "finished_at": _("Xong lúc"),
        "finished_by": _("Người duyệt"),
    }


class LogPaginator(WagtailPaginator):
    """Counts entries of every kind; Wagtail's names them all after whichever kind comes first."""

    verbose_name = BaseLogEntry._meta.verbose_name
    verbose_name_plural = BaseLogEntry._meta.verbose_name_plural


class HistoryReport(OfficeReportMixin, LogEntriesView):
    export_filename = "lich-su"
    paginator_class = LogPaginator


class AgingPagesReport(OfficeReportMixin, AgingPagesView):
    export_filename = "trang-lau-chua-sua"

    def decorate_paginated_queryset(self, pages):
        """Name those who published by their names, where Wagtail has their logins."""
        pages = super().decorate_paginated_queryset(pages)
        people = get_user_model().objects.in_bulk({page.last_published_by for page in pages})
        for page in pages:
            if page.last_published_by in people:
                person = people[page.last_published_by]
                page.last_published_by_user = get_user_display_name(person)
        return pages


REPORTS = {
    "locked": LockedPagesReport,
    "workflow": WorkflowReport,
    "workflow_tasks": WorkflowTasksReport,
    "site-history": HistoryReport,
    "aging-pages": AgingPagesReport,
}


def get_urlpatterns():
    """Return the addresses of the reports below `reports/`."""
    for name, report in REPORTS.items():
        for ending, results_only in (("", False), ("results/", True)):
            view = report.as_view(results_only=results_only)
            yield path(f"reports/{name}/{ending}", view)
