"""The articles of a month, and the list of all months."""

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.shortcuts import render
from django.utils import timezone

from page_cache.counts import cached_counts

from ..models import ArticlePage
from ..pagination import MANY, paginate
from ..periods import Period, month_or_404


def archive(request):
    """List every month that has articles, by year, with the number in each."""
    months = cached_counts(
        f"months at {request.path}",
        lambda: list(_months()),
        lambda months: sum(month["count"] for month in months) > MANY,
    )
    years = {}
    for month in months:
        years.setdefault(month["month"].year, []).append(month)
    return render(request, "articles/archive.html", {"years": years})


def _months():
    """Return {month, count} of every month that has articles, newest first."""
    office = timezone.get_default_timezone()
    articles = ArticlePage.objects.published_here().order_by()
    by_month = articles.annotate(month=TruncMonth("display_date", tzinfo=office)).values("month")
    return by_month.annotate(count=Count("pk")).order_by("-month")


def month(request, year, month):
    """List the articles of one month, with the ways to the months before and after it."""
    first = month_or_404(year, month)
    period = Period.of_month(first)
    articles = ArticlePage.objects.published_here()
    before = articles.filter(display_date__lt=period.begin).newest_first()
    after = articles.filter(display_date__gte=period.end).order_by("display_date")
    context = {
        "month": first,
        "listing": paginate(request, articles.dated_in(period).newest_first().for_cards()),
        "earlier": _month_of_first(before),
        "later": _month_of_first(after),
    }
    return render(request, "articles/month.html", context)


def _month_of_first(articles):
    moment = articles.values_list("display_date", flat=True).first()
    return timezone.localtime(moment, timezone.get_default_timezone()) if moment else None
