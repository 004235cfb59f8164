"""Who may do what in the admin, beyond what Wagtail's rights tell apart."""

import json
import re

from django.core.exceptions import PermissionDenied
from django.http import Http404
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from articles.keys import is_key
from articles.models import ArticlePage
from articles.reasons import has_words
from articles.visibility import visible_to

# The names under which the admin's addresses carry a page.
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
REPORTS = "admin/reports/"
# The one address whose parts have no names.
COMPARISON = "wagtailadmin_pages:revisions_compare"
CHOSEN_PAGES = "wagtailadmin_choose_page_chosen_multiple"
# What Wagtail lets do whoever may edit a page, and translators do not do.
NOT_FOR_TRANSLATORS = re.compile(
    r"admin/(bulk/|articles/(bin|<int:page_id>/legacy-fonts)/|reports/|pages/(add/|<int:\w+>/"
    r"(add_subpage|copy|convert_alias|delete|lock|move|set_position|unlock|unpublish)/))"
)


def may_publish_anywhere(user):
    """Return whether `user` sits on the board: publishes, or manages the site."""
    return page_permission_policy.user_has_permission(user, "publish")


def is_contributor(user):
    """Return whether `user` only writes, or translates: has no right over the work of others."""
    if user.is_superuser or is_translator(user):
        return False
    return _codenames(_rights_beside_translating(user)) <= {"add_page"}


def is_translator(user):
    """Return whether `user` only translates: edits pages of other languages, and makes none."""
    if user.is_superuser:
        return False
    return bool(_page_rights(user)) and not _rights_beside_translating(user)


def only_translates(user, page):
    """Return whether `user`, who may do more elsewhere, may change `page` as a translator only.

    Who also writes, or edits another section, gets no more over a page by translating.
    """
    rights = [each for each in _page_rights(user) if page.path.startswith(each.page.path)]
    not_translating = _rights_beside_translating(user)
    beside = [each for each in rights if each in not_translating]
    if user.is_superuser or len(beside) == len(rights):
        return False
    codenames = _codenames(beside)
    is_own = "add_page" in codenames and page.owner_id == user.pk
    return not (is_own or codenames - {"add_page"})


def refuse_translators(user, route, arguments):
    """Raise PermissionDenied where `user` only translates and `route` is no place for that.

    `arguments`: the named parts of the address, of which one may name a page.
    """
    if not NOT_FOR_TRANSLATORS.match(route):
        return
    changed = [arguments[name] for name in ("page_id", "page_to_move_id") if name in arguments]
    pages = Page.objects.filter(pk__in=changed)
    if is_translator(user) or any(only_translates(user, page) for page in pages):
        raise PermissionDenied


# Snippets that whoever writes chooses from; the others are chosen by those who keep them.
CHOSEN_BY_WRITERS = {
    *("articles.author", "articles.department", "articles.topic", "analytics.visitcounter"),
}
# Of these, one that is missing is made in the chooser, by whoever may make one.
MADE_BY_CHOOSING = {"articles.author"}
CHOOSER = re.compile(r"admin/snippets/choose/(\w+)/(\w+)/")
STEP_CHOOSER = "admin/workflows/task_chooser/"


def refuse_choosing(user, route):
    """Raise PermissionDenied where `route` is a chooser of what `user` has nothing to do with.

    Http404 where it would make a new one of what is only chosen from what there is.
    """
    if route.startswith(STEP_CHOOSER):
        models = ["wagtailcore.workflow", "wagtailcore.task"]
    elif chooser := CHOOSER.match(route):
        models = [".".join(chooser.groups())]
        if route.endswith("/create/") and not MADE_BY_CHOOSING.intersection(models):
            raise Http404
    else:
        return
    if not CHOSEN_BY_WRITERS.intersection(models) and not _keeps(user, models):
        raise PermissionDenied


def _keeps(user, models):
    labels = (model.split(".") for model in models)
    rights = [
        f"{app}.{action}_{name}" for app, name in labels for action in ("add", "change", "view")
    ]
    return any(user.has_perm(right) for right in rights)


def _page_rights(user):
    return list(page_permission_policy.get_cached_permissions_for_user(user))


def _rights_beside_translating(user):
    """Return the rights over pages that `user` has not by a group that only translates."""
    rights = _page_rights(user)
    groups = {right.group_id for right in rights}
    by_group = {pk: _codenames(each for each in rights if each.group_id == pk) for pk in groups}
    return [right for right in rights if not _is_of_translators(by_group[right.group_id])]


def _is_of_translators(codenames):
    # The second is their right to look (`roles.LOOK`).
    return "change_page" in codenames and codenames <= {"change_page", "unlock_page"}


def _codenames(rights):
    return {right.permission.codename for right in rights}


def refuse_hidden_page_of(user, page):
    """Raise PermissionDenied when `page` is hidden from `user`."""
    if not visible_to(user, Page.objects.filter(pk=page.pk)).exists():
        raise PermissionDenied


def refuse_hidden_pages(request, positions, arguments):
    """Raise PermissionDenied when an address or a bulk action names a page hidden from the user.

    `positions` and `arguments` are the parts of the address without and with names.
    """
    asked = [arguments[name] for name in PAGE_ARGUMENTS if name in arguments]
    if request.resolver_match.view_name == COMPARISON:
        asked.append(positions[0])
    is_bulk_action = arguments.get("model_name") == "page" and "action" in arguments
    if is_bulk_action or request.resolver_match.view_name == CHOSEN_PAGES:
        asked += _pages_in_query(request)
    if not asked:
        return
    pages = Page.objects.filter(pk__in=asked)
    visible = visible_to(request.user, pages)
    if "parent_page_id" not in arguments:
        # The root is a place where pages stand, and no page.
        visible = visible.exclude(depth=1)
    if pages.exclude(pk__in=visible.values("pk")).exists():
        raise PermissionDenied


def _pages_in_query(request):
    """Return the pages that `?id=` names; Wagtail shows the titles even of those it refuses."""
    return [pk for pk in request.GET.getlist("id") if is_key(pk)]


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


def may_open_report(user, route):
    """Return whether `user` may open the report at `route`: they name the work of others."""
    if route.startswith(f"{REPORTS}page-types-usage/"):
        return may_publish_anywhere(user)
    return not (is_contributor(user) or is_translator(user))


def only_allowed_reports(request, menu_items):
    """Keep in the menu the reports that the user may open."""
    if not may_open_report(request.user, REPORTS):
        translates = request.user.has_perm("wagtail_localize.submit_translation")
        menu_items[:] = [
            item for item in menu_items if translates and "/localize/" in (item.url or "")
        ]
    elif not may_publish_anywhere(request.user):
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


def may_withdraw(user, page):
    """Return whether `user` may take `page` out of its review: whoever handed it in or wrote it.

    The others return it, with a reason.
    """
    state = page.current_workflow_state
    return state is not None and user in (state.requested_by, page.owner)


def only_withdraw_what_is_yours(request, page):
    """Refuse an answer that ends the review of another's article without a word to them."""
    if "action-cancel-workflow" in request.POST and not may_withdraw(request.user, page):
        raise PermissionDenied


def no_return_without_reason(request, page):
    """Refuse an answer that returns an article without a reason, before anything is stored."""
    if request.POST.get("workflow-action-name") != "reject":
        return
    try:
        extra = json.loads(request.POST.get("workflow-action-extra-data") or "{}")
        comment = str(extra.get("comment", ""))
    except (ValueError, AttributeError):
        comment = ""
    if not has_words(comment):
        raise PermissionDenied
