"""Views wait on disk while the database is away, and are applied exactly once after."""

import json

import pytest
from django.conf import settings
from django.db import OperationalError

from analytics import counting, journal
from analytics.models import AppliedView
from analytics.readers import Identity
from tests.analytics.test_endpoint import TOKEN, visit

pytestmark = pytest.mark.django_db


class Outage:
    """While it lasts, every attempt to count fails as if the database were locked."""

    def __init__(self, monkeypatch):
        self.monkeypatch, self.add = monkeypatch, counting.add
        # The connection of the test's own transaction must stay open.
        monkeypatch.setattr(counting.connection, "close", lambda: None)

    def begin(self):
        def fail(views):
            raise OperationalError("database is locked")

        self.monkeypatch.setattr(counting, "add", fail)

    def end(self):
        self.monkeypatch.setattr(counting, "add", self.add)


@pytest.fixture
def outage(monkeypatch):
    return Outage(monkeypatch)


def test_a_view_during_an_outage_is_answered_202_with_the_last_known_numbers(outage):
    visit(reader="a" * 16)
    outage.begin()
    answer = visit(reader="b" * 16)
    assert answer.status == 202
    assert answer.numbers == {"online": 1, "today": 1, "total": 1}


def test_what_waited_is_counted_when_the_database_is_back(outage):
    outage.begin()
    for token in ("a" * 16, "b" * 16, "a" * 16):
        assert visit(reader=token).status == 202
    outage.end()
    answer = visit(reader="c" * 16)
    assert answer.status == 200
    assert answer.numbers["today"] == answer.numbers["total"] == 3
    assert not journal.waits() and not AppliedView.objects.exists()


def test_visits_of_an_outage_keep_their_own_times(outage):
    reader = Identity(b"token\0a", b"", has_token=True)
    noon = 1_795_000_000_000
    outage.begin()
    for minutes in (0, 40, 80):
        counting.record(counting.view_of(reader, None, now=noon + minutes * 60_000))
    outage.end()
    counting.record(counting.view_of(reader, None, now=noon + 81 * 60_000))
    assert counting.current(noon).total == 3


def test_a_replay_killed_half_way_goes_on_where_it_stopped(outage):
    outage.begin()
    for token in ("a" * 16, "b" * 16, "c" * 16):
        visit(reader=token)
    outage.end()
    applied = []

    def killed(table):
        if applied:
            raise KeyboardInterrupt
        applied.append(counting.add([counting.View(**table)]))

    with pytest.raises(KeyboardInterrupt):
        journal.replay(killed)
    assert journal.waits()
    assert journal.replay(lambda table: counting.add([counting.View(**table)])) == 2
    assert visit(reader="d" * 16).numbers["total"] == 4


def test_a_line_cut_off_by_a_power_failure_is_left_out(outage):
    outage.begin()
    visit(reader="a" * 16)
    with open(settings.DATA_DIR / "visits" / "waiting.jsonl", "a") as file:
        file.write('\n{"id":"123","key":5')
    outage.end()
    assert visit(reader="b" * 16).numbers["total"] == 2


def test_the_journal_holds_no_address_no_token_and_no_user_agent(outage):
    outage.begin()
    visit(REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="Mozilla/5.0 Chrome/130 KnownPhone")
    text = (settings.DATA_DIR / "visits" / "waiting.jsonl").read_text()
    assert set(json.loads(text)) == {
        "id", "key", "old_key", "network", "limit", "page", "kind", "now"
    }  # fmt: skip
    assert "203.0.113" not in text and TOKEN not in text and "KnownPhone" not in text


def test_a_full_journal_is_refused_and_no_error_of_ours(outage, monkeypatch):
    outage.begin()
    visit(reader="a" * 16)
    visit(reader="b" * 16)
    # The waiting file was set aside by the attempt to count it; the next one grows.
    visit(reader="c" * 16)
    monkeypatch.setattr(journal, "MAX_BYTES", 1)
    assert visit(reader="d" * 16).status == 503


def test_two_replays_at_once_apply_nothing_twice(outage):
    outage.begin()
    visit(reader="a" * 16)
    outage.end()
    second = []

    def apply(table):
        second.append(journal.replay(lambda table: None))
        return counting.add([counting.View(**table)])

    assert journal.replay(apply) == 1
    assert second == [None]
