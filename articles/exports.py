"""Tables that Excel opens as the office reads them."""

from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.mixins import SpreadsheetExportMixin

CSV, XLSX = SpreadsheetExportMixin.FORMAT_CSV, SpreadsheetExportMixin.FORMAT_XLSX
# Excel prints the dots and strokes of the reader's own country.
NUMBER_FORMATS = {"n": "#,##0", "d": "dd/mm/yyyy"}
BYTE_ORDER_MARK = "\ufeff".encode()


def _by_the_clock(moment):
    """Return `moment` as the office's clock showed it; Excel knows no zones."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


def _written(moment):
    return f"{_by_the_clock(moment):%d/%m/%Y %H:%M}"


class OfficeExportMixin(SpreadsheetExportMixin):
    """A view's table as .xlsx, and as .csv with the mark by which Excel knows its letters."""

    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        datetime: {CSV: _written, XLSX: _by_the_clock},
        date: {CSV: "{:%d/%m/%Y}".format},
        AbstractBaseUser: {CSV: get_user_display_name, XLSX: get_user_display_name},
    }

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        for cell in super().generate_xlsx_row(worksheet, row_dict, date_format):
            if cell.data_type in NUMBER_FORMATS and not isinstance(cell.value, datetime):
                cell.number_format = NUMBER_FORMATS[cell.data_type]
            yield cell

    def stream_csv(self, queryset):
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)
