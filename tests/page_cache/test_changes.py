"""A cache that was away, silent, or is older than the database brings back nothing."""

import socket
from contextlib import closing
from threading import Event

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import transaction

from page_cache import backends, changes, counts, pages
from page_cache.backends import RedisCache
from page_cache.models import Change
from tests.factories import ArticlePageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keep_pages")]


@pytest.fixture
def article():
    return ArticlePageFactory(title="Hội thao")


def test_what_was_counted_before_a_change_was_committed_is_counted_anew(committed):
    # Another reader asks meanwhile, and sees what was there before.
    with committed():
        counts.invalidate_counts()
        assert counts.cached_counts("bài", lambda: 1, bool) == 1
    assert counts.cached_counts("bài", lambda: 2, bool) == 2


def store():
    """Return what the cache of pages holds, which a test may put back as it was."""
    return caches["pages"]._cache


def put_back(kept):
    store().clear()
    store().update(kept)


def take_down(article, committed):
    with committed():
        article.unpublish()


def test_a_cache_that_was_away_does_not_bring_back_what_was_taken_down(client, article, committed):
    pages.invalidate_pages()
    assert client.get(article.url).status_code == 200
    kept = dict(store())
    take_down(article, committed)
    # As Redis is that stood still meanwhile, or was started from an older copy of itself.
    put_back(kept)
    pages.distrust_old_cache()
    assert client.get(article.url).status_code == 404


def test_what_was_counted_before_is_not_believed_either(article, committed):
    def count():
        return counts.cached_counts("Hội thao", lambda: next(numbers), lambda number: True)

    numbers = iter(range(9))
    pages.invalidate_pages()
    assert (count(), count()) == (0, 0)
    changes.record_change()
    pages.distrust_old_cache()
    assert count() == 1


@pytest.mark.parametrize("lost", [pages.GENERATION, pages.KNOWN_CHANGE])
def test_a_cache_that_lost_a_part_is_made_anew(lost, client, article, committed):
    client.get(article.url)
    take_down(article, committed)
    caches["pages"].delete(lost)
    pages.distrust_old_cache()
    assert client.get(article.url).status_code == 404


def test_a_cache_that_knows_the_last_change_is_believed(
    client, article, committed, django_assert_num_queries
):
    with committed():
        article.save_revision().publish()
    client.get(article.url)
    pages.distrust_old_cache()
    with django_assert_num_queries(0):
        client.get(article.url)


def test_a_change_that_could_not_be_written_is_not_known(article, committed, monkeypatch):
    def keep(cache, key, *value):
        if key != pages.GENERATION:
            backends.keep(cache, key, *value)

    monkeypatch.setattr(pages, "keep", keep)
    take_down(article, committed)
    assert caches["pages"].get(pages.KNOWN_CHANGE) != changes.last_change()


def test_changes_are_told_apart_whichever_is_committed_first():
    Change.objects.all().delete()
    later = Change.objects.create(pk=7, mark=3)
    seen = changes.last_change()
    Change.objects.create(pk=6, mark=5)
    assert changes.last_change() != seen and later.pk == 7


def test_what_is_rolled_back_is_no_change():
    before = changes.last_change()
    with transaction.atomic():
        changes.record_change()
        assert changes.last_change() != before
        transaction.set_rollback(True)
    assert changes.last_change() == before


def test_few_changes_are_left(monkeypatch):
    monkeypatch.setattr(changes, "KEPT", 5)
    for _time in range(23):
        changes.record_change()
    assert Change.objects.count() < 2 * changes.KEPT


def test_kept_pages_are_dropped_by_a_command(client, article, committed, django_assert_num_queries):
    client.get(article.url)
    with committed():
        call_command("drop_kept_pages", verbosity=0)
    with pytest.raises(pytest.fail.Exception), django_assert_num_queries(0):
        client.get(article.url)


@pytest.fixture
def looked(monkeypatch, settings):
    """Have kept pages held against the database on every request; return when that was done."""
    looked = []
    monkeypatch.setattr(pages, "_checked_at", None)
    settings.KEPT_PAGES_CHECKED_SECONDS = 0
    monkeypatch.setattr(pages, "distrust_old_cache", lambda: looked.append("once"))
    return looked


def test_the_database_is_asked_at_most_once_in_a_while(client, article, looked, settings):
    client.get(article.url)
    client.get(article.url)
    assert len(looked) == 2
    settings.KEPT_PAGES_CHECKED_SECONDS = 3600
    client.get(article.url)
    assert len(looked) == 2


def test_a_silent_database_holds_one_thread_and_no_reader(client, article, looked, monkeypatch):
    client.get(article.url)
    answered = Event()
    monkeypatch.setattr(
        pages, "distrust_old_cache", lambda: (looked.append("silent"), answered.wait(60))
    )
    for _reader in range(3):
        assert client.get(article.url).status_code == 200
    assert looked.count("silent") == 1
    answered.set()
    assert pages._checking.acquire(timeout=60)
    pages._checking.release()


def test_an_error_of_the_database_is_borne(client, article, looked, monkeypatch):
    monkeypatch.setattr(pages, "distrust_old_cache", lambda: 1 / 0)
    for _reader in range(2):
        assert client.get(article.url).status_code == 200
    assert not pages._checking.locked()


def test_a_process_that_can_begin_no_thread_answers_and_looks_later(
    client, article, looked, monkeypatch
):
    def start(thread):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as exhausted:
        exhausted.setattr(pages.Thread, "start", start)
        assert client.get(article.url).status_code == 200
    assert client.get(article.url).status_code == 200
    assert looked == ["once"]


@pytest.fixture
def silent_redis(monkeypatch):
    """Return (a cache on a server that takes connections and says nothing, its socket)."""
    monkeypatch.setattr(RedisCache, "_away_until", 0)
    monkeypatch.setattr(backends, "AWAY", 3600)
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.settimeout(0.1)
        waits = {"SOCKET_CONNECT_TIMEOUT": 0.05, "SOCKET_TIMEOUT": 0.05}
        address = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        yield RedisCache(address, {"OPTIONS": waits}), server


def connections(server):
    """Return how many connections `server` was asked for and has not taken yet."""
    taken = []
    with pytest.raises(TimeoutError):
        while True:
            taken.append(server.accept()[0])
    for each in taken:
        each.close()
    return len(taken)


def test_a_silent_redis_is_waited_for_once(silent_redis, monkeypatch):
    cache, server = silent_redis
    assert cache.get("a", "nothing") == "nothing"
    asked = connections(server)
    assert asked > 0
    assert cache.get_many(["a", "b"]) == {} and cache.has_key("a") is False
    assert cache.set("a", 1) is None and cache.add("a", 1) is None
    assert cache.get_or_set("a", 1) == 1
    assert (cache.set_many({"a": 1}), cache.touch("a"), cache.incr("a")) == ([], False, None)
    assert (cache.delete("a"), cache.delete_many(["a"]), cache.clear()) == (False, 0, None)
    assert connections(server) == 0
    monkeypatch.setattr(RedisCache, "_away_until", 0)
    assert cache.get("a", "nothing") == "nothing"
    assert connections(server) == asked
