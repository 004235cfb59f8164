"""What keeps an article from the public, tried on every way there."""

import contextlib
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, PageLogEntry
from wagtail_localize.models import Translation, TranslationSource

from articles.models import ArticlePage
from articles.publication_checks import PublicationRefused, blocking_findings, problems_of
from articles.vietnamese import slug
from newsroom.groups import BOARD, CONTRIBUTORS, EDITORS, create_roles
from tests.articles.test_editing import form_of
from tests.factories import ArticlePageFactory, PhotoFactory, member, submit, the_home
from tests.newsroom.translating import fill

pytestmark = pytest.mark.django_db
OLD_FONT = "C«ng ®oµn c¬ së tæ chøc ®èi tho¹i víi ng­êi lao ®éng"


@pytest.fixture
def board(client):
    create_roles(the_home())
    user = member(BOARD)
    client.force_login(user)
    return user


def draft(**fields):
    """Return a stored draft; `image` stands for a main photo that nobody has described."""
    article = ArticlePageFactory(title="Bữa cơm ca", live=False, **fields)
    article.save_revision()
    return article


def unlabelled(**fields):
    return draft(main_image=PhotoFactory(description=""), **fields)


def keys(article):
    return [problem.key for problem in problems_of(article)]


def now(article):
    return ArticlePage.objects.get(pk=article.pk)


# What is looked at


def test_an_ordinary_article_has_no_problem():
    assert problems_of(draft(main_image=PhotoFactory(description="Hội trường"))) == []


def test_a_main_image_needs_a_description_or_to_be_marked_as_decoration():
    assert keys(unlabelled()) == ["main_image_alt"]
    assert keys(unlabelled(main_image_alt="Bếp ăn ca")) == []
    assert keys(unlabelled(main_image_decorative=True)) == []


def image(alt="", decorative=False):
    return {"image": PhotoFactory(), "alt_text": alt, "decorative": decorative}


def figure(**fields):
    picture = image(**fields)
    value = {"image": picture["image"].pk, "alt_text": picture["alt_text"]}
    return {"image": {**value, "decorative": picture["decorative"]}, "caption": "", "credit": ""}


def with_body(*blocks):
    article = draft()
    article.body = [{"type": kind, "value": value} for kind, value in blocks]
    article.body = article._meta.get_field("body").to_python(article.body)
    return article


def test_pictures_in_the_text_and_in_galleries_need_descriptions():
    article = with_body(
        ("image", figure(alt="Bếp ăn")),
        ("image", figure()),
        ("image", figure(decorative=True)),
        ("gallery", {"title": "", "pictures": [figure(alt="A"), figure()]}),
    )
    assert keys(article) == ["alt_2", "alt_5"]


def test_a_subheading_before_any_heading_is_a_warning():
    assert keys(with_body(("subheading", "Tại cơ sở"), ("heading", "Kết quả"))) == ["headings"]
    assert keys(with_body(("heading", "Kết quả"), ("subheading", "Tại cơ sở"))) == []


SOURCE = {"source_name": "Báo Lao Động, Lê Vân", "source_url": "https://example.vn/1"}


def test_a_republished_item_names_its_source_in_full():
    assert keys(draft(republished=True)) == ["source"]
    assert keys(draft(republished=True, **SOURCE)) == ["source"]
    past = timezone.now() - timedelta(hours=2)
    assert keys(draft(republished=True, source_published_at=past, **SOURCE)) == []


@pytest.mark.parametrize(("minutes", "found"), [(59, ["too_early"]), (61, [])])
def test_a_republished_item_waits_an_hour_after_the_original(minutes, found):
    past = timezone.now() - timedelta(minutes=minutes)
    assert keys(draft(republished=True, source_published_at=past, **SOURCE)) == found


def test_a_republished_item_may_be_given_a_later_hour():
    hour = timezone.now() + timedelta(minutes=31)
    past = timezone.now() - timedelta(minutes=30)
    article = draft(source_published_at=past, go_live_at=hour, **SOURCE)
    assert keys(article) == []


def test_an_address_that_exists_is_an_error():
    article = draft()
    article.slug = ArticlePageFactory(parent=article.get_parent(), title="Khác").slug
    assert keys(article) == ["slug"]


