"""Who sees which article in the admin: a draft is its writer's and its editors' business.

Whoever may write in a section may, by Wagtail's rules, also look through it, with the titles of
everybody's drafts. These functions draw the line at what readers can see anyway.
"""

import json

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .keys import is_key
from .models import ArticlePage

# What a page's rights let a person do with the work of others.
DESK_ACTIONS = {"change", "publish", "lock", "unlock", "bulk_delete"}
# The names under which the admin's addresses carry a page.
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id")
CHOSEN_PAGES = "wagtailadmin_choose_page_chosen_multiple"


def visible_to(user, pages):
    """Return those of `pages` (a queryset of pages) whose titles `user` may see in the admin.

    What waits in the bin is shown by the bin alone.
    """
    pages = pages.exclude(pk__in=ArticlePage.objects.filter(binned_at__isnull=False).values("pk"))
    if user.is_superuser:
        return pages
    theirs = page_permission_policy.instances_user_has_any_permission_for(user, DESK_ACTIONS)
    public = Q(live=True, has_unpublished_changes=False)
    # An article being amended has a new title that is not public yet; a section's is no secret.
    places = Q(live=True) & ~Q(pk__in=ArticlePage.objects.values("pk"))
    visible = Page.objects.filter(Q(pk__in=theirs.values("pk")) | public | places | Q(depth=1))
    # As one condition on the key, which Wagtail's search understands too.
    return pages.filter(pk__in=visible.values("pk"))


def may_publish_anywhere(user):
    """Return whether `user` sits on the board: publishes, or manages the site."""
    return page_permission_policy.user_has_permission(user, "publish")


def is_contributor(user):
    """Return whether `user` only writes: has no right over the work of others."""
    if user.is_superuser:
        return False
    rights = page_permission_policy.get_cached_permissions_for_user(user)
    return {right.permission.codename for right in rights} <= {"add_page"}


def refuse_hidden_pages(request, arguments):
    """Raise PermissionDenied when an address or a bulk action names a page hidden from the user.

    `arguments` are the named parts of the address.
    """
    asked = [arguments[name] for name in PAGE_ARGUMENTS if name in arguments]
    is_bulk_action = arguments.get("model_name") == "page" and "action" in arguments
    if is_bulk_action or request.resolver_match.view_name == CHOSEN_PAGES:
        asked += _pages_in_query(request)
    pages = Page.objects.filter(pk__in=asked)
    if pages.exclude(pk__in=visible_to(request.user, pages).values("pk")).exists():
        raise PermissionDenied


def _pages_in_query(request):
    """Return the pages that `?id=` names; Wagtail shows the titles even of those it refuses."""
    chosen = request.GET.getlist("id")
    parent = request.GET.get("childOf", "")
    if "all" in chosen and is_key(parent):
        return get_object_or_404(Page, pk=parent).get_children().values("pk")
    return [pk for pk in chosen if is_key(pk)]


def visible_in_listing(parent_page, pages, request):
    """Keep what the user may see in the explorer and in the sidebar."""
    return visible_to(request.user, pages)


def visible_in_chooser(pages, request):
    """Keep what the user may see when choosing where a link leads."""
    return visible_to(request.user, pages)


def only_board_makes_sections(request, parent_page, page_class):
    """Refuse a section or standard page made by someone who only writes articles."""
    if page_class is not ArticlePage and not may_publish_anywhere(request.user):
        raise PermissionDenied


def may_open_report(user, name):
    """Return whether `user` may open Wagtail's report `name`: they name the work of others."""
    if name.startswith("page_types_usage"):
        return may_publish_anywhere(user)
    return not is_contributor(user)


def only_allowed_reports(request, menu_items):
    """Keep in the menu the reports that the user may open."""
    if is_contributor(request.user):
        menu_items.clear()
    elif not may_publish_anywhere(request.user):
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


def no_return_without_reason(request, page):
    """Refuse an answer that returns an article without a reason, before anything is stored."""
    if request.POST.get("workflow-action-name") != "reject":
        return
    try:
        extra = json.loads(request.POST.get("workflow-action-extra-data") or "{}")
        comment = str(extra.get("comment", ""))
    except (ValueError, AttributeError):
        comment = ""
    if not comment.strip():
        raise PermissionDenied
