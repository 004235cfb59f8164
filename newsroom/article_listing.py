"""The list of all articles in the admin, across sections, with the filters of a newsroom."""

from django.db.models import CharField
from django.db.models.functions import Cast
from django.forms import RadioSelect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFromToRangeFilter, ModelChoiceFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.ui.tables.pages import (
    BulkActionsColumn,
    PageStatusColumn,
    ParentPageColumn,
)
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale, Page, Revision, WorkflowState

from articles.models import ArticlePage, Author, Byline, Department, SectionPage
from articles.visibility import explorable_by, visible_to

from .page_listings import NEWEST_EDITED, PagedByKeyMixin, VisiblePagesMixin

STATUSES = {
    "live": _("đang đăng"),
    "draft": _("bản nháp"),
    "waiting": _("chờ duyệt"),
    "returned": _("bị trả lại"),
    "scheduled": _("hẹn giờ đăng"),
}


def _in_workflow(status):
    """Return the keys of the pages whose workflow stands at `status`."""
    states = WorkflowState.objects.filter(status=status, base_content_type__model="page")
    return states.values("object_id")


def with_status(articles, status):
    """Keep the `articles` (a queryset) that a person would call `status`: a key of STATUSES."""
    articles = articles.annotate(key_text=Cast("pk", CharField()))
    scheduled = Revision.objects.filter(approved_go_live_at__isnull=False).values("object_id")
    waiting = _in_workflow(WorkflowState.STATUS_IN_PROGRESS)
    returned = _in_workflow(WorkflowState.STATUS_NEEDS_CHANGES)
    kept = {
        "live": articles.filter(live=True),
        "waiting": articles.filter(key_text__in=waiting),
        "returned": articles.filter(key_text__in=returned),
        "scheduled": articles.filter(key_text__in=scheduled),
        "draft": articles.filter(live=False)
        .exclude(key_text__in=waiting)
        .exclude(key_text__in=returned)
        .exclude(key_text__in=scheduled),
    }
    return kept[status]


def _of_active_locale(model):
    return lambda request: model.objects.filter(locale=Locale.get_default())


class ArticleFilterSet(WagtailFilterSet):
    """Section, author, department, genre, status and date; each narrows by key.

    Conditions on the key alone are what Wagtail's search can read beside a query.
    """

    section = ModelChoiceFilter(
        label=_("Chuyên mục"),
        queryset=lambda request: SectionPage.objects.exact_type(SectionPage).order_by("path"),
        method="in_section",
    )
    author = ModelChoiceFilter(
        label=_("Tác giả"), queryset=_of_active_locale(Author), method="by_author"
    )
    department = ModelChoiceFilter(
        label=_("Phòng, ban, đơn vị"),
        queryset=_of_active_locale(Department),
        method="by_department",
    )
    genre = ChoiceFilter(label=_("Thể loại"), choices=ArticlePage.Genre.choices, method="of_genre")
    status = ChoiceFilter(
        label=_("Tình trạng"),
        choices=list(STATUSES.items()),
        method="of_status",
        widget=RadioSelect,
    )
    display_date = DateFromToRangeFilter(
        label=_("Ngày đăng"), widget=DateRangePickerWidget, method="shown_between"
    )

    class Meta:
        model = ArticlePage
        fields = []

    def _keep(self, articles, kept):
        return articles.filter(pk__in=kept.order_by().values("pk"))

    def in_section(self, articles, name, section):
        return self._keep(articles, ArticlePage.objects.in_section(section))

    def by_author(self, articles, name, author):
        bylines = Byline.objects.filter(author__translation_key=author.translation_key)
        return articles.filter(pk__in=bylines.values("page"))

    def by_department(self, articles, name, department):
        bylines = Byline.objects.filter(department__translation_key=department.translation_key)
        return articles.filter(pk__in=bylines.values("page"))

    def of_genre(self, articles, name, genre):
        return self._keep(articles, ArticlePage.objects.filter(genre=genre))

    def of_status(self, articles, name, status):
        return self._keep(articles, with_status(ArticlePage.objects.all(), status))

    def shown_between(self, articles, name, days):
        kept = ArticlePage.objects.all()
        if days.start:
            kept = kept.filter(display_date__gte=days.start)
        if days.stop:
            kept = kept.filter(display_date__lte=days.stop)
        return self._keep(articles, kept)


class ArticleListView(PagedByKeyMixin, VisiblePagesMixin, IndexView):
    """Newest first; found by title, lead, text or author, without marks too."""

    default_ordering = NEWEST_EDITED

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related("bylines__author")

    def keys(self, articles):
        """Return the keys of the `articles`; of all of them, newest first, from an index alone.

        The rows of articles hold their bodies, and counting them would read each of them.
        """
        if self.is_filtering or self.ordering != NEWEST_EDITED:
            return super().keys(articles)
        pages = explorable_by(self.request.user, Page.objects.exact_type(self.model))
        pages = visible_to(self.request.user, pages)
        return super().keys(self.order_queryset(pages))

    def get_page_title(self):
        return _("Bài viết")


class ChooseSectionView(ChooseParentView):
    """The sections that a new article may go into, each a way to its form.

    Those that the writer's newest articles are in come first.
    """

    template_name = "newsroom/choose_section.html"
    page_title = _("Thêm bài viết")
    recent = 3

    def get_page_subtitle(self):
        return ""

    def get_context_data(self, **kwargs):
        sections = list(
            self.get_valid_parent_pages(self.request.user).select_related("locale").order_by("path")
        )
        by_language = {}
        for section in sections:
            by_language.setdefault(section.locale, []).append(section)
        return super().get_context_data(
            recent=self._recent(sections), languages=by_language, **kwargs
        )

    def _recent(self, sections):
        mine = ArticlePage.objects.filter(owner=self.request.user).order_by("-pk")
        by_path = {section.path: section for section in sections}
        paths = (path[: -ArticlePage.steplen] for path in mine.values_list("path", flat=True)[:50])
        used = dict.fromkeys(by_path[path] for path in paths if path in by_path)
        return list(used)[: self.recent] if len(sections) > self.recent else []


def _authors(article):
    return ", ".join(byline.author.name for byline in article.bylines.all())


class ArticleListViewSet(PageListingViewSet):
    model = ArticlePage
    name = "article_list"
    url_prefix = "articles/list"
    icon = "doc-full"
    menu_label = _("Bài viết")
    menu_order = 105
    add_to_admin_menu = True
    index_view_class = ArticleListView
    choose_parent_view_class = ChooseSectionView
    filterset_class = ArticleFilterSet
    list_per_page = 50
    list_display = [
        BulkActionsColumn("bulk_actions"),
        # Without Wagtail's buttons in every row: each row of them asks the database twice.
        TitleColumn(
            "title",
            label=_("Tiêu đề"),
            accessor="get_admin_display_title",
            sort_key="title",
            get_url=lambda article: reverse("wagtailadmin_pages:edit", args=[article.pk]),
        ),
        ParentPageColumn("parent", label=_("Chuyên mục")),
        Column("authors", label=_("Tác giả"), accessor=_authors),
        Column("genre", label=_("Thể loại"), accessor="get_genre_display", sort_key="genre"),
        DateColumn("display_date", label=_("Ngày đăng"), sort_key="display_date"),
        DateColumn(
            "latest_revision_created_at", label=_("Sửa lúc"), sort_key="latest_revision_created_at"
        ),
        PageStatusColumn("status", label=_("Tình trạng"), sort_key="live"),
    ]
