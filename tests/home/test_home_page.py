import pytest
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from analytics import recording
from articles.models import SectionPage
from home.front.blocks import ColumnBlock
from home.models import HomePage
from tests.factories import (
    ArticlePageFactory,
    PhotoFactory,
    SectionPageFactory,
    StandardPageFactory,
    TopicFactory,
    the_home,
)

pytestmark = pytest.mark.django_db

FACTS = {
    "site_name": "Trang thông tin điện tử Liên đoàn Lao động tỉnh",
    "superior_body": "Sở Thông tin và Truyền thông",
    "slogan": "CÔNG NHÂN LAO ĐỘNG TIÊN PHONG",
    "licence": "Giấy phép số 06/GP-TTĐT",
    "responsible_person": "Ông Nguyễn Văn Thuận",
    "address": "Số 37 Đại lộ Lê Lợi",
    "telephone": "02373.852.369",
    "fax": "02373.852.370",
    "email": "congdoan@example.vn",
    "designer": "Thiết kế: Văn phòng",
}


def set_facts():
    home = the_home()
    for name, value in FACTS.items():
        setattr(home, name, value)
    home.save_revision().publish()


def test_header_and_footer_show_what_the_home_page_says(client):
    set_facts()
    page = client.get("/").content.decode()
    page = page.replace("\u00a0", " ").replace("<wbr>", "")
    missing = [value for value in FACTS.values() if value not in page]
    assert missing == []


def test_names_in_header_and_footer_are_broken_where_a_reader_would(client):
    set_facts()
    page = client.get("/").content.decode()
    assert page.count("Liên\u00a0đoàn Lao\u00a0động tỉnh") == 2
    assert 'href="mailto:congdoan@example.vn">congdoan<wbr>@example.vn</a>' in page


def test_english_names_are_left_as_they_are(client):
    english = the_home().copy_for_translation(Locale.objects.get(language_code="en"))
    english.site_name = "Thanh Hóa Provincial Federation"
    english.save_revision().publish()
    assert english.site_name in client.get("/en/").content.decode().partition("<header")[2]


def test_every_page_takes_header_and_footer_from_the_home_page(client):
    set_facts()
    section = SectionPageFactory()
    for address in (section.url, ArticlePageFactory(parent=section).url, reverse("search")):
        page = client.get(address).content.decode()
        assert FACTS["superior_body"] in page and FACTS["responsible_person"] in page


def test_a_fact_that_is_empty_leaves_no_label_behind(client):
    page = client.get("/").content.decode()
    assert "Chịu trách nhiệm nội dung" not in page
    assert "Fax" not in page


def test_an_empty_site_says_so_kindly(client):
    assert "Chưa có bài viết nào được đăng." in client.get("/").content.decode()


def test_the_lead_story_is_the_newest_featured_article():
    section = SectionPageFactory()
    featured = ArticlePageFactory(parent=section, featured=True, display_date="2026-08-01T08:00Z")
    ArticlePageFactory(parent=section, display_date="2026-09-01T08:00Z")
    front = the_home().get_context(_request())["front"]
    assert front.lead == featured


def test_the_lead_story_an_editor_chose_comes_before_the_featured_ones():
    section = SectionPageFactory()
    ArticlePageFactory(parent=section, featured=True)
    home = the_home()
    home.lead_article = ArticlePageFactory(parent=section, display_date="2020-01-01T08:00Z")
    assert home.get_context(_request())["front"].lead == home.lead_article


def test_three_featured_stories_are_joined_by_the_newest_of_the_others():
    section = SectionPageFactory()
    other = ArticlePageFactory(parent=section)
    featured = [ArticlePageFactory(parent=section, featured=True) for _number in range(3)]
    assert the_home().get_context(_request())["front"].top == [*reversed(featured), other]


def test_no_story_stands_twice_at_the_top_or_in_the_newest_list():
    section = SectionPageFactory()
    for _number in range(12):
        ArticlePageFactory(parent=section, featured=True)
    front = the_home().get_context(_request())["front"]
    (newest,) = (block.articles for block in front.main if block.kind == "newest")
    shown = [*front.top, *newest]
    assert len(front.top) == 4 and len(newest) == 8
    assert len(set(shown)) == len(shown)


def test_each_section_shows_its_newest_articles_also_from_sections_inside_it(client):
    sections = [SectionPageFactory(), SectionPageFactory()]
    inside = SectionPageFactory(parent=sections[1])
    for section in (sections[0], inside):
        for _number in range(5):
            ArticlePageFactory(parent=section)
    front = the_home().get_context(_request())["front"]
    blocks = {block.value["section"]: block.articles for block in front.main[1:]}
    assert set(blocks) == set(sections)
    assert {article.get_parent().specific for article in blocks[sections[1]]} == {inside}


