"""How many visits may begin in one network, and how often it may view a page: leaky buckets.

What comes at once fills a bucket, which empties at a rate that follows what the network usually
has. What does not fit is not lost: its reader is online, and is counted with a later sign of
life, when there is room. Whoever was counted before is never held up.

A row holds two levels, of visits that began and of readers who wait, and what is usual there
in ten minutes; the bucket of a page in a network is a row of its own. Rows are locked first, in
the order of their keys, and written once.
"""

from collections import defaultdict
from dataclasses import astuple, dataclass
from functools import cache
from hashlib import blake2b

from . import statements

WINDOW = statements.LIMIT_WINDOW
WINDOWS_A_DAY = 24 * 60 * statements.MINUTE // WINDOW
# Shares of the ceiling: an office of 200 that opens the page at once is 200.
BURST, LEAST_BURST = 1 / 4, 60
LEAST_RATE = 2 / 5
GROWTH = 5 / 4
MEMORY = 32
WAITING = 10
PAGE_RATE = 1 / 200


def burst(ceiling):
    """Return how many visits may begin at once where at most `ceiling` begin in ten minutes."""
    return max(ceiling * BURST, min(ceiling, LEAST_BURST))


def rate(ceiling, usual):
    """Return how many visits may begin in ten minutes where `usual` did."""
    return min(max(burst(ceiling) * LEAST_RATE, usual * GROWTH), ceiling)


@cache
def most_visits(ceiling):
    """Return the visits a day that one network can invent, if it does all it can.

    That is to fill the bucket all day, and to have all its readers come back every half hour:
    they are never held up, but leave no room for others.
    """
    usual = level = 0
    begun = []
    for window in range(WINDOWS_A_DAY):
        leaks = rate(ceiling, usual)
        known = begun[window - 3] if window >= 3 else 0
        begun.append(known + max(0, burst(ceiling) + leaks - level - known))
        level = max(0, level + begun[-1] - leaks)
        usual = _remembered(usual, begun[-1], 1)
    return round(sum(begun))


def most_views(ceiling):
    """Return the views a day that one network can add to one page."""
    return round(burst(ceiling) + WINDOWS_A_DAY * ceiling * PAGE_RATE)


def _remembered(usual, begun, windows):
    """Return what is usual after `windows` windows, in the first of which `begun` visits began."""
    return (usual * (MEMORY - 1) + begun) / MEMORY * ((MEMORY - 1) / MEMORY) ** (windows - 1)


@dataclass
class _Bucket:
    """A row: times in ms, levels and what is usual as numbers of visits, of readers or of views."""

    key: int
    at: int
    until: int
    level: float = 0.0
    waiting: float = 0.0
    usual: float = 0.0
    begun: float = 0.0
    since: int = 0

    def leak(self, now, per_window, waiting_per_window=0.0):
        """Let time pass up to `now`; a clock that goes back lets none pass."""
        windows = max(0, now - self.at) / WINDOW
        self.level = max(0.0, self.level - windows * per_window)
        self.waiting = max(0.0, self.waiting - windows * waiting_per_window)
        self.at = max(self.at, now)
        emptied = self.level / per_window * WINDOW if per_window else 0
        self.until = int(self.at + max(statements.READER_KEPT, emptied))

    def remember(self, now):
        """Close the ten minutes that are over."""
        windows = max(0, now - self.since) // WINDOW
        if windows:
            self.usual = _remembered(self.usual, self.begun, windows)
            self.begun, self.since = 0.0, self.since + windows * WINDOW


def admit(cursor, starting):
    """Return ({views that wait}, {views refused}) among `starting`, {view: its flags}.

    The flags are `was_known`, of a reader who was counted before, and `waits`, of one who was
    not when they came before. Those who wait have room too, ten times the ceiling.
    """
    networks = defaultdict(list)
    for view in starting:
        networks[view.network].append(view)
    held, refused = set(), set()
    buckets = _locked(cursor, {key: views[0].now for key, views in networks.items()})
    for bucket in buckets:
        for view in networks[bucket.key]:
            was_known, waits = starting[view]
            if not _begins(bucket, view, was_known):
                held.add(view)
                if not waits and not _has_place(bucket, view):
                    refused.add(view)
    _write(cursor, buckets)
    return held, refused


def _begins(bucket, view, was_known):
    bucket.remember(view.now)
    bucket.leak(view.now, rate(view.limit, bucket.usual), WAITING * view.limit)
    if not was_known and bucket.level + 1 > burst(view.limit):
        return False
    bucket.level += 1
    bucket.begun += 1
    return True


def _has_place(bucket, view):
    if bucket.waiting + 1 > WAITING * view.limit:
        return False
    bucket.waiting += 1
    return True


def too_often(cursor, viewed):
    """Return those of `viewed` (views of pages) that their network adds to a page too often."""
    pages = defaultdict(list)
    for view in viewed:
        pages[_key_of_page(view)].append(view)
    over = set()
    buckets = _locked(cursor, {key: views[0].now for key, views in pages.items()})
    for bucket in buckets:
        for view in pages[bucket.key]:
            bucket.leak(view.now, view.limit * PAGE_RATE)
            if bucket.level + 1 > burst(view.limit):
                over.add(view)
            else:
                bucket.level += 1
    _write(cursor, buckets)
    return over


def _key_of_page(view):
    """Return the key of a page in a network: as secret as the network's own."""
    digest = blake2b(b"%d %d" % (view.network, view.page), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _locked(cursor, moments):
    """Return the buckets of {key: a present moment}, locked in the order of their keys."""
    rows = [astuple(_Bucket(key, now, now, since=now)) for key, now in sorted(moments.items())]
    return [_Bucket(*row) for row in statements.run(cursor, statements.LOCK_NETWORKS, rows)]


def _write(cursor, buckets):
    rows = [astuple(bucket) for bucket in sorted(buckets, key=lambda bucket: bucket.key)]
    statements.run(cursor, statements.WRITE_NETWORKS, rows)