def test_text_in_an_old_font_is_a_warning():
    article = draft(lead=OLD_FONT)
    (problem,) = problems_of(article)
    assert not problem.is_error and "TCVN3" in problem.text and "Công" in problem.text


# The ways to the public


def by_button(client, article):
    data = {**form_of(client, article), "action-publish": "1"}
    return client.post(f"/admin/pages/{article.pk}/edit/", data)


def by_approval(client, article):
    state = submit(article, member(CONTRIBUTORS))
    state.current_task_state.approve(user=None)
    state.refresh_from_db()
    step = state.current_task_state.pk
    return client.post(f"/admin/pages/workflow/action/{article.pk}/approve/{step}/")


def by_bulk(client, article):
    return client.post(f"/admin/bulk/wagtailcore/page/publish/?id={article.pk}")


def by_revert(client, article):
    first = article.revisions.order_by("pk").first()
    address = f"/admin/pages/{article.pk}/revisions/{first.pk}/revert/"
    data = {**form_of(client, article, address), "revision": first.pk, "action-publish": "1"}
    return client.post(f"/admin/pages/{article.pk}/edit/", data)


def by_schedule(client, article):
    revision = article.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    call_command("publish_due", stderr=StringIO())


WAYS = [by_button, by_approval, by_bulk, by_revert, by_schedule]


@pytest.mark.parametrize("way", WAYS)
def test_an_error_holds_on_every_way(way, client, board):
    article = unlabelled()
    answer = way(client, article)
    assert not now(article).live
    if answer:
        page = client.get(f"/admin/pages/{article.pk}/edit/").content.decode()
        assert answer.status_code == 302
        assert "chưa đăng được" in page and "Ảnh chính chưa có mô tả" in page


@pytest.mark.parametrize("way", WAYS)
def test_the_same_ways_are_open_without_an_error(way, client, board):
    article = unlabelled(main_image_alt="Bếp ăn ca")
    way(client, article)
    assert now(article).live


@pytest.mark.parametrize(("alt", "live"), [("", False), ("Bếp ăn ca", True)])
def test_a_translation_is_looked_at_too(alt, live, board, django_capture_on_commit_callbacks):
    english = Locale.objects.get(language_code="en")
    the_home().copy_for_translation(english).save_revision().publish()
    article = unlabelled(main_image_alt=alt)
    section = article.get_parent().specific
    section.copy_for_translation(english).save_revision().publish()
    source, _created = TranslationSource.get_or_create_from_instance(article)
    translation = Translation.objects.create(source=source, target_locale=english)
    fill(translation)
    held_back = contextlib.nullcontext() if live else pytest.raises(PublicationRefused)
    # It publishes once the translation is stored.
    with held_back, django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    assert ArticlePage.objects.filter(locale=english, live=True).exists() == live


def test_what_was_typed_is_kept_when_an_article_is_held_back(client, board):
    article = unlabelled()
    data = {**form_of(client, article), "title": "Tên vừa gõ", "action-publish": "1"}
    client.post(f"/admin/pages/{article.pk}/edit/", data)
    assert now(article).get_latest_revision_as_object().title == "Tên vừa gõ"


def test_a_scheduled_article_that_fails_is_told_and_stops_no_other(client, board):
    hour = timezone.now() + timedelta(hours=1)
    failing, other = unlabelled(go_live_at=hour), draft(go_live_at=hour)
    past = timezone.now() - timedelta(minutes=1)
    for article in (failing, other):
        article.owner = member(CONTRIBUTORS)
        article.save()
        revision = article.get_latest_revision()
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()
    errors = StringIO()
    call_command("publish_due", stderr=errors)
    assert (now(failing).live, now(other).live) == (False, True)
    (notice,) = failing.owner.notices.all()
    assert notice.event == "not_published" and "Ảnh chính" in notice.reason
    assert "Bữa cơm ca" in errors.getvalue()
    call_command("publish_due", stderr=errors)
    assert failing.owner.notices.count() == 1


# Overruling


def overrule(client, article, reason):
    data = {**form_of(client, article), "overruling_reason": reason, "action-publish": "1"}
    return client.post(f"/admin/pages/{article.pk}/edit/", data)


