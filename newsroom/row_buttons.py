"""The menus of the listings of pages, with what wagtail-localize offers to do.

The package asks the database four times for each page; here it is asked once for all of them.
"""

from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import ButtonWithDropdownFromHook, ListingButton
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from .translations.rights import SUBMIT

# At Wagtail's name wagtail-localize registers too; at ours `translation_buttons` stand in for it.
WAGTAILS_HOOK = "register_page_listing_more_buttons"
HOOK = "register_row_buttons"
# The same of `register_page_header_buttons`.
HEADER_HOOK = "register_place_header_buttons"


def remember_translations(pages):
    """Note on each of the `pages` that are shown what its menu says about translations."""
    pages = [page for page in pages if not hasattr(page, "translation_source")]
    if not pages:
        return
    wanted = set(Locale.objects.values_list("pk", flat=True))
    languages, sources = {}, {}
    for key, language, alias_of, source in _translations({page.translation_key for page in pages}):
        sources[key, language] = source
        # In the language of an alias nothing is translated yet.
        if not alias_of:
            languages.setdefault(key, set()).add(language)
    for page in pages:
        key = page.translation_key
        page.has_language_to_come = bool(wanted - languages.get(key, set()))
        page.translation_source = sources.get((key, page.locale_id))


def _translations(keys):
    """Return (key, language, page that it is an alias of, source of its translations) of pages."""
    sources = TranslationSource.objects.filter(
        object=OuterRef("translation_key"),
        object__content_type=ContentType.objects.get_for_model(Page),
        locale=OuterRef("locale"),
        translations__enabled=True,
    )
    pages = Page.objects.filter(translation_key__in=keys).order_by()
    pages = pages.annotate(source=Subquery(sources.values("pk")[:1]))
    return pages.values_list("translation_key", "locale_id", "alias_of_id", "source")


def header_buttons(page, user, next_url):
    """Return what the menu in the header of `page` offers where the pages below it are listed."""
    remember_translations([page])
    return ButtonWithDropdownFromHook(
        "", hook_name=HEADER_HOOK, page=page, user=user, next_url=next_url
    ).dropdown_buttons


def menu(page, user, next_url):
    """Return the button that opens the menu of `page`, as Wagtail makes it.

    In a report, which notes nothing of translations, the package is asked.
    """
    return ButtonWithDropdownFromHook(
        "",
        hook_name=HOOK if hasattr(page, "translation_source") else WAGTAILS_HOOK,
        page=page,
        user=user,
        next_url=next_url,
        icon_name="dots-horizontal",
        attrs={
            "aria-label": _("More options for '%(title)s'")
            % {"title": page.get_admin_display_title()}
        },
        priority=50,
    )


def translation_buttons(page, user, next_url=None):
    """Return what wagtail-localize offers for `page`, of which a listing noted the translations."""
    if page.is_root() or not user.has_perm(SUBMIT):
        return
    if page.has_language_to_come:
        address = reverse(
            "wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk]
        )
        yield ListingButton(
            _("Translate this page"),
            address,
            priority=60,
            icon_name="wagtail-localize-language",
        )
    if page.translation_source:
        address = reverse("wagtail_localize:update_translations", args=[page.translation_source])
        if next_url is not None:
            address += "?" + urlencode({"next": next_url})
        yield ListingButton(_("Sync translated pages"), address, priority=60, icon_name="resubmit")
