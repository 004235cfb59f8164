"""The bulk action "Gộp" in the lists of authors, departments and topics: for the board alone."""

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter, log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction
from wagtail.snippets.permissions import get_permission_name

from articles.models import Author, Department, Topic

from .merging import MERGED, merge


class KeptField(forms.ModelChoiceField):
    """The list mixes languages, and so tells them apart."""

    def label_from_instance(self, instance):
        return f"{instance} ({instance.locale.get_display_name()})"


class KeptForm(forms.Form):
    """Asks which of the chosen ones stays."""

    kept = KeptField(label=_("Giữ lại"), queryset=None, empty_label=None, widget=forms.RadioSelect)


class MergeBulkAction(SnippetBulkAction):
    display_name = _("Gộp")
    action_type = "merge"
    aria_label = _("Gộp các mục đã chọn làm một")
    template_name = "newsroom/confirm_bulk_merge.html"
    action_priority = 20
    models = [Author, Department, Topic]
    form_class = KeptForm

    def check_perm(self, snippet):
        """Those who may delete may merge: the others go."""
        return self.request.user.has_perm(get_permission_name("delete", self.model))

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        chosen, _no_access = self.get_actionable_objects()
        pks = [each.pk for each in chosen]
        form.fields["kept"].queryset = self.model.objects.filter(pk__in=pks)
        return form

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "title": f"{self.display_name}: {self.model._meta.verbose_name_plural}"}

    def prepare_action(self, objects, objects_without_access):
        if len({each.translation_key for each in objects}) < 2:
            messages.error(self.request, gettext("Bản dịch của nhau thì không phải là trùng."))
            return redirect(self.next_url)
        return None

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        action = kwargs["self"]
        kept = action.cleaned_form.cleaned_data["kept"]
        gone = merge(kept, [each for each in objects if each != kept])
        log(instance=kept, action=MERGED, user=action.request.user, data={"gone": gone})
        return len(gone), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        kept = self.cleaned_form.cleaned_data["kept"]
        return gettext("Đã gộp vào “%(kept)s”.") % {"kept": kept}


def register_log_action(actions):
    @actions.register_action(MERGED)
    class MergeFormatter(LogFormatter):
        label = _("Gộp")

        def format_message(self, log_entry):
            return gettext("Đã gộp vào đây: %(names)s") % {
                "names": ", ".join(log_entry.data.get("gone", []))
            }
