"""Views that arrive together are committed together, and each thread gets its answer."""

from threading import Event, Thread

import pytest

from analytics.batches import Together


class Bench:
    """A `Together` whose first run waits until the test lets it go on."""

    def __init__(self, work=sorted):
        self.runs, self.entered, self.go_on = [], Event(), Event()
        self.work, self.results, self.threads = work, {}, []
        self.together = Together(self._run, key=lambda value: value % 100)

    def _run(self, values):
        self.runs.append(values)
        self.entered.set()
        assert self.go_on.wait(10)
        return self.work(values)

    def bring(self, value):
        def bring():
            try:
                self.results[value] = self.together.run(value)
            except ValueError as error:
                self.results[value] = error

        self.threads.append(Thread(target=bring, daemon=True))
        self.threads[-1].start()

    def finish(self):
        self.go_on.set()
        for thread in self.threads:
            thread.join(10)
            assert not thread.is_alive()


def bring_first_and_then(bench, *values):
    bench.bring(1)
    assert bench.entered.wait(10)
    for position, value in enumerate(values, 1):
        bench.bring(value)
        while len(bench.together._waiting) < position:
            pass
    bench.finish()


def test_what_arrives_during_a_commit_shares_the_next_one():
    bench = Bench()
    bring_first_and_then(bench, 2, 3, 4)
    assert bench.runs == [[1], [2, 3, 4]]
    assert bench.results[1] == [1] and bench.results[3] == [2, 3, 4]


def test_two_views_of_one_reader_are_never_in_one_commit():
    bench = Bench()
    bring_first_and_then(bench, 2, 102, 3, 202)
    assert bench.runs == [[1], [2, 3], [102], [202]]


def test_an_error_reaches_everyone_it_concerns_and_nobody_else():
    def refuse_two(values):
        if 2 in values:
            raise ValueError("two")
        return values

    bench = Bench(refuse_two)
    bring_first_and_then(bench, 2, 3, 102)
    assert isinstance(bench.results[2], ValueError) and isinstance(bench.results[3], ValueError)
    assert bench.results[1] == [1] and bench.results[102] == [102]


@pytest.mark.parametrize("threads", [1, 30])
def test_every_value_is_worked_on_exactly_once(threads):
    bench = Bench()
    bench.go_on.set()
    for value in range(threads):
        bench.bring(value)
    bench.finish()
    assert sorted(value for run in bench.runs for value in run) == list(range(threads))