def test_notices_stand_in_the_side_column_and_not_among_the_sections():
    notices = SectionPageFactory(title="Thông báo")
    notice = ArticlePageFactory(parent=notices)
    home = the_home()
    home.notices = notices
    front = home.get_context(_request())["front"]
    assert (front.side[0].kind, front.side[0].articles) == ("section", [notice])
    assert front.main == []


def test_notices_are_not_repeated_among_the_newest():
    notices = SectionPageFactory(title="Thông báo")
    for _number in range(6):
        ArticlePageFactory(parent=notices)
    home = the_home()
    home.notices = notices
    assert home.get_context(_request())["front"].main == []


def test_english_notices_are_not_repeated_among_the_newest_of_the_english_page():
    notices = SectionPageFactory(title="Thông báo")
    english = the_home().copy_for_translation(Locale.objects.get(language_code="en"))
    twin = notices.copy_for_translation(english.locale)
    twin.save_revision().publish()
    for _number in range(6):
        ArticlePageFactory(parent=twin, locale=english.locale)
    english.notices = notices
    front = english.get_context(_request())["front"]
    assert len(front.top) == 4 and list(front.newest) == []


def test_every_page_leads_to_the_standard_pages(client):
    page = StandardPageFactory(title="Cơ cấu tổ chức")
    footer = client.get("/tim-kiem/").content.decode().partition("<footer")[2]
    assert f'<a href="{page.url}">Cơ cấu tổ chức</a>' in footer


@pytest.mark.parametrize("hide", ["draft", "scheduled", "private"])
def test_what_is_not_public_is_not_on_the_home_page(hide, client):
    article = ArticlePageFactory(title="Chưa được công bố")
    if hide == "draft":
        article.unpublish()
    elif hide == "scheduled":
        article.unpublish()
        article.go_live_at = "2099-01-01T08:00Z"
        article.save_revision().publish()
    else:
        PageViewRestriction.objects.create(page=article, restriction_type="login")
    assert "Chưa được công bố" not in client.get("/").content.decode()


def test_the_menu_follows_the_page_tree_and_marks_where_the_reader_is(client):
    section = SectionPageFactory(title="Nữ công")
    inside = SectionPageFactory(title="Gia đình", parent=section)
    SectionPageFactory(title="Không ở menu", show_in_menus=False)
    page = client.get(inside.url).content.decode()
    menu = page[page.index("<nav") : page.index("</nav>")]
    assert "Nữ công" in menu and "Gia đình" in menu and "Không ở menu" not in menu
    assert f'href="{inside.url}" aria-current="page"' in menu
    assert f'href="{section.url}" aria-current="true"' in menu


def test_a_section_behind_a_restriction_is_in_no_menu(client):
    section = SectionPageFactory(title="Nội bộ")
    SectionPageFactory(title="Bên trong", parent=section)
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    for address in ("/", ArticlePageFactory().url):
        page = client.get(address).content.decode()
        assert "Nội bộ" not in page and "Bên trong" not in page


def _fill(sections, articles):
    for _section in range(sections):
        section = SectionPageFactory()
        for _article in range(articles):
            ArticlePageFactory(parent=section, main_image=PhotoFactory())


def test_the_number_of_statements_does_not_grow_with_the_articles(
    client, django_assert_max_num_queries
):
    _fill(sections=6, articles=2)
    client.get("/")
    recording.forget_shared()
    with django_assert_max_num_queries(25) as few:
        client.get("/")
    for section in the_home().get_children().specific():
        for _article in range(6):
            ArticlePageFactory(parent=section, main_image=PhotoFactory())
    recording.forget_shared()
    with django_assert_max_num_queries(25) as many:
        client.get("/")
    assert len(many) == len(few)


def _request():
    from django.test import RequestFactory

    return RequestFactory().get("/")


def compose(column, *blocks):
    """Return the home page with `blocks` (type, value) in its `column`, published."""
    home = the_home()
    setattr(home, column, [{"type": kind, "value": value} for kind, value in blocks])
    home.save_revision().publish()
    return home


def test_editors_compose_the_column_of_blocks_in_their_order(client):
    topic = TopicFactory(name="Tháng Công nhân")
    section, other = SectionPageFactory(title="Nữ công"), SectionPageFactory(title="An toàn")
    for number in range(4):
        ArticlePageFactory(parent=other, title=f"Tin đầu {number}", featured=True)
    ArticlePageFactory(parent=section, title="Bài nữ công", display_date="2026-01-02T08:00Z")
    ArticlePageFactory(parent=other, title="Bài dòng sự kiện", topic=topic)
    ArticlePageFactory(parent=other, title="Chùm ảnh", genre="anh")
    compose(
        "main_column",
        ("topic", {"topic": topic.pk, "count": 3}),
        ("section", {"section": section.pk, "layout": "trio", "count": 3}),
        ("media", {"title": "Qua ống kính", "count": 3}),
        ("links", {"title": "", "links": [{"title": "Cổng tỉnh", "url": "https://example.vn/"}]}),
    )
    page = client.get("/").content.decode()
    places = [
        page.index(f">{text}<", page.index("columns__main"))
        for text in ("Tháng Công nhân", "Nữ công", "Qua ống kính", "Liên kết")
    ]
    assert places == sorted(places)
    for text in ("Bài dòng sự kiện", "Bài nữ công", "Chùm ảnh", "Cổng tỉnh"):
        assert f">{text}<" in page
    assert page.count('class="strip__item') == 1


