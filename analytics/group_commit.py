"""Work that arrives together is done together: one durable commit for all that wait.

A commit that survives a power cut waits for the disk; while one thread of the process does,
the others' items gather, and the next commit takes them all. The threads that bring items wait
for a bounded time: whatever holds up the work holds up one thread, which serves no pages.
"""

import logging
import time
from contextlib import ExitStack, nullcontext
from queue import Empty, SimpleQueue
from threading import Lock, Thread

logger = logging.getLogger(__name__)

# Seconds. A healthy commit takes milliseconds; every view is answered within a second.
SLOW, PATIENCE, CLOSING = 0.4, 0.6, 0.1
STUCK = 3
IDLE = 2
# A quarter of the threads that `serve` and the service give each process.
MAY_WAIT = 4
THREAD = "visits"


class TooSlow(Exception):
    """The work is held up: whoever brought the value has to do something else with it."""


class _Item:
    """A value that a thread brings; `wake` is held until it is done."""

    __slots__ = ("closed", "error", "left", "result", "value", "wake")

    def __init__(self, value):
        self.value = value
        self.result = self.error = None
        self.left = self.closed = False
        self.wake = Lock()
        self.wake.acquire()


class GroupCommit:
    """Runs ``work(values, stay)`` for the values that threads bring at the same time.

    The values of one run have none of their ``keys(value)`` in common; their threads share its
    result or its error. The work calls ``stay()`` before it is final: it returns the values whose
    threads still wait, none of which may give up from then on. ``turn()`` is a context manager,
    entered before a run: while one process has its turn, the values of the others gather.
    ``idle()`` is called when nothing waits, again if it returned true, and every two seconds;
    ``cut()`` when a value is brought while a run has lasted for three.

    Until `start` is called the work is done by whoever brings a value, alone.
    """

    def __init__(self, work, keys, turn=nullcontext, idle=lambda: None, cut=lambda: None):
        self._work, self._keys, self._turn = work, keys, turn
        self._idle, self._cut = idle, cut
        self._mutex, self._inside, self._began = Lock(), 0, None
        self._is_ill = False
        self._queue, self._kept_back = SimpleQueue(), []
        self._thread = None
        self._is_threaded = False

    def start(self):
        """From now on work in a thread of its own, which begins with the first value."""
        self._is_threaded = True

    def run(self, value):
        """Return what `work` returned for the values among which `value` was.

        Raises what it raised, or `TooSlow` within a second.
        """
        if not self._is_threaded:
            return self._work([value], lambda: [value])
        item = _Item(value)
        self._enter()
        try:
            self._queue.put(item)
            if not item.wake.acquire(timeout=SLOW):
                self._wait_longer(item)
        finally:
            with self._mutex:
                self._inside -= 1
        if item.error is not None:
            raise item.error
        return item.result

    def _enter(self):
        """Take a place among those who wait, or raise `TooSlow` if they are enough."""
        lasted = self._lasted()
        is_ill = self._is_ill or lasted > SLOW
        with self._mutex:
            may_wait = lasted <= PATIENCE and not (is_ill and self._inside >= MAY_WAIT)
            self._inside += may_wait
            if self._thread is None:
                self._thread = Thread(target=self._live, name=THREAD, daemon=True)
                self._thread.start()
        if lasted > STUCK:
            self._cut()
        if not may_wait:
            raise TooSlow

    def _lasted(self):
        """Return for how many seconds the present run has been going on."""
        began = self._began
        return 0 if began is None else time.monotonic() - began

    def _wait_longer(self, item):
        """Wait on, if few do; raise `TooSlow` once the item is out of the work."""
        if self._inside > MAY_WAIT and self._leave(item):
            raise TooSlow
        if item.wake.acquire(timeout=PATIENCE - SLOW):
            return
        if self._leave(item) or not item.wake.acquire(timeout=CLOSING):
            raise TooSlow

    def _leave(self, item):
        """Give up on `item`; return False if it is too late for that."""
        with self._mutex:
            item.left = not item.closed
            return item.left

    def _live(self):
        """Work for ever: whatever fails is logged, and the next values are taken."""
        step = self._idle
        while True:
            try:
                goes_on = self._timed(step) or step == self._lead
            except Exception:
                logger.exception("The visit counter failed; it goes on")
                goes_on = False
                time.sleep(SLOW)
            step = self._next_step(0 if goes_on else IDLE)

    def _next_step(self, patience):
        """Wait for a value, and return what is to be done then."""
        if not self._kept_back:
            try:
                self._kept_back.append(self._queue.get(patience > 0, patience))
            except Empty:
                return self._idle
        return self._lead

    def _timed(self, work):
        """Do `work`; if it takes long, few may wait for the next, until one is quick again."""
        self._began = time.monotonic()
        try:
            return work()
        finally:
            self._is_ill = self._lasted() > SLOW
            self._began = None

    def _lead(self):
        """Run the work for all that wait."""
        with ExitStack() as stack:
            try:
                stack.enter_context(self._turn())
            except OSError:
                # The turn makes commits fewer and larger; the work can be done without.
                logger.warning("Views are counted out of turn", exc_info=True)
            items = self._take()
            self._run(items)
        for item in items:
            item.wake.release()

    def _take(self):
        """Return the items that wait, the oldest of each key; later ones of a key wait on."""
        waiting, self._kept_back = self._kept_back, []
        while True:
            try:
                waiting.append(self._queue.get_nowait())
            except Empty:
                break
        items, taken = [], set()
        with self._mutex:
            for item in waiting:
                if item.left:
                    continue
                keys = self._keys(item.value)
                if taken.isdisjoint(keys):
                    items.append(item)
                else:
                    self._kept_back.append(item)
                taken.update(keys)
        return items

    def _run(self, items):
        def stay():
            with self._mutex:
                staying = [item for item in items if not item.left]
                for item in staying:
                    item.closed = True
            return [item.value for item in staying]

        result = error = None
        try:
            if items:
                result = self._work([item.value for item in items], stay)
        except Exception as raised:
            error = raised
        for item in items:
            item.result, item.error = result, error
