"""The counter's numbers for others: by day, and by page id. The one module to ask."""

from datetime import timedelta

from django.db.models import Sum

from .clock import local_time, now_ms
from .models import Day, PageDay


def today():
    """Return the present day in the office's time zone."""
    return local_time(now_ms()).date()


def visits_by_day(days):
    """Return [{date, visits, over_limit}] of the last `days` days, today last, none left out."""
    last = today()
    kept = {
        row["date"]: row
        for row in Day.objects.filter(date__gt=last - timedelta(days=days), date__lte=last)
        .values("date")
        .annotate(visits=Sum("visits"), over_limit=Sum("over_limit"))
    }
    dates = [last - timedelta(days=back) for back in range(days - 1, -1, -1)]
    return [kept.get(date, {"date": date, "visits": 0, "over_limit": 0}) for date in dates]


def views_by_page(days):
    """Return the `PageDay` sums {page, views} of the last `days` days, most viewed first."""
    since = today() - timedelta(days=days)
    sums = PageDay.objects.filter(date__gt=since).values("page").annotate(views=Sum("views"))
    return sums.order_by("-views", "page")


def views_of(pages):
    """Return {page id: views up to now} of those of `pages` (ids, or a queryset of them) viewed."""
    sums = PageDay.objects.filter(page__in=pages).values_list("page").annotate(Sum("views"))
    return dict(sums.order_by())
