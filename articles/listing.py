"""Paged lists of articles: a wrong page number shows the nearest page, never an error."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.utils import timezone

PER_PAGE = 12
EARLIEST, LATEST = 1900, 2999


@dataclass(frozen=True)
class Period:
    """A year, or a month of it, as the office's calendar has it; neither is all time."""

    year: int | None = None
    month: int | None = None

    @classmethod
    def asked(cls, query):
        """Return the period that `?nam=2026&thang=9` names; what makes no sense is left out."""
        year = _number(query.get("nam"), EARLIEST, LATEST)
        return cls(year, _number(query.get("thang"), 1, 12) if year else None)

    @property
    def query(self):
        """Return it as the query of an address."""
        parts = {"nam": self.year, "thang": self.month}
        return "&".join(f"{name}={value}" for name, value in parts.items() if value)

    def narrow(self, articles):
        """Return those of `articles` that readers see dated in it."""
        if not self.year:
            return articles
        first, last = self.month or 1, self.month or 12
        begin = _first_of(self.year, first)
        end = _first_of(self.year + last // 12, last % 12 + 1)
        return articles.filter(display_date__gte=begin, display_date__lt=end)


def paginate(request, articles, per_page=PER_PAGE):
    """Return the page of `articles` that the request's `?page=` names."""
    page = Paginator(articles, per_page).get_page(request.GET.get("page"))
    page.elided = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return page


def list_by_period(request, articles):
    """Return the page of `articles` that the request asks for, narrowed to the period it names.

    `period` is that `Period`; `first` and `last` are the dates of the oldest and the newest in
    it; `years` are all that can be chosen, newest first.
    """
    dates = {"first": Min("display_date"), "last": Max("display_date")}
    span = articles.order_by().aggregate(**dates)
    period = Period.asked(request.GET)
    narrowed = period.narrow(articles)
    page = paginate(request, narrowed)
    page.period = period
    page.years = _years(span)
    shown = narrowed.order_by().aggregate(**dates) if period.year else span
    page.first, page.last = shown["first"], shown["last"]
    return page


def _years(span):
    if span["first"] is None:
        return []
    first, last = (timezone.localtime(span[name]).year for name in ("first", "last"))
    return list(range(last, first - 1, -1))


def _number(text, least, most):
    """Return the whole number that `text` writes, if it lies within the bounds, else None."""
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) <= 4
    return int(text) if is_number and least <= int(text) <= most else None


def _first_of(year, month):
    return datetime(year, month, 1, tzinfo=timezone.get_default_timezone())
