from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from . import (
    access,
    action_menu,
    bin,
    bulk_actions,
    desk,
    in_use,
    merge_views,
    moving,
    page_links,
    publishing_views,
    report_views,
    royalty_views,
    taking_down,
)
from .admin_views import VisiblePagesAPIViewSet, VisiblePageViewSet
from .article_list import ArticleListViewSet
from .models import Author, Department, Topic
from .snippets import NewsroomViewSet
from .translations import editor as translation_editor
from .views import byline_defaults
from .word import hooks as word_hooks  # noqa: F401


class AuthorViewSet(NewsroomViewSet):
    model = Author
    icon = "user"
    menu_label = _("Tác giả")
    list_display = ["listed_name", "position", "department"]
    list_filter = ["department"]


class DepartmentViewSet(NewsroomViewSet):
    model = Department
    icon = "group"
    menu_label = _("Phòng, ban, đơn vị")
    list_display = ["listed_name"]


class TopicViewSet(NewsroomViewSet):
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
def newsroom_addresses():
    return [
        path("articles/bylines/<int:pk>/", byline_defaults, name="byline_defaults"),
        path("articles/notices/", desk.put_notices_aside, name="put_notices_aside"),
        path("articles/bin/", bin.show, name="article_bin"),
        path(
            "articles/legacy-fonts/",
            publishing_views.preview_legacy_fonts,
            name="preview_legacy_fonts",
        ),
        path(
            "articles/<int:page_id>/legacy-fonts/",
            publishing_views.convert_legacy_fonts,
            name="convert_legacy_fonts",
        ),
    ]


@hooks.register("insert_editor_js")
def editor_scripts():
    return format_html(
        '<script type="module" src="{}" data-byline-defaults="{}"></script>'
        '<script type="module" src="{}"></script><script type="module" src="{}"></script>',
        static("js/bylines.js"),
        reverse("byline_defaults", args=[0]),
        static("js/lengths.js"),
        static("js/sending.js"),
    )


hooks.register("insert_editor_js", publishing_views.paste_script)


# Who sees and does what

# After Wagtail's own.
hooks.register("register_rich_text_features", page_links.register, order=1)
hooks.register("construct_explorer_page_queryset", access.visible_in_listing)
hooks.register("construct_page_chooser_queryset", access.visible_in_chooser)
hooks.register("construct_reports_menu", access.only_allowed_reports)
# After those of packages, which put theirs first.
hooks.register("construct_page_action_menu", action_menu.arrange, order=100)
hooks.register("before_create_page", access.only_board_makes_sections)
# Before the package's own screen answers.
hooks.register("before_edit_page", access.no_return_without_reason, order=-2)
hooks.register("before_edit_page", access.only_withdraw_what_is_yours, order=-2)
hooks.register("before_edit_page", translation_editor.answer_page, order=-1)
hooks.register("before_edit_snippet", translation_editor.answer_snippet, order=-1)
hooks.register("before_publish_page", publishing_views.refuse_problems_of_button)
hooks.register("register_log_actions", publishing_views.register_log_action)
hooks.register("before_delete_page", bin.keep_pages_with_pages)
hooks.register("after_delete_page", bin.delete_translations_with)
hooks.register("before_bulk_action", bin.refuse_live_in_bulk)
# After Wagtail's own, whose places they take: the last of a kind answers.
hooks.register("register_bulk_action", bin.BinBulkAction, order=1)
hooks.register("register_bulk_action", taking_down.TakeDownBulkAction, order=1)
hooks.register("register_bulk_action", bulk_actions.PublishDraftsBulkAction, order=1)
hooks.register("register_bulk_action", moving.MoveBulkAction, order=1)
hooks.register("register_bulk_action", bulk_actions.DeleteSnippetsBulkAction, order=1)
hooks.register("before_move_page", moving.refuse_waiting)
hooks.register("before_move_page", moving.say_what_follows)
hooks.register("after_move_page", moving.move_translations)
hooks.register("after_bulk_action", bulk_actions.offer_way_back)
hooks.register("register_admin_menu_item", bin.menu_item)
hooks.register("construct_homepage_panels", desk.put_desk_on_first_screen)
hooks.register("register_log_actions", bin.register_log_actions)
hooks.register("before_delete_snippet", in_use.refuse_used_snippets)
hooks.register("before_bulk_action", in_use.refuse_used_in_bulk)
hooks.register("register_log_actions", taking_down.register_log_action)


@hooks.register("register_admin_viewset")
def listings_without_strangers_drafts():
    return [VisiblePageViewSet(), ArticleListViewSet()]


@hooks.register("construct_admin_api")
def api_without_strangers_drafts(router):
    router.register_endpoint("pages", VisiblePagesAPIViewSet)


# What the newsroom has done, and what it is paid

hooks.register("register_admin_urls", report_views.addresses)
hooks.register("register_admin_urls", royalty_views.addresses)
hooks.register("register_reports_menu_item", report_views.menu_item)
hooks.register("register_reports_menu_item", royalty_views.menu_item)

# One out of several

hooks.register("register_bulk_action", merge_views.MergeBulkAction)
hooks.register("register_log_actions", merge_views.register_log_action)
