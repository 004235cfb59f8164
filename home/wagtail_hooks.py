from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from . import admin_menus, admin_script, guide, letters

hooks.register("register_help_menu_item", guide.menu_item)
hooks.register("construct_help_menu", admin_menus.only_our_book)
hooks.register("construct_reports_menu", admin_menus.name_translations)
hooks.register("insert_global_admin_js", admin_script.script)


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
