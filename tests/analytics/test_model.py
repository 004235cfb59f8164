"""Random histories, counted by the database and by a plain reading of the definitions."""

from collections import Counter
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from analytics import bookkeeping, counting, page_views, reading
from analytics.models import Day, PageDay
from analytics.readers import Identity
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")
SECOND, MINUTE = 1000, 60_000
# Around every threshold: the retry, the pulse, the visit's end, the end of a reader's row.
GAPS = (0, 1, 9_999, 10_000, 10_001, 4 * MINUTE, 29 * MINUTE, 30 * MINUTE, 30 * MINUTE + 1)
GAPS += (31 * MINUTE, 34 * MINUTE, 35 * MINUTE, 36 * MINUTE, 3 * 60 * MINUTE)


class Model:
    """The definitions, word for word, with unlimited memory and no database."""

    def __init__(self):
        self.seen, self.days_of, self.viewed = {}, {}, {}
        self.visits, self.views, self.total = Counter(), Counter(), 0

    def take(self, reader, page, kind, now):
        day = datetime.fromtimestamp(now / 1000, OFFICE).date()
        running = reader in self.seen and now - self.seen[reader] <= 30 * MINUTE
        if kind == "alive" and not running:
            return
        if not running:
            self.total += 1
            self.days_of[reader] = set()
        if day not in self.days_of[reader]:
            self.days_of[reader].add(day)
            self.visits[day] += 1
        self.seen[reader] = now
        if kind == "view" and page is not None:
            last = self.viewed.get((reader, page))
            if last is None or now - last >= 10 * SECOND:
                self.viewed[reader, page] = now
                self.views[page, day] += 1


def history(seed, pages):
    """Yield random requests of four readers, through two midnights."""
    random = Random(seed)
    now = int(datetime(2026, 12, 30, 22, 0, tzinfo=OFFICE).timestamp() * 1000)
    end = now + int(timedelta(hours=30).total_seconds() * 1000)
    while now < end:
        kind = random.choices(("view", "alive"), (3, 1))[0]
        yield random.randrange(4), random.choice(pages), kind, now
        now += random.choice(GAPS) // random.choice((1, 1, 2, 4))


@pytest.mark.parametrize("seed", range(25))
def test_the_database_agrees_with_the_definitions_to_the_last_count(seed, monkeypatch):
    # Forget old rows before every request, as if each came a minute after the last.
    monkeypatch.setattr(counting, "PRUNE_EVERY_SECONDS", 0)
    pages = [ArticlePageFactory().pk, ArticlePageFactory().pk, None]
    model = Model()
    for reader, page, kind, now in history(seed, pages):
        identity = Identity(b"token\0%d" % reader, b"network", has_token=True)
        counting.apply([page_views.view_of(identity, page, kind, now)])
        model.take(reader, page, kind, now)
    assert visits_by_day() == model.visits
    views = {(row.page, row.date): row.views for row in PageDay.objects.all()}
    assert views == dict(model.views)
    assert reading.current(now).total == model.total
    assert bookkeeping.problems() == []


def visits_by_day():
    days = Counter()
    for date, visits in Day.objects.values_list("date", "visits"):
        days[date] += visits
    return days
