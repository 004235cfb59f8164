"""What header, footer and cards take from the page tree."""

import json
from base64 import b64encode
from urllib.parse import quote

from django import template
from django.contrib.contenttypes.models import ContentType
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from articles.models import PhotoRendition, SectionPage
from home.models import HEADER_RENDITIONS, HomePage
from page_cache.fragments import cached_fragment, is_shared

from ..front.composition import preview_of
from ..navigation import SiteNavigation
from ..seo import structured_data
from ..seo.metadata import PageMetadata
from ..seo.metadata import full_address as full_address_of

register = template.Library()

# What ends a script, or would be read as markup around it.
ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&"}


@register.simple_tag(takes_context=True)
def load_site_navigation(context):
    """Return the `SiteNavigation` of the page being rendered; base.html keeps it."""
    page = context.get("page")
    return SiteNavigation(
        context["request"], page if isinstance(page, Page) and page.path else None
    )


@register.simple_tag(takes_context=True)
def cached_include(context, name, mark=""):
    """Render the include `name`, once for all pages of a language that give the same `mark`.

    It sees `site_home` and `site_navigation`, and nothing else of the page being rendered.
    """
    request, home = context["request"], context["site_home"]
    template = context.template.engine.get_template(name)

    def render(home, navigation):
        seen = {"request": request, "site_home": home, "site_navigation": navigation}
        return template.render(context.new(seen))

    def render_for_all():
        # Loaded again: what a part is made of is known from what is asked while it is made.
        stored = HomePage.framing().filter(pk=home.pk).first() if home else None
        return render(stored, SiteNavigation(request, context["site_navigation"].page))

    if not is_shared(request):
        return render(home, context["site_navigation"])
    return cached_fragment(request, (name, get_language(), home and home.pk, mark), render_for_all)


@register.simple_tag(takes_context=True)
def section_of(context, article):
    """Return the section that holds `article`, as a plain `Page`."""
    return context["site_navigation"].parent_of(article)


@register.simple_tag(takes_context=True)
def feed_of(context, page):
    """Return the address of the feed of `page`, a plain `Page`; "" when it is no section."""
    is_section = page.content_type_id == ContentType.objects.get_for_model(SectionPage).pk
    return f"{page.get_url(context['request'])}rss/" if is_section else ""


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
def front_preview(kind, value):
    """Return a block `kind` with the settings `value` as the Vietnamese home page would show it."""
    home = HomePage.objects.select_related("locale").first()
    return preview_of(home, kind, value)


@register.simple_tag
def zalo_share(address):
    """Return the link that offers `address` to the reader's friends on Zalo."""
    wanted = json.dumps({"url": address}).encode()
    return f"https://button-share.zalo.me/share_external?d={quote(b64encode(wanted), safe='')}"


@register.simple_tag(takes_context=True)
def page_head(context):
    """Return the `PageMetadata` of the page being rendered; base.html keeps it as `head`."""
    return PageMetadata(context)


@register.simple_tag(takes_context=True)
def full_address(context, page):
    """Return the one address of `page`, with its host."""
    return full_address_of(page.get_url(context["request"]) or "")


@register.simple_tag(takes_context=True)
def article_data(context, bylines, tags):
    """Write what search engines read about an article: data, not a script that runs."""
    head = context["head"]
    data = [structured_data.news_article(head, bylines, tags), structured_data.breadcrumbs(head)]
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))
