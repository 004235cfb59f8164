"""Keeping the visit books: opening them, checking that they balance, folding days gone by."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F, Sum

from . import journal
from .counting import BEFORE_ALL_DAYS, View, add, forget_old, local_time, now_ms
from .models import AppliedView, Balance, Day, LedgerEntry, PageDay

# A day's slots stay open for a while: a view that waited in the journal may still come.
DAYS_OPEN = 3
PAGE_DAYS_KEPT = timedelta(days=400)
APPLIED_KEPT = timedelta(days=7)


def open_books(amount, note, made_by=None):
    """Add `amount` visits (a positive number) to the total, with the reason; return the entry."""
    with transaction.atomic():
        entry = LedgerEntry.objects.create(amount=amount, note=note, made_by=made_by)
        Balance.objects.get_or_create(pk=1, defaults={"through": BEFORE_ALL_DAYS})
        Balance.objects.filter(pk=1).update(visits=F("visits") + amount)
    return entry


def problems():
    """Return a list of sentences, one for each way in which the books do not balance."""
    found = []
    balance = Balance.objects.first()
    entries = LedgerEntry.objects.aggregate(total=Sum("amount"))["total"] or 0
    closed = Day.objects.filter(date__lte=balance.through) if balance else Day.objects.none()
    expected = entries + (closed.aggregate(total=Sum("started"))["total"] or 0)
    kept = balance.visits if balance else 0
    if kept != expected:
        found.append(
            f"Số đã khóa là {kept}, nhưng sổ ({entries}) cộng các ngày đã khóa là {expected}."
        )
    for day in Day.objects.values("date").annotate(a=Sum("visits"), b=Sum("started")):
        if day["b"] > day["a"]:
            found.append(f"Ngày {day['date']:%d/%m/%Y}: lượt bắt đầu nhiều hơn lượt truy cập.")
    if Day.objects.filter(visits__lt=0).exists() or PageDay.objects.filter(views__lt=0).exists():
        found.append("Có số âm trong bảng ngày hoặc bảng trang.")
    return found


def fold_days(now=None):
    """Add up the slots of days that are over, and close them into the balance.

    Returns the number of days closed. Safe at any time: sums do not change.
    """
    today = local_time(now or now_ms()).date()
    last = today - timedelta(days=DAYS_OPEN)
    with transaction.atomic():
        Balance.objects.get_or_create(pk=1, defaults={"through": BEFORE_ALL_DAYS})
        balance = Balance.objects.select_for_update().get(pk=1)
        days = Day.objects.filter(date__gt=balance.through, date__lte=last)
        sums = list(
            days.values("date").annotate(
                visits=Sum("visits"), started=Sum("started"), over_limit=Sum("over_limit")
            )
        )
        days.delete()
        Day.objects.bulk_create(Day(slot=0, **day) for day in sums)
        Balance.objects.filter(pk=1).update(
            through=max(balance.through, last),
            visits=F("visits") + sum(day["started"] for day in sums),
        )
    return len(sums)


def fold_pages(now=None):
    """Add the views of each page older than 400 days up into its first of that month."""
    first_kept = local_time(now or now_ms()).date() - PAGE_DAYS_KEPT
    old = PageDay.objects.filter(date__lt=first_kept.replace(day=1)).exclude(date__day=1)
    with transaction.atomic():
        sums = {}
        for page, date, views in old.values_list("page", "date", "views"):
            key = (page, date.replace(day=1))
            sums[key] = sums.get(key, 0) + views
        old.delete()
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO analytics_pageday (page, date, views) VALUES (%s, %s, %s)"
                " ON CONFLICT (page, date) DO UPDATE"
                " SET views = analytics_pageday.views + excluded.views",
                [(page, month, views) for (page, month), views in sums.items()],
            )
    return len(sums)


def tidy():
    """Do everything that keeps the books small; return {what: how many}."""
    replayed = journal.replay(lambda table: add([View(**table)])) if journal.waits() else 0
    forget_old()
    cut = local_time(now_ms()) - APPLIED_KEPT
    if not journal.waits():
        AppliedView.objects.filter(applied_at__lt=cut).delete()
    return {"replayed": replayed or 0, "days": fold_days(), "pages": fold_pages()}
