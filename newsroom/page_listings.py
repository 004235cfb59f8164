"""Views of Wagtail's admin that the newsroom narrows; `admin_urls` puts them before Wagtail's."""

from django.db.models import F
from django.utils.functional import cached_property
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.search import SearchView, page_filter_search
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from articles.visibility import explorable_by, visible_to

from .row_buttons import header_buttons, remember_translations

NEWEST_EDITED = "-latest_revision_created_at"
# Of the letters and digits that name a place in the tree, the first and the last.
ENDS = Page.alphabet[0], Page.alphabet[-1]


def share_steps(pages):
    """Let all `pages` that wait at one step of a review know it as one: each asks what it is."""
    steps = {}
    for page in pages:
        waiting = page.current_workflow_state and page.current_workflow_state.current_task_state
        if waiting:
            waiting.task = steps.setdefault(waiting.task_id, waiting.task)


class VisiblePagesMixin:
    """A listing of pages without the drafts of strangers."""

    def annotate_queryset(self, pages):
        return super().annotate_queryset(visible_to(self.request.user, pages))

    def get_table(self, pages):
        remember_translations(pages)
        share_steps(pages)
        return super().get_table(pages)


class PagedByKeyMixin:
    """A listing that finds the keys of the rows it shows before it asks anything else of them.

    What Wagtail wants to know of each row is asked by the database before it sorts: of every page
    of a section, where these are asked of the fifty that are shown.
    """

    def get_base_queryset(self):
        pages = explorable_by(self.request.user, self.listed_pages())
        return self.annotate_queryset(pages)

    def listed_pages(self):
        """Return the pages that are listed, whoever looks."""
        return self.model.objects.filter(depth__gt=1)

    def order_queryset(self, pages):
        """Of what was edited in the same moment the later made comes first, on every page once."""
        pages = super().order_queryset(pages)
        if self.ordering == NEWEST_EDITED and not self.is_searching:
            pages = pages.order_by(F("latest_revision_created_at").desc(nulls_last=True), "-id")
        return pages

    def paginate_queryset(self, pages, size):
        if self.is_searching:
            return super().paginate_queryset(pages, size)
        paginator, page, keys, has_others = super().paginate_queryset(self.keys(pages), size)
        # The keys are counted; what is done to the whole list (`bulk_actions`) is done to rows.
        paginator.object_list = pages
        rows = page.object_list = pages.filter(pk__in=list(keys))
        return paginator, page, rows, has_others

    def keys(self, pages):
        """Return the keys of the `pages` in their order, a queryset."""
        return pages.values_list("pk", flat=True)


class VisiblePagesSearchView(VisiblePagesMixin, SearchView):
    """The search over all pages."""

    verbose_name = Page._meta.verbose_name
    verbose_name_plural = Page._meta.verbose_name_plural

    def get_queryset(self):
        """Return what is found, as Wagtail does, but for the way to ask for places."""
        self.all_pages = pages = explorable_by(self.request.user, Page.objects.all())
        if self.ordering:
            pages = pages.order_by(self.ordering)
        if self.selected_content_type:
            pages = pages.filter(content_type=self.selected_content_type)
        pages = self.annotate_queryset(pages)
        pages, self.all_pages = page_filter_search(
            self.search_query, pages, self.all_pages, self.ordering
        )
        return pages


class VisiblePagesOfTypeView(VisiblePagesMixin, PagedByKeyMixin, ContentTypeUseView):
    """All pages of a type."""


class VisiblePagesExplorer(VisiblePagesMixin, PagedByKeyMixin, ExplorableIndexView):
    """What stands in one place of the tree."""

    # All rows have the same parent, of which Wagtail shows nothing here either.
    base_columns = [each for each in ExplorableIndexView.base_columns if each.name != "parent"]

    @cached_property
    def header_more_buttons(self):
        buttons = header_buttons(self.parent_page, self.request.user, self.request.path)
        return [*buttons, *super(ExplorableIndexView, self).header_more_buttons]

    def paginate_queryset(self, pages, size):
        paginator, page, rows, has_others = super().paginate_queryset(pages, size)
        remember_translations([self.parent_page, *rows])
        return paginator, page, rows, has_others

    def listed_pages(self):
        pages = self.model._default_manager
        if self.is_searching_whole_tree:
            return pages.all()
        if self.is_searching or self.is_filtering:
            return pages.descendant_of(self.parent_page)
        # SQLite looks up a range of places, and no beginning of them.
        first, last = (f"{self.parent_page.path}{end * Page.steplen}" for end in ENDS)
        return pages.child_of(self.parent_page).filter(path__range=(first, last))


class VisiblePageViewSet(PageViewSet):
    """The listings of pages by type and by place."""

    model = Page
    index_view_class = VisiblePagesExplorer
    content_type_use_view_class = VisiblePagesOfTypeView


class VisiblePagesAPIViewSet(PagesAdminAPIViewSet):
    """What the sidebar and the choosers ask, without the drafts of strangers.

    It has no actions: publishing and taking down go through the editor, which asks for reasons.
    """

    actions = {}

    def get_base_queryset(self):
        return visible_to(self.request.user, super().get_base_queryset())
