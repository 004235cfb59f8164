"""Entries of the admin's menus that speak, or lead to, another language than the reader's."""

from copy import copy

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# Wagtail's own books, which are in English and on another site; ours stands beside them.
FOREIGN_BOOKS = ("editor-guide", "whats-new-in-wagtail")


def only_our_book(request, menu_items):
    """Leave Wagtail's books out (`construct_help_menu`)."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith(FOREIGN_BOOKS)]


def name_translations(request, menu_items):
    """Name the report on translations, whose name was made for its first reader."""
    address = reverse("wagtail_localize:translations_report")
    for place, item in enumerate(menu_items):
        if item.url == address:
            # Other readers have the same entry.
            menu_items[place] = copy(item)
            menu_items[place].label = _("Bản dịch")
