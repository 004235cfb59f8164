from django.urls import path
from wagtail import hooks

from . import guide, letters

hooks.register("register_help_menu_item", guide.menu_item)


@hooks.register("register_admin_viewset")
def letters_of_readers():
    return letters.LetterViewSet("letters")


@hooks.register("register_admin_urls")
def guide_addresses():
    return [
        path("guide/", guide.guide, name="guide"),
        path("guide/images/<slug:name>.png", guide.picture, name="guide_picture"),
    ]
