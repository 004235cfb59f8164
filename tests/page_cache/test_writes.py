"""Whatever is written that readers may see is a change of pages, whoever writes it and how."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import caches
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from articles.models import ArticlePage, Notice, Topic
from page_cache import changes, dependencies, pages, tables, writes
from page_cache.models import Change
from tests.factories import ArticlePageFactory, TopicFactory, vietnamese


def test_every_table_is_seen_unless_it_is_named():
    named = tables._named_by("KEPT_PAGES_NEVER_SHOW") | tables._named_by("KEPT_PAGES_SHOW_LATE")
    every = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert named < every
    for table in every - named - tables.CONSTANT:
        assert tables.changes_pages(f'INSERT INTO "{table}" ("id") VALUES (%s)')
        assert tables.changes_pages(f'DELETE FROM "{table}" WHERE "id" IN (%s)')
    assert not any(tables.changes_pages(f'INSERT INTO "{table}" VALUES (1)') for table in named)


@pytest.mark.parametrize("setting", ["KEPT_PAGES_NEVER_SHOW", "KEPT_PAGES_SHOW_LATE"])
def test_what_is_named_is_there(setting, settings):
    known = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    known |= {app.label for app in apps.get_app_configs()}
    assert getattr(settings, setting) <= known


@pytest.mark.parametrize(
    ("sql", "changes"),
    [
        ('UPDATE "wagtailcore_page" SET "title" = %s WHERE "id" = %s', True),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s WHERE "id" = %s', False),
        ('UPDATE "wagtailcore_page" SET "draft_title" = %s, "live" = %s WHERE "id" = 1', True),
        ("UPDATE wagtailcore_page SET title = 'x'", True),
        ('update "wagtailcore_page" set "title" = %s', True),
        ('INSERT OR IGNORE INTO "articles_photorendition" ("id") VALUES (%s)', True),
        ("REPLACE INTO articles_topic VALUES (1)", True),
        ('DELETE FROM "articles_topic"', True),
        ('SELECT * FROM "articles_topic" WHERE "name" = \'DELETE FROM\'', False),
        ('UPDATE "analytics_pageday" SET "views" = "views" + 1', False),
        ("SAVEPOINT s1", False),
    ],
)
def test_what_a_statement_does(sql, changes):
    assert tables.changes_pages(sql) is changes


@pytest.fixture
def changed():
    """Return a function: whether anything was noted since it was last asked."""
    seen = [changes.last_change()]

    def changed():
        # As if a transaction began here.
        transaction.on_commit(lambda: None)
        seen.append(changes.last_change())
        return seen[-1] != seen[-2]

    return changed


WAYS = {
    "save": lambda topic: topic.save(),
    "update": lambda topic: Topic.objects.update(name="Khác"),
    "bulk update": lambda topic: Topic.objects.bulk_update([topic], ["name"]),
    "bulk create": lambda topic: Redirect.objects.bulk_create([Redirect(old_path="/cu")]),
    "delete": lambda topic: topic.delete(),
    "raw": lambda topic: connection.cursor().execute("UPDATE articles_topic SET name = 'Khác'"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_write_is_noted(way, changed):
    topic = TopicFactory()
    changed()
    WAYS[way](topic)
    assert changed()


@pytest.mark.django_db
def test_what_only_the_newsroom_sees_is_not_noted(changed, django_user_model):
    article = ArticlePageFactory()
    user = django_user_model.objects.create_user("ai-do")
    changed()
    article.save_revision(user=user)
    Notice.objects.all().delete()
    user.save()
    assert not changed()


@pytest.mark.django_db
def test_statements_that_follow_each_other_are_one_change():
    before = Change.objects.count()
    TopicFactory.create_batch(3)
    assert Change.objects.count() == before + 1


@pytest.mark.django_db
def test_a_change_that_is_undone_does_not_hide_the_next_one(changed):
    with transaction.atomic():
        TopicFactory()
        transaction.set_rollback(True)
    assert not changed()
    TopicFactory()
    assert changed()


@pytest.mark.django_db
def test_a_database_without_its_tables_is_written_as_ever(monkeypatch):
    monkeypatch.setattr(changes, "_ready", set())
    monkeypatch.setattr(connection.introspection, "table_names", list)
    before = Change.objects.count()
    TopicFactory()
    assert Change.objects.count() == before


def test_a_connection_is_watched_once():
    writes._watch(connection)
    writes._watch(connection)
    assert connection.execute_wrappers.count(writes.notice_writes) == 1


# Statements that are a transaction each, as a command sends them.


@pytest.fixture
def generation(keep_pages):
    """Return a function that returns the present generation."""
    Locale.objects.get_or_create(language_code="vi")
    return lambda: caches["pages"].get(pages.GENERATION)


@pytest.mark.django_db(transaction=True)
def test_a_row_saved_by_itself_is_seen_when_the_generation_begins(monkeypatch, generation):
    topic, seen = Topic(name="Tết Sum vầy", locale=vietnamese()), []
    # SQLite commits the row when its key is fetched.
    monkeypatch.setattr(writes, "invalidate_pages", lambda: seen.append(topic.pk))
    topic.save()
    assert seen == [topic.pk] and topic.pk
    assert changes.settled_change() is not None


@pytest.mark.django_db(transaction=True)
def test_what_is_written_by_itself_begins_a_generation(generation):
    topic = Topic.objects.create(name="Tết Sum vầy", locale=vietnamese())
    for change in (
        lambda: Topic.objects.update(name="Khác"),
        lambda: Redirect.objects.bulk_create([Redirect(old_path="/cu")]),
        topic.delete,
        lambda: call_command("drop_kept_pages", verbosity=0),
    ):
        before = generation()
        change()
        assert generation() != before


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_of_what_is_made_while_a_statement_is_under_way():
    change = changes.open_change()
    assert dependencies.record(lambda: ArticlePage.objects.count()) == (0, None)
    changes.close_change(change)
    assert dependencies.record(lambda: ArticlePage.objects.count())[1] is not None


@pytest.mark.django_db
def test_a_statement_whose_process_ended_is_over_some_time():
    changes.record_change(timezone.now() - timedelta(seconds=1))
    assert changes.settled_change() == changes.last_change()


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_fails_leaves_the_next_one_to_be_noted(generation):
    topic = Topic.objects.create(name="Tết Sum vầy", locale=vietnamese())
    with pytest.raises(DatabaseError):
        connection.cursor().execute("UPDATE articles_topic SET khong_co = 1")
    before = generation()
    topic.save()
    assert generation() != before
