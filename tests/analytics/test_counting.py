"""The definitions of view, visit, today, total and online, as the database keeps them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from analytics import counting, page_views, recording
from analytics.bookkeeping import open_books
from analytics.models import Day, LedgerEntry, PageDay, Reader, RecentView
from analytics.readers import Identity
from analytics.reading import Counts, current
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")
READER = Identity(b"token\0aaaaaaaaaaaaaaaa", b"network\0", has_token=True)
OTHER = Identity(b"token\0bbbbbbbbbbbbbbbb", b"network\0", has_token=True)


def at(text):
    """Return milliseconds since 1970 of an office time like "2026-11-22 08:00:00"."""
    return int(datetime.fromisoformat(text).replace(tzinfo=OFFICE).timestamp() * 1000)


NOON = at("2026-11-22 12:00:00")
SECOND, MINUTE = 1000, 60_000


def seen(reader=READER, page=None, kind="view", now=NOON):
    recording.forget_shared()
    return counting.apply([page_views.view_of(reader, page, kind, now)])


def test_a_readers_first_view_is_a_visit():
    assert seen() == Counts(online=1, today=1, total=1)


def test_reloading_is_no_new_visit():
    seen()
    assert seen(now=NOON + 30 * MINUTE) == Counts(online=1, today=1, total=1)


def test_a_view_after_more_than_thirty_minutes_is_a_new_visit():
    seen()
    assert seen(now=NOON + 30 * MINUTE + 1).today == 2


def test_a_sign_of_life_keeps_a_visit_going():
    seen()
    seen(kind="alive", now=NOON + 20 * MINUTE)
    assert seen(now=NOON + 45 * MINUTE).today == 1


def test_a_sign_of_life_never_starts_a_visit():
    assert seen(kind="alive") == Counts(online=0, today=0, total=0)
    seen()
    seen(kind="alive", now=NOON + 40 * MINUTE)
    assert seen(now=NOON + 41 * MINUTE).today == 2


def test_two_readers_are_two():
    seen(READER)
    assert seen(OTHER) == Counts(online=2, today=2, total=2)


def test_online_are_the_readers_of_the_last_five_minutes():
    seen(READER)
    seen(OTHER, now=NOON + 4 * MINUTE)
    recording.forget_shared()
    assert current(NOON + 5 * MINUTE).online == 1
    recording.forget_shared()
    assert current(NOON + 10 * MINUTE).online == 0


def test_a_visit_across_midnight_is_today_on_both_days_and_once_in_total():
    seen(now=at("2026-11-22 23:59:50"))
    after = seen(now=at("2026-11-23 00:00:10"))
    assert after == Counts(online=1, today=1, total=1)
    recording.forget_shared()
    assert current(at("2026-11-22 23:59:59")).today == 1


def test_the_same_page_seen_again_across_midnight_is_one_view():
    page = ArticlePageFactory().pk
    seen(page=page, now=at("2026-11-22 23:59:55"))
    seen(page=page, now=at("2026-11-23 00:00:01"))
    assert PageDay.objects.get().views == 1


def test_a_reader_after_half_past_midnight_is_not_known_from_yesterday():
    seen(now=at("2026-11-22 23:50:00"))
    assert seen(now=at("2026-11-23 00:40:00")) == Counts(online=1, today=1, total=2)


def test_a_clock_set_back_and_forward_adds_nothing_twice():
    seen()
    seen(now=NOON - 10 * MINUTE)
    assert seen(now=NOON + MINUTE).total == 1


def test_a_view_of_the_same_page_within_ten_seconds_is_one_view():
    first, second = ArticlePageFactory().pk, ArticlePageFactory().pk
    seen(page=first)
    seen(page=second, now=NOON + 3 * SECOND)
    seen(page=first, now=NOON + 6 * SECOND)
    seen(page=first, now=NOON + 10 * SECOND)
    views = dict(PageDay.objects.values_list("page", "views"))
    assert views == {first: 2, second: 1}


def test_views_of_pages_that_are_not_published_are_kept_nowhere():
    draft = ArticlePageFactory(live=False).pk
    for page in (draft, 2**62, None):
        seen(page=page)
    assert not PageDay.objects.exists() and not RecentView.objects.exists()
    assert current(NOON).today == 1


def test_the_opening_balance_is_added_to_the_total():
    open_books(2_311_602, "Trang cũ")
    assert seen().total == 2_311_603
    assert LedgerEntry.objects.get().note == "Trang cũ"


def test_totals_beyond_the_numbers_of_small_machines_stay_exact():
    open_books(2**53, "Thử")
    assert seen().total == 2**53 + 1


def test_a_ledger_entry_cannot_be_changed():
    entry = open_books(1, "Thử")
    entry.amount = 5
    with pytest.raises(Exception, match="không sửa được"):
        entry.save()


def test_readers_are_forgotten_35_minutes_after_their_last_sign_of_life():
    page = ArticlePageFactory().pk
    seen(READER, page)
    seen(OTHER, page, now=NOON + 35 * MINUTE + 1)
    assert Reader.objects.count() == 1
    assert RecentView.objects.count() == 1


def test_only_a_keyed_number_stands_for_a_reader_and_differs_every_day():
    seen(now=NOON)
    seen(now=NOON + 24 * 60 * MINUTE)
    keys = {reader.key for reader in Reader.objects.all()}
    days = Day.objects.values_list("date", flat=True)
    assert len(set(days)) == 2
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert not any(str(value).encode() in READER.person for value in keys)


def test_a_reader_who_was_just_counted_sees_themselves_online():
    recording.forget_shared()
    assert current(NOON).online == 0
    assert counting.apply([page_views.view_of(READER, None, now=NOON)]).online == 1


def test_reading_counts_nothing():
    seen()
    recording.forget_shared()
    assert current(NOON) == current(NOON) == Counts(online=1, today=1, total=1)
