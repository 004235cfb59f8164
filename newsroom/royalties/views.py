"""The royalty rates and sheets in the admin: for the board alone."""

from django import forms
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.log_actions import LogFormatter
from wagtail.log_actions import registry as log_registry
from wagtail.permission_policies import ModelPermissionPolicy

from articles.choosers import ChooserViewSet, NewsroomViewSet
from articles.models import RoyaltyRate, RoyaltySheet
from articles.periods import month_or_404
from articles.reasons import ReasonField
from articles.vietnamese import format_number
from spreadsheets import OfficeExportMixin

from . import calculation

ALREADY_CLOSED = _("Bảng này đã chốt, không sửa được nữa.")
NOT_OVER = _("Tháng chưa hết, chưa chốt được.")
NOT_CLOSED = _("Bảng này chưa chốt, vẫn sửa được.")
# Beyond it no database column holds the sum.
LARGEST_AMOUNT = 2_000_000_000


class RoyaltyRateViewSet(NewsroomViewSet):
    model = RoyaltyRate
    chooser_viewset_class = ChooserViewSet
    icon = "form"
    menu_label = _("Mức nhuận bút")
    list_display = ["__str__", "listed_amount", "effective_from"]
    list_filter = ["genre", "role"]


class AmountField(forms.IntegerField):
    """A sum of đồng, typed with or without the dots that it is shown with.

    The form also holds the sum that it showed, so that a rate that changed meanwhile is not
    taken back by whoever saves another row.
    """

    widget = forms.TextInput(attrs={"inputmode": "numeric", "size": 12})

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=LARGEST_AMOUNT, show_hidden_initial=True, **kwargs)

    def to_python(self, value):
        return super().to_python(str(value).replace(".", "").replace(" ", "") if value else value)

    def prepare_value(self, value):
        return format_number(value, "vi") if isinstance(value, int) else value


class RowForm(forms.Form):
    article_amount = AmountField(label=_("Tiền bài"))
    photo_amount = AmountField(label=_("Tiền ảnh"))


class SheetsView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """What the two pages of the sheets share."""

    permission_policy = ModelPermissionPolicy(RoyaltySheet)
    permission_required = "change"
    header_icon = "form"
    page_title = _("Bảng nhuận bút")

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse("royalty_months"), "label": self.page_title},
        ]


class MonthsView(SheetsView):
    """The months that have a sheet, open or closed."""

    template_name = "newsroom/royalty_months.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(months=calculation.months(), **kwargs)


class SheetOfMonthView(SheetsView):
    """What the pages of one month's sheet share."""

    @cached_property
    def sheet(self):
        month = month_or_404(self.kwargs["year"], self.kwargs["month"])
        if self.request.method == "POST":
            return RoyaltySheet.objects.get_or_create(month=month)[0]
        return RoyaltySheet.objects.filter(month=month).first() or RoyaltySheet(month=month)

    @cached_property
    def rows(self):
        return calculation.rows(self.sheet)

    @property
    def address(self):
        return reverse("royalty_sheet", args=[self.sheet.month.year, self.sheet.month.month])

    def get_page_subtitle(self):
        return f"{self.sheet.month:%m/%Y}"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": self.address, "label": str(self.sheet)}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sheet=self.sheet, summary=calculation.summary(self.rows), address=self.address, **kwargs
        )

    def refuse(self, reason):
        """Say why nothing was done, and go back to the sheet."""
        messages.error(self.request, reason)
        return redirect(self.address)


class SheetView(OfficeExportMixin, SheetOfMonthView):
    """The sheet of one month: to be changed and taken to Excel."""

    template_name = "newsroom/royalty_sheet.html"
    export_headings = {
        "number": _("STT"),
        "title": _("Tiêu đề"),
        "published_on": _("Ngày đăng"),
        "name": _("Bút danh"),
        "get_genre_display": _("Thể loại"),
        "section": _("Chuyên mục"),
        "article_amount": _("Tiền bài"),
        "photo_amount": _("Tiền ảnh"),
    }
    list_export = list(export_headings)

    @cached_property
    def forms(self):
        return [
            RowForm(self.request.POST or None, prefix=row.key, initial=row.amounts)
            for row in self.rows
        ]

    def get_filename(self):
        return f"nhuan-but-{self.sheet.month:%Y-%m}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            headings=self.export_headings.values(),
            lines=list(zip(self.rows, self.forms, strict=True)),
            is_over=calculation.is_over(self.sheet.month),
            history=log_registry.get_logs_for_instance(self.sheet) if self.sheet.pk else (),
            **kwargs,
        )

    def get(self, request, *args, **kwargs):
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        total = dict.fromkeys(self.list_export, "")
        total |= {"title": gettext("Tổng cộng"), **calculation.totals(self.rows)}
        return self.as_spreadsheet([*self.rows, total], request.GET["export"])

    def post(self, request, *args, **kwargs):
        try:
            return self._store()
        except calculation.SheetClosed:
            return self.refuse(ALREADY_CLOSED)

    def _store(self):
        if self.sheet.closed_at:
            raise calculation.SheetClosed
        posted = [form for form in self.forms if form.add_prefix("article_amount") in form.data]
        if not all(form.is_valid() for form in posted):
            messages.error(self.request, gettext("Số tiền phải là số nguyên, không âm."))
            return self.render_to_response(self.get_context_data())
        typed = {form.prefix: form.cleaned_data for form in posted if form.has_changed()}
        calculation.change(self.sheet, typed)
        if "close" in self.request.POST:
            return redirect("royalty_close", self.sheet.month.year, self.sheet.month.month)
        messages.success(self.request, gettext("Đã lưu bảng nhuận bút."))
        return redirect(self.address)


