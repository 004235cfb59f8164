"""Builds the demo site: creates what is missing and leaves alone what is there."""

from datetime import date
from functools import cached_property
from io import BytesIO

from django.core.files.base import ContentFile
from wagtail.models import Locale

from analytics.bookkeeping import open_books
from analytics.models import LedgerEntry, VisitCounter
from articles.models import (
    ArticlePage,
    Author,
    Byline,
    Department,
    Photo,
    RoyaltyRate,
    SectionPage,
    Topic,
)
from home.models import ContactPage, HomePage, OrganisationPage, StandardPage
from newsroom.groups import create_roles

from . import pictures
from .bodies import column_data, link_data, stream_data
from .reading import read, read_folder
from .translating import translate

PAGES = {"co-cau-to-chuc": OrganisationPage, "lien-he": ContactPage}
OLD_SITE_TOTAL = 2_311_602
OLD_SITE_NOTE = "Số lượt truy cập chuyển từ trang cũ"


# Đồng for an article and for its photos, by genre.
RATES = {
    "tin": (150_000, 60_000),
    "bai": (400_000, 80_000),
    "phong-su": (700_000, 100_000),
    "phong-van": (500_000, 80_000),
    "anh": (0, 250_000),
    "video": (600_000, 0),
}
RATES_SINCE = date(2026, 1, 1)


def create_rates():
    """Create the royalty rates, unless the board has set some."""
    if RoyaltyRate.objects.exists():
        return
    roles = (Byline.Role.AUTHOR, Byline.Role.PHOTO)
    RoyaltyRate.objects.bulk_create(
        RoyaltyRate(genre=genre, role=role, amount=amount, effective_from=RATES_SINCE)
        for genre, amounts in RATES.items()
        for role, amount in zip(roles, amounts, strict=True)
    )


