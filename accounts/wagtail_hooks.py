from django.urls import path
from wagtail import hooks

from .two_factor import middleware, views

hooks.register("register_account_menu_item", views.account_menu_item)
hooks.register("register_user_listing_buttons", views.listing_button)
hooks.register("register_log_actions", views.register_log_actions)


@hooks.register("register_admin_urls")
def two_factor_urls():
    return [
        path("two-steps/", views.settings_page, name=middleware.SETTINGS_PAGE),
        path("two-steps/code/", views.code, name=middleware.CODE_PAGE),
        path("two-steps/<int:user_id>/", views.of_account, name="second_factor_of_account"),
    ]
