from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import report_views, royalty_views
from .models import Author, Department, Topic
from .views import byline_defaults
from .word import hooks as word_hooks  # noqa: F401


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    menu_label = _("Tác giả")
    list_display = ["listed_name", "position", "department"]
    list_filter = ["department"]


class DepartmentViewSet(SnippetViewSet):
    model = Department
    icon = "group"
    menu_label = _("Phòng, ban, đơn vị")
    list_display = ["listed_name"]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "list-ul"
    menu_label = _("Dòng sự kiện")
    list_display = ["listed_name"]


class NewsroomViewSetGroup(SnippetViewSetGroup):
    items = [AuthorViewSet, DepartmentViewSet, TopicViewSet, royalty_views.RoyaltyRateViewSet]
    menu_label = _("Tòa soạn")
    menu_icon = "edit"
    menu_order = 150


register_snippet(NewsroomViewSetGroup)


@hooks.register("register_admin_urls")
def register_byline_defaults():
    return [path("articles/bylines/<int:pk>/", byline_defaults, name="byline_defaults")]


@hooks.register("insert_editor_js")
def byline_script():
    return format_html(
        '<script type="module" src="{}" data-byline-defaults="{}"></script>',
        static("js/bylines.js"),
        reverse("byline_defaults", args=[0]),
    )


# What the newsroom has done, and what it is paid

hooks.register("register_admin_urls", report_views.addresses)
hooks.register("register_admin_urls", royalty_views.addresses)
hooks.register("register_reports_menu_item", report_views.menu_item)
hooks.register("register_reports_menu_item", royalty_views.menu_item)
