"""What is made depends on all that it was told, by whatever way."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from analytics.models import PageDay
from articles.models import Notice, Topic
from page_cache import counts, dependencies
from page_cache.dependencies import (
    Recording,
    depend_on,
    end_at,
    file_exists,
    hold,
    record,
    without_recording,
)
from page_cache.fragments import cached_fragment
from tests.factories import ArticlePageFactory, TopicFactory

pytestmark = pytest.mark.django_db


def topics():
    return list(Topic.objects.values_list("name", flat=True))


def test_it_holds_until_an_answer_is_another_one():
    made, known = record(topics)
    assert made == [] and hold(known, "một")
    TopicFactory()
    assert hold(known, "một") and not hold(known, "hai")


def test_what_was_asked_in_a_generation_is_not_asked_again(django_assert_num_queries):
    known = [record(topics)[1] for _page in range(2)]
    hold(known[0], "ba")
    asked = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dependencies, "_answer", lambda question: asked.append(question))
        hold(known[1], "ba")
    assert asked == []


def test_answers_are_remembered_up_to_a_number(monkeypatch):
    monkeypatch.setattr(dependencies, "REMEMBERED", 3)
    for number in range(10):
        hold(record(lambda number=number: Topic.objects.filter(pk=number).first())[1], "bốn")
    assert len(dependencies._remembered) <= 3


def test_a_part_hands_on_what_it_depends_on(rf):
    request = rf.get("/")
    request.generation = "năm"
    cached_fragment(request, "phần", topics)
    for _page in range(2):
        _made, known = record(lambda: cached_fragment(request, "phần", topics))
        TopicFactory()
        assert not hold(known, Topic.objects.count())


def test_a_part_is_made_anew_only_for_a_change_of_its_own(rf):
    request, made = rf.get("/"), []

    def make():
        made.append(1)
        return topics()

    for generation, expected in (("sáu", 1), ("bảy", 1)):
        request.generation = generation
        cached_fragment(request, "phần khác", make)
        assert len(made) == expected
    ArticlePageFactory()
    request.generation = "tám"
    cached_fragment(request, "phần khác", make)
    assert len(made) == 1
    TopicFactory()
    request.generation = "chín"
    assert cached_fragment(request, "phần khác", make) == ["Tháng Công nhân"]


def test_a_count_from_the_cache_hands_on_what_it_depends_on():
    def counted():
        return counts.cached_counts("số dòng sự kiện", Topic.objects.count, lambda count: True)

    # Known without its dependencies first, as a page that is not kept asks for it.
    counted()
    for _page in range(2):
        made, known = record(counted)
        assert made == 0 and hold(known, "mười")
    Topic.objects.bulk_create([TopicFactory.build(slug="a")])
    assert not hold(known, "mười một")


def test_an_upload_that_comes_or_goes_is_an_answer_too():
    made, known = record(lambda: file_exists("chia-se/thu.jpg"))
    assert made is False and hold(known, "mười hai")
    default_storage.save("chia-se/thu.jpg", ContentFile(b"x"))
    try:
        assert not hold(known, "mười ba")
    finally:
        default_storage.delete("chia-se/thu.jpg")


def test_what_changes_by_time_alone_has_an_end():
    _made, known = record(lambda: end_at(timezone.now() + timedelta(hours=1)))
    assert hold(known, "mười bốn")
    _made, known = record(lambda: end_at(timezone.now() - timedelta(seconds=1)))
    assert not hold(known, "mười bốn")


def test_numbers_of_visits_are_shown_as_they_lately_were(monkeypatch):
    _made, known = record(PageDay.objects.count)
    PageDay.objects.bulk_create([PageDay(page=1, date=date(2026, 11, 29), views=3)])
    assert hold(known, "mười lăm")
    monkeypatch.setattr(dependencies, "LATE", -1)
    assert not hold(record(PageDay.objects.count)[1], "mười lăm")


def test_what_no_reader_may_see_is_not_kept(caplog):
    made, known = record(Notice.objects.count)
    assert (made, known) == (0, None) and "articles_notice" in caplog.text


def test_what_is_made_of_such_a_part_is_not_kept_either():
    assert record(lambda: record(Notice.objects.count)[0]) == (0, None)


def test_what_changes_while_it_is_made_is_not_kept():
    def make():
        found = topics()
        # As if another transaction began, of somebody who asks for nothing.
        transaction.on_commit(lambda: None)
        Redirect.objects.bulk_create([Redirect(old_path=f"/cu-{Redirect.objects.count()}")])
        return found

    assert record(make) == ([], None)
    assert record(lambda: record(make)[0])[1] is None


def test_a_part_that_fails_leaves_no_page_to_be_kept():
    def fail():
        raise DatabaseError("away")

    def make():
        with pytest.raises(DatabaseError):
            record(fail)

    assert record(make) == (None, None)


def test_a_database_that_is_away_keeps_nothing_and_stops_nothing(monkeypatch):
    def away(*question):
        raise DatabaseError("away")

    monkeypatch.setattr(dependencies, "_rows", away)
    assert record(topics) == ([], None)
    monkeypatch.setattr(dependencies, "settled_change", away)
    assert record(lambda: 1) == (1, None)


def test_what_is_asked_elsewhere_is_not_asked_twice():
    _made, known = record(lambda: without_recording(topics))
    TopicFactory()
    assert hold(known, "mười sáu")


def test_nothing_depends_on_anything_outside(settings):
    depend_on(Recording().dependencies())
    end_at(timezone.now())
    assert file_exists("khong-co.jpg") is False


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({"draft_title": "Bản nháp"}, True),
        ({"locked": True}, True),
        ({"title": "Tên mới"}, False),
        ({"numchild": 3}, False),
    ],
)
def test_what_only_the_newsroom_knows_of_a_row_is_no_answer(change, holds):
    article = ArticlePageFactory()
    pages = type(article).objects.filter(pk=article.pk)
    _made, known = record(lambda: list(pages))
    pages.update(**change)
    assert hold(known, str(change)) is holds


def test_how_many_pages_are_below_another_is_no_answer():
    section = ArticlePageFactory().get_parent()
    sections = type(section).objects.filter(pk=section.pk)
    _made, known = record(lambda: list(sections))
    ArticlePageFactory(parent=section)
    assert hold(known, "mười bảy")
