"""What header and footer need from the page tree."""

from django import template
from wagtail.models import Locale, Page

from home.models import HomePage
from home.site import menu_of

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context):
    """Return the menu, two levels deep, with the reader's place marked; header and footer share it."""
    home = context["site_home"]
    page = context.get("page")
    page = page if isinstance(page, Page) and page.pk else None
    request = context["request"]
    if not hasattr(request, "site_menu"):
        request.site_menu = menu_of(home, page) if home else []
    return request.site_menu


@register.simple_tag(takes_context=True)
def site_links(context):
    """Return the links to related bodies that the home page keeps."""
    home = context["site_home"]
    return list(home.links.all()) if home else []


@register.simple_tag(takes_context=True)
def languages(context):
    """Return a list of {code, name, url, is_current} for the language switch.

    A page that is not translated leads to the other language's home page.
    """
    page = context.get("page")
    page = page if isinstance(page, Page) and page.pk else context["site_home"]
    if not page:
        return []
    translations = {
        other.locale_id: other for other in page.get_translations(inclusive=True).live()
    }
    homes = HomePage.objects.live().filter(
        translation_key=context["site_home"].translation_key
    )
    homes = {home.locale_id: home for home in homes.defer("draft_title")}
    active = Locale.get_active()
    return [
        {
            "code": locale.language_code,
            "name": locale.get_display_name(),
            "url": (translations.get(locale.pk) or homes[locale.pk]).get_url(context["request"]),
            "is_current": locale == active,
            "is_translated": locale.pk in translations,
        }
        for locale in Locale.objects.all()
        if locale.pk in homes
    ]
