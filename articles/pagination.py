"""Paged lists of articles: a wrong page number shows the nearest page, never an error."""

from django.core.paginator import Paginator
from django.db.models import Count, Max, Min
from django.utils import timezone

from page_cache.counts import cached_counts

from .periods import EARLIEST, LATEST, Period

PER_PAGE = 12
# Counting fewer takes no longer than asking the cache.
MANY = 500


def period_asked(query):
    """Return the `Period` that `?nam=2026&thang=9` names; None without a year that makes sense."""
    year = _number(query.get("nam"), EARLIEST, LATEST)
    return Period(year, _number(query.get("thang"), 1, 12)) if year else None


def paginate(request, articles, per_page=PER_PAGE, total=None):
    """Return the page of `articles` that the request's `?page=` names; `total` if it is known."""
    paginator = Paginator(articles, per_page)
    if total is not None:
        paginator.count = total
    page = paginator.get_page(request.GET.get("page"))
    page.elided = paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return page


def list_by_period(request, articles):
    """Return the page of `articles` that the request asks for, narrowed to the period it names.

    `period` is that `Period` or None, and `kept` what of the query its other pages keep; `first`
    and `last` are the dates of the oldest and the newest in it; `years` are all that can be
    chosen, newest first.
    """
    period = period_asked(request.GET)
    all_time = _extent(request.path, articles)
    narrowed, extent = articles, all_time
    if period:
        narrowed = articles.dated_in(period)
        extent = _extent(f"{request.path}?{_query_of(period)}", narrowed)
    page = paginate(request, narrowed, total=extent["total"])
    page.period, page.kept = period, _query_of(period)
    page.years = _years(**all_time)
    page.first, page.last = extent["first"], extent["last"]
    return page


def _extent(address, articles):
    """Return {total, first, last}: how many `articles` are listed at `address`, and their dates.

    Counting reads each of them, so that many are remembered until something changes.
    """
    counted = articles.order_by().aggregate
    figures = {"total": Count("pk"), "first": Min("display_date"), "last": Max("display_date")}
    return cached_counts(
        f"listed at {address}",
        lambda: counted(**figures),
        lambda extent: extent["total"] > MANY,
    )


def _years(total, first, last):
    if not total:
        return []
    return list(range(timezone.localtime(last).year, timezone.localtime(first).year - 1, -1))


def _query_of(period):
    if period is None:
        return ""
    return f"nam={period.year}&thang={period.month}" if period.month else f"nam={period.year}"


def _number(text, least, most):
    """Return the whole number that `text` writes, if it lies within the bounds, else None."""
    is_number = text is not None and text.isascii() and text.isdigit() and len(text) <= 4
    return int(text) if is_number and least <= int(text) <= most else None
