"""What header, footer and cards take from the page tree."""

import json
from base64 import b64encode
from urllib.parse import quote

from django import template
from wagtail.models import Page

from articles.models import PhotoRendition
from home.models import HEADER_RENDITIONS
from home.tree import SiteTree

register = template.Library()


@register.simple_tag(takes_context=True)
def load_site_tree(context):
    """Return the `SiteTree` for the page being rendered; base.html keeps it as `site_tree`."""
    page = context.get("page")
    return SiteTree(context["request"], page if isinstance(page, Page) and page.path else None)


@register.simple_tag(takes_context=True)
def section_of(context, article):
    """Return the section that holds `article`, as a plain `Page`."""
    return context["site_tree"].parent_of(article)


@register.simple_tag
def header_pictures(home):
    """Return {"emblem": rendition, "banner": rendition} of the pictures that `home` has.

    Until a size is made, the stored picture stands in for it.
    """
    photos = {name: getattr(home, f"{name}_id") for name in HEADER_RENDITIONS}
    made = {
        (rendition.image_id, rendition.filter_spec): rendition
        for rendition in PhotoRendition.objects.filter(
            image_id__in=[pk for pk in photos.values() if pk],
            filter_spec__in=HEADER_RENDITIONS.values(),
        )
    }
    return {
        name: made.get((photos[name], spec)) or getattr(home, name).as_stored()
        for name, spec in HEADER_RENDITIONS.items()
        if photos[name]
    }


@register.simple_tag
def zalo_share(address):
    """Return the link that offers `address` to the reader's friends on Zalo."""
    wanted = json.dumps({"url": address}).encode()
    return f"https://button-share.zalo.me/share_external?d={quote(b64encode(wanted), safe='')}"
