import gzip

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.translation import override
from wagtail.models import Locale

from analytics import addresses, bookkeeping, recording
from analytics.models import VisitCounter
from tests.factories import ArticlePageFactory, StandardPageFactory, the_home, vietnamese

pytestmark = pytest.mark.django_db


def render(counter=None, **context):
    template = Template("{% load visits %}{% visit_counter counter %}")
    return template.render(Context({"counter": counter, **context}))


def test_the_block_names_its_three_numbers_and_leaves_them_to_script_or_picture():
    bookkeeping.open_books(2_311_602, "Trang cũ")
    block = render()
    for label in ("Thống kê truy cập", "Đang online", "Hôm nay", "Đã truy cập"):
        assert label in block
    for number in ("online", "today", "total"):
        assert f'<dd data-visits-number="{number}"><noscript><img' in block
        assert f'src="{addresses.PICTURE}#{number}"' in block
    assert "2.311" not in block and "2311" not in block


def test_the_block_of_a_kept_page_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        render()


def test_the_block_speaks_english_on_english_pages():
    with override("en"):
        block = render()
    assert "Total visits" in block and "Thống kê" not in block
    assert f"{addresses.PICTURE}?lang=en#total" in block


def test_the_block_names_its_page_to_the_script_and_the_picture():
    page = ArticlePageFactory()
    block = render(page=page)
    assert f'data-page="{page.pk}"' in block
    assert f"{addresses.PICTURE}?page={page.pk}#total" in block


def test_where_nobody_is_counted_the_block_shows_the_numbers_at_once():
    bookkeeping.open_books(2_311_602, "Trang cũ")
    assert ">2.311.602<" in render(is_error=True)
    with override("en"):
        assert ">2,311,602<" in render(is_error=True)
    assert addresses.PICTURE not in render(is_error=True)


def test_the_block_says_what_one_address_can_invent(settings):
    settings.VISIT_LIMITS = {"token": 1_000, "no_token": 60}
    block = render()
    assert "nhiều nhất 33.496 lượt một ngày, và 1.073 lượt xem cho mỗi trang" in block
    settings.VISIT_LIMITS = {"token": 10, "no_token": 10}
    assert "nhiều nhất 2.162 lượt một ngày, và 34 lượt xem cho mỗi trang" in render()


def test_the_block_stays_calm_without_a_database(monkeypatch):
    monkeypatch.setattr(recording, "read", lambda: None)
    assert "Chưa đọc được số liệu lúc này." in render(is_error=True)
    assert "Chưa đọc được số liệu lúc này." not in render()


def counter(**fields):
    return VisitCounter(name="Cột bên", locale=the_home().locale, **fields)


def test_editors_choose_words_and_numbers():
    chosen = counter(heading="Lượt ghé thăm", show_online=False, total_label="Tất cả")
    block = render(counter=chosen)
    assert "Lượt ghé thăm" in block and "Tất cả" in block
    assert "Đang online" not in block.split("</dl>")[0]


def test_a_block_without_any_number_is_refused():
    with pytest.raises(ValidationError, match="ít nhất một"):
        counter(show_online=False, show_today=False, show_total=False).full_clean()


def test_a_block_in_the_body_of_a_page_shows_in_the_readers_language(client):
    chosen = counter(heading="Lượt ghé thăm")
    chosen.save()
    english = chosen.copy_for_translation(Locale.objects.get(language_code="en"))
    english.heading = "Readers"
    english.save()
    page = StandardPageFactory(body=[("visit_counter", chosen)])
    assert "Lượt ghé thăm" in client.get(page.url).content.decode()
    with override("en"):
        assert "Readers" in render(counter=chosen)


def test_the_form_of_a_block_tells_how_another_site_shows_it(admin_client):
    form = admin_client.get("/admin/snippets/analytics/visitcounter/add/").content.decode()
    assert "&lt;div data-visits-embed&gt;" in form
    assert f"{settings.WAGTAILADMIN_BASE_URL}/static/js/ba-con-so-nhung.js" in form


@pytest.mark.parametrize(
    ("language", "heading", "label"), [("vi", "Bạn đọc", "Lượt đọc"), ("en", "Visits", "Total")]
)
def test_an_untranslated_block_has_the_usual_english_words_on_english_pages(
    language, heading, label
):
    counter = VisitCounter.objects.create(
        name="Trong bài",
        heading="Bạn đọc",
        total_label="Lượt đọc",
        show_online=False,
        locale=vietnamese(),
    )
    template = Template("{% load visits %}{% visit_counter counter %}")
    with override(language):
        block = template.render(Context({"counter": counter}))
    assert heading in block and label in block
    assert block.count("<dd") == 2


def test_a_translation_is_previewed_in_its_own_language(rf):
    english = Locale.objects.get(language_code="en")
    counter = VisitCounter(name="Trong bài", heading="Readers", locale=english)
    preview = counter.serve_preview(rf.get("/"), "").render().content.decode()
    assert "Readers" in preview and 'lang="en"' in preview and "Cách đếm" not in preview


def test_a_page_that_is_not_there_is_counted_neither_by_script_nor_by_picture(client):
    page = client.get("/khong-co-trang-nay/").content.decode()
    assert "data-visits" in page
    assert "js/ba-con-so" not in page and addresses.FOLDER not in page


SCRIPTS = settings.BASE_DIR / "site_ldld/static/js"


def test_the_counters_script_is_as_small_as_promised():
    """The number stands in shared/VISITS.md as well: 1.6 KB."""
    script = (SCRIPTS / "ba-con-so.js").read_bytes()
    assert len(gzip.compress(script, 9)) <= 1.6 * 1024


@pytest.mark.parametrize(
    ("former", "present"),
    [("visits.js", "ba-con-so.js"), ("visits-embed.js", "ba-con-so-nhung.js")],
)
def test_scripts_answer_at_their_former_names_too(former, present):
    assert finders.find(f"js/{former}") is not None
    assert (SCRIPTS / former).read_bytes() == (SCRIPTS / present).read_bytes()
