"""Pictures drawn for links to pages without a photo."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import Image, ImageChops

from home import tasks
from home.seo import share_cards
from home.seo.share_cards import Card, card_of, draw, lacking_cards, make_card
from tests.factories import ArticlePageFactory, PhotoFactory, SectionPageFactory, the_home

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    """Keep cards of other tests away: pages of theirs may have had the same keys."""
    settings.MEDIA_ROOT = tmp_path


def drawn(title, **fields):
    texts = {"pk": 1, "label": "Nữ công", "site": "Công đoàn", "emblem": None, **fields}
    return Image.open(BytesIO(draw(Card(title=title, **texts))))


def test_a_card_has_the_size_that_other_sites_show():
    assert drawn("Bữa cơm ca").size == (1200, 630)


@pytest.mark.parametrize("letter", "ẾỰẫỡờợĐđ")
def test_every_vietnamese_letter_is_drawn(letter):
    missing = drawn("\U000f1234")
    assert ImageChops.difference(drawn(letter), missing).getbbox()
    plain = drawn(share_cards.nfc(letter).encode("ascii", "ignore").decode() or "E")
    assert ImageChops.difference(drawn(letter), plain).getbbox()


@pytest.mark.parametrize("title", ["", "Kỳ", "Đoàn viên " * 60, "đ" * 300])
def test_a_title_of_any_length_stays_inside(title):
    card, empty = drawn(title), drawn("")
    box = ImageChops.difference(card, empty).point(lambda value: value > 40 and 255).getbbox()
    assert box is None or (box[1] >= 110 and box[3] <= 486)


def test_publishing_an_article_without_a_photo_draws_its_card(
    client, django_capture_on_commit_callbacks
):
    article = ArticlePageFactory(title="Bữa cơm ca", live=False)
    with django_capture_on_commit_callbacks(execute=True):
        article.save_revision().publish()
    page = client.get(article.url).content.decode()
    path = page.split('property="og:image" content="')[1].split('"')[0].split("/media/")[1]
    assert path.startswith(f"chia-se/{article.pk}/") and default_storage.exists(path)


def test_the_page_that_is_kept_shows_the_card_once_it_is_drawn(client, keep_pages, committed):
    article = ArticlePageFactory()
    assert b"og:image" not in client.get(article.url).content
    with committed():
        tasks.make_share_card.enqueue(article.pk)
    assert b"og:image" in client.get(article.url).content


def test_readers_are_answered_without_a_card_while_it_is_not_drawn(client):
    article = ArticlePageFactory()
    response = client.get(article.url)
    assert response.status_code == 200 and b"og:image" not in response.content
    assert not card_of(article, the_home(), article.get_parent()).is_made


def test_a_new_title_gets_a_new_card_and_the_former_one_goes():
    article = ArticlePageFactory(title="Tên cũ")
    assert make_card(article) and not make_card(article)
    former = card_of(article, the_home(), article.get_parent())
    article.title = "Tên mới"
    assert make_card(article) and not former.is_made
    assert card_of(article, the_home(), article.get_parent()).is_made


def test_an_article_with_a_photo_has_no_card():
    article = ArticlePageFactory(main_image=PhotoFactory())
    assert not make_card(article)
    assert card_of(article, the_home(), article.get_parent()) is None


def test_a_deleted_article_takes_its_card_with_it(django_capture_on_commit_callbacks):
    article = ArticlePageFactory()
    make_card(article)
    path = card_of(article, the_home(), article.get_parent()).path
    with django_capture_on_commit_callbacks(execute=True):
        article.delete()
    assert not default_storage.exists(path)


def test_what_lacks_a_card_is_found_and_made(django_assert_max_num_queries):
    section = SectionPageFactory()
    articles = [ArticlePageFactory(parent=section) for _number in range(3)]
    ArticlePageFactory(live=False)
    make_card(articles[0])
    with django_assert_max_num_queries(4):
        assert set(lacking_cards()) == {the_home(), *articles[1:]}
    tasks.ask_for_missing_share_cards()
    assert list(lacking_cards()) == []


def test_a_task_for_a_page_that_is_gone_does_nothing():
    with transaction.atomic():
        tasks.make_share_card.call(10**9)
