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
from wagtail.admin.views.generic import PermissionCheckedMixin
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy

from spreadsheets import OfficeExportMixin

from . import royalties
from .models import RoyaltyRate, RoyaltySheet
from .periods import month_or_404
from .snippets import NewsroomViewSet
from .vietnamese import format_number

# Beyond it no database column holds the sum.
LARGEST_AMOUNT = 2_000_000_000


class RoyaltyRateViewSet(NewsroomViewSet):
    model = RoyaltyRate
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

    template_name = "articles/admin/royalty_months.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(months=royalties.months(), **kwargs)


class SheetView(OfficeExportMixin, SheetsView):
    """The sheet of one month: to be changed, closed, and taken to Excel."""

    template_name = "articles/admin/royalty_sheet.html"
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
    def sheet(self):
        month = month_or_404(self.kwargs["year"], self.kwargs["month"])
        if self.request.method == "POST":
            return RoyaltySheet.objects.get_or_create(month=month)[0]
        return RoyaltySheet.objects.filter(month=month).first() or RoyaltySheet(month=month)

    @cached_property
    def rows(self):
        return royalties.rows(self.sheet)

    @cached_property
    def forms(self):
        return [
            RowForm(self.request.POST or None, prefix=row.key, initial=row.amounts)
            for row in self.rows
        ]

    def get_page_subtitle(self):
        return f"{self.sheet.month:%m/%Y}"

    def get_filename(self):
        return f"nhuan-but-{self.sheet.month:%Y-%m}"

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": str(self.sheet)}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sheet=self.sheet,
            headings=self.export_headings.values(),
            lines=list(zip(self.rows, self.forms, strict=True)),
            totals=royalties.totals(self.rows),
            is_over=royalties.is_over(self.sheet.month),
            **kwargs,
        )

    def get(self, request, *args, **kwargs):
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        total = dict.fromkeys(self.list_export, "")
        total |= {"title": gettext("Tổng cộng"), **royalties.totals(self.rows)}
        return self.as_spreadsheet([*self.rows, total], request.GET["export"])

    def post(self, request, *args, **kwargs):
        try:
            return self._store()
        except royalties.SheetClosed:
            messages.error(request, gettext("Bảng này đã chốt, không sửa được nữa."))
        except royalties.MonthNotOver:
            messages.error(request, gettext("Tháng chưa hết, chưa chốt được."))
        return redirect(request.path)

    def _store(self):
        if self.sheet.closed_at:
            raise royalties.SheetClosed
        posted = [form for form in self.forms if form.add_prefix("article_amount") in form.data]
        if not all(form.is_valid() for form in posted):
            messages.error(self.request, gettext("Số tiền phải là số nguyên, không âm."))
            return self.render_to_response(self.get_context_data())
        typed = {form.prefix: form.cleaned_data for form in posted if form.has_changed()}
        royalties.change(self.sheet, typed)
        if "close" in self.request.POST:
            royalties.close(self.sheet, self.request.user)
            messages.success(self.request, gettext("Đã chốt bảng nhuận bút của tháng."))
        else:
            messages.success(self.request, gettext("Đã lưu bảng nhuận bút."))
        return redirect(self.request.path)


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


def addresses():
    """Return the admin's addresses of the sheets."""
    return [
        path("royalties/", MonthsView.as_view(), name="royalty_months"),
        path("royalties/<int:year>/<int:month>/", SheetView.as_view(), name="royalty_sheet"),
    ]
