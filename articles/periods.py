"""Years and months of the office's calendar, each with the moments between which it lies."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone


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


def _first_of(year, month):
    return datetime(year, month, 1, tzinfo=timezone.get_default_timezone())
