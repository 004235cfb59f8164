"""Choosers of the counter's snippets, in the language of each reader."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import SnippetChooserViewSet


class ChooserViewSet(SnippetChooserViewSet):
    # Wagtail's are in the language in which the server started.
    page_title = _("Chọn")
    search_tab_label = _("Tìm kiếm")
