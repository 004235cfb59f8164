"""Lists and choosers of authors, departments, topics, in the language of each reader."""

from django.apps import apps
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from .comparing import said


def _about(text, model):
    return gettext(text) % {"object": model._meta.verbose_name}


_about_later = lazy(_about, str)


class SnippetChooser(AdminSnippetChooser):
    """Wagtail's, which says for good what it said to the first reader."""

    def __init__(self, model, **kwargs):
        super().__init__(model, **kwargs)
        self.choose_one_text = _about_later("Choose %(object)s", model)
        self.choose_another_text = _about_later("Choose another %(object)s", model)
        self.link_to_chosen_text = _about_later("Edit this %(object)s", model)


class VisitBlockChooser(SnippetChooser):
    def __init__(self, **kwargs):
        super().__init__(apps.get_model("analytics.VisitCounter"), **kwargs)


class ChooserViewSet(SnippetChooserViewSet):
    page_title = _("Chọn")

    @cached_property
    def widget_class(self):
        return SnippetChooser(model=self.model, icon=self.icon)


class NewsroomViewSet(SnippetViewSet):
    chooser_viewset_class = ChooserViewSet
    # A whole office on one page.
    list_per_page = 50
    breadcrumbs_items = WagtailAdminTemplateMixin.breadcrumbs_items


class ChooserBlock(SnippetChooserBlock):
    @cached_property
    def widget(self):
        return SnippetChooser(self.target_model, icon=self.meta.icon)

    def render_basic(self, value, context=None):
        return said(value)

    def deconstruct(self):
        """Return what migrations note: Wagtail's block, for only its words are ours."""
        _path, arguments, options = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", arguments, options
