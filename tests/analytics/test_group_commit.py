"""Views that arrive together are committed together, and each thread gets its answer in time."""

import time
from threading import Event, Thread

import pytest

from analytics import group_commit
from analytics.group_commit import GroupCommit, TooSlow


class Bench:
    """A `GroupCommit` whose first run waits until the test lets it go on."""

    def __init__(self, work=lambda values, stay: sorted(values), **parts):
        self.runs, self.entered, self.go_on = [], Event(), Event()
        self.work, self.results, self.threads = work, {}, []
        self.together = GroupCommit(self._run, lambda value: [value % 100], **parts)
        self.together.start()

    def _run(self, values, stay):
        self.runs.append(values)
        self.entered.set()
        assert self.go_on.wait(10)
        return self.work(values, stay)

    def bring(self, value):
        def bring():
            began = time.monotonic()
            try:
                self.results[value] = self.together.run(value)
            except (ValueError, TooSlow) as error:
                self.results[value] = error
            self.slowest = max(getattr(self, "slowest", 0), time.monotonic() - began)

        self.threads.append(Thread(target=bring, daemon=True))
        self.threads[-1].start()

    def bring_first_and_then(self, *values):
        self.bring(1)
        assert self.entered.wait(10)
        for position, value in enumerate(values, 1):
            self.bring(value)
            while self.together._queue.qsize() < position:
                pass

    def finish(self):
        self.go_on.set()
        self.wait()

    def wait(self):
        for thread in self.threads:
            thread.join(10)
            assert not thread.is_alive()


@pytest.fixture
def patience(monkeypatch):
    """Let nobody lose patience while a test arranges what arrives when."""
    monkeypatch.setattr(group_commit, "SLOW", 5)
    monkeypatch.setattr(group_commit, "PATIENCE", 9)


def test_what_arrives_during_a_commit_shares_the_next_one(patience):
    bench = Bench()
    bench.bring_first_and_then(2, 3, 4)
    bench.finish()
    assert [sorted(run) for run in bench.runs] == [[1], [2, 3, 4]]
    assert bench.results[1] == [1] and bench.results[3] == [2, 3, 4]


def test_two_views_of_one_reader_are_never_in_one_commit(patience):
    bench = Bench()
    bench.bring_first_and_then(2, 102, 3, 202)
    bench.finish()
    assert sorted(bench.runs[1]) == [2, 3]
    assert bench.runs[2:] == [[102], [202]]


def test_an_error_reaches_everyone_it_concerns_and_nobody_else(patience):
    def refuse_two(values, stay):
        if 2 in values:
            raise ValueError("two")
        return values

    bench = Bench(refuse_two)
    bench.bring_first_and_then(2, 3, 102)
    bench.finish()
    assert isinstance(bench.results[2], ValueError) and isinstance(bench.results[3], ValueError)
    assert bench.results[1] == [1] and bench.results[102] == [102]


@pytest.mark.parametrize("threads", [1, 30])
def test_every_value_is_worked_on_exactly_once(threads):
    bench = Bench()
    bench.go_on.set()
    for value in range(threads):
        bench.bring(value)
    bench.wait()
    assert sorted(value for run in bench.runs for value in run) == list(range(threads))


def test_a_commit_that_hangs_holds_a_quarter_of_the_threads_and_none_for_a_second():
    bench = Bench()
    for value in range(16):
        bench.bring(value)
    assert bench.entered.wait(10)
    waiting = []
    for _look in range(30):
        time.sleep(0.02)
        waiting.append(bench.together._inside)
    assert waiting[-1] <= group_commit.MAY_WAIT
    bench.wait()
    assert all(isinstance(result, TooSlow) for result in bench.results.values())
    assert len(bench.results) == 16 and bench.slowest < 5
    # Once it is known to hang nobody waits for it at all.
    with pytest.raises(TooSlow):
        bench.together._enter()
    bench.finish()


def test_who_gave_up_is_neither_worked_on_nor_stays(patience, monkeypatch):
    stayed = []

    def work(values, stay):
        stayed.append(stay())
        return values

    bench = Bench(work)
    bench.bring(1)
    assert bench.entered.wait(10)
    monkeypatch.setattr(group_commit, "SLOW", 0.05)
    monkeypatch.setattr(group_commit, "PATIENCE", 0.1)
    bench.bring(2)
    bench.threads[1].join(5)
    bench.finish()
    assert isinstance(bench.results[2], TooSlow)
    assert stayed == [[1]] and bench.runs == [[1]]


def test_a_turn_that_fails_stops_nothing():
    def turn():
        raise OSError(24, "Too many open files")

    together = GroupCommit(lambda values, stay: values, lambda value: [value], turn=turn)
    together.start()
    assert [together.run(value) for value in (1, 2, 3)] == [[1], [2], [3]]


def test_a_run_that_has_hung_for_seconds_is_cut_off(monkeypatch):
    monkeypatch.setattr(group_commit, "STUCK", 0.1)
    cut = Event()
    bench = Bench(cut=cut.set)
    for value in (1, 2):
        bench.bring(value)
        bench.wait()
    assert cut.is_set()
    bench.finish()
