from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from . import admin_menus, admin_script, guide, letters, second_factor, second_factor_views

hooks.register("register_help_menu_item", guide.menu_item)
hooks.register("construct_help_menu", admin_menus.only_our_book)
hooks.register("construct_reports_menu", admin_menus.name_translations)
hooks.register("insert_global_admin_js", admin_script.script)
hooks.register("register_account_menu_item", second_factor_views.account_menu_item)
hooks.register("register_user_listing_buttons", second_factor_views.listing_button)
hooks.register("register_log_actions", second_factor_views.register_log_actions)


@hooks.register("insert_global_admin_css")
def admin_style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_viewset")
def letters_of_readers():
    return letters.LetterViewSet("letters")


@hooks.register("register_admin_urls")
def guide_addresses():
    return [
        path("guide/", guide.guide, name="guide"),
        path("guide/images/<slug:name>.<slug:kind>", guide.picture, name="guide_picture"),
    ]


@hooks.register("register_admin_urls")
def second_factor_addresses():
    views = second_factor_views
    return [
        path("two-steps/", views.settings_page, name=second_factor.SETTINGS_PAGE),
        path("two-steps/code/", views.code, name=second_factor.CODE_PAGE),
        path("two-steps/<int:user_id>/", views.of_account, name="second_factor_of_account"),
    ]
