"""The articles of a month, and the list of all months."""

from datetime import date, datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Locale

from .listing import Period, paginate
from .models import ArticlePage


def published_here():
    """Return the published articles in the reader's language."""
    return ArticlePage.objects.published().filter(locale=Locale.get_active())


def archive(request):
    """List every month that has articles, by year, with the number in each."""
    office = timezone.get_default_timezone()
    counted = (
        published_here()
        .order_by()
        .annotate(month=TruncMonth("display_date", tzinfo=office))
        .values("month")
        .annotate(count=Count("pk"))
        .order_by("-month")
    )
    years = {}
    for row in counted:
        years.setdefault(row["month"].year, []).append(row)
    return render(request, "articles/archive.html", {"years": years})


def month(request, year, month):
    """List the articles of one month, with the ways to the months before and after it."""
    try:
        first = date(year, month, 1)
    except ValueError as error:
        raise Http404 from error
    articles = published_here()
    inside = Period(year, month).narrow(articles).newest_first().for_cards()
    context = {
        "month": first,
        "listing": paginate(request, inside),
        "earlier": _month_of(articles.filter(display_date__lt=_begin(first)).newest_first()),
        "later": _month_of(
            articles.filter(display_date__gte=_begin(_following(first))).order_by("display_date")
        ),
    }
    return render(request, "articles/month.html", context)


def _month_of(articles):
    moment = articles.values_list("display_date", flat=True).first()
    return timezone.localtime(moment, timezone.get_default_timezone()) if moment else None


def _begin(day):
    return datetime(day.year, day.month, 1, tzinfo=timezone.get_default_timezone())


def _following(first):
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
