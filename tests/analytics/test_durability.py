"""A database that is set to lose what it saved in a power cut is named."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def careless_database(django_db_blocker, transactional_db):
    """Set the database, or this connection, to answer before anything is on the disk."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=NORMAL")
        yield "synchronous"
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
        return
    name = connection.ops.quote_name(connection.settings_dict["NAME"])
    set_database(f"ALTER DATABASE {name} SET synchronous_commit = off")
    yield "synchronous_commit"
    set_database(f"ALTER DATABASE {name} RESET synchronous_commit")


def set_database(statement):
    """Run `statement`, and begin a new session, which is set so."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def test_a_careless_database_is_named_by_health_and_check(careless_database, client):
    response = client.get("/healthz/")
    assert response.status_code == 200
    assert response.json() == {"status": "degraded", "failing": [careless_database]}
    with pytest.raises(CommandError, match=f"đặt {careless_database} = off"):
        call_command("visits_check")


@pytest.mark.postgresql
def test_what_the_counter_sets_for_itself_hides_nothing(careless_database, client):
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
    assert client.get("/healthz/").json()["status"] == "degraded"


def test_a_database_as_it_should_be_is_well(client):
    assert client.get("/healthz/").json()["status"] == "ok"
    call_command("visits_check")
