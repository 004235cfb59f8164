from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .choosers import ChooserViewSet
from .ledger import LedgerViewSet
from .models import VisitCounter
from .reports import MostReadReport, VisitPanel, VisitsByDayReport


@hooks.register("register_admin_urls")
def register_report_urls():
    return [
        path("reports/visits/", VisitsByDayReport.as_view(), name="visits_by_day"),
        path(
            "reports/visits/results/",
            VisitsByDayReport.as_view(results_only=True),
            name="visits_by_day_results",
        ),
        path("reports/most-read/", MostReadReport.as_view(), name="most_read"),
        path(
            "reports/most-read/results/",
            MostReadReport.as_view(results_only=True),
            name="most_read_results",
        ),
    ]


class StaffMenuItem(MenuItem):
    """A report that those who may change or publish pages see."""

    report = None

    def is_shown(self, request):
        return self.report.permission_policy.user_has_any_permission(
            request.user, self.report.any_permission_required
        )


class VisitsByDayMenuItem(StaffMenuItem):
    report = VisitsByDayReport


class MostReadMenuItem(StaffMenuItem):
    report = MostReadReport


@hooks.register("register_reports_menu_item")
def visits_by_day_menu_item():
    title = _("Lượt truy cập theo ngày")
    return VisitsByDayMenuItem(title, reverse("visits_by_day"), icon_name="calendar-alt", order=100)


@hooks.register("register_reports_menu_item")
def most_read_menu_item():
    return MostReadMenuItem(_("Trang đọc nhiều"), reverse("most_read"), icon_name="view", order=101)


@hooks.register("construct_homepage_panels")
def add_visit_panel(request, panels):
    panels.append(VisitPanel())


class VisitCounterViewSet(SnippetViewSet):
    model = VisitCounter
    icon = "view"
    menu_label = _("Khối thống kê truy cập")
    list_display = ["name", "heading"]
    chooser_viewset_class = ChooserViewSet
    # In the reader's language; a snippet's own are in that of the first reader.
    breadcrumbs_items = WagtailAdminTemplateMixin.breadcrumbs_items


class VisitsViewSetGroup(SnippetViewSetGroup):
    items = [VisitCounterViewSet, LedgerViewSet]
    menu_label = _("Lượt truy cập")
    menu_icon = "view"


register_snippet(VisitsViewSetGroup)
