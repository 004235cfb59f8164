"""Years and months of the office's calendar, each with the moments between which it lies."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

# The years that an address may name. Around them no clock and no calendar comes to its end.
EARLIEST, LATEST = 1900, 2999


@dataclass(frozen=True)
class Period:
    """A year, or with `month` (1 to 12) a month of it, from 00:00 in the office's time zone."""

    year: int
    month: int | None = None

    @classmethod
    def of_month(cls, day):
        """Return the month of the date `day`."""
        return cls(day.year, day.month)

    @property
    def begin(self):
        """The first moment in it."""
        return _first_of(self.year, self.month or 1)

    @property
    def end(self):
        """The first moment after it."""
        last = self.month or 12
        return _first_of(self.year + last // 12, last % 12 + 1)


def month_or_404(year, month):
    """Return the first day of the month that an address names. Raises Http404."""
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12):
        raise Http404
    return date(year, month, 1)


def refuse_odd_years(form, cleaned):
    """Return `cleaned`, the values of `form`, which gets errors where a moment is in no archive."""
    for name, value in list(cleaned.items()):
        if isinstance(value, datetime) and not EARLIEST <= value.year <= LATEST:
            form.add_error(name, _("Hãy chọn ngày từ năm 1900 đến năm 2999."))
    return cleaned


def _first_of(year, month):
    return datetime(year, month, 1, tzinfo=timezone.get_default_timezone())
