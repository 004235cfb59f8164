"""The admin asks the database for what it shows, however many articles there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import page_permission_policy
from wagtail_localize.wagtail_hooks import page_listing_more_buttons

from articles import page_indexes
from articles.models import ArticlePage
from articles.visibility import DESK_ACTIONS, explorable_by, visible_to
from newsroom import row_buttons
from newsroom.groups import BOARD, CONTRIBUTORS, EDITORS, TRANSLATORS, create_roles
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    SectionPageFactory,
    credit,
    member,
    submit,
    the_home,
)
from tests.newsroom.translating import begin, english_section

pytestmark = pytest.mark.django_db
ROLES = [BOARD, EDITORS, CONTRIBUTORS, TRANSLATORS]


@pytest.fixture
def section():
    create_roles(the_home())
    return SectionPageFactory(title="Hoạt động Công đoàn")


def person(role, section):
    user = member(BOARD if role == "superuser" else role, section)
    user.is_superuser = role == "superuser"
    user.save()
    return user


def fill(section, number):
    """Put `number` articles into `section`, each in another state and by another author."""
    board = member(BOARD)
    for position in range(number):
        article = ArticlePageFactory(parent=section, live=position % 3 != 0)
        credit(article, AuthorFactory())
        article.save_revision()
        if position % 4 == 0:
            submit(article, board)
        if position % 5 == 0:
            Page.objects.filter(pk=article.pk).update(
                locked=True, locked_by=board, locked_at=timezone.now()
            )


def statements(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return [query["sql"] for query in captured], response


def explorer_of(section):
    return reverse("wagtailadmin_explore", args=[section.pk])


def test_fifty_different_rows_of_the_explorer_take_at_most_forty_statements(client, section):
    fill(section, 50)
    client.force_login(member(BOARD))
    asked, response = statements(client, explorer_of(section))
    assert len(response.context["object_list"]) == 50
    assert len(asked) <= 40


@pytest.mark.parametrize("role", [BOARD, EDITORS])
@pytest.mark.parametrize("listing", ["explorer", "articles", "search"])
def test_a_listing_takes_as_many_statements_for_few_rows(listing, role, client, section):
    addresses = {
        "explorer": explorer_of(section),
        "articles": reverse("article_list:index"),
        "search": f"{reverse('wagtailadmin_pages:search')}?q=a",
    }
    client.force_login(member(role, section))
    # One article of every state and kind of author.
    fill(section, 16)
    few, _response = statements(client, addresses[listing])
    fill(section, 32)
    many, _response = statements(client, addresses[listing])
    assert len(many) == len(few)


def test_the_list_of_all_articles_counts_and_sorts_without_their_rows(client, section):
    fill(section, 3)
    client.force_login(member(BOARD))
    asked, _response = statements(client, reverse("article_list:index"))
    (counted,) = [sql for sql in asked if "COUNT(*)" in sql and "DISTINCT" not in sql]
    (ordered,) = [sql for sql in asked if "NULLS LAST" in sql and "DESC LIMIT" in sql]
    for sql in (counted, ordered):
        assert sql.split(" FROM ")[1].startswith('"wagtailcore_page" WHERE')


def test_of_articles_edited_at_the_same_moment_each_stands_on_one_page(client, section):
    for _number in range(60):
        ArticlePageFactory(parent=section)
    Page.objects.update(latest_revision_created_at=timezone.now())
    client.force_login(member(BOARD))
    for address in (reverse("article_list:index"), explorer_of(section)):
        pages = [client.get(f"{address}?p={number}").context["object_list"] for number in (1, 2)]
        keys = [row.pk for rows in pages for row in rows]
        assert keys == sorted(keys, reverse=True) and len(set(keys)) == 60


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
def test_the_same_places_are_explored_as_in_wagtail(role, section):
    inner = SectionPageFactory(parent=section, title="Công đoàn cơ sở")
    ArticlePageFactory(parent=inner)
    ArticlePageFactory(parent=SectionPageFactory(title="Nữ công"))
    english_section(section)
    for place in (section, inner):
        user = person(role, place)
        theirs = page_permission_policy.explorable_instances(user)
        assert set(explorable_by(user, Page.objects.all())) == set(theirs)


def is_visible(user, page):
    """Return what `visible_to` promises, worked out for one page."""
    article = ArticlePage.objects.filter(pk=page.pk).first()
    if article and article.binned_at:
        return False
    if user.is_superuser or page.depth == 1:
        return True
    theirs = page_permission_policy.instances_user_has_any_permission_for(user, DESK_ACTIONS)
    if theirs.filter(pk=page.pk).exists():
        return True
    return page.live and not (article and page.has_unpublished_changes)


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
def test_nobody_sees_more_or_less_than_is_theirs(role, section):
    user = person(role, section)
    for place in (section, SectionPageFactory(title="Nữ công", live=False)):
        for live in (True, False):
            for amended in (True, False):
                for owner in (user, None):
                    for binned_at in (None, timezone.now()):
                        article = ArticlePageFactory(parent=place, live=live)
                        Page.objects.filter(pk=article.pk).update(
                            has_unpublished_changes=amended, owner=owner
                        )
                        ArticlePage.objects.filter(pk=article.pk).update(binned_at=binned_at)
    pages = Page.objects.all()
    assert list(visible_to(user, pages)) == [page for page in pages if is_visible(user, page)]


@pytest.mark.parametrize("role", [*ROLES, "superuser"])
def test_an_article_is_deleted_by_those_whom_wagtail_lets(role, section):
    user = person(role, section)
    for place in (section, SectionPageFactory(title="Nữ công")):
        for live in (True, False):
            for owner in (user, None):
                article = ArticlePageFactory(parent=place, live=live, owner=owner)
                for ignoring in (True, False):
                    ours, wagtails = (
                        tester.can_delete(ignore_bulk=ignoring)
                        for tester in (
                            article.permissions_for_user(user),
                            PagePermissionTester(user, article),
                        )
                    )
                    assert ours == wagtails, (place, live, owner)


def shown(buttons):
    return sorted((button.label, button.url) for button in buttons)


def test_the_menu_of_a_row_offers_what_the_package_offers(section):
    """What is translated, what is not yet, what is an alias, and the translation itself."""
    english_section(section)
    translated, aliased, _plain = (ArticlePageFactory(parent=section) for _number in range(3))
    begin(translated)
    aliased.copy_for_translation(section.get_translations().first().locale, alias=True)
    board = member(BOARD)
    pages = list(Page.objects.filter(depth__gt=1).specific())
    theirs = [row_buttons.menu(page, board, "/admin/").dropdown_buttons for page in pages]
    row_buttons.remember_translations(pages)
    ours = [row_buttons.menu(page, board, "/admin/").dropdown_buttons for page in pages]
    assert list(map(shown, ours)) == list(map(shown, theirs))
    offered = [{label for label, _address in shown(buttons)} for buttons in ours]
    assert any("Đồng bộ các bản dịch" in labels for labels in offered)
    assert len(set(map(len, offered))) > 2


@pytest.mark.parametrize(
    ("ours", "wagtails"),
    [
        (row_buttons.HOOK, row_buttons.WAGTAILS_HOOK),
        (row_buttons.HEADER_HOOK, "register_page_header_buttons"),
    ],
)
def test_whatever_offers_buttons_in_listings_is_asked(ours, wagtails):
    """Also what a package registers tomorrow: it must be registered at our names too."""
    asked = {getattr(hook, "func", hook) for hook in hooks.get_hooks(ours)}
    registered = set(hooks.get_hooks(wagtails))
    assert asked == registered - {page_listing_more_buttons} | {row_buttons.translation_buttons}


def indexes_of_pages():
    with connection.cursor() as cursor:
        return set(connection.introspection.get_constraints(cursor, page_indexes.TABLE))


def test_an_index_that_a_change_of_the_table_lost_is_made_again():
    names = {index.name for index in page_indexes.indexes(connection.vendor)}
    assert names <= indexes_of_pages()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX articles_page_edited")
    assert "articles_page_edited" not in indexes_of_pages()
    page_indexes.create_missing(using="default")
    assert names <= indexes_of_pages()
