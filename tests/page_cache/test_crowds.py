"""Readers who arrive at a cold page at once have it rendered once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.http import HttpResponse

from page_cache import pages
from page_cache.dependencies import Recording
from page_cache.pages import PageCacheMiddleware

pytestmark = pytest.mark.usefixtures("keep_pages")
CROWD = 8
# Of a page that asks for nothing.
NOTHING = Recording().dependencies()


@pytest.fixture(autouse=True)
def no_database(monkeypatch):
    """Have pages depend on nothing: the crowd's threads know no database."""
    monkeypatch.setattr(pages, "record", lambda make: (make(), NOTHING))
    monkeypatch.setattr(pages, "depend_on_common", lambda request: None)


@pytest.fixture
def crowd(rf):
    """Return a function that has a crowd ask at once for what `make()` makes: their answers.

    The first one's page takes until all of them are there.
    """

    def ask(make, address="/"):
        all_there, made, arrived = Barrier(CROWD), [], Event()

        def get_response(request):
            made.append(request)
            arrived.wait(0.5)
            return make()

        middleware = PageCacheMiddleware(get_response)

        def reader(_number):
            all_there.wait(30)
            return middleware(rf.get(address))

        with ThreadPoolExecutor(CROWD) as readers:
            return list(readers.map(reader, range(CROWD))), len(made)

    return ask


def test_a_cold_page_is_rendered_once_for_a_crowd(crowd):
    answers, made = crowd(lambda: HttpResponse("Trang chủ"))
    assert {answer.content for answer in answers} == {b"Trang ch\xe1\xbb\xa7"}
    assert made == 1


def test_nobody_waits_once_the_page_is_there(crowd, monkeypatch):
    begun = []

    class Noted(pages.Rendering):
        def __init__(self):
            super().__init__()
            begun.append(self)

    monkeypatch.setattr(pages, "Rendering", Noted)
    crowd(lambda: HttpResponse("Trang chủ"))
    (rendered,) = [each for each in begun if each.page]
    assert rendered.is_done.is_set()


def test_a_crowd_is_one_reader_also_where_nothing_can_be_kept(crowd, monkeypatch):
    monkeypatch.setattr(pages, "keep", lambda *arguments: None)
    answers, made = crowd(lambda: HttpResponse("Trang chủ"))
    assert made == 1 and {answer.status_code for answer in answers} == {200}


def test_what_is_not_kept_is_rendered_for_each(crowd):
    answers, made = crowd(lambda: HttpResponse("Không có", status=404))
    assert {answer.status_code for answer in answers} == {404}
    assert made == CROWD


def test_a_page_that_fails_fails_for_those_who_asked_and_for_nobody_after(crowd, rf):
    with pytest.raises(ZeroDivisionError):
        crowd(lambda: 1 / 0)
    assert pages._being_rendered == {}
    answer = PageCacheMiddleware(lambda request: HttpResponse("Lại được"))(rf.get("/"))
    assert answer.content.decode() == "Lại được"


def test_nobody_waits_longer_than_that(crowd, monkeypatch):
    monkeypatch.setattr(pages, "LONGEST_WAIT", 0)
    answers, made = crowd(lambda: HttpResponse("Trang chủ"))
    assert made == CROWD and {answer.status_code for answer in answers} == {200}
