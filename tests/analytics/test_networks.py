"""A burst of invented readers is slowed, and holds up nobody who was there before."""

import itertools
from datetime import timedelta

import pytest
from django.db.models import Sum

from analytics import counting, forgetting, networks, page_views, reading, recording
from analytics.models import Day, Network, PageDay, Reader
from analytics.readers import Identity
from tests.analytics.test_counting import MINUTE, NOON, SECOND, at
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db

NETWORK, OTHER_NETWORK = b"network\0one", b"network\0other"
HOUR, DAY = 60 * MINUTE, 24 * 60 * MINUTE
numbers_ = itertools.count()


def someone(network=NETWORK, has_token=True):
    return Identity(b"token\0%d" % next(numbers_), network, has_token)


def seen(*readers, now=NOON, page=None, kind="view"):
    """Have `readers` seen at `now`; return the numbers then."""
    views = [page_views.view_of(reader, page, kind, now) for reader in readers]
    recording.forget_shared()
    return counting.apply(views)


@pytest.fixture
def limited(settings):
    """Return a function that sets both ceilings."""

    def limit(ceiling):
        settings.VISIT_LIMITS = {"token": ceiling, "no_token": ceiling}
        return ceiling

    return limit


@pytest.mark.parametrize("invented", [1_000, 5_000])
def test_after_a_burst_of_invented_readers_honest_ones_are_counted(invented):
    for tenth in range(10):
        seen(*(someone() for _ in range(invented // 10)), now=NOON + tenth * 300)
    burst = networks.burst(1_000)
    assert reading.current(NOON + 3 * SECOND).today == burst
    for number in range(20):
        now = NOON + 10 * SECOND + number * 30 * SECOND
        assert seen(someone(), now=now).today == burst + number + 1


def test_who_is_held_up_is_online_at_once_and_counted_with_a_later_sign_of_life():
    full = seen(*(someone() for _ in range(1_000)))
    honest = [someone() for _ in range(20)]
    answer = seen(*honest, now=NOON + 4 * SECOND)
    assert (answer.online, answer.today) == (full.online + 20, full.today)
    answer = seen(*honest, kind="alive", now=NOON + 4 * MINUTE)
    assert answer.today == answer.total == full.today + 20
    assert seen(*honest, now=NOON + 5 * MINUTE).today == answer.today


def test_200_colleagues_behind_one_address_are_200():
    page = ArticlePageFactory().pk
    assert seen(*(someone() for _ in range(200)), page=page).today == 200
    assert PageDay.objects.get(page=page).views == 200


def test_60_readers_without_a_number_are_60():
    assert seen(*(someone(has_token=False) for _ in range(60))).today == 60


def test_who_was_counted_before_is_never_held_up(limited):
    limited(8)
    friends = [someone() for _ in range(8)]
    seen(*friends)
    seen(*(someone() for _ in range(100)), now=NOON + 31 * MINUTE)
    before = reading.current(NOON + 31 * MINUTE).today
    assert seen(*friends, now=NOON + 31 * MINUTE).today == before + 8


def test_a_further_view_of_a_counted_reader_is_counted_in_a_full_network(limited):
    limited(8)
    page, friend = ArticlePageFactory().pk, someone()
    seen(friend)
    seen(*(someone() for _ in range(100)))
    seen(friend, page=page, now=NOON + MINUTE)
    assert PageDay.objects.get(page=page).views == 1


def test_another_network_has_a_bucket_of_its_own(limited):
    limited(1)
    seen(someone(), someone())
    assert seen(someone(OTHER_NETWORK), someone(OTHER_NETWORK)).today == 2


def test_what_is_held_up_is_told_to_staff_once(limited):
    limited(8)
    crowd = [someone() for _ in range(20)]
    for second in range(3):
        seen(*crowd, now=NOON + second * SECOND)
    assert Day.objects.aggregate(held=Sum("over_limit"))["held"] == 12


def test_invented_readers_leave_few_rows_behind(limited):
    limited(10)
    for second in range(50):
        seen(*(someone() for _ in range(10)), now=NOON + second)
    assert Reader.objects.count() == 10 + networks.WAITING * 10


def test_who_waits_over_midnight_is_counted_once_on_the_day_they_are(limited):
    limited(10)
    late = at("2026-11-22 23:59:58")
    seen(*(someone() for _ in range(10)), now=late)
    waiting = someone()
    assert seen(waiting, now=late + SECOND).total == 10
    after = seen(waiting, now=late + 5 * SECOND)
    assert (after.today, after.total) == (1, 11)
    assert seen(waiting, now=late + MINUTE) == after
    days = Day.objects.values_list("date").annotate(Sum("started")).order_by("date")
    assert [started for _date, started in days] == [10, 1]


def test_a_view_that_comes_late_moves_nothing_of_a_reader_who_waits(limited):
    limited(10)
    midnight = at("2026-11-23 00:00:00")
    seen(*(someone() for _ in range(10)), now=midnight)
    waiting = someone()
    seen(waiting, now=midnight + SECOND)
    seen(someone(), now=midnight + 10 * MINUTE)
    assert seen(waiting, now=midnight - SECOND).total == 12
    days = Day.objects.values_list("date").annotate(Sum("started"), Sum("visits")).order_by("date")
    assert [sums for _date, *sums in days] == [[1, 1], [11, 11]]


def test_a_clock_that_goes_back_empties_no_bucket(limited):
    limited(10)
    seen(*(someone() for _ in range(10)))
    seen(someone(), now=NOON - HOUR)
    assert seen(someone(), now=NOON + SECOND).today == 10


def test_networks_are_forgotten_after_35_minutes_and_full_ones_when_they_are_empty():
    page = ArticlePageFactory().pk
    seen(someone(), page=page)
    seen(*(someone(OTHER_NETWORK) for _ in range(200)), page=page)
    forgetting.forget_old(NOON + 35 * MINUTE + 1)
    assert Network.objects.count() == 1
    forgetting.forget_old(NOON + DAY)
    assert not Network.objects.exists()


@pytest.mark.parametrize("returns", [False, True], ids=["new ones", "the same ones too"])
@pytest.mark.parametrize("ceiling", [8, 100])
def test_one_network_invents_no_more_in_a_day_than_is_said(limited, ceiling, returns):
    """More new readers than fit, all day; those who came 31 minutes ago come back."""
    bound = networks.most_visits(limited(ceiling))
    start, step = at("2026-11-22 00:00:00"), 31 * MINUTE // 3
    crowds = []
    for now in range(start, start + DAY, step):
        crowd = [someone() for _ in range(ceiling)]
        if returns and len(crowds) >= 3:
            crowd = [*crowds[-3][: 3 * ceiling], *crowd]
        total = seen(*crowd, now=now).total
        crowds.append(crowd)
    assert bound * 0.5 < total <= bound < 144 * ceiling


@pytest.mark.parametrize(("ceiling", "visits"), [(1_000, 27_000), (60, 6_500)])
def test_the_bound_is_what_the_page_says(ceiling, visits):
    assert networks.most_visits(ceiling) == pytest.approx(visits, rel=0.02)


def test_the_rate_follows_what_the_network_usually_has():
    quiet, busy = networks.rate(1_000, 0), networks.rate(1_000, 400)
    assert quiet == 100 and busy == 500
    assert networks.rate(1_000, 10_000) == 1_000


def test_one_network_adds_no_more_views_to_a_page_than_is_said(limited):
    ceiling = limited(100)
    page, other = ArticlePageFactory().pk, ArticlePageFactory().pk
    readers = [someone() for _ in range(10)]
    start = at("2026-11-22 00:00:00")
    for now in range(start, start + DAY - MINUTE, 2 * MINUTE):
        seen(*readers, page=page, now=now)
    views = PageDay.objects.get(page=page).views
    assert networks.most_views(ceiling) - 2 <= views <= networks.most_views(ceiling)
    seen(*readers, page=other, now=start + DAY - MINUTE)
    assert PageDay.objects.get(page=other).views == 10


def test_views_of_others_are_added_to_a_page_that_one_network_drives(limited):
    limited(10)
    page, readers = ArticlePageFactory().pk, [someone() for _ in range(10)]
    for minute in range(20):
        seen(*readers, page=page, now=NOON + minute * MINUTE)
    views = PageDay.objects.get(page=page).views
    seen(someone(OTHER_NETWORK), page=page, now=NOON + 20 * MINUTE)
    assert PageDay.objects.get(page=page).views == views + 1


def test_a_day_of_invented_readers_is_not_kept_longer_than_their_key():
    start = at("2026-11-22 23:00:00")
    seen(*(someone() for _ in range(1_000)), now=start)
    forgetting.forget_old(start + timedelta(hours=3) // timedelta(milliseconds=1))
    assert not Network.objects.exists() and not Reader.objects.exists()
