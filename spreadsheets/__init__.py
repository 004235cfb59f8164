"""Tables that Excel and LibreOffice open as the office reads them, and run nothing of.

A leaf: every room may take its tables from here, and it knows none of them.
"""

import re
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.mixins import SpreadsheetExportMixin

CSV, XLSX = SpreadsheetExportMixin.FORMAT_CSV, SpreadsheetExportMixin.FORMAT_XLSX
# Excel prints the dots and strokes of the reader's own country.
NUMBER_FORMATS = {"n": "#,##0", "d": "dd/mm/yyyy"}
BYTE_ORDER_MARK = "\ufeff".encode()
# A text that begins so is worked out as a formula (OWASP, "CSV Injection"), also after blanks,
# and in the wide letters of East Asian keyboards.
BEGIN = "[=+\\-@＝＋－＠]"
FORMULA = re.compile(rf"\s*{BEGIN}|[\t\r]")
# Where the reader's country, or a program, begins another cell within a text.
FORMULA_INSIDE = re.compile(rf"(?<=[;\t\n])(?=[^\S\n]*{BEGIN})")
# What XML cannot hold, or no cell shows.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _by_the_clock(moment):
    """Return `moment` as the office's clock showed it; Excel knows no zones."""
    if timezone.is_naive(moment):
        return moment
    return timezone.make_naive(moment, timezone.get_default_timezone())


def _written(moment):
    return f"{_by_the_clock(moment):%d/%m/%Y %H:%M}"


def is_formula(text):
    """Return whether a program for tables would work `text` out, as it would "=1+1"."""
    return FORMULA.match(text) is not None


def as_text(text):
    """Return `text` for a cell of a CSV file, with an apostrophe before what would be a formula."""
    return FORMULA_INSIDE.sub("'", f"'{text}" if is_formula(text) else text)


class OfficeExportMixin(SpreadsheetExportMixin):
    """A view's table as .xlsx, and as .csv with the mark by which Excel knows its letters.

    Texts stay texts, whoever wrote them: a letter from a reader is no formula. What is a number
    stays one.
    """

    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        datetime: {CSV: _written, XLSX: _by_the_clock},
        date: {CSV: "{:%d/%m/%Y}".format},
        AbstractBaseUser: {CSV: get_user_display_name, XLSX: get_user_display_name},
    }

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        if not isinstance(value, str):
            return value
        text = UNSEEN.sub(" ", value)
        return as_text(text) if export_format == CSV else text

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        for cell in super().generate_xlsx_row(worksheet, row_dict, date_format):
            if isinstance(cell.value, str):
                # Also where it reads like an error of Excel's; the second is Excel's own
                # apostrophe, which nobody sees: the text is no formula when it is edited either.
                cell.data_type = "s"
                cell.quotePrefix = is_formula(cell.value)
            elif cell.data_type in NUMBER_FORMATS and not isinstance(cell.value, datetime):
                cell.number_format = NUMBER_FORMATS[cell.data_type]
            yield cell

    def stream_csv(self, queryset):
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)
