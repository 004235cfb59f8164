"""Views around midnight: each belongs to the day and key of its own moment, in any order."""

from collections import Counter
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from analytics import (
    bookkeeping,
    clock,
    counting,
    daily_keys,
    journal,
    page_views,
    reading,
    recording,
    replaying,
)
from analytics.models import Day, PageDay
from analytics.readers import Identity
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")
READERS = 16
SECOND, MINUTE = 1000, 60_000


def identity(*name):
    return Identity(repr(name).encode(), b"network", has_token=True)


def midnight_of(day):
    return int(datetime(day.year, day.month, day.day, tzinfo=OFFICE).timestamp() * 1000)


def batches(views):
    """Yield `views` in lists as they meet in one commit: no two of one reader."""
    some, taken = [], set()
    for view in views:
        if not taken.isdisjoint(view.keys):
            yield some
            some, taken = [], set()
        some.append(view)
        taken.update(view.keys)
    yield some


class Oracle:
    """What the definitions say of readers who come twice within seconds."""

    def __init__(self):
        self.visits, self.started, self.viewed = Counter(), Counter(), Counter()

    def take(self, views_of_one_reader):
        days = sorted(clock.local_time(view.now).date() for view in views_of_one_reader)
        self.visits.update(set(days))
        self.started[days[0]] += 1
        self.viewed[days[0]] += 1


def kept(field):
    sums = Counter()
    for day, number in Day.objects.values_list("date", field):
        sums[day] += number
    return +sums


def assert_right(oracle, now):
    assert kept("visits") == oracle.visits
    assert kept("started") == +oracle.started
    views = Counter({row.date: row.views for row in PageDay.objects.all()})
    assert +views == oracle.viewed
    recording.forget_shared()
    assert reading.current(now).total == sum(oracle.started.values())
    assert list(bookkeeping._problems_of_the_books()) == []


@pytest.mark.parametrize("seed", range(4))
def test_readers_who_click_twice_around_midnight_are_counted_right(seed):
    """250 midnights a seed: views in any order, in batches of any size, some by the journal."""
    random, page, oracle = Random(seed), ArticlePageFactory().pk, Oracle()
    settle = Random(seed)
    for night in range(250):
        day = date(2026, 1, 1) + timedelta(days=night + 1)
        midnight = midnight_of(day)
        views = []
        for reader in range(READERS):
            moments = [midnight + random.randint(-20, 20) for _click in range(2)]
            both = [
                page_views.view_of(identity(night, reader), page, now=moment) for moment in moments
            ]
            oracle.take(both)
            views += both
        random.shuffle(views)
        while views:
            some = [views.pop() for _view in range(min(len(views), settle.randint(1, 16)))]
            if settle.random() < 0.1:
                journal.append(some)
                assert replaying.replay() == len(some)
            else:
                for batch in batches(some):
                    counting.apply(batch)
    assert_right(oracle, midnight)


def clicks(order):
    """Return the totals after views at these seconds from midnight, applied in this order."""
    midnight = midnight_of(date(2026, 11, 23))
    for seconds in order:
        counting.apply([page_views.view_of(identity("one"), None, now=midnight + seconds * SECOND)])
    recording.forget_shared()
    return kept("visits"), kept("started")


BEFORE, AFTER = date(2026, 11, 22), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("order", "visits", "started"),
    [
        ((-2, 2), {BEFORE: 1, AFTER: 1}, {BEFORE: 1}),
        # The last moment at which a visit of yesterday goes on.
        ((-1, 1799), {BEFORE: 1, AFTER: 1}, {BEFORE: 1}),
        # Two servers whose clocks differ by seconds; a view that waited in a journal.
        ((2, -2), {BEFORE: 1, AFTER: 1}, {BEFORE: 1}),
        ((900, -800), {BEFORE: 1, AFTER: 1}, {BEFORE: 1}),
        ((-800, 900, 1900, -1700), {BEFORE: 1, AFTER: 1}, {BEFORE: 1}),
        # The clock went back ten minutes, and forward again.
        ((60, -540, -500, 120, 2000), {BEFORE: 1, AFTER: 2}, {BEFORE: 1, AFTER: 1}),
    ],
)
def test_views_that_come_in_another_order_are_counted_the_same(order, visits, started):
    assert clicks(order) == (visits, started)


def test_a_sign_of_life_after_midnight_goes_on_with_the_visit():
    midnight = midnight_of(AFTER)
    counting.apply([page_views.view_of(identity("one"), None, now=midnight - SECOND)])
    for moment in (midnight + SECOND, midnight - 500):
        counting.apply([page_views.view_of(identity("one"), None, "alive", now=moment)])
    assert kept("visits") == {BEFORE: 1, AFTER: 1} and kept("started") == {BEFORE: 1}


def test_a_readers_two_keys_are_never_in_one_commit():
    midnight = midnight_of(AFTER)
    early, late = (
        page_views.view_of(identity("one"), None, now=midnight + shift) for shift in (-1, 1)
    )
    assert early.key != late.key and not set(early.keys).isdisjoint(late.keys)


def test_a_view_of_midday_has_one_key():
    assert len(page_views.view_of(identity("one"), None, now=midnight_of(AFTER) + 10**7).keys) == 1


def test_keys_are_made_for_a_week_ahead():
    from analytics.models import DayKey

    daily_keys.load(BEFORE)
    assert DayKey.objects.count() == 8
    DayKey.objects.all().delete()
    daily_keys.forget_known()
    # From the copy on this machine, as when the database is away.
    daily_keys.keyed_hash(b"reader", BEFORE + timedelta(days=7))
    assert not DayKey.objects.exists()
