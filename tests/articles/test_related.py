"""What surrounds an article: the one before and after it in its section, and related ones."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from articles.related import related_articles
from tests.factories import ArticlePageFactory, PhotoFactory, SectionPageFactory, TopicFactory

pytestmark = pytest.mark.django_db


def written(day, **fields):
    return ArticlePageFactory(display_date=f"2026-09-{day:02}T08:00+07:00", **fields)


def tagged(article, *names):
    article.tags.add(*names)
    article.save()
    return article


def test_newer_and_older_stand_next_to_the_article_in_its_section():
    section = SectionPageFactory()
    days = [written(day, parent=section) for day in (1, 2, 3, 4, 5)]
    written(3)
    found = related_articles(days[2])
    assert (found.newer, found.older) == (days[3], days[1])
    assert (related_articles(days[0]).older, related_articles(days[4]).newer) == (None, None)


def test_articles_of_the_same_minute_follow_each_other_without_a_loop():
    section = SectionPageFactory()
    first, second, third = (written(1, parent=section) for _each in range(3))
    assert (related_articles(second).older, related_articles(second).newer) == (first, third)


def test_drafts_and_private_articles_are_nobodys_neighbours():
    section = SectionPageFactory()
    article = written(2, parent=section)
    written(1, parent=section, live=False)
    PageViewRestriction.objects.create(
        page=written(3, parent=section), restriction_type=PageViewRestriction.LOGIN
    )
    found = related_articles(article)
    assert (found.newer, found.older, found.related) == (None, None, [])


def test_related_are_of_the_topic_then_of_a_tag_then_of_the_section():
    topic, section = TopicFactory(), SectionPageFactory()
    article = tagged(written(20, topic=topic, parent=section), "đối thoại", "tiền lương")
    same_topic = written(1, topic=topic)
    same_tag = tagged(written(2), "tiền lương")
    written(3)
    oldest, *neighbours = [written(day, parent=section) for day in (10, 19, 21)]
    found = related_articles(article, article.tags.all())
    assert found.related == [same_topic, same_tag, oldest]
    assert [found.older, found.newer] == neighbours


def test_what_is_in_a_section_below_is_another_sections():
    section = SectionPageFactory()
    article = written(2, parent=section)
    inner = SectionPageFactory(parent=section)
    written(1, parent=inner)
    written(3, parent=inner)
    found = related_articles(article)
    assert (found.newer, found.older, found.related) == (None, None, [])


def test_the_same_tag_in_another_language_relates_nothing():
    article = tagged(written(2), "ILO")
    english = Locale.objects.get(language_code="en")
    other = tagged(written(1), "ILO")
    translation = other.copy_for_translation(english, copy_parents=True)
    translation.save_revision().publish()
    assert related_articles(article, article.tags.all()).related == [other]
    translation = type(article).objects.get(pk=translation.pk)
    assert related_articles(translation, article.tags.all()).related == []


def test_no_article_is_named_twice_or_beside_itself():
    topic, section = TopicFactory(), SectionPageFactory()
    all_ways = [
        tagged(written(day, topic=topic, parent=section), "đối thoại", "tiền lương")
        for day in range(1, 10)
    ]
    article = all_ways[4]
    found = related_articles(article, article.tags.all())
    named = [found.newer, found.older, *found.related]
    assert found.related == [all_ways[8], all_ways[7], all_ways[6], all_ways[2]]
    assert len(set(named)) == len(named) == 6 and article not in named


def test_it_takes_two_statements_whatever_there_is(django_assert_num_queries):
    section = SectionPageFactory()
    fields = {"parent": section, "topic": TopicFactory(), "main_image": PhotoFactory()}
    articles = [written(day, **fields) for day in range(1, 9)]
    tags = list(tagged(articles[3], "đối thoại").tags.all())
    with django_assert_num_queries(2):
        found = related_articles(articles[3], tags)
        assert all(other.main_image and other.title for other in found.related)
