from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from .admin_localization import menus, scripts
from .contact import admin

hooks.register("construct_help_menu", menus.only_our_book)
hooks.register("construct_reports_menu", menus.name_translations)
hooks.register("insert_global_admin_js", scripts.script)


@hooks.register("insert_global_admin_js")
def scripts_of_fields():
    return format_html(
        '<script src="{}"></script><script type="module" src="{}"></script>',
        static("js/dates.js"),
        static("js/keywords.js"),
    )


@hooks.register("insert_global_admin_css")
def admin_style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_viewset")
def letters_of_readers():
    return admin.LetterViewSet("letters")
