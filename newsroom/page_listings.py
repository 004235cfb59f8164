"""Views of Wagtail's admin that the newsroom narrows; `admin_urls` puts them before Wagtail's."""

from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.pages.search import SearchView
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page

from articles.visibility import visible_to


class VisiblePagesMixin:
    """A listing of pages without the drafts of strangers."""

    def annotate_queryset(self, pages):
        return super().annotate_queryset(visible_to(self.request.user, pages))


class VisiblePagesSearchView(VisiblePagesMixin, SearchView):
    """The search over all pages."""

    verbose_name = Page._meta.verbose_name
    verbose_name_plural = Page._meta.verbose_name_plural


class VisiblePagesOfTypeView(VisiblePagesMixin, ContentTypeUseView):
    """All pages of a type."""


class VisiblePageViewSet(PageViewSet):
    """The listings of pages by type."""

    model = Page
    content_type_use_view_class = VisiblePagesOfTypeView


class VisiblePagesAPIViewSet(PagesAdminAPIViewSet):
    """What the sidebar and the choosers ask, without the drafts of strangers.

    It has no actions: publishing and taking down go through the editor, which asks for reasons.
    """

    actions = {}

    def get_base_queryset(self):
        return visible_to(self.request.user, super().get_base_queryset())
