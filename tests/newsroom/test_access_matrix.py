"""Nobody does or sees more than they may, at any address: one sweep, every rule held against it.

On SQLite; on PostgreSQL what is written: what is read does not depend on the database.
"""

import os

import pytest

from tests.newsroom import access_matrix

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]


@pytest.fixture(autouse=True)
def unrendered(settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, access_matrix.UNRENDERED]


@pytest.mark.postgresql
def test_no_address_writes_what_it_refuses():
    found = access_matrix.sweep(methods=["post"])
    assert len(found.rows) > 300
    assert found.failed == [], "answers of 500"
    assert found.changed == [], "refused, and done all the same"


@pytest.mark.sqlite
def test_every_address_answers_whom_it_concerns():
    found = access_matrix.sweep()
    assert found.failed == [], "answers of 500"
    assert found.named == [], "titles of hidden drafts"
    assert found.english == [], "words of another language"
    assert found.changed == [], "refused, and done all the same"
    if os.environ.get("WRITE_ACCESS_MATRIX"):
        access_matrix.EXPECTED.write_text("\n".join(found.table()) + "\n", encoding="utf-8")
    expected = access_matrix.EXPECTED.read_text(encoding="utf-8").splitlines()
    new = set(found.table()) - set(expected)
    gone = set(expected) - set(found.table())
    assert (new, gone) == (set(), set()), "addresses whose answers nobody has agreed to"
