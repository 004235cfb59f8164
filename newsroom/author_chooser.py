"""Choosing who wrote an article: by name, position and department, or adding who is missing."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from articles.choosers import (
    ChooseOnceResultsView,
    ChooseOnceView,
    TranslatedChooserViewSet,
    each_once,
)
from articles.models import Author, Department


def _office(author):
    return " ".join(filter(None, (author.position, author.department and author.department.name)))


class AuthorColumnsMixin:
    """Tells people of one name apart, as a byline would."""

    def get_object_list(self):
        return super().get_object_list().select_related("department")

    @property
    def columns(self):
        return [
            *super().columns,
            Column("office", label=_("Chức danh, đơn vị"), accessor=_office),
        ]


class ChooseAuthorView(AuthorColumnsMixin, ChooseOnceView):
    pass


class ChooseAuthorResultsView(AuthorColumnsMixin, ChooseOnceResultsView):
    pass


class NewAuthorForm(forms.ModelForm):
    """As much of an author as a byline prints; the rest can be told later."""

    class Meta:
        model = Author
        fields = ["name", "position", "department"]
        widgets = {"department": forms.Select}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        language = self.instance.locale.language_code
        self.fields["department"].queryset = each_once(Department, language)


class AuthorChooserViewSet(TranslatedChooserViewSet):
    choose_view_class = ChooseAuthorView
    choose_results_view_class = ChooseAuthorResultsView
    creation_form_class = NewAuthorForm
    creation_tab_label = _("Tác giả mới")
    create_action_label = _("Thêm và chọn")
