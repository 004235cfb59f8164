"""What our rules add to screens of the admin's packages."""

from django import template

from .. import row_buttons as rows
from ..permissions import may_publish_anywhere
from ..translations import editor, following

register = template.Library()


@register.inclusion_tag("newsroom/translation_bar.html", takes_context=True)
def translation_bar(context, page):
    """Show what the person may do with the translation `page`, and its dates."""
    request = context["request"]
    return {**editor.editor_context(page, request.user), "csrf_token": context["csrf_token"]}


@register.inclusion_tag("newsroom/leave_translations.html", takes_context=True)
def leave_translations(context, page):
    """Show the board the box that leaves the translations of a moved `page` where they are."""
    may_leave = may_publish_anywhere(context["request"].user)
    return {"translations": following.named(following.followers(page)) if may_leave else ""}


@register.inclusion_tag("wagtailadmin/shared/buttons.html", takes_context=True)
def row_buttons(context, page, user, next_url=None):
    """Show the menu of a row of a listing, in the place of Wagtail's `page_listing_buttons`."""
    return {"page": page, "buttons": [rows.menu(page, user, next_url or context["request"].path)]}
