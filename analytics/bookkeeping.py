"""Keeping the visit books: entries of the ledger, closing days gone by, checking and repairing."""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F, Max, Sum
from django.db.models.functions import Greatest

from . import append_only, clock, daily_keys, durability, forgetting, journal, replaying
from .clock import local_time, now_ms
from .models import AppliedView, Balance, Day, LedgerEntry, PageDay

# A day's slots stay open for a while: a view that waited in the journal may still come.
DAYS_OPEN = 3
PAGE_DAYS_KEPT = timedelta(days=400)
APPLIED_KEPT = timedelta(days=7)
# What waits on disk longer than this, while the database answers, does not get smaller.
JOURNAL_SHRINKS = 5 * 60 * 1000

CLOSE_DAYS = """
    DELETE FROM analytics_day WHERE slot >= 0 AND date <= %s
    RETURNING date, visits, started, over_limit
"""
ADD_CLOSED = """
    INSERT INTO analytics_day (date, slot, visits, started, over_limit)
    VALUES (%s, -1, %s, %s, %s)
    ON CONFLICT (date, slot) DO UPDATE SET
        visits = analytics_day.visits + excluded.visits,
        started = analytics_day.started + excluded.started,
        over_limit = analytics_day.over_limit + excluded.over_limit
"""
ADD_PAGES = """
    INSERT INTO analytics_pageday (page, date, views) VALUES (%s, %s, %s)
    ON CONFLICT (page, date) DO UPDATE SET views = analytics_pageday.views + excluded.views
"""


@transaction.atomic
def open_books(amount, note, made_by="", corrects=None):
    """Add `amount` visits to the total, with the reason; return the entry.

    `corrects`: the wrong entry of which a negative `amount` takes back too much. `made_by`: a
    name. Raises ValidationError with sentences.
    """
    lock_ledger()
    entry = LedgerEntry(amount=amount, note=note, made_by=made_by, corrects=corrects)
    entry.full_clean()
    entry.save()
    Balance.objects.get_or_create(pk=1)
    return entry


def lock_ledger():
    """Let nobody else add to the ledger until this transaction ends."""
    # SQLite's transactions exclude each other from their beginning.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE analytics_ledgerentry IN SHARE ROW EXCLUSIVE MODE")


def problems():
    """Return a list of sentences, one for each thing about the visits that is not as it should."""
    return [*_problems_of_the_books(), *_problems_of_this_machine()]


def notices():
    """Return a list of sentences, one for each thing that is worth knowing and no fault."""
    if clock.is_doubted():
        return ["Đồng hồ máy vừa nhảy hơn một giờ; 15 phút nữa mới tin, trước đó không xóa gì."]
    return []


def _problems_of_the_books():
    kept, closed = _closed()
    if kept != closed:
        yield f"Số đã khóa là {kept}, nhưng các ngày đã khóa cộng lại là {closed}."
    for day, visits, started in _days_with_too_few_visits():
        yield (f"Ngày {day:%d/%m/%Y}: lượt bắt đầu ({started}) nhiều hơn lượt truy cập ({visits}).")
    if PageDay.objects.filter(views__lt=0).exists():
        yield "Có số âm trong bảng lượt xem của trang."
    if not 0 <= LedgerEntry.total() <= LedgerEntry.MAX_TOTAL:
        yield f"Sổ lượt truy cập cộng lại là {LedgerEntry.total()}."
    if not append_only.is_enforced():
        yield "Cơ sở dữ liệu không còn chặn việc sửa, xóa bút toán."


def _problems_of_this_machine():
    if names := durability.broken_by():
        yield (
            f"Cơ sở dữ liệu đặt {', '.join(names)} = off: mất điện là mất những gì vừa ghi. "
            "Hãy bật lại."
        )
    oldest = journal.oldest()
    if oldest is not None and now_ms() - oldest > JOURNAL_SHRINKS:
        yield f"Có lượt xem chờ trên đĩa từ {local_time(oldest):%H:%M %d/%m/%Y} chưa đếm được."
    if lines := journal.set_aside_count():
        yield f"{lines} dòng không đọc hoặc không đếm được nằm riêng trong visits/aside.jsonl."
    kept_from = local_time(now_ms() - forgetting.KEYS_LEAVE).date()
    if clock.has_stayed() and any(day < kept_from for day in daily_keys.copied_days()):
        yield "Khóa của ngày đã qua còn trên đĩa."


