"""A database that is full when its tables change keeps every number and every name."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from analytics import append_only, bookkeeping, clock, reading
from analytics.models import LedgerEntry, PageDay, Reader, RecentView

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE_CLOSED_DAYS = ("analytics", "0002_visit_counter")


@pytest.fixture
def today():
    return clock.local_time(clock.now_ms()).date()


@pytest.fixture
def old(request):
    """Return the models of the counter as they were when the balance held the ledger too."""
    request.addfinalizer(lambda: call_command("migrate", verbosity=0))
    with connection.cursor() as cursor:
        for statement in append_only.DROP[connection.vendor]:
            cursor.execute(statement)
    executor = MigrationExecutor(connection)
    executor.migrate([BEFORE_CLOSED_DAYS])
    apps = executor.loader.project_state([BEFORE_CLOSED_DAYS]).apps
    return lambda name: apps.get_model("analytics", name).objects


def test_numbers_and_names_outlive_the_upgrade(old, today):
    lan = User.objects.create_user("lan", first_name="Lan", last_name="Trần")
    old("LedgerEntry").create(amount=2_311_602, note="Trang cũ", made_by_id=lan.pk)
    old("LedgerEntry").create(amount=1_000, note="Bản in")
    through = today - timedelta(days=40)
    for days, slot, visits in ((60, 0, 500), (41, 0, 70), (40, 0, 30), (39, 0, 8), (0, 3, 5)):
        day = today - timedelta(days=days)
        old("Day").create(date=day, slot=slot, visits=visits, started=visits)
    # Came after its day was folded.
    old("Day").create(date=through, slot=2, visits=4, started=4)
    old("Balance").create(pk=1, through=through, visits=2_312_602 + 600)
    old("PageDay").create(page=7, date=through, views=9)
    now = clock.now_ms()
    old("Reader").create(key=1, seen=now, day=today, started=True, counted=True)
    old("RecentView").create(reader=1, page=7, viewed=now, fresh=True)

    call_command("migrate", verbosity=0)

    counts = reading.current()
    assert counts.total == 2_312_602 + 600 + 8 + 5 + 4
    assert (counts.online, counts.today) == (1, 5)
    assert bookkeeping.problems() == [] and append_only.is_enforced()
    assert list(LedgerEntry.objects.order_by("pk").values_list("amount", "made_by")) == [
        (2_311_602, "Lan Trần (lan)"),
        (1_000, ""),
    ]
    assert list(PageDay.objects.values_list("page", "date", "views")) == [(7, through, 9)]
    reader = Reader.objects.get()
    assert (reader.began, reader.first_day) == (reader.seen, today)
    assert not RecentView.objects.exists()
