"""Translations begin as drafts and go public like any page; they follow their original."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import get_resolver
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageViewRestriction, WorkflowState
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from articles import translation_records
from articles.models import ArticlePage, Notice
from newsroom import trash
from newsroom.groups import (
    BOARD,
    CONTRIBUTORS,
    EDITORS,
    TRANSLATORS,
    create_roles,
    create_section_team,
)
from newsroom.translations import drafts, rights
from tests.factories import (
    ArticlePageFactory,
    AuthorFactory,
    SectionPageFactory,
    credit,
    member,
    the_home,
)
from tests.newsroom.translating import begin, english, english_section, fill, target, translated
from tests.scenes import fresh, scene

pytestmark = pytest.mark.django_db
ROLES = ("stranger", "contributor", "editor", "translator", "board")


@scene
def made():
    """Two sections in two languages, a public article in the first, and somebody of every role."""
    section = SectionPageFactory(title="Đời sống công nhân")
    other = SectionPageFactory(title="Chuyên mục khác")
    english_section(section)
    english_section(other)
    create_roles(the_home())
    article = ArticlePageFactory(title="Bữa cơm ca", parent=section)
    people = {
        "stranger": member(EDITORS, other),
        "contributor": member(CONTRIBUTORS),
        "editor": member(EDITORS, section),
        "translator": member(TRANSLATORS),
        "board": member(BOARD),
    }
    return {"section": section, "article": credit(article, AuthorFactory()), "people": people}


@pytest.fixture
def section(made):
    return fresh(made["section"])


@pytest.fixture
def article(made):
    return fresh(made["article"])


@pytest.fixture
def people(made):
    return fresh(made["people"])


@pytest.fixture
def sign_in(client, people):
    def sign_in(role):
        client.force_login(people[role])
        return people[role]

    return sign_in


def now(page):
    return Page.objects.get(pk=page.pk).specific


def submit(client, page):
    return client.post(f"/admin/localize/submit/page/{page.pk}/", {"locales": [english().pk]})


def press(client, page, action, **data):
    return client.post(f"/admin/pages/{page.pk}/edit/", {"action": action, **data}, follow=True)


def text(answer):
    return answer.content.decode()


# Beginning


@pytest.mark.parametrize("role", ["editor", "translator", "board"])
def test_a_translation_begins_as_a_draft(role, client, article, sign_in):
    sign_in(role)
    submit(client, article)
    page = article.get_translation(english())
    assert not page.live
    client.logout()
    path = f"/en/{page.get_parent().slug}/{page.slug}/"
    for address in ("/en/", "/en/rss/", "/sitemap-articles-1.xml", "/en/search/?q=Bữa cơm ca"):
        answer = client.get(address)
        assert answer.status_code == 200 and path not in text(answer), address
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("role", ["stranger", "contributor"])
def test_nobody_begins_it_in_the_section_of_others(role, client, article, sign_in):
    sign_in(role)
    assert submit(client, article).status_code == 403
    assert not article.get_translations().exists()


def test_a_hidden_draft_is_not_translated_by_those_who_do_not_see_it(client, section, sign_in):
    draft = ArticlePageFactory(title="Chuyện chưa ai biết", parent=section, live=False)
    sign_in("translator")
    answer = client.get(f"/admin/localize/submit/page/{draft.pk}/")
    assert answer.status_code == 403 and "Chuyện chưa ai biết" not in text(answer)


def test_an_article_waits_until_its_section_is_translated(client, section, sign_in):
    untranslated = SectionPageFactory(title="Nữ công")
    article = ArticlePageFactory(parent=untranslated)
    sign_in("board")
    answer = submit(client, article)
    assert "Chuyên mục phải được dịch trước bài của nó" in text(answer)
    assert not untranslated.get_translations().exists()


def test_an_author_is_translated_by_those_who_keep_authors(client, article, sign_in):
    author = article.bylines.first().author
    address = f"/admin/localize/submit/snippet/articles/author/{author.pk}/"
    for role, status in (("translator", 403), ("contributor", 403), ("editor", 302)):
        sign_in(role)
        answer = client.post(address, {"locales": [english().pk]})
        assert answer.status_code == status, role


# Publishing is publishing


@pytest.mark.parametrize("role", ["stranger", "contributor", "editor", "translator"])
def test_only_the_board_publishes_a_translation(role, client, article, sign_in):
    translation = begin(article)
    fill(translation)
    sign_in(role)
    assert press(client, target(translation), "publish").status_code == 403
    assert not target(translation).live


def test_the_board_publishes_it_into_the_history(client, article, sign_in):
    translation = begin(article)
    fill(translation)
    board = sign_in("board")
    press(client, target(translation), "publish")
    page = target(translation)
    assert page.live and page.title == "English of: Bữa cơm ca"
    entry = PageLogEntry.objects.get(page=page.pk, action="wagtail.publish")
    assert entry.user == board


def test_its_address_comes_from_its_own_title(article):
    translation = begin(article)
    fill(translation, "Shift meal")
    StringTranslation.objects.filter(context__path="slug").delete()
    drafts.publish_latest(target(translation), None)
    assert target(translation).slug == "shift-meal"


@pytest.mark.parametrize("way", ["editor", "bulk", "schedule", "approval"])
def test_untranslated_texts_never_go_public(way, client, article, sign_in):
    translation = begin(article)
    page = target(translation)
    board = sign_in("board")
    if way == "editor":
        press(client, page, "publish")
    elif way == "bulk":
        client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
    elif way == "schedule":
        page.revisions.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_due")
    else:
        page.get_workflow().start(page, board)
        for _step in range(2):
            press(client, page, "approve")
    assert not target(translation).live


@pytest.mark.parametrize("value", ["", " ", "\u200b"])
def test_a_blank_is_no_translation(value, client, article, sign_in):
    translation = begin(article)
    fill(translation)
    StringTranslation.objects.filter(context__path="lead").update(data=value)
    sign_in("board")
    answer = press(client, target(translation), "publish")
    assert "Còn 1 câu chưa dịch" in text(answer) and not target(translation).live


def test_the_refusal_says_what_is_missing(client, article, sign_in):
    translation = begin(article)
    sign_in("board")
    answer = press(client, target(translation), "publish")
    assert "câu chưa dịch, câu đầu là “Bữa cơm ca”" in text(answer)


def test_numbers_need_no_translation(section):
    article = ArticlePageFactory(parent=section, title="Số liệu", lead="2.311.602 – 10 %")
    translation = begin(article)
    assert translation_records.untranslated(translation) == ["Số liệu"]


def test_a_live_translation_changes_when_it_is_published_again_only(client, article, sign_in):
    page = translated(article)
    sign_in("editor")
    segment = TranslationSource.objects.get().stringsegment_set.get(context__path="lead")
    translation = translation_records.translation_of(page)
    address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    client.put(address, "value=New lead", content_type="application/x-www-form-urlencoded")
    press(client, page, "submit")
    assert "English of" in now(page).lead
    assert now(page).get_latest_revision_as_object().lead == "New lead"


def amend(article, **fields):
    for name, value in fields.items():
        setattr(article, name, value)
    article.save_revision().publish()


def test_an_update_leaves_readers_the_old_texts(client, article, sign_in):
    page = translated(article)
    amend(now(article), lead="Một sapo mới, chưa ai dịch.")
    sign_in("editor")
    source = TranslationSource.objects.get()
    answer = client.post(
        f"/admin/localize/update/{source.pk}/", {"publish_translations": "on"}, follow=True
    )
    assert answer.status_code == 200
    assert now(page).lead.startswith("English of") and now(page).live
    sign_in("board")
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
    assert now(page).lead.startswith("English of")


def test_a_list_says_which_translations_are_behind(client, article, sign_in):
    translated(article)
    amend(now(article), lead="Một sapo mới, chưa ai dịch.")
    sign_in("editor")
    report = "/admin/localize/reports/translations/"
    assert "cần đồng bộ" in text(client.get(report))
    client.post(f"/admin/localize/update/{TranslationSource.objects.get().pk}/")
    answer = text(client.get(report))
    assert "Còn 1 câu chưa dịch" in answer and "cần đồng bộ" not in answer


def test_publishing_in_bulk_publishes_what_was_translated(client, article, sign_in):
    page = translated(article)
    amend(now(article), lead="Một sapo mới.")
    translation = translation_records.translation_of(page)
    translation.source.update_from_db()
    fill(translation, "New: {}")
    sign_in("board")
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}")
    assert now(page).lead == "New: Một sapo mới."


# Handing in, returning


def test_a_translator_hands_in_and_the_editors_and_the_board_decide(client, article, sign_in):
    translation = begin(article)
    page = target(translation)
    translator = sign_in("translator")
    assert "câu chưa dịch" in text(press(client, page, "submit"))
    fill(translation)
    assert "Đã gửi bản dịch đi duyệt" in text(press(client, page, "submit"))
    sign_in("editor")
    assert "đọc được" in text(press(client, page, "reject", comment="\u200b\u3164 …"))
    press(client, page, "reject", comment="Sai tên xã.")
    state = WorkflowState.objects.get(object_id=str(page.pk))
    assert state.status == "needs_changes"
    assert Notice.objects.get(recipient=translator).reason == "Sai tên xã."
    sign_in("translator")
    press(client, page, "submit")
    for role in ("editor", "board"):
        sign_in(role)
        press(client, page, "approve")
    assert now(page).live


@pytest.mark.parametrize("role", ["stranger", "contributor", "translator"])
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_nobody_decides_about_what_is_not_at_their_step(role, action, client, article, sign_in):
    translation = begin(article)
    fill(translation)
    page = target(translation)
    page.get_workflow().start(page, None)
    sign_in(role)
    assert press(client, page, action, comment="Không đạt").status_code == 403
    assert WorkflowState.objects.get(object_id=str(page.pk)).status == "in_progress"


# A group that translates


def test_translators_find_what_can_be_translated_and_no_draft(client, article, sign_in):
    draft = ArticlePageFactory(title="Chuyện chưa đăng", parent=article.get_parent(), live=False)
    sign_in("translator")
    for address in ("articles/list/", f"pages/{article.get_parent().pk}/", "pages/search/?q=Bữa"):
        page = text(client.get(f"/admin/{address}"))
        assert f"/admin/localize/submit/page/{article.pk}/" in page or "Bữa cơm ca" in page
        assert draft.title not in page
    assert client.post(f"/admin/pages/{article.pk}/unlock/").status_code == 403


def test_translators_do_nothing_else(client, article, sign_in):
    page = translated(article)
    own = ArticlePageFactory(parent=page.get_parent(), title="English only", live=False)
    sign_in("translator")
    refused = (
        f"pages/{own.pk}/edit/",
        f"pages/{own.pk}/delete/",
        f"pages/{own.pk}/move/",
        f"pages/{own.pk}/copy/",
        f"pages/{article.pk}/edit/",
        f"pages/{page.pk}/unpublish/",
        f"pages/add/articles/articlepage/{page.get_parent().pk}/",
        "images/add/",
        "snippets/articles/author/",
        "reports/locked/",
        f"bulk/wagtailcore/page/delete/?id={own.pk}",
    )
    for address in refused:
        answer = client.post(f"/admin/{address}")
        assert answer.status_code == 403, address
    assert Page.objects.filter(pk=own.pk, slug=own.slug).exists()
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


# Addresses of the package, one by one

ALLOWED = {
    "edit_string_translation": {"editor", "translator", "board"},
    "edit_override": {"editor", "translator", "board"},
    "upload_pofile": {"editor", "translator", "board"},
    "machine_translate": {"editor", "translator", "board"},
    "download_pofile": {"editor", "translator", "board"},
    "preview_translation": {"editor", "translator", "board"},
    "stop_translation": {"board"},
    "convert_to_alias": {"board"},
    "submit_page_translation": {"editor", "translator", "board"},
    "submit_snippet_translation": {"stranger", "editor", "board"},
    "update_translations": {"editor", "translator", "board"},
    "translations_report": {"stranger", "editor", "translator", "board"},
    "translations_report_results": {"stranger", "editor", "translator", "board"},
    "snippets_api_listing": {"stranger", "editor", "translator", "board"},
    "snippets_api_detail": {"stranger", "editor", "translator", "board"},
    "javascript_catalog": set(ROLES),
}


def test_every_address_of_the_package_has_its_rule():
    _prefix, resolver = get_resolver().namespace_dict["wagtail_localize"]
    names = {name for name in resolver.reverse_dict if isinstance(name, str)}
    assert names == set(ALLOWED)
    ruled = rights.EDITING | rights.READING | rights.FOR_THE_BOARD
    assert names == ruled | rights.FOR_TRANSLATORS | rights.FOR_EVERYBODY


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ALLOWED)
def test_each_address_is_open_to_whom_it_concerns(name, role, client, article, sign_in):
    page = translated(article)
    translation = translation_records.translation_of(page)
    sign_in(role)
    answer = ask(client, name, article, translation)
    assert (answer.status_code != 403) == (role in ALLOWED[name])
    assert answer.status_code < 500


@pytest.mark.parametrize("name", sorted(set(ALLOWED) - {"javascript_catalog"}))
def test_no_address_touches_a_translation_in_the_bin(name, client, article, sign_in):
    page = translated(article)
    translation = translation_records.translation_of(page)
    board = sign_in("board")
    trash.put_into_bin(page, board, "Trùng bài")
    before = TranslationSource.objects.count(), Translation.objects.filter(enabled=True).count()
    answer = ask(client, name, article, translation)
    assert answer.status_code < 500
    assert "English of: Bữa cơm ca" not in text(answer)
    after = TranslationSource.objects.count(), Translation.objects.filter(enabled=True).count()
    assert before == after and not now(page).live


def test_a_translation_that_somebody_locked_is_read_and_not_written(
    client, article, sign_in, people
):
    page = translated(article)
    translation = translation_records.translation_of(page)
    Page.objects.filter(pk=page.pk).update(
        locked=True, locked_by=people["board"], locked_at=timezone.now()
    )
    sign_in("translator")
    for names, is_refused in ((rights.EDITING, True), (rights.READING, False)):
        for name in names:
            answer = ask(client, name, article, translation)
            assert (answer.status_code == 403) == is_refused, name


def ask(client, name, article, translation):
    source = translation.source
    segment = source.stringsegment_set.first()
    override = source.overridablesegment_set.first()
    author = article.bylines.first().author
    page = target(translation)
    at = f"/admin/localize/translate/{translation.pk}/"
    form = {"content_type": "application/x-www-form-urlencoded"}
    asks = {
        "edit_string_translation": lambda: client.put(
            f"{at}strings/{segment.pk}/edit/", "value=Text", **form
        ),
        "edit_override": lambda: client.put(
            f"{at}overrides/{override.pk if override else 0}/edit/", "value=1", **form
        ),
        "upload_pofile": lambda: client.post(f"{at}pofile/upload/"),
        "machine_translate": lambda: client.post(f"{at}machine_translate/"),
        "download_pofile": lambda: client.get(f"{at}pofile/download/"),
        "preview_translation": lambda: client.get(f"{at}preview/"),
        "stop_translation": lambda: client.post(f"{at}disable/"),
        "convert_to_alias": lambda: client.get(f"/admin/localize/page/{page.pk}/convert_to_alias/"),
        "submit_page_translation": lambda: client.get(f"/admin/localize/submit/page/{article.pk}/"),
        "submit_snippet_translation": lambda: client.get(
            f"/admin/localize/submit/snippet/articles/author/{author.pk}/"
        ),
        "update_translations": lambda: client.get(f"/admin/localize/update/{source.pk}/"),
        "translations_report": lambda: client.get("/admin/localize/reports/translations/"),
        "translations_report_results": lambda: client.get(
            "/admin/localize/reports/translations/results/"
        ),
        "snippets_api_listing": lambda: client.get("/admin/localize/api/snippets/articles/author/"),
        "snippets_api_detail": lambda: client.get(
            f"/admin/localize/api/snippets/articles/author/{author.pk}/"
        ),
        "javascript_catalog": lambda: client.get("/admin/localize/jsi18n/"),
    }
    return asks[name]()


@pytest.mark.parametrize("role", ["stranger", "editor", "translator", "board"])
def test_the_report_names_no_hidden_draft(role, client, section, sign_in):
    draft = ArticlePageFactory(title="Chuyện kín", parent=section, live=False)
    begin(draft)
    sign_in(role)
    sees = role in ("editor", "board")
    assert ("Chuyện kín" in text(client.get("/admin/localize/reports/translations/"))) == sees


@pytest.mark.parametrize("role", ["editor", "translator", "board"])
def test_what_ends_a_translation_is_offered_to_the_board_alone(role, client, article, sign_in):
    page = translated(article)
    sign_in(role)
    offered = "Thay bằng bản gốc" in text(client.get(f"/admin/pages/{page.pk}/edit/"))
    assert offered == (role == "board")
    Translation.objects.update(enabled=False)
    ordinary = text(client.get(f"/admin/pages/{page.pk}/edit/"))
    assert ("localize-convert-to-alias" in ordinary) == (role == "board")
    answer = client.post(f"/admin/pages/{page.pk}/edit/", {"localize-restart-translation": "1"})
    assert (answer.status_code == 403) == (role != "board")


# Going where the original goes


def test_a_take_down_says_and_takes_the_translation_too(client, article, sign_in):
    page = translated(article)
    sign_in("board")
    address = f"/admin/pages/{article.pk}/unpublish/"
    assert "Gỡ cả bản dịch: “English of: Bữa cơm ca”" in text(client.get(address))
    client.post(address, {"reason": "Sai số liệu", "translations": "on"})
    assert not now(article).live and not now(page).live
    entries = PageLogEntry.objects.filter(
        action="articles.take_down", page__in=[article.pk, page.pk]
    )
    assert [entry.data["reason"] for entry in entries] == ["Sai số liệu"] * 2


def test_the_board_may_leave_the_translation_public(client, article, sign_in):
    page = translated(article)
    sign_in("board")
    client.post(f"/admin/pages/{article.pk}/unpublish/", {"reason": "Sai số liệu"})
    assert not now(article).live and now(page).live


def test_taking_a_translation_down_leaves_the_original(client, article, sign_in):
    page = translated(article)
    sign_in("board")
    client.post(f"/admin/pages/{page.pk}/unpublish/", {"reason": "Dịch sai", "translations": "on"})
    assert now(article).live and not now(page).live


def test_several_taken_down_take_their_translations(client, article, sign_in):
    page = translated(article)
    sign_in("board")
    client.post(
        f"/admin/bulk/wagtailcore/page/unpublish/?id={article.pk}",
        {"reason": "Sai số liệu", "translations": "on"},
    )
    assert not now(article).live and not now(page).live


def test_a_section_taken_down_with_its_pages_takes_the_english_ones(
    client, section, article, sign_in
):
    page = translated(article)
    sign_in("board")
    client.post(
        f"/admin/pages/{section.pk}/unpublish/",
        {"reason": "Gộp chuyên mục", "translations": "on", "include_descendants": "on"},
    )
    assert not Page.objects.filter(pk__in=[article.pk, page.pk, section.pk], live=True).exists()


@pytest.mark.parametrize("way", ["single", "bulk"])
def test_a_draft_in_the_bin_takes_its_public_translation_along(way, client, article, sign_in):
    page = translated(article)
    now(article).unpublish()
    sign_in("board")
    address = {
        "single": f"/admin/pages/{article.pk}/delete/",
        "bulk": f"/admin/bulk/wagtailcore/page/delete/?id={article.pk}",
    }[way]
    assert "Xóa cả bản dịch" in text(client.get(address))
    client.post(address, {"reason": "Trùng bài", "translations": "on"})
    assert now(article).binned_at and now(page).binned_at and not now(page).live
    trash.restore(now(article), None)
    assert now(page).binned_at is None and not now(page).live
    trash.put_into_bin(now(article), None)
    trash.delete_for_good(now(article))
    assert not Page.objects.filter(pk__in=[article.pk, page.pk]).exists()


def test_what_lies_in_the_bin_is_published_by_nobody(article):
    page = translated(article)
    trash.put_into_bin(page, None)
    with pytest.raises(Exception, match="thùng rác"):
        drafts.publish_latest(now(page), None)
    assert not now(page).live


@pytest.mark.parametrize("way", ["single", "bulk"])
def test_a_moved_article_moves_its_translation(way, client, article, sign_in):
    page = translated(article)
    other = SectionPageFactory(title="Thi đua")
    place = english_section(other)
    sign_in("board")
    if way == "single":
        client.post(f"/admin/pages/{article.pk}/move/{other.pk}/confirm/")
    else:
        client.post(f"/admin/bulk/wagtailcore/page/move/?id={article.pk}", {"chooser": other.pk})
    assert now(article).get_parent().pk == other.pk
    assert now(page).get_parent().pk == place.pk


def test_a_translation_without_a_place_there_stays_and_the_board_is_told(client, article, sign_in):
    page = translated(article)
    other = SectionPageFactory(title="Chưa dịch")
    sign_in("board")
    before = now(page).get_parent().pk
    answer = client.post(f"/admin/pages/{article.pk}/move/{other.pk}/confirm/", follow=True)
    assert now(page).get_parent().pk == before
    assert "Bản dịch ở lại chỗ cũ" in text(answer)


def test_an_empty_section_is_deleted_with_its_translation_and_not_the_other_way(
    client, section, article, sign_in
):
    article.delete()
    sign_in("board")
    page = section.get_translation(english())
    client.post(f"/admin/pages/{page.pk}/delete/")
    assert Page.objects.filter(pk=section.pk).exists()
    page = english_section(section)
    client.post(f"/admin/pages/{section.pk}/delete/")
    assert not Page.objects.filter(pk__in=[section.pk, page.pk]).exists()


@pytest.mark.parametrize("groups", [False, True])
def test_who_may_read_the_original_may_read_the_translation(groups, client, article):
    page = translated(article)
    address = page.url
    assert client.get(address).status_code == 200
    kind = PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN
    restriction = PageViewRestriction.objects.create(page=article, restriction_type=kind)
    if groups:
        restriction.groups.add(Group.objects.get(name=BOARD))
        assert page.view_restrictions.get().groups.get().name == BOARD
    assert client.get(address).status_code == 302
    restriction.delete()
    assert client.get(address).status_code == 200


# Dates


def test_dates_follow_the_original(article):
    page = translated(article)
    until = timezone.now().replace(microsecond=0) + timedelta(days=3)
    amend(now(article), expire_at=until, display_date=until - timedelta(days=9))
    assert now(page).expire_at == until
    assert now(page).display_date == until - timedelta(days=9)
    assert now(page).get_latest_revision_as_object().expire_at == until
    amend(now(article), expire_at=None)
    assert now(page).expire_at is None


def test_both_expire_together(article):
    page = translated(article)
    amend(now(article), expire_at=timezone.now() + timedelta(hours=1))
    Page.objects.filter(expire_at__isnull=False).update(
        expire_at=timezone.now() - timedelta(minutes=1)
    )
    call_command("publish_due")
    assert not now(article).live and not now(page).live


def test_dates_are_changed_where_the_translation_is_edited(client, article, sign_in):
    page = translated(article)
    until = timezone.now().replace(second=0, microsecond=0) + timedelta(days=3)
    sign_in("editor")
    assert "theo bản gốc" in text(client.get(f"/admin/pages/{page.pk}/edit/"))
    assert press(client, page, "dates", expire_at=written(until)).status_code == 403
    sign_in("board")
    press(client, page, "dates", expire_at=written(until))
    assert now(page).expire_at == until
    amend(now(article), expire_at=until + timedelta(days=5))
    assert now(page).expire_at == until
    press(client, page, "follow-dates")
    assert now(page).expire_at == until + timedelta(days=5)


@pytest.fixture
def scheduled(client, article, sign_in):
    """Return the translation of `article`: both appear tomorrow."""
    translation = begin(article)
    fill(translation)
    now(article).unpublish()
    amend(now(article), go_live_at=timezone.now() + timedelta(days=1))
    sign_in("board")
    press(client, target(translation), "publish")
    page = target(translation)
    assert page.revisions.filter(approved_go_live_at__isnull=False).count() == 1
    return page


def test_a_translation_waits_no_longer_than_its_original(article, scheduled):
    amend(now(article).get_latest_revision_as_object(), go_live_at=None)
    call_command("publish_due")
    assert now(article).live and now(scheduled).live


def test_the_version_that_waits_for_its_hour_follows_though_a_newer_draft_exists(
    article, scheduled
):
    now(scheduled).get_latest_revision_as_object().save_revision()
    hour = timezone.now().replace(microsecond=0) + timedelta(days=2)
    amend(now(article).get_latest_revision_as_object(), go_live_at=hour)
    assert scheduled.revisions.get(approved_go_live_at__isnull=False).approved_go_live_at == hour


def test_a_translation_loses_its_hour_with_its_original(client, article, scheduled):
    revision = article.revisions.get(approved_go_live_at__isnull=False)
    client.post(f"/admin/pages/{article.pk}/revisions/{revision.pk}/unschedule/")
    assert not article.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert not scheduled.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_a_stopped_translation_is_no_longer_translated(client, article, sign_in):
    page = translated(article)
    translation = translation_records.translation_of(page)
    Translation.objects.update(enabled=False)
    segment = translation.source.stringsegment_set.get(context__path="title")
    sign_in("translator")
    address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    form = {"content_type": "application/x-www-form-urlencoded"}
    assert client.put(address, "value=Another title", **form).status_code == 404
    assert now(page).draft_title == page.title


def test_dates_in_the_wrong_order_are_refused(client, article, sign_in):
    page = translated(article)
    sign_in("board")
    begin_at = timezone.now() + timedelta(days=3)
    answer = press(
        client,
        page,
        "dates",
        go_live_at=written(begin_at),
        expire_at=written(begin_at - timedelta(days=1)),
    )
    assert "Giờ hết hạn phải sau giờ đăng" in text(answer) and now(page).expire_at is None


def written(moment):
    return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"


# What readers see of a translation is the board's to end


@pytest.mark.parametrize("role", ["contributor", "editor"])
@pytest.mark.parametrize("way", ["single", "bulk"])
@pytest.mark.parametrize("state", ["live", "scheduled"])
def test_who_does_not_publish_bins_no_public_translation(
    state, way, role, client, article, sign_in
):
    user = sign_in(role)
    Page.objects.filter(pk=article.pk).update(owner=user)
    page = translated(article)
    now(article).unpublish()
    if state == "scheduled":
        now(page).unpublish()
        later = timezone.now() + timedelta(days=1)
        page.revisions.filter(pk=now(page).latest_revision_id).update(approved_go_live_at=later)
    address = {
        "single": f"/admin/pages/{article.pk}/delete/",
        "bulk": f"/admin/bulk/wagtailcore/page/delete/?id={article.pk}",
    }[way]
    answer = client.post(address, {"reason": "Trùng bài"}, follow=True)
    assert "Hãy nhờ Ban biên tập gỡ bản dịch trước" in text(answer)
    assert now(page).live == (state == "live")
    assert now(page).binned_at is None and now(article).binned_at is None


@pytest.mark.parametrize("way", ["single", "bulk"])
def test_who_does_not_publish_moves_no_public_translation(way, client, article, sign_in):
    page = translated(article)
    now(article).unpublish()
    other = SectionPageFactory(title="Thi đua")
    english_section(other)
    editor = sign_in("editor")
    editor.groups.add(create_section_team(other))
    place = now(page).get_parent().pk
    if way == "single":
        client.post(f"/admin/pages/{article.pk}/move/{other.pk}/confirm/")
    else:
        client.post(f"/admin/bulk/wagtailcore/page/move/?id={article.pk}", {"chooser": other.pk})
    assert now(article).get_parent().pk == other.pk
    assert now(page).get_parent().pk == place


@pytest.mark.parametrize("way", ["single", "bulk"])
def test_a_translation_that_others_review_is_not_moved_away(way, client, article, sign_in, people):
    contributor = people["contributor"]
    now(article).unpublish()
    Page.objects.filter(pk=article.pk).update(owner=contributor)
    translation = begin(now(article))
    fill(translation)
    sign_in("translator")
    press(client, target(translation), "submit")
    other = SectionPageFactory(title="Thi đua")
    english_section(other)
    create_roles(the_home())
    sign_in("contributor")
    if way == "single":
        client.post(f"/admin/pages/{article.pk}/move/{other.pk}/confirm/")
    else:
        client.post(f"/admin/bulk/wagtailcore/page/move/?id={article.pk}", {"chooser": other.pk})
    assert now(article).get_parent().pk != other.pk


def test_a_translators_work_is_binned_with_a_reason(client, article, sign_in, people):
    now(article).unpublish()
    Page.objects.filter(pk=article.pk).update(owner=people["editor"])
    translation = begin(now(article))
    fill(translation)
    translator = sign_in("translator")
    press(client, target(translation), "submit")
    sign_in("editor")
    address = f"/admin/pages/{article.pk}/delete/"
    assert client.post(address).status_code == 422
    client.post(address, {"reason": "Không cần bài này nữa."})
    assert now(article).binned_at
    assert Notice.objects.get(recipient=translator).reason == "Không cần bài này nữa."


def test_a_translation_binned_later_keeps_its_own_days(article):
    page = translated(article)
    now(article).unpublish()
    trash.put_into_bin(now(article), None, "Trùng bài", translations=False)
    ArticlePage.objects.filter(pk=article.pk).update(binned_at=timezone.now() - timedelta(days=31))
    trash.put_into_bin(now(page), None, "Dịch sai")
    call_command("empty_bin")
    assert not Page.objects.filter(pk=article.pk).exists()
    trash.restore(now(page), None)
    assert now(page).binned_at is None


def test_what_was_binned_by_itself_stays_when_the_original_comes_back(article):
    page = translated(article)
    trash.put_into_bin(now(page), None, "Dịch sai")
    since = now(page).binned_at
    trash.put_into_bin(now(article), None, "Trùng bài")
    trash.restore(now(article), None)
    assert now(page).binned_at == since


def test_a_translation_with_an_hour_goes_down_with_its_original(client, article, sign_in):
    translation = begin(article)
    fill(translation)
    page = target(translation)
    sign_in("board")
    later = timezone.now() + timedelta(days=1)
    press(client, page, "dates", go_live_at=written(later))
    press(client, page, "publish")
    assert page.revisions.filter(approved_go_live_at__isnull=False).exists()
    address = f"/admin/pages/{article.pk}/unpublish/"
    assert "Gỡ cả bản dịch" in text(client.get(address))
    client.post(address, {"reason": "Sai số liệu", "translations": "on"})
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_the_screen_says_that_the_original_is_not_public(client, article, sign_in):
    translation = begin(article)
    sign_in("board")
    address = f"/admin/pages/{target(translation).pk}/edit/"
    assert "Bản gốc không đăng" not in text(client.get(address))
    now(article).unpublish()
    assert "Bản gốc không đăng" in text(client.get(address))


def test_a_restricted_section_is_restricted_in_every_language(client, section, article):
    page = translated(article)
    restriction = PageViewRestriction.objects.create(
        page=section, restriction_type=PageViewRestriction.LOGIN
    )
    assert client.get(page.url).status_code == 302
    restriction.delete()
    assert client.get(page.url).status_code == 200


def test_a_stopped_translation_is_restricted_with_its_original(client, article):
    page = translated(article)
    Translation.objects.update(enabled=False)
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(page.url).status_code == 302


def test_an_article_that_was_taken_down_can_be_translated(client, article, sign_in):
    # Its newest version was stored before its byline had a key.
    now(article).unpublish()
    sign_in("editor")
    assert submit(client, article).status_code == 302
    page = article.get_translation(english())
    assert page.bylines.get().locale == english()
    assert now(article).bylines.count() == 1


@pytest.mark.parametrize("way", ["editor", "bulk"])
def test_a_text_that_is_too_long_is_named(way, client, article, sign_in):
    translation = begin(article)
    fill(translation)
    StringTranslation.objects.filter(context__path="title").update(data="x" * 256)
    sign_in("board")
    page = target(translation)
    if way == "editor":
        answer = press(client, page, "publish")
    else:
        # As the browser sends it: a form without fields.
        answer = client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", follow=True)
    assert "Tiêu đề: Chỉ viết được tối đa 255 ký tự" in text(answer)
    assert not target(translation).live


@pytest.mark.parametrize("moment", ["01/01/0001 00:00", "01/01/1800 00:00", "31/12/9999 23:59"])
def test_dates_of_a_translation_are_of_this_age(moment, client, article, sign_in):
    page = translated(article)
    sign_in("board")
    answer = press(client, page, "dates", display_date=moment)
    assert "Hãy chọn ngày từ năm 1900 đến năm 2999" in text(answer)
    assert now(page).display_date == article.display_date


# Who translates and has another role


def test_translators_have_no_bin(client, article, sign_in):
    page = translated(article)
    trash.put_into_bin(now(page), None, "Dịch sai")
    sign_in("translator")
    assert "articles/bin/" not in text(client.get("/admin/"))
    answer = client.post("/admin/articles/bin/", {"article": page.pk, "restore": "1"})
    assert answer.status_code == 403
    assert now(page).binned_at


@pytest.mark.parametrize("role", ["contributor", "stranger"])
def test_translating_too_gives_no_more_over_english_articles(role, client, article, sign_in):
    page = translated(article)
    own = ArticlePageFactory(parent=page.get_parent(), title="English only", live=False)
    binned = ArticlePageFactory(parent=page.get_parent(), title="In the bin", live=False)
    trash.put_into_bin(binned, None, "Trùng bài")
    sign_in(role).groups.add(Group.objects.get(name=TRANSLATORS))
    sign_in(role)
    for address in ("edit/", "delete/", "move/"):
        assert client.get(f"/admin/pages/{own.pk}/{address}").status_code == 403, address
    for action in ("delete", "move"):
        client.post(f"/admin/bulk/wagtailcore/page/{action}/?id={own.pk}", {"reason": "Thử"})
    assert now(own).binned_at is None
    client.post("/admin/articles/bin/", {"article": binned.pk, "restore": "1"})
    assert now(binned).binned_at
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_who_translates_too_keeps_what_is_theirs(client, article, sign_in):
    page = translated(article)
    editor = sign_in("editor")
    draft = ArticlePageFactory(parent=article.get_parent(), title="Nháp", live=False)
    second = ArticlePageFactory(parent=page.get_parent(), title="Draft", live=False)
    editor.groups.add(Group.objects.get(name=TRANSLATORS))
    sign_in("editor")
    for each in (draft, second):
        for address in ("edit/", "delete/", "move/"):
            assert client.get(f"/admin/pages/{each.pk}/{address}").status_code == 200, address