def _closed():
    """Return the balance, and the sum of the days that are closed, which it should be."""
    balance = Balance.objects.first()
    closed = Day.objects.filter(slot=Day.CLOSED).aggregate(sum=Sum("started"))["sum"]
    return balance.visits if balance else 0, closed or 0


def _days_with_too_few_visits():
    """Return [(day, visits, started)] of the days with fewer visits than began on them, or < 0."""
    sums = Day.objects.values("date").annotate(a=Sum("visits"), b=Sum("started"))
    return [(day["date"], day["a"], day["b"]) for day in sums if day["a"] < max(0, day["b"])]


@transaction.atomic
def repair():
    """Recompute what can be, lowering nothing; return sentences that say what was done."""
    done = []
    balance, _created = Balance.objects.get_or_create(pk=1)
    Balance.objects.select_for_update().get(pk=1)
    kept, closed = _closed()
    if kept < closed:
        Balance.objects.filter(pk=balance.pk).update(visits=closed)
        done.append(f"Số đã khóa: {kept} thành {closed}.")
    for day, visits, started in _days_with_too_few_visits():
        row = Day.objects.filter(date=day).order_by("slot").first()
        Day.objects.filter(pk=row.pk).update(visits=F("visits") + max(0, started) - visits)
        done.append(f"Ngày {day:%d/%m/%Y}: {visits} thành {max(0, started)} lượt truy cập.")
    if below := PageDay.objects.filter(views__lt=0).update(views=Greatest("views", 0)):
        done.append(f"{below} số âm của trang thành 0.")
    if not append_only.is_enforced():
        append_only.enforce()
        done.append("Cơ sở dữ liệu lại chặn việc sửa, xóa bút toán.")
    return done


def _last_day(now):
    """Return today, or the newest day that has visits if the clock is ahead of it."""
    today = local_time(now or now_ms()).date()
    newest = Day.objects.filter(visits__gt=0).aggregate(day=Max("date"))["day"]
    return min(today, newest or today)


def fold_days(now=None):
    """Add up the slots of days that are over, and close them into the balance.

    Returns the number of days closed. Safe at any time: sums do not change, and what comes
    later for a day that is closed is closed in its turn.
    """
    last = _last_day(now) - timedelta(days=DAYS_OPEN)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLOSE_DAYS, [last.isoformat()])
        sums = {}
        for day, *numbers in cursor.fetchall():
            sums[str(day)] = [
                sum(pair) for pair in zip(sums.get(str(day), [0] * 3), numbers, strict=True)
            ]
        cursor.executemany(ADD_CLOSED, [(day, *numbers) for day, numbers in sorted(sums.items())])
        Balance.objects.get_or_create(pk=1)
        started = sum(started for _visits, started, _over_limit in sums.values())
        Balance.objects.filter(pk=1).update(visits=F("visits") + started)
    return len(sums)


def fold_pages(now=None):
    """Add the views of each page older than 400 days up into its first of that month."""
    before = (_last_day(now) - PAGE_DAYS_KEPT).replace(day=1)
    old = PageDay.objects.filter(date__lt=before).exclude(date__day=1)
    with transaction.atomic(), connection.cursor() as cursor:
        sums = {}
        for page, day, views in old.select_for_update().values_list("page", "date", "views"):
            key = (page, day.replace(day=1))
            sums[key] = sums.get(key, 0) + views
        old.delete()
        cursor.executemany(ADD_PAGES, [(page, month, sums[page, month]) for page, month in sums])
    return len(sums)


def tidy():
    """Do everything that keeps the books small; return {what: how many}."""
    replayed = replaying.replay() if journal.waits() else 0
    is_settled = forgetting.forget_if_settled(now_ms())
    if is_settled and not journal.waits():
        cut = local_time(now_ms()) - APPLIED_KEPT
        AppliedView.objects.filter(applied_at__lt=cut).delete()
    return {"replayed": replayed or 0, "days": fold_days(), "pages": fold_pages()}