def test_the_board_overrules_a_warning_with_a_reason_that_is_kept(client, board):
    article = draft(lead=OLD_FONT)
    overrule(client, article, "")
    assert not now(article).live
    overrule(client, article, "Trích nguyên văn tư liệu cũ.")
    assert now(article).live
    assert now(article).live_revision.content["overruling_reason"].startswith("Trích nguyên văn")
    entry = PageLogEntry.objects.get(page=article.pk, action="articles.overrule")
    assert entry.data["reason"].startswith("Trích nguyên văn") and entry.user == board
    history = client.get(f"/admin/pages/{article.pk}/history/").content.decode()
    assert "Trích nguyên văn tư liệu cũ." in history


def test_a_reason_does_not_cover_a_warning_that_came_later(client, board):
    article = with_body(("heading", "Kết quả"))
    article.lead = OLD_FONT
    article.overruling_reason, article.overruled_warnings = "Tư liệu cũ.", ["legacy_font"]
    assert blocking_findings(article) == []
    article.body = article._meta.get_field("body").to_python(
        [{"type": "subheading", "value": "Tại cơ sở"}]
    )
    assert [problem.key for problem in blocking_findings(article)] == ["headings"]


def test_tones_in_wrong_places_are_named_with_the_right_words():
    article = draft(lead="Ngừơi lao động đựơc chăm lo; Thanh Hoá.")
    (problem,) = [each for each in problems_of(article) if each.key == "tones"]
    assert problem.text == (
        "Dấu thanh đặt sai chỗ: “Ngừơi” (đúng là “Người”), “đựơc” (đúng là “được”). "
        "Hãy sửa trong bài."
    )
    assert not problem.is_error


def test_many_tones_in_wrong_places_are_counted():
    article = draft(lead="ngừơi đựơc trứơc hịên tòan lòai qúy")
    (problem,) = [each for each in problems_of(article) if each.key == "tones"]
    assert "“tòan” (đúng là “toàn”) và 2 chữ khác." in problem.text


def test_as_many_tones_as_are_named_leave_no_others():
    article = draft(lead="ngừơi đựơc trứơc hịên tòan")
    (problem,) = [each for each in problems_of(article) if each.key == "tones"]
    assert "“tòan” (đúng là “toàn”). Hãy sửa" in problem.text


def test_old_fonts_are_named_alone_where_they_look_like_tones_in_wrong_places():
    article = draft(lead=f"{OLD_FONT} ngừơi đựơc")
    assert [problem.key for problem in problems_of(article) if not problem.is_error] == [
        "legacy_font"
    ]


def test_an_error_is_not_overruled(client, board):
    article = unlabelled()
    overrule(client, article, "Cần đăng ngay.")
    assert not now(article).live


def test_only_the_board_can_give_a_reason(client, board):
    article = draft(lead=OLD_FONT)
    client.force_login(member(EDITORS, article.get_parent().specific))
    data = {**form_of(client, article), "overruling_reason": "Tôi cho phép."}
    assert "overruling_reason" not in form_of(client, article)
    client.post(f"/admin/pages/{article.pk}/edit/", data)
    assert now(article).get_latest_revision_as_object().overruling_reason == ""


# Old fonts


def test_old_fonts_are_converted_after_a_preview(client, board):
    article = with_body(("paragraph", f"<p>{OLD_FONT} víi <b>ng­êi lao ®éng</b>.</p>"))
    article.title, article.lead = "C«ng ®oµn c¬ së", "Đoạn này đã đúng."
    article.slug = slug(article.title, fallback="x")
    article.save_revision()
    address = f"/admin/articles/{article.pk}/legacy-fonts/"
    page = client.get(address).content.decode()
    assert "C«ng" in page and "Công" in page
    client.post(address)
    converted = now(article).get_latest_revision_as_object()
    assert converted.title == "Công đoàn cơ sở" and converted.lead == "Đoạn này đã đúng."
    assert converted.slug == "cong-doan-co-so"
    assert "<b>" in converted.body[0].value.source and "đối thoại" in converted.body[0].value.source


def test_a_stranger_converts_nothing(client, board):
    article = draft(lead=OLD_FONT)
    client.force_login(member(CONTRIBUTORS))
    assert client.post(f"/admin/articles/{article.pk}/legacy-fonts/").status_code == 403
