"""Work that arrives together is done together: one durable commit for all that wait.

A commit that survives a power cut waits for the disk; while one thread of the process does,
the others' items gather, and the next commit takes them all.
"""

from contextlib import nullcontext
from threading import Lock


class _Item:
    """A value that a thread brings; `wake` is held until it is done, or may lead the next run."""

    def __init__(self, value):
        self.value = value
        self.result = self.error = None
        self.done = False
        self.wake = Lock()
        self.wake.acquire()


class Together:
    """Runs ``work(values)`` for the values that threads bring at the same time.

    All values of one run differ in ``key(value)``; their threads share its result or its error.
    ``turn()`` is a context manager, entered before the values of a run are taken: while one
    process has its turn, the values of the others gather.
    """

    def __init__(self, work, key, turn=nullcontext):
        self._work, self._key, self._turn = work, key, turn
        self._mutex, self._waiting, self._led = Lock(), [], False

    def run(self, value):
        """Return what `work` returned for the values among which `value` was."""
        item = _Item(value)
        with self._mutex:
            self._waiting.append(item)
            leads, self._led = not self._led, True
        if not leads:
            item.wake.acquire()
        if not item.done:
            self._lead()
        if item.error is not None:
            raise item.error
        return item.result

    def _lead(self):
        """Run the work for all that wait, then let one of those who came meanwhile lead."""
        with self._turn():
            items = self._take()
            self._run(items)
        with self._mutex:
            self._led = bool(self._waiting)
            successors = self._waiting[:1]
        for item in [*items, *successors]:
            item.wake.release()

    def _take(self):
        """Return the items that wait, the oldest of each key; later ones of a key wait on."""
        taken, left = {}, []
        with self._mutex:
            for item in self._waiting:
                if taken.setdefault(self._key(item.value), item) is not item:
                    left.append(item)
            self._waiting = left
        return list(taken.values())

    def _run(self, items):
        result = error = None
        try:
            result = self._work([item.value for item in items])
        except Exception as raised:
            error = raised
        for item in items:
            item.result, item.error, item.done = result, error, True
