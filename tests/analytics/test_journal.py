"""Views wait on disk while the database is away, and are applied exactly once after."""

import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DataError, InterfaceError, OperationalError

from analytics import (
    clock,
    counting,
    journal,
    logs,
    page_views,
    reading,
    recording,
    replaying,
    upserts,
)
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
        def fail(views, stay=None):
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
        recording.record(page_views.view_of(reader, None, now=noon + minutes * 60_000))
    outage.end()
    recording.record(page_views.view_of(reader, None, now=noon + 81 * 60_000))
    assert reading.current(noon).total == 3


def test_a_replay_killed_half_way_goes_on_where_it_stopped(outage, monkeypatch):
    monkeypatch.setattr(journal, "STEP", 1)
    outage.begin()
    for token in ("a" * 16, "b" * 16, "c" * 16):
        visit(reader=token)
    outage.end()
    applied = []

    def killed(views):
        if applied:
            raise KeyboardInterrupt
        applied.append(counting.add(views))

    with pytest.raises(KeyboardInterrupt):
        list(journal.replay(page_views.View.read, killed))
    assert journal.waits()
    assert replaying.replay() == 2
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
    # In the last hour of a day the reader is known under tomorrow's key too.
    assert set(json.loads(text)) - {"next_key"} == {
        "id", "key", "old_key", "network", "limit", "page", "kind", "now"
    }  # fmt: skip
    assert "203.0.113" not in text and TOKEN not in text and "KnownPhone" not in text


def test_two_replays_at_once_apply_nothing_twice(outage):
    outage.begin()
    visit(reader="a" * 16)
    outage.end()
    second = []

    def apply(views):
        second.append(list(journal.replay(page_views.View.read, None)))
        return counting.add(views)

    assert list(journal.replay(page_views.View.read, apply)) == [1]
    assert second == [[]]


def lines(*tables):
    """Let these lines wait in the journal: dicts, or text as it stands."""
    folder = settings.DATA_DIR / "visits"
    folder.mkdir(parents=True, exist_ok=True)
    texts = [table if isinstance(table, str) else json.dumps(table) for table in tables]
    (folder / "waiting.jsonl").write_text("\n".join(texts))


def line(number, **fields):
    table = {"key": number, "old_key": None, "network": 1, "limit": 1000, "page": None}
    return {"id": f"{number:032x}", **table, "kind": "view", "now": clock.now_ms(), **fields}


BROKEN = {
    "no JSON": '{"id": "12',
    "no object": "[1, 2]",
    "a field more": line(1, country="vn"),
    "a field less": {name: value for name, value in line(1).items() if name != "limit"},
    "no id": {name: value for name, value in line(1).items() if name != "id"},
    "a hash out of range": line(2**63),
    "text for a number": line(1, now="noon"),
    "a moment that is none": line(1, now=10**18),
    "a page out of range": line(1, page=2**63),
    "a negative page": line(1, page=-1),
    "an unknown kind": line(1, kind="like"),
    "nested without end": "[" * 2000,
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_line_that_cannot_be_read_is_set_aside_and_named_and_the_rest_is_counted(broken, caplog):
    lines(line(5), broken, line(6))
    assert visit(reader="a" * 16).numbers["total"] == 3
    text = broken if isinstance(broken, str) else json.dumps(broken)
    assert (settings.DATA_DIR / "visits" / "aside.jsonl").read_text().strip() == text
    assert "aside.jsonl" in caplog.text
    with pytest.raises(CommandError, match=r"aside\.jsonl"):
        call_command("visits_check")


def test_a_line_of_the_release_before_is_counted():
    lines(line(5, old_key=7))
    assert replaying.replay() == 1


def test_other_files_in_the_folder_are_left_alone():
    folder = settings.DATA_DIR / "visits"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("old.jsonl", "aside.jsonl"):
        (folder / name).write_text("kept\n")
    assert not journal.waits() and visit().status == 200
    call_command("visits_tidy", verbosity=0)
    assert (folder / "old.jsonl").read_text() == (folder / "aside.jsonl").read_text() == "kept\n"


@pytest.fixture
def refusing(monkeypatch):
    """Let the database refuse the view of the reader with the key 666, as one that is damaged."""
    add = upserts.add

    def refuse(cursor, days):
        if any(view.key == 666 for view in days):
            raise DataError("out of range")
        return add(cursor, days)

    monkeypatch.setattr(upserts, "add", refuse)


def test_a_waiting_view_that_cannot_be_applied_stops_none_behind_it(refusing):
    lines(line(5), line(666), line(6))
    assert visit(reader="a" * 16).numbers["total"] == 3
    assert not journal.waits() and journal.set_aside_count() == 1


def test_a_view_that_cannot_be_counted_stops_none_beside_it(refusing):
    views = [page_views.View(key, None, 1, 1000, None, "view", clock.now_ms()) for key in (5, 666)]
    assert recording._record_together(views, lambda: views).total == 1
    assert journal.set_aside_count() == 1


def test_a_full_journal_is_counted_before_anything_is_refused(outage, monkeypatch):
    outage.begin()
    for token in ("a" * 16, "b" * 16):
        visit(reader=token)
    monkeypatch.setattr(journal, "MAX_BYTES", 1)
    assert visit(reader="c" * 16).status == 503
    outage.end()
    answer = visit(reader="d" * 16)
    assert (answer.status, answer.numbers["total"]) == (200, 3)


def test_a_journal_that_does_not_shrink_is_named(outage):
    outage.begin()
    lines(line(5, now=clock.now_ms() - 3_600_000))
    with pytest.raises(CommandError, match="chờ trên đĩa"):
        call_command("visits_check")


def test_an_error_of_the_driver_is_no_error_of_ours(monkeypatch):
    """A thread that holds a dead connection: psycopg2 raises what is no DatabaseError."""

    def fail(views, stay=None):
        raise InterfaceError("connection already closed")

    add = counting.add
    monkeypatch.setattr(counting.connection, "close", lambda: None)
    monkeypatch.setattr(counting, "add", fail)
    assert visit(reader="a" * 16).status == 202
    monkeypatch.setattr(counting, "add", add)
    assert visit(reader="b" * 16).numbers["total"] == 2


def test_whatever_fails_inside_the_counter_is_logged_once_a_minute(monkeypatch, caplog):
    def fail(view):
        raise RuntimeError("unheard of")

    monkeypatch.setattr(recording, "record", fail)
    monkeypatch.setattr(logs, "_logged", {})
    assert [visit(reader="a" * 16).status for _time in range(3)] == [503] * 3
    assert len([record for record in caplog.records if record.exc_info]) == 1


def test_a_replay_lets_views_through_between_its_steps(monkeypatch):
    monkeypatch.setattr(journal, "STEP", 2)
    lines(*(line(number) for number in range(1, 8)))
    with monkeypatch.context() as patch:
        patch.setattr(replaying, "REPLAY_SECONDS", 0)
        assert [visit(reader=f"{number:016x}").status for number in range(3)] == [202] * 3
        assert reading.current().total == 6
    answer = visit(reader="a" * 16)
    assert (answer.status, answer.numbers["total"]) == (200, 11)
