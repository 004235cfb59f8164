from datetime import date

import pytest
from django.core.management import CommandError, call_command

from analytics import bookkeeping, forgetting, reading, recording
from analytics.models import Balance, Day, LedgerEntry, PageDay
from tests.analytics.test_counting import NOON, OTHER, READER, seen

pytestmark = pytest.mark.django_db

DAY = 24 * 3600 * 1000


def total(now=NOON):
    recording.forget_shared()
    return reading.current(now).total


def test_folding_changes_no_sum_and_leaves_one_row_a_day():
    for slot in range(3):
        Day.objects.create(date=date(2026, 11, 1), slot=slot, visits=2, started=1)
    seen(READER)
    before = total()
    assert bookkeeping.fold_days(NOON) == 1
    assert total() == before == 4
    assert Day.objects.filter(date=date(2026, 11, 1)).values_list("slot", "visits").get() == (
        Day.CLOSED,
        6,
    )
    assert bookkeeping.fold_days(NOON) == 0 and total() == before


def test_books_that_are_never_tidied_balance_too():
    for days in range(10):
        seen(READER, now=NOON + days * DAY)
    assert total(NOON + 10 * DAY) == 10
    assert bookkeeping.problems() == []


def test_a_late_view_of_a_day_still_open_is_in_the_total():
    seen(READER)
    bookkeeping.fold_days(NOON + DAY)
    seen(OTHER, now=NOON + 1)
    assert total(NOON + DAY) == 2


def test_books_that_were_tampered_with_are_found():
    bookkeeping.open_books(100, "Trang cũ")
    call_command("visits_check")
    Balance.objects.update(visits=99)
    with pytest.raises(CommandError, match="không khớp"):
        call_command("visits_check")


def test_views_of_pages_are_kept_by_month_after_400_days():
    for day in (date(2025, 1, 1), date(2025, 1, 5), date(2025, 1, 20), date(2026, 11, 1)):
        PageDay.objects.create(page=7, date=day, views=10)
    bookkeeping.fold_pages(NOON)
    assert dict(PageDay.objects.values_list("date", "views")) == {
        date(2025, 1, 1): 30,
        date(2026, 11, 1): 10,
    }
    bookkeeping.fold_pages(NOON)
    assert PageDay.objects.count() == 2


def test_tidying_can_be_repeated_at_any_time(capsys):
    seen(READER)
    for _time in range(2):
        call_command("visits_tidy")
    assert "khóa 0 ngày" in capsys.readouterr().out
    assert bookkeeping.problems() == []


def test_the_old_sites_total_is_written_once(capsys):
    call_command("visits_open", "--total", "2311602", "--note", "Số của trang cũ")
    assert total() == 2_311_602
    with pytest.raises(CommandError, match="Sổ đã mở"):
        call_command("visits_open", "--total", "5000000", "--note", "Lần nữa")
    assert total() == 2_311_602


@pytest.mark.parametrize("amount", ["-5", "0", "abc", "1.5", "2.311.602", "٣", "9" * 30])
def test_a_total_that_is_no_number_changes_nothing(amount):
    with pytest.raises(CommandError, match="không phải số lượt"):
        call_command("visits_open", f"--total={amount}", "--note", "Thử")
    assert not LedgerEntry.objects.exists()


def test_a_total_lower_than_what_is_shown_changes_nothing():
    for number in range(3):
        seen(READER, now=NOON + number * DAY)
    with pytest.raises(CommandError, match="nhiều hơn"):
        call_command("visits_open", "--total", "2", "--note", "Thử")
    assert not LedgerEntry.objects.exists()


def test_a_reason_is_asked_for():
    with pytest.raises(CommandError, match="lý do"):
        call_command("visits_open", "--total", "5", "--note", " ")


def test_keys_of_days_gone_by_are_deleted():
    from analytics.models import DayKey

    seen(READER, now=NOON)
    seen(READER, now=NOON + DAY)
    forgetting.forget_old(NOON + DAY)
    assert DayKey.objects.filter(day__lt=date(2026, 11, 23)).count() == 0
    assert DayKey.objects.filter(day=date(2026, 11, 24)).exists()