def test_a_block_shows_the_newest_first():
    section = SectionPageFactory()
    for _number in range(4):
        ArticlePageFactory(parent=section, featured=True)
    dates = ("2026-01-03", "2026-01-05", "2026-01-02", "2026-01-04")
    made = [ArticlePageFactory(parent=section, display_date=f"{day}T08:00Z") for day in dates]
    home = compose("main_column", ("newest", {"count": 3}))
    (block,) = home.get_context(_request())["front"].main
    assert block.articles == [made[1], made[3], made[0]]


def test_a_block_without_articles_leaves_no_heading(client):
    section = SectionPageFactory(title="Chuyên mục chưa có bài")
    compose("main_column", ("section", {"section": section.pk, "layout": "plus", "count": 3}))
    main = client.get("/").content.decode().partition("<main")[2]
    assert "Chuyên mục chưa có bài" not in main.partition("</main>")[0]


def test_a_section_that_was_taken_down_leaves_the_page(client):
    ArticlePageFactory(featured=True)
    section = SectionPageFactory(title="Chuyên mục đã gỡ")
    ArticlePageFactory(parent=section, title="Bài ở lại")
    compose("main_column", ("section", {"section": section.pk, "layout": "titles", "count": 3}))
    section.unpublish()
    main = client.get("/").content.decode().partition("columns__main")[2]
    assert "Chuyên mục đã gỡ" not in main


def test_the_secondary_stories_are_those_that_editors_chose_in_their_order():
    featured = ArticlePageFactory(featured=True)
    chosen = [ArticlePageFactory(display_date=f"2026-01-0{day}T08:00Z") for day in (2, 3)]
    home = the_home()
    home.lead_article = ArticlePageFactory(display_date="2026-01-01T08:00Z")
    home.secondary_articles = [("article", article) for article in reversed(chosen)]
    assert home.get_context(_request())["front"].top == [
        home.lead_article,
        *reversed(chosen),
        featured,
    ]


def test_a_section_chosen_for_the_english_page_is_the_english_one(client):
    section = SectionPageFactory(title="Nữ công", slug="nu-cong")
    english = the_home().copy_for_translation(Locale.objects.get(language_code="en"))
    twin = section.copy_for_translation(english.locale)
    twin.title = "Women workers"
    twin.save_revision().publish()
    ArticlePageFactory(parent=twin, title="English story", locale=english.locale)
    ArticlePageFactory(parent=twin, title="Lead", locale=english.locale, featured=True)
    english.main_column = [
        {"type": "section", "value": {"section": section.pk, "layout": "titles", "count": 3}}
    ]
    english.save_revision().publish()
    assert "Women workers</a></h2>" in client.get("/en/").content.decode()


def test_the_statements_of_a_composed_page_do_not_grow(client, django_assert_max_num_queries):
    topic = TopicFactory()
    _fill(sections=9, articles=3)
    ArticlePageFactory(topic=topic, genre="anh")
    sections = SectionPage.objects.all()
    home = compose(
        "main_column",
        ("newest", {"count": 8}),
        *(
            ("section", {"section": section.pk, "layout": "plus", "count": 4})
            for section in sections
        ),
        ("most_read", {"days": 7, "count": 5}),
        *(("topic", {"topic": topic.pk, "count": 3}) for _number in range(3)),
        ("media", {"title": "", "count": 6}),
        ("links", {"title": "", "links": [{"title": "Cổng tỉnh", "url": "https://example.vn/"}]}),
    )
    client.get(home.url)
    recording.forget_shared()
    with django_assert_max_num_queries(25):
        client.get(home.url)


@pytest.mark.parametrize("kind", [name for name, _block in ColumnBlock().child_blocks.items()])
def test_every_block_is_previewed_with_the_articles_of_the_site(kind, admin_client):
    section = SectionPageFactory()
    ArticlePageFactory(parent=section, genre="anh", topic=TopicFactory(), title="Bài xem trước")
    block = HomePage._meta.get_field("main_column").stream_block.child_blocks[kind]
    address = f"{reverse('wagtailadmin_block_preview')}?id={block.definition_prefix}"
    page = admin_client.get(address).content.decode()
    shown = {"links": "Cổng thông tin", "visits": "Thống kê truy cập", "most_read": "wrap"}
    assert shown.get(kind, "Bài xem trước") in page