class AgreedForm(forms.Form):
    """A `royalties.summary`, as it was shown."""

    rows = forms.IntegerField()
    article_amount = forms.IntegerField()
    photo_amount = forms.IntegerField()
    sum = forms.IntegerField()


class CloseView(SheetOfMonthView):
    """The question before a sheet is closed: which month, how many rows, how much."""

    template_name = "newsroom/close_royalty_sheet.html"
    page_title = _("Chốt bảng nhuận bút")

    def get(self, request, *args, **kwargs):
        if self.sheet.closed_at:
            return self.refuse(ALREADY_CLOSED)
        if not calculation.is_over(self.sheet.month):
            return self.refuse(NOT_OVER)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            calculation.close(self.sheet, request.user, agreed=self._agreed())
        except calculation.SheetClosed:
            return self.refuse(ALREADY_CLOSED)
        except calculation.MonthNotOver:
            return self.refuse(NOT_OVER)
        except calculation.SheetChanged:
            messages.warning(
                request, gettext("Bảng vừa thay đổi, chưa chốt. Hãy xem lại các con số dưới đây.")
            )
            return redirect(request.path)
        messages.success(request, gettext("Đã chốt bảng nhuận bút của tháng."))
        return redirect(self.address)

    def _agreed(self):
        """Return the numbers that were shown with the question, or {} where they did not come."""
        form = AgreedForm(self.request.POST)
        return form.cleaned_data if form.is_valid() else {}


class ReopenForm(forms.Form):
    reason = ReasonField(
        label=_("Lý do mở lại"),
        help_text=_("Lưu lại trong lịch sử của bảng; ai mở được bảng đều đọc được."),
    )


class ReopenView(SheetOfMonthView):
    """A closed sheet is opened again, for a reason that stays."""

    template_name = "newsroom/reopen_royalty_sheet.html"
    page_title = _("Mở lại bảng nhuận bút")

    def get(self, request, *args, **kwargs):
        if not self.sheet.closed_at:
            return self.refuse(NOT_CLOSED)
        return self.render_to_response(self.get_context_data(form=ReopenForm()))

    def post(self, request, *args, **kwargs):
        form = ReopenForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            calculation.reopen(self.sheet, request.user, form.cleaned_data["reason"])
        except calculation.SheetOpen:
            return self.refuse(NOT_CLOSED)
        messages.success(request, gettext("Đã mở lại bảng. Sửa xong nhớ chốt lại."))
        return redirect(self.address)


class RoyaltiesMenuItem(MenuItem):
    def is_shown(self, request):
        return SheetsView.permission_policy.user_has_permission(request.user, "change")


def menu_item():
    return RoyaltiesMenuItem(
        SheetsView.page_title,
        reverse("royalty_months"),
        icon_name=SheetsView.header_icon,
        order=91,
    )


def get_urlpatterns():
    """Return the admin's addresses of the sheets."""
    month = "royalties/<int:year>/<int:month>/"
    return [
        path("royalties/", MonthsView.as_view(), name="royalty_months"),
        path(month, SheetView.as_view(), name="royalty_sheet"),
        path(f"{month}close/", CloseView.as_view(), name="royalty_close"),
        path(f"{month}reopen/", ReopenView.as_view(), name="royalty_reopen"),
    ]


def _said(text, log_entry):
    numbers = {name: format_number(log_entry.data.get(name, 0), "vi") for name in ("rows", "sum")}
    return text % {**numbers, "reason": log_entry.data.get("reason", "")}


class ClosedFormatter(LogFormatter):
    label = _("Chốt bảng nhuận bút")

    def format_message(self, log_entry):
        return _said(gettext("Chốt %(rows)s dòng, tổng cộng %(sum)s đồng."), log_entry)


class ReopenedFormatter(LogFormatter):
    label = _("Mở lại bảng nhuận bút")

    def format_message(self, log_entry):
        text = gettext("Mở lại bảng %(rows)s dòng, %(sum)s đồng. Lý do: %(reason)s")
        return _said(text, log_entry)


def register_log_actions(actions):
    """Let the history of a sheet say when it was closed and opened again, and why."""
    actions.register_action(calculation.CLOSE)(ClosedFormatter)
    actions.register_action(calculation.REOPEN)(ReopenedFormatter)
