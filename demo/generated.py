"""Any number of generated articles, to see how the site behaves when it is full.

Rows are written in bulk, without revisions: an editor opens them like any other article.
"""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from articles.models import ArticlePage, Author, Byline, SectionPage
from articles.vietnamese import slug

BATCH = 1000
NEWEST = datetime(2026, 7, 31, 16, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
BETWEEN_ARTICLES = timedelta(minutes=47)

UNITS = (
    "Công ty May Hạc Thành",
    "Công ty Giày Lam Kinh",
    "Trường Mầm non Hoa Đào",
    "Bệnh viện Bắc Hà",
    "Công ty Xi măng Núi Vàng",
    "Nghiệp đoàn Nghề cá Lạch Hới",
    "Công ty Nước sạch Sông Chu",
    "Xí nghiệp Thủy nông Nam Mã",
)
EVENTS = (
    "đối thoại về bữa ăn ca",
    "trao nhà cho đoàn viên",
    "khám sức khỏe miễn phí",
    "ký thỏa ước tập thể",
    "mở lớp học nghề buổi tối",
    "trồng cây quanh nhà xưởng",
    "tập huấn sơ cứu",
    "tổ chức hội thao",
)
PLACES = ("Hàm Rồng", "Sầm Sơn", "Nghi Sơn", "Bỉm Sơn", "Hoằng Hóa", "Thọ Xuân", "Nông Cống")
SENTENCES = (
    "{unit} tại {place} có {number} đoàn viên tham gia.",
    "Buổi làm việc kéo dài gần {number} phút, với nhiều ý kiến thẳng thắn.",
    "Ban chấp hành công đoàn cơ sở ghi lại {number} kiến nghị để trả lời trong tháng.",
    "Người lao động đề nghị giữ giờ nghỉ giữa ca và sửa mái che khu để xe.",
    "Kinh phí do công đoàn và doanh nghiệp cùng góp, công khai ở bảng tin.",
    "Đây là lần thứ {number} hoạt động này được tổ chức tại {place}.",
    "Đại diện doanh nghiệp hứa trả lời bằng văn bản trước ngày {number} hằng tháng.",
)


def create_articles(number, say):
    """Create `number` more articles in the Vietnamese sections; `say` is told the progress."""
    sections = list(SectionPage.objects.filter(locale__language_code="vi").order_by("path"))
    authors = list(
        Author.objects.filter(locale__language_code="vi")
        .select_related("department")
        .order_by("pk")
    )
    begin = ArticlePage.objects.filter(slug__startswith="bai-thu-tai-").count()
    content_type = ContentType.objects.get_for_model(ArticlePage)
    for first in range(begin, begin + number, BATCH):
        numbers = range(first, min(first + BATCH, begin + number))
        articles = [_article(position, sections, content_type) for position in numbers]
        insert(articles, authors)
        say(f"{numbers[-1] + 1 - begin} / {number} bài viết")
    for section in sections:
        section.numchild = section.get_children().count()
        section.save(update_fields=["numchild"], clean=False)


def _article(number, sections, content_type):
    """Return article `number`, unsaved, with its place in the tree already computed."""
    random = Random(number)
    words = {
        "unit": random.choice(UNITS),
        "place": random.choice(PLACES),
        "number": random.randrange(12, 900),
    }
    event = random.choice(EVENTS)
    section = sections[number % len(sections)]
    title = f"{words['unit']} {event} cho {words['number']} lao động ở {words['place']}"
    moment = NEWEST - BETWEEN_ARTICLES * number
    address = f"bai-thu-tai-{number + 1}-{slug(event, 'bai')}"
    paragraphs = "".join(
        f"<p>{' '.join(random.sample(SENTENCES, 5)).format(**words)}</p>" for _paragraph in range(6)
    )
    return ArticlePage(
        title=title,
        draft_title=title,
        slug=address,
        path=next_path(section),
        depth=section.depth + 1,
        url_path=f"{section.url_path}{address}/",
        content_type=content_type,
        locale_id=section.locale_id,
        first_published_at=moment,
        last_published_at=moment,
        display_date=moment,
        lead=random.choice(SENTENCES).format(**words),
        body=[("paragraph", paragraphs)],
    )


def next_path(section):
    """Return the path of the next child of `section`, counting on from the last one given out."""
    if not hasattr(section, "next_step"):
        last = section.get_last_child()
        section.next_step = section._str2int(last.path[-section.steplen :]) + 1 if last else 1
    path = section._get_path(section.path, section.depth + 1, section.next_step)
    section.next_step += 1
    return path


def insert(articles, authors, index=True):
    names = [field.attname for field in Page._meta.concrete_fields if field.attname != "id"]
    pages = Page.objects.bulk_create(
        Page(**{name: getattr(article, name) for name in names}) for article in articles
    )
    for article, page in zip(articles, pages, strict=True):
        article.pk = article.id = page.pk
        # The parent row is there already: only the article's own row is inserted.
        article.save_base(raw=True, force_insert=True)
    Byline.objects.bulk_create(
        _byline(article, authors[article.pk % len(authors)]) for article in articles
    )
    if index:
        get_search_backend().add_bulk(ArticlePage, articles)


def _byline(article, author):
    byline = Byline(page=article, author=author, locale_id=article.locale_id, sort_order=0)
    byline.fill_from_author()
    return byline
