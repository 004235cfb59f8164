"""A new release or a restart does not send the crowd to cold pages."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from analytics.models import PageDay
from analytics.queries import today
from page_cache.management.commands import make_most_read_pages
from tests.factories import ArticlePageFactory, the_home

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keep_pages")]


@pytest.fixture
def viewed():
    """Return a function: an article that was viewed so often today."""

    def viewed(views, on=None):
        article = ArticlePageFactory()
        PageDay.objects.create(page=article.pk, date=on or today(), views=views)
        return article

    return viewed


@pytest.fixture(autouse=True)
def one_connection():
    """Leave the connection of the test open, as Django's own client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def take_no_time(monkeypatch):
    monkeypatch.setattr(make_most_read_pages.time, "sleep", lambda seconds: None)


def read(client, page):
    url = urlsplit(page.full_url)
    return client.get(url.path, headers={"host": url.netloc}, secure=url.scheme == "https")


def test_what_is_read_most_is_there_for_the_first_reader(
    client, viewed, take_no_time, django_assert_num_queries, capsys
):
    article = viewed(9)
    call_command("make_most_read_pages")
    assert "2 trang" in capsys.readouterr().out
    for page in (the_home(), article):
        with django_assert_num_queries(0):
            assert read(client, page).status_code == 200


def test_front_pages_come_first_and_then_the_most_viewed(viewed, monkeypatch):
    few, many, long_ago = viewed(3), viewed(8), viewed(99, on=date(2026, 1, 1))
    hidden = viewed(50)
    hidden.unpublish()
    found = make_most_read_pages.most_read()
    assert found == [the_home().full_url, many.full_url, few.full_url]
    assert long_ago.full_url not in found
    monkeypatch.setattr(make_most_read_pages, "MOST", 2)
    assert make_most_read_pages.most_read() == [the_home().full_url, many.full_url]


def test_readers_come_first(viewed, monkeypatch):
    slept = []
    viewed(9)
    monkeypatch.setattr(make_most_read_pages.time, "sleep", slept.append)
    call_command("make_most_read_pages", verbosity=0)
    assert len(slept) == 2 and min(slept) > 0


def test_making_them_counts_nobody(viewed, take_no_time):
    article = viewed(9)
    call_command("make_most_read_pages", verbosity=0)
    assert PageDay.objects.get(page=article.pk).views == 9