class DemoSite:
    """One run of the builder. `say` is called with a line for each step."""

    def __init__(self, say):
        self.say = say
        self.home = HomePage.objects.get(locale__language_code="vi")
        self.english = Locale.objects.get(language_code="en")
        self.sections = {}
        self.photos = {}

    def build(self):
        """Create everything that is missing, in the order in which it depends on each other."""
        self.say("Ảnh minh họa")
        for name in pictures.PICTURES:
            self.photo(name)
        self.say("Phòng ban, tác giả, dòng sự kiện")
        self.create_people()
        self.say("Trang chủ, chuyên mục, trang giới thiệu")
        self.fill_home()
        self.create_sections()
        self.create_standard_pages()
        self.say("Bài viết")
        self.create_articles()
        self.compose_home()
        create_rates()
        self.say("Vai trò và quy trình duyệt bài")
        create_roles(self.home)
        if not LedgerEntry.objects.exists():
            open_books(OLD_SITE_TOTAL, OLD_SITE_NOTE)

    # Pictures

    def photo(self, name):
        """Return the stored demo photo called `name`, drawing it when it is missing."""
        if name not in self.photos:
            title = pictures.ALT[name].partition(",")[0]
            stored = Photo.objects.filter(title=title).first()
            self.photos[name] = stored or self._store(
                pictures.draw(name), title, f"{name}.jpg", description=pictures.ALT[name]
            )
        return self.photos[name]

    def _store(self, picture, title, file_name, **fields):
        buffer = BytesIO()
        if file_name.endswith(".png"):
            picture.save(buffer, "PNG", optimize=True)
        else:
            picture.save(buffer, "JPEG", quality=88)
        return Photo.objects.create(
            title=title, file=ContentFile(buffer.getvalue(), file_name), **fields
        )

    # People

    @cached_property
    def people(self):
        return read("people")

    def create_people(self):
        for model, rows in (
            (Department, self.people["departments"]),
            (Author, self.people["authors"]),
            (Topic, self.people["topics"]),
        ):
            for row in rows:
                self._create_snippet(model, dict(row))

    def _create_snippet(self, model, row):
        english = row.pop("en")
        if "department" in row:
            row["department"] = Department.objects.get(slug=row["department"])
        if model.objects.filter(slug=row["slug"], locale=self.home.locale).exists():
            return
        snippet = model.objects.create(**row, locale=self.home.locale)
        translate(snippet, {"name": snippet.name, "slug": snippet.slug, **english}, self.english)

    # Pages

    def fill_home(self):
        if self.home.superior_body:
            return
        texts = read("home")
        english, links = texts.pop("en"), texts.pop("links")
        for table in (texts, english):
            table["search_description"] = table.pop("description")
        for name, value in texts.items():
            setattr(self.home, name, value)
        self.home.emblem = self._store(pictures.draw_emblem(), "Biểu trưng", "bieu-trung.png")
        self.home.banner = self._store(pictures.draw_banner(), "Ảnh nền đầu trang", "dau-trang.jpg")
        self.home.links = link_data(links, "title")
        self.home.visit_counter = self._create_visit_counter()
        self._publish(self.home)
        english["links"] = link_data(links, "title_en")
        translate(self.home, english, self.english)

    def _create_visit_counter(self):
        row = read("visits")
        english = row.pop("en")
        counter = VisitCounter.objects.create(**row, locale=self.home.locale)
        translate(counter, english, self.english)
        return counter

    def create_sections(self):
        for row in read("sections")["sections"]:
            row = dict(row)
            english, parent = row.pop("en"), self.sections.get(row.pop("parent", None), self.home)
            section = self._child(parent, row["slug"])
            if section is None:
                section = SectionPage(**row, show_in_menus=True, locale=self.home.locale)
                parent.add_child(instance=section)
                self._publish(section)
                translate(section, english, self.english)
            self.sections[row["slug"]] = section
        if self.home.notices is None:
            self.home.notices = self.sections["thong-bao"]
            self._publish(self.home)
            translate(self.home, {}, self.english)

    def create_standard_pages(self):
        for slug, text in read_folder("pages").items():
            if self._child(self.home, slug):
                continue
            page = PAGES.get(slug, StandardPage)(
                title=text["title"],
                slug=slug,
                lead=text["lead"],
                body=self._body(text["body"], slug),
                show_in_menus=text.get("show_in_menus", False),
                locale=self.home.locale,
                **self._chart(text),
            )
            self.home.add_child(instance=page)
            self._publish(page)
            if "en" in text:
                chart = self._chart(text, text["en"].pop("duties", None))
                english = self._english_texts(text["en"], slug) | chart
                translate(page, english, self.english)

    def _chart(self, text, duties=None):
        """Return the raw columns of the organisation chart that `text` describes, if it does."""
        if "leaders" not in text:
            return {}
        leaders = [dict(row) for row in text["leaders"]]
        for row, duty in zip(leaders, duties or [row["duty"] for row in leaders], strict=True):
            row |= {"person": self._key(Author, row["person"]), "duty": duty}
        units = [
            {
                "department": self._key(Department, row["department"]),
                "head": self._key(Author, row["head"]) if "head" in row else None,
                "telephone": "",
                "email": "",
            }
            for row in text["units"]
        ]
        return {
            "leaders": column_data([("person", row) for row in leaders], "leaders"),
            "units": column_data([("unit", row) for row in units], "units"),
        }

    def _key(self, model, slug):
        return model.objects.get(slug=slug, locale=self.home.locale).pk

    def create_articles(self):
        articles = read_folder("articles")
        for slug in sorted(articles, key=lambda slug: articles[slug]["published"]):
            text = articles[slug]
            section = self.sections[text["section"]]
            if self._child(section, slug) is None:
                self._create_article(section, slug, text)

    def _create_article(self, section, slug, text):
        source = text.get("source", {})
        article = ArticlePage(
            title=text["title"],
            slug=slug,
            lead=text["lead"],
            genre=text["genre"],
            featured=text.get("featured", False),
            display_date=text["published"],
            topic=Topic.objects.filter(slug=text.get("topic"), locale=self.home.locale).first(),
            body=self._body(text["body"], slug),
            republished=bool(source),
            source_name=source.get("name", ""),
            source_url=source.get("url", ""),
            source_published_at=source.get("published"),
            locale=self.home.locale,
        )
        if "image" in text:
            article.main_image = self.photo(text["image"])
            article.main_image_caption = text.get("image_caption", "")
            article.main_image_credit = text.get("image_credit", "")
        article.bylines = [
            Byline(
                author=Author.objects.get(slug=row["author"], locale=self.home.locale),
                role=row["role"],
                locale=self.home.locale,
                sort_order=order,
            )
            for order, row in enumerate(text["bylines"])
        ]
        section.add_child(instance=article)
        article.tags.add(*text.get("tags", []))
        self._publish(article, text["published"])
        if "en" in text:
            english = self._english_texts(text["en"], slug)
            english["bylines"] = [self._english_byline(row) for row in article.bylines.all()]
            translate(article, english, self.english)

    def compose_home(self):
        """Lay out both columns as an editor would; the English page takes the same blocks."""
        if self.home.main_column:
            return
        badge = self._store(pictures.draw_badge(), "Huy hiệu minh họa", "huy-hieu.png")
        side = column_data(self._side_blocks(), "side")
        self.home.main_column = column_data(self._main_blocks(badge, "title"), "main")
        self.home.side_column = side
        self._publish(self.home)
        english = column_data(self._main_blocks(badge, "title_en"), "main")
        translate(self.home, {"main_column": english, "side_column": side}, self.english)

    def _main_blocks(self, badge, title):
        topic = Topic.objects.get(slug="thang-cong-nhan", locale=self.home.locale)
        links = [
            {"title": link[title], "url": link["url"], "logo": badge.pk}
            for link in read("home")["links"]
        ]
        return [
            ("newest", {"count": 6}),
            self._section("hoat-dong-cong-doan", "plus"),
            ("topic", {"topic": topic.pk, "count": 3}),
            self._section("doi-song-cong-nhan", "trio", 3),
            ("media", {"title": "", "count": 6}),
            self._section("chinh-sach-phap-luat", "plus"),
            self._section("an-toan-lao-dong", "trio", 3),
            self._section("thi-dua-khen-thuong", "plus"),
            self._section("nu-cong", "trio", 3),
            ("links", {"title": "", "links": links}),
        ]

    def _side_blocks(self):
        return [
            self._section("thong-bao", "titles", 5),
            ("most_read", {"days": 7, "count": 5}),
            ("visits", {"counter": None}),
        ]

    def _section(self, slug, layout, count=4):
        return "section", {"section": self.sections[slug].pk, "layout": layout, "count": count}

    def _publish(self, page, moment=None):
        """Publish `page`; as if at `moment`, when it is given, so that the demo has a past."""
        page.first_published_at = page.first_published_at or moment
        page.save_revision().publish()
        page.refresh_from_db()

    def _child(self, parent, slug):
        page = parent.get_children().filter(slug=slug).first()
        return page.specific if page else None

    def _body(self, blocks, seed):
        return stream_data(blocks, self.photo, seed)

    def _english_texts(self, text, seed):
        names = {"image_caption": "main_image_caption", "image_credit": "main_image_credit"}
        texts = {names.get(name, name): value for name, value in text.items() if name != "body"}
        return {**texts, "body": self._body(text["body"], seed)}

    def _english_byline(self, byline):
        author = byline.author.get_translation(self.english)
        department = byline.department.get_translation(self.english) if byline.department else None
        return {
            "position": author.position,
            "department_name": department.name if department else "",
        }
