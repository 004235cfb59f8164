"""The ledger: entries are bounded, corrected by others, and changed or deleted by no way."""

import threading

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction
from django.test import TransactionTestCase

from analytics import append_only, bookkeeping, reading, recording
from analytics.models import Balance, Day, LedgerEntry, PageDay

ADD = "/admin/snippets/analytics/ledgerentry/add/"


def total():
    recording.forget_shared()
    return reading.current().total


def entry(amount=2_311_602, **fields):
    return bookkeeping.open_books(amount, "Trang cũ", **fields)


WAYS = {
    "queryset": lambda one: LedgerEntry.objects.filter(pk=one.pk).delete(),
    "object": lambda one: one.delete(),
    "update": lambda one: LedgerEntry.objects.update(amount=1),
    "bulk_update": lambda one: LedgerEntry.objects.bulk_update([one], ["note"]),
    "raw delete": lambda one: raw("DELETE FROM analytics_ledgerentry"),
    "raw update": lambda one: raw("UPDATE analytics_ledgerentry SET amount = amount + 1"),
}


def raw(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_database_refuses_to_change_or_delete_an_entry(way):
    one = entry()
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        way(one)
    assert total() == 2_311_602


@pytest.mark.django_db
@pytest.mark.postgresql
def test_the_database_refuses_to_empty_the_table():
    entry()
    raw("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        raw("TRUNCATE analytics_ledgerentry CASCADE")
    assert total() == 2_311_602


@pytest.mark.django_db
def test_the_name_of_a_deleted_account_stays(admin_client, admin_user):
    User.objects.filter(pk=admin_user.pk).update(first_name="Lan", last_name="Trần")
    admin_client.post(ADD, {"amount": "500", "note": "Bù số"})
    User.objects.get(pk=admin_user.pk).delete()
    assert LedgerEntry.objects.get().made_by == "Lan Trần (admin)"


class TestMoving(TransactionTestCase):
    """A database that is emptied and filled again, as docs/van-hanh.md moves it."""

    def test_the_books_are_carried_to_another_database_by_its_commands(self):
        import tempfile
        from pathlib import Path

        entry()
        entry(500)
        with tempfile.TemporaryDirectory() as folder:
            dump = str(Path(folder) / "books.json")
            names = ["ledgerentry", "balance", "day"]
            call_command("dumpdata", *(f"analytics.{name}" for name in names), output=dump)
            call_command("flush", interactive=False, inhibit_post_migrate=True)
            assert not LedgerEntry.objects.exists() and append_only.is_enforced()
            call_command("loaddata", dump, verbosity=0)
        assert total() == 2_312_102
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            LedgerEntry.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize("amount", [2**63 - 1, 2**64, 10**16 + 1, -(10**16) - 1, 0, -5])
def test_an_amount_out_of_bounds_is_refused_with_a_sentence(amount, admin_client):
    response = admin_client.post(ADD, {"amount": str(amount), "note": "Thử"})
    assert response.status_code == 200
    form = response.context["form"]
    assert form.errors["amount"] and total() == 0
    with pytest.raises(ValidationError):
        entry(amount)


@pytest.mark.django_db
def test_the_sum_of_the_ledger_has_a_bound_too():
    for _time in range(10):
        entry(10**16)
    with pytest.raises(ValidationError, match="giới hạn"):
        entry(1)
    assert total() == 10**17


@pytest.mark.django_db
def test_a_reason_too_long_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="500"):
        call_command("visits_open", "--total", "5", "--note", "x" * 501)
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db
def test_a_wrong_entry_is_corrected_by_another_that_names_it(admin_client):
    wrong = entry(2_311_602_000)
    values = {"amount": "-2309290398", "corrects": wrong.pk, "note": "Thừa ba số 0"}
    response = admin_client.post(ADD, values, follow=True)
    page = response.content.decode()
    assert total() == 2_311_602
    assert "Tổng số giảm 2.309.290.398 lượt" in page
    assert "Thừa ba số 0" in page and "+2311602000: Trang cũ" in page
    assert list(bookkeeping._problems_of_the_books()) == []


@pytest.mark.django_db
def test_no_more_is_taken_back_than_was_given():
    wrong = entry(1000)
    entry(50)
    entry(-400, corrects=wrong)
    with pytest.raises(ValidationError, match="600"):
        entry(-601, corrects=wrong)
    with pytest.raises(ValidationError, match="chọn bút toán sai"):
        entry(-1)
    assert total() == 650


@pytest.mark.django_db
def test_repair_raises_what_is_too_low_says_so_and_lowers_nothing(capsys):
    Day.objects.create(date="2026-11-01", slot=Day.CLOSED, visits=10, started=10)
    Day.objects.create(date="2026-11-02", slot=0, visits=3, started=5)
    PageDay.objects.create(page=7, date="2026-11-02", views=-3)
    PageDay.objects.create(page=8, date="2026-11-02", views=3)
    Balance.objects.create(pk=1, visits=4)
    with connection.cursor() as cursor:
        for statement in append_only.DROP[connection.vendor]:
            cursor.execute(statement)
    call_command("visits_check", repair=True)
    assert "4 thành 10" in capsys.readouterr().out
    assert total() == 15 and append_only.is_enforced()
    assert dict(PageDay.objects.values_list("page", "views")) == {7: 0, 8: 3}
    Balance.objects.update(visits=99)
    with pytest.raises(CommandError, match="99"):
        call_command("visits_check", repair=True)
    assert Balance.objects.get().visits == 99


@pytest.mark.django_db(transaction=True)
def test_the_books_are_opened_once_by_however_many_at_once():
    accepted, refused = [], []
    start = threading.Barrier(5)

    def open_books():
        start.wait()
        try:
            call_command("visits_open", "--total", "2311602", "--note", "Trang cũ")
            accepted.append(1)
        except (CommandError, Error) as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=open_books) for _number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(accepted) == 1 and len(refused) == 4
    assert total() == 2_311_602
