"""Readers are forgotten in time, never by a clock that jumped, and never before a replay."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError

from analytics import (
    bookkeeping,
    clock,
    counting,
    daily_keys,
    forgetting,
    journal,
    page_views,
    reading,
    replaying,
)
from analytics.models import Day, DayKey, Machine, Reader
from tests.analytics.test_counting import MINUTE, NOON, OTHER, READER, at, seen

pytestmark = pytest.mark.django_db

HOUR, DAY = 60 * MINUTE, 24 * 60 * MINUTE
# Half an hour before noon, as a machine that lost its database at eleven.
ELEVEN = NOON - HOUR


def another_machine(applied, published):
    Machine.objects.create(id="other", applied=applied, published=published, since=0)


def test_readers_are_not_forgotten_while_views_of_their_time_wait_here():
    seen(now=ELEVEN)
    journal.append([page_views.view_of(READER, None, now=ELEVEN + 20 * MINUTE)])
    forgetting.forget_old(NOON)
    assert Reader.objects.count() == 1
    replaying.replay()
    assert reading.current(NOON).total == 1
    forgetting.forget_old(NOON)
    assert not Reader.objects.exists()


def test_readers_are_not_forgotten_while_another_machine_may_still_bring_views():
    another_machine(ELEVEN, published=ELEVEN)
    seen(now=ELEVEN)
    forgetting.forget_old(NOON)
    assert Reader.objects.count() == 1
    Machine.objects.filter(id="other").update(applied=NOON, published=NOON)
    forgetting.forget_old(NOON)
    assert not Reader.objects.exists()


def test_a_machine_that_is_gone_is_waited_for_no_longer_than_a_quarter_of_an_hour():
    another_machine(ELEVEN, published=ELEVEN)
    seen(now=ELEVEN)
    for minutes in range(0, 21, 5):
        forgetting.forget_old(NOON + minutes * MINUTE)
    assert not Reader.objects.exists()


def test_hours_of_waiting_views_are_the_same_visits_whoever_tidies_meanwhile(monkeypatch):
    """A reader who comes every 20 minutes for six hours: one visit, with pruning at every step."""
    monkeypatch.setattr(journal, "STEP", 1)
    moments = [NOON + minutes * MINUTE for minutes in range(0, 360, 20)]
    for reader in (READER, OTHER):
        journal.append([page_views.view_of(reader, None, now=moment) for moment in moments])
    for _step in journal.replay(page_views.View.read, counting.apply_in_order):
        forgetting.forget_old(NOON + 8 * HOUR)
    assert reading.current(moments[-1]).total == 2


@pytest.fixture
def jump(monkeypatch):
    """Return a function that lets the system's clock jump by some ms, or time go on."""
    state = {"wall": NOON, "steady": 10**9}
    monkeypatch.setattr(clock.time, "time_ns", lambda: state["wall"] * 1_000_000)
    monkeypatch.setattr(clock, "_steady_ms", lambda: state["steady"])

    def move(jumped=0, passed=0):
        state["wall"] += jumped + passed
        state["steady"] += passed
        return clock.now_ms()

    move()
    return move


@pytest.mark.parametrize("jumped", [30 * DAY, -30 * DAY, 61 * MINUTE, -61 * MINUTE])
def test_a_jump_of_the_clock_is_believed_only_when_it_stays(jump, jumped, caplog):
    assert jump(jumped, passed=MINUTE) == NOON + MINUTE
    assert "jumped" in caplog.text
    assert jump(passed=13 * MINUTE) == NOON + 14 * MINUTE
    assert jump(passed=2 * MINUTE) == NOON + 16 * MINUTE + jumped


def test_a_jump_that_does_not_stay_is_as_if_it_had_not_been(jump):
    jump(30 * DAY, passed=MINUTE)
    assert jump(-30 * DAY, passed=MINUTE) == NOON + 2 * MINUTE
    assert jump(passed=HOUR) == NOON + 62 * MINUTE


def test_a_small_correction_is_followed_at_once(jump):
    assert jump(10 * MINUTE) == NOON + 10 * MINUTE
    assert jump(-10 * MINUTE) == NOON


def tidy_anew():
    """Tidy as the timer does: in a process that knows nothing of the time before."""
    clock.forget_believed()
    bookkeeping.tidy()


def test_nobody_is_forgotten_by_a_clock_that_is_ahead_for_a_minute(jump, capsys):
    tidy_anew()
    seen(now=NOON)
    jump(30 * DAY)
    for _minute in range(2):
        jump(passed=MINUTE)
        tidy_anew()
    call_command("visits_check")
    assert "Đồng hồ" in capsys.readouterr().out
    jump(-30 * DAY)
    seen(now=NOON + 3 * MINUTE)
    assert Reader.objects.count() == 1
    assert reading.current(NOON + 3 * MINUTE).total == 1
    seen(OTHER, now=NOON + DAY)
    assert reading.current(NOON + DAY).total == 2


def test_a_quiet_night_is_forgotten_by_the_timer_alone(jump):
    seen(now=NOON)
    for _run in range(20):
        jump(passed=10 * MINUTE)
        tidy_anew()
    assert not Reader.objects.exists()


def test_days_under_a_wrong_clock_reach_the_total():
    for moment in (NOON, NOON - 9 * DAY, NOON + 30 * DAY):
        seen(READER, now=moment)
        bookkeeping.fold_days(NOON + 30 * DAY)
    assert reading.current(NOON).total == 3
    assert list(bookkeeping._problems_of_the_books()) == []


def test_no_day_is_closed_before_the_newest_that_has_visits():
    seen(now=NOON)
    assert bookkeeping.fold_days(NOON + 30 * DAY) == 0
    assert not Day.objects.filter(slot=Day.CLOSED).exists()


YESTERDAY, TODAY = date(2026, 11, 22), date(2026, 11, 23)


def copied(day):
    return daily_keys._read_copy().get(day)


def test_yesterdays_key_leaves_the_disk_also_while_the_database_is_away(monkeypatch):
    seen(now=NOON)
    assert copied(YESTERDAY)

    def fail(*values):
        raise OperationalError("away")

    monkeypatch.setattr(forgetting.statements, "LAST_SEEN", "SELECT nothing")
    with pytest.raises(Exception, match="nothing"):
        forgetting.forget_if_settled(at("2026-11-23 00:36:00"))
    assert not copied(YESTERDAY) and copied(TODAY)


def test_tidying_first_after_midnight_leaves_the_keys_of_the_week_in_the_copy():
    seen(now=NOON)
    # As in a process that has counted nothing.
    daily_keys.forget_known()
    forgetting.forget_old(at("2026-11-23 00:36:00"))
    assert not copied(YESTERDAY) and copied(TODAY)
    assert DayKey.objects.earliest("day").day == TODAY
    DayKey.objects.all().delete()
    daily_keys.forget_known()
    assert page_views.view_of(READER, None, now=at("2026-11-23 08:00:00")).key


def test_the_copy_is_written_by_many_at_once(monkeypatch):
    from concurrent.futures import ThreadPoolExecutor

    known = {YESTERDAY + timedelta(days=ahead): bytes(32) for ahead in range(8)}
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(daily_keys._write_copy, [known] * 100))
    assert daily_keys._read_copy() == known
    assert [path.name for path in (settings.DATA_DIR / "visits").glob("keys*")] == ["keys.json"]


def test_a_copy_that_cannot_be_written_stops_no_view(monkeypatch):
    def fail(*values, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(daily_keys.tempfile, "mkstemp", fail)
    assert seen().total == 1
