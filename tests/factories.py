"""Objects for tests: each call makes a published, valid one with Vietnamese texts."""

from datetime import datetime
from zoneinfo import ZoneInfo

import factory
import wagtail_factories
from django.contrib.auth.models import Group, User
from wagtail.models import Collection, Locale

from articles.models import (
    ArticlePage,
    Author,
    Byline,
    Department,
    Photo,
    SectionPage,
    Topic,
)
from articles.models.photos import RENDITION_FILTERS
from home.models import HomePage, StandardPage
from newsroom.groups import EDITORS, create_section_team

OFFICE = ZoneInfo("Asia/Ho_Chi_Minh")


def vietnamese():
    return Locale.objects.get(language_code="vi")


def the_home():
    return HomePage.objects.get(locale__language_code="vi")


class DepartmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Department

    name = factory.Sequence(lambda number: f"Ban Tổ chức {number}")
    locale = factory.LazyFunction(vietnamese)


class AuthorFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Author

    name = "Phạm Thị Hường"
    position = "Chuyên viên"
    department = factory.SubFactory(DepartmentFactory)
    locale = factory.LazyFunction(vietnamese)


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    name = "Tháng Công nhân"
    locale = factory.LazyFunction(vietnamese)


class PhotoFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = Photo
        skip_postgeneration_save = True

    title = "Hội nghị"
    description = "Đại biểu biểu quyết trong hội trường"
    collection = factory.LazyFunction(Collection.get_first_root_node)

    @factory.post_generation
    def sizes(self, create, extracted, **kwargs):
        # The site makes them once the upload is committed; a test's transaction never is.
        self.get_renditions(*RENDITION_FILTERS)


class SectionPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = SectionPage

    title = factory.Sequence(lambda number: f"Hoạt động Công đoàn {number}")
    # Left to the page itself, whose Vietnamese rule is what the site uses.
    slug = ""
    parent = factory.LazyFunction(the_home)
    show_in_menus = True


class ArticlePageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda number: f"Hội nghị công tác công đoàn lần {number}")
    slug = ""
    parent = factory.SubFactory(SectionPageFactory)
    lead = "168 đại biểu dự hội nghị."
    display_date = datetime(2026, 9, 1, 8, 5, tzinfo=OFFICE)


class StandardPageFactory(wagtail_factories.PageFactory):
    class Meta:
        model = StandardPage

    title = "Giới thiệu"
    slug = ""
    parent = factory.LazyFunction(the_home)


def credit(article, author, **fields):
    """Add a byline of `author` to `article`, filled as the site fills it, and save the page."""
    order = {"sort_order": article.bylines.count()}
    article.bylines.add(Byline(author=author, locale=article.locale, **order, **fields))
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def member(role, section=None):
    """Return a new account in `role`; an editor's is of the desk of `section`."""
    group = create_section_team(section) if role == EDITORS else Group.objects.get(name=role)
    number = User.objects.count()
    user = User.objects.create_user(f"tai-khoan-{number}", f"nguoi-{number}@example.vn")
    user.groups.add(group)
    return user


def submit(article, user):
    """Hand `article` in as `user` does, and return the state of its workflow."""
    article.save_revision(user=user)
    return article.get_workflow().start(article, user)
