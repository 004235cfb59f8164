"""The home page and the menu that belong to a request."""

from dataclasses import dataclass, field

from wagtail.models import Locale, Page, Site

from .models import HomePage


@dataclass
class MenuItem:
    """A page in the menu, the pages below it, and whether the reader is inside it."""

    page: Page
    is_current: bool
    children: list = field(default_factory=list)


def home_of(request):
    """Return the live home page of the request's site and language, or None before there is one.

    Without one in the active language, the site's root page serves.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None
    homes = HomePage.objects.live().select_related("emblem", "banner", "locale")
    homes = homes.filter(translation_key=site.root_page.translation_key)
    by_locale = {home.locale_id: home for home in homes}
    return by_locale.get(Locale.get_active().pk) or by_locale.get(site.root_page.locale_id)


def menu_of(home, current=None):
    """Return the `MenuItem`s of two levels below `home`, in the order of the page tree.

    `current` is the page being read, if any: it and the items above it are marked.
    """
    pages = home.get_descendants().live().public().in_menu()
    pages = pages.filter(depth__lte=home.depth + 2).order_by("path")
    items = {}
    top = []
    for page in pages:
        item = MenuItem(page, is_current=current is not None and current.path.startswith(page.path))
        items[page.path] = item
        parent = items.get(page.path[: -page.steplen])
        if parent is not None:
            parent.children.append(item)
        elif page.depth == home.depth + 1:
            top.append(item)
    return top
