"""Who may do what at the addresses of wagtail-localize, which ask for less than our rules."""

from functools import cache

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.urls import get_resolver
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.permissions import user_can_edit_snippet_type
from wagtail_localize.models import Translation

from ..permissions import refuse_hidden_page_of

SUBMIT = "wagtail_localize.submit_translation"

# Addresses that change or show one translation, by the name of the argument that names it.
EDITING = {
    "edit_string_translation",
    "edit_override",
    "upload_pofile",
    "machine_translate",
}
READING = {"download_pofile", "preview_translation"}
FOR_THE_BOARD = {"stop_translation", "convert_to_alias"}
# They show what is visible to the person, or ask for their rights themselves (`views`).
FOR_TRANSLATORS = {
    "submit_page_translation",
    "submit_snippet_translation",
    "update_translations",
    "translations_report",
    "translations_report_results",
    "snippets_api_listing",
    "snippets_api_detail",
}
FOR_EVERYBODY = {"javascript_catalog"}


@cache
def _names():
    """Return {route: name} of the package's addresses; at some of them stand our own views."""
    prefix, resolver = get_resolver().namespace_dict["wagtail_localize"]
    return {f"{prefix}{pattern.pattern}": pattern.name for pattern in resolver.url_patterns}


def refuse_translating(request, arguments):
    """Raise PermissionDenied or Http404 where `request` may not use an address of the package.

    `arguments`: the named parts of the address. An address that is in no list is refused.
    """
    route, user = request.resolver_match.route, request.user
    if not route.startswith(get_resolver().namespace_dict["wagtail_localize"][0]):
        return
    url_name = _names().get(route)
    if url_name in FOR_EVERYBODY:
        return
    if url_name in FOR_TRANSLATORS:
        _require(user.has_perm(SUBMIT))
    elif url_name in EDITING | READING:
        instance = _target(arguments["translation_id"], enabled=True)
        _require(may_translate(user, instance, to_change=url_name in EDITING))
    elif url_name in FOR_THE_BOARD:
        _require(may_manage(user, _page_or_target(arguments)))
    else:
        raise PermissionDenied


def may_translate(user, instance, to_change=True):
    """Return whether `user` may write the translation `instance`, a page or snippet."""
    if not isinstance(instance, Page):
        return user.has_perm(SUBMIT) and user_can_edit_snippet_type(user, type(instance))
    refuse_hidden_page_of(user, instance)
    rights = instance.permissions_for_user(user)
    return rights.can_edit() and not (to_change and rights.page_locked())


def may_manage(user, instance):
    """Return whether `user` may end the translation `instance`: what replaces it is public."""
    if not isinstance(instance, Page):
        return page_permission_policy.user_has_permission(user, "publish")
    refuse_hidden_page_of(user, instance)
    return instance.permissions_for_user(user).can_publish()


def _target(translation_id, **conditions):
    """Return what a translation that meets `conditions` is written in, or raise Http404."""
    try:
        return Translation.objects.get(pk=translation_id, **conditions).get_target_instance()
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _page_or_target(arguments):
    if "translation_id" in arguments:
        return _target(arguments["translation_id"])
    try:
        return Page.objects.get(pk=arguments["page_id"])
    except Page.DoesNotExist as error:
        raise Http404 from error


def _require(allowed):
    if not allowed:
        raise PermissionDenied
