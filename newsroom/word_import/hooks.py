"""Where the admin offers to make an article of a Word file. Registered by wagtail_hooks.py."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button

from articles.models import SectionPage

from .views import may_import, word_import


@hooks.register("register_admin_urls")
def register_word_import():
    return [path("articles/word/<int:section_id>/", word_import, name="word_import")]


@hooks.register("register_page_header_buttons")
def word_import_in_header(page, user, view_name, next_url=None):
    yield from _buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def word_import_in_listing(page, user, next_url=None):
    yield from _buttons(page, user)


def _buttons(page, user):
    if issubclass(page.specific_class, SectionPage) and may_import(user, page.specific_deferred):
        address = reverse("word_import", args=[page.pk])
        yield Button(_("Nhập từ Word"), address, icon_name="doc-full", priority=16)
