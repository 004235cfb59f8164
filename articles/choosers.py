"""Lists and choosers of authors, departments, topics, in the language of each reader."""

from django import forms
from django.apps import apps
from django.conf import settings
from django.db.models import Case, OuterRef, Subquery, When
from django.forms.widgets import Script
from django.templatetags.static import static
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.snippets.widgets import AdminSnippetChooser

from .comparison import display_value


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

    @cached_property
    def media(self):
        script = Script(static("js/choosers.js"), type="module")
        return super().media + forms.Media(js=[script])


class ArticleSnippetChooser(SnippetChooser):
    """For the form of an article, whose language it sends along (`ArticleForm`)."""

    linked_fields = {"language": "#id_article_language"}


class VisitBlockChooser(SnippetChooser):
    def __init__(self, **kwargs):
        super().__init__(apps.get_model("analytics.VisitCounter"), **kwargs)


def each_once(model, language):
    """Return the objects of `model`, of each one translation.

    That is the one in `language`, a code; else the one in the site's first language; else any.
    """
    places = [
        When(locale__language_code=code, then=place)
        for place, code in enumerate((language, settings.LANGUAGE_CODE))
    ]
    same = model.objects.filter(translation_key=OuterRef("translation_key"))
    best = same.order_by(Case(*places, default=len(places)), "pk")
    return model.objects.filter(pk=Subquery(best.values("pk")[:1]))


class ChooserSearchForm(SearchFilterMixin, BaseFilterForm):
    """Is typed into at once: most look for a name that they know."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["autofocus"] = True


class EachOnceMixin:
    """Lists the objects once each, in the language of the article that one is chosen for."""

    filter_form_class = ChooserSearchForm

    def get_object_list(self):
        return each_once(self.model_class, self.request.GET.get("language"))

    @property
    def columns(self):
        return [self.title_column]

    @property
    def title_column(self):
        column = super().title_column
        column.label = _("Tên")
        return column


class CreationInLanguageMixin:
    """Makes what is missing in the language of the article that it is made for."""

    def get_creation_form_kwargs(self):
        locales = Locale.objects.filter(language_code=self.request.GET.get("language"))
        locale = locales.first() or Locale.get_default()
        return {**super().get_creation_form_kwargs(), "instance": self.model_class(locale=locale)}


class ChooseOnceView(EachOnceMixin, CreationInLanguageMixin, ChooseView):
    pass


class ChooseOnceResultsView(EachOnceMixin, ChooseResultsView):
    pass


class CreateInLanguageView(CreationInLanguageMixin, SnippetCreateView):
    pass


class ChooserViewSet(SnippetChooserViewSet):
    # Wagtail's are in the language in which the server started.
    page_title = _("Chọn")
    search_tab_label = _("Tìm kiếm")

    @cached_property
    def widget_class(self):
        return SnippetChooser(model=self.model, icon=self.icon)


class TranslatedChooserViewSet(ChooserViewSet):
    """For what has translations, of which an article's form is offered one each."""

    choose_view_class = ChooseOnceView
    choose_results_view_class = ChooseOnceResultsView
    create_view_class = CreateInLanguageView
    preserve_url_parameters = ["multiple", "language"]


class NewsroomViewSet(SnippetViewSet):
    chooser_viewset_class = TranslatedChooserViewSet
    # A whole office on one page.
    list_per_page = 50
    breadcrumbs_items = WagtailAdminTemplateMixin.breadcrumbs_items


class ChooserBlock(SnippetChooserBlock):
    @cached_property
    def widget(self):
        return SnippetChooser(self.target_model, icon=self.meta.icon)

    def render_basic(self, value, context=None):
        return display_value(value)

    def deconstruct(self):
        """Return what migrations note: Wagtail's block, for only its words are ours."""
        _path, arguments, options = super().deconstruct()
        return "wagtail.snippets.blocks.SnippetChooserBlock", arguments, options
