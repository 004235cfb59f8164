from functools import partial

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.wagtail_hooks import page_header_buttons, page_listing_more_buttons
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from articles import published_files, rich_text, uploading
from articles.choosers import NewsroomViewSet
from articles.models import Author, Department, Topic
from articles.views.names import byline_defaults

from . import (
    action_menu,
    bulk_actions,
    dashboard,
    editing_session,
    guide,
    merge_views,
    moving,
    permissions,
    publishing_views,
    row_buttons,
    trash,
    unpublishing,
    usage_protection,
)
from .article_listing import ArticleListViewSet
from .author_chooser import AuthorChooserViewSet
from .page_listings import VisiblePagesAPIViewSet, VisiblePageViewSet
from .reports import views as report_views
from .royalties import views as royalty_views
from .translations import editor as translation_editor
from .word_import import hooks as word_hooks


class AuthorViewSet(NewsroomViewSet):
    model = Author
    chooser_viewset_class = AuthorChooserViewSet
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
def newsroom_urls():
    return [
        path("guide/", guide.guide, name="guide"),
        path("guide/images/<slug:name>.<slug:kind>", guide.picture, name="guide_picture"),
        path("articles/bylines/<int:pk>/", byline_defaults, name="byline_defaults"),
        path("articles/notices/", dashboard.put_notices_aside, name="put_notices_aside"),
        path("articles/bin/", trash.show, name="article_bin"),
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
        '<script type="module" src="{}"></script><script type="module" src="{}"></script>'
        '<script type="module" src="{}"></script>'
        '<script type="module" src="{}" data-publish-question="{}"></script>',
        static("js/bylines.js"),
        reverse("byline_defaults", args=[0]),
        static("js/lengths.js"),
        static("js/sending.js"),
        static("js/table-cells.js"),
        static("js/article-form.js"),
        _("Bài chưa có %s. Vẫn đăng, gửi duyệt?"),
    )


# The session's script before all others: it holds back a form that the session no longer carries.
hooks.register("insert_editor_js", editing_session.scripts, order=-1)
for done in ("create_page", "edit_page", "create_snippet", "edit_snippet"):
    hooks.register(f"after_{done}", editing_session.note_stored)
hooks.register("insert_editor_js", publishing_views.paste_script)
hooks.register("insert_global_admin_js", uploading.script)


hooks.register("register_help_menu_item", guide.menu_item)

# Who sees and does what

# After Wagtail's own.
hooks.register("register_rich_text_features", rich_text.register, order=1)
hooks.register("construct_explorer_page_queryset", permissions.visible_in_listing)
hooks.register("construct_page_chooser_queryset", permissions.visible_in_chooser)
hooks.register("construct_reports_menu", permissions.only_allowed_reports)
# After those of packages, which put theirs first.
hooks.register("construct_page_action_menu", action_menu.arrange, order=100)
hooks.register("before_create_page", permissions.only_board_makes_sections)
# Before the package's own screen answers.
hooks.register("before_edit_page", permissions.no_return_without_reason, order=-2)
hooks.register("before_edit_page", permissions.only_withdraw_what_is_yours, order=-2)
hooks.register("before_edit_page", translation_editor.answer_page, order=-1)
hooks.register("before_edit_snippet", translation_editor.answer_snippet, order=-1)
hooks.register("before_publish_page", publishing_views.refuse_problems_of_button)
hooks.register("register_log_actions", publishing_views.register_log_action)
hooks.register("before_delete_page", trash.keep_pages_with_pages)
hooks.register("after_delete_page", trash.delete_translations_with)
hooks.register("before_bulk_action", trash.refuse_live_in_bulk)
# After Wagtail's own, whose places they take: the last of a kind answers.
hooks.register("register_bulk_action", trash.BinBulkAction, order=1)
hooks.register("register_bulk_action", unpublishing.TakeDownBulkAction, order=1)
hooks.register("register_bulk_action", bulk_actions.PublishDraftsBulkAction, order=1)
hooks.register("register_bulk_action", moving.MoveBulkAction, order=1)
hooks.register("register_bulk_action", bulk_actions.DeleteSnippetsBulkAction, order=1)
hooks.register("before_move_page", moving.refuse_waiting)
hooks.register("before_move_page", moving.say_what_follows)
hooks.register("after_move_page", moving.move_translations)
hooks.register("after_bulk_action", bulk_actions.offer_way_back)
hooks.register("register_admin_menu_item", trash.menu_item)
hooks.register("construct_homepage_panels", dashboard.put_desk_on_first_screen)
hooks.register("register_log_actions", trash.register_log_actions)
hooks.register("before_delete_snippet", usage_protection.refuse_used_snippets)
hooks.register("before_bulk_action", usage_protection.refuse_used_in_bulk)
hooks.register("before_serve_document", published_files.refuse_strangers)
hooks.register("register_log_actions", unpublishing.register_log_action)


@hooks.register("register_admin_viewset")
def listings_without_strangers_drafts():
    return [VisiblePageViewSet(), ArticleListViewSet()]


@hooks.register("construct_admin_api")
def api_without_strangers_drafts(router):
    router.register_endpoint("pages", VisiblePagesAPIViewSet)


# Where a listing knows what wagtail-localize would ask of each page (`row_buttons`).
ROW_BUTTONS = (
    page_listing_more_buttons,
    word_hooks.word_import_in_listing,
    row_buttons.translation_buttons,
)
HEADER_BUTTONS = (
    partial(page_header_buttons, view_name="index"),
    partial(word_hooks.word_import_in_header, view_name="index"),
    row_buttons.translation_buttons,
)
for buttons in ROW_BUTTONS:
    hooks.register(row_buttons.HOOK, buttons)
for buttons in HEADER_BUTTONS:
    hooks.register(row_buttons.HEADER_HOOK, buttons)


# What the newsroom has done, and what it is paid

hooks.register("register_admin_urls", report_views.get_urlpatterns)
hooks.register("register_admin_urls", royalty_views.get_urlpatterns)
hooks.register("register_reports_menu_item", report_views.menu_item)
hooks.register("register_reports_menu_item", royalty_views.menu_item)
hooks.register("register_log_actions", royalty_views.register_log_actions)

# One out of several

hooks.register("register_bulk_action", merge_views.MergeBulkAction)
hooks.register("register_log_actions", merge_views.register_log_action)
