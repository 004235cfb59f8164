"""The page of the admin where a Word file becomes a draft."""

from django import forms
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from articles.models import ArticlePage, SectionPage

from . import office
from .kinds import LARGEST_FILE
from .store import import_word


class WordForm(forms.Form):
    """Takes one file; which kinds depends on what is installed on the server."""

    file = forms.FileField(label=gettext_lazy("Tệp Word"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [".docx", ".doc", ".odt", ".rtf"] if office.is_installed() else [".docx"]
        field = self.fields["file"]
        field.widget = forms.FileInput(attrs={"accept": ",".join(kinds)})
        field.help_text = _("Tệp %(kinds)s, tối đa %(size)d MB.") % {
            "kinds": ", ".join(kinds),
            "size": LARGEST_FILE // (1024 * 1024),
        }


def may_import(user, section):
    """Return whether `user` may add an article under `section`."""
    return (
        ArticlePage.can_create_at(section) and section.permissions_for_user(user).can_add_subpage()
    )


def word_import(request, section_id):
    """Show the form, or make a draft of the uploaded file and open it in the editor."""
    section = get_object_or_404(SectionPage, pk=section_id)
    if not may_import(request.user, section):
        raise PermissionDenied
    form = WordForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            article, sentences = import_word(form.cleaned_data["file"], section, request.user)
        except ValidationError as refusal:
            form.add_error("file", refusal)
        else:
            _report(request, article, sentences)
            return redirect("wagtailadmin_pages:edit", quote(article.pk))
    context = {
        "form": form,
        "section": section,
        "header_title": _("Nhập từ Word"),
        "header_icon": "doc-full",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_explore", args=[section.pk]), "label": section.title},
            {"url": "", "label": _("Nhập từ Word")},
        ],
    }
    return render(request, "newsroom/word_import.html", context)


def _report(request, article, sentences):
    made = _("Đã tạo bài nháp “%(title)s” từ tệp Word.")
    messages.success(request, made % {"title": article.title})
    if sentences:
        lines = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in sentences))
        messages.warning(request, format_html("{}<ul>{}</ul>", _("Hãy xem lại:"), lines))
