"""The editors' guide of docs/, readable in the admin."""

from functools import lru_cache

import markdown
from django.conf import settings
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from markdown.extensions.toc import TocExtension, slugify_unicode
from wagtail.admin.menu import MenuItem

DOCS = settings.BASE_DIR / "docs"
GUIDE = DOCS / "bien-tap.md"


@lru_cache(maxsize=1)
def _rendered(changed_at):
    """Return the guide as HTML; `changed_at` is when its file was last written."""
    text = GUIDE.read_text(encoding="utf-8")
    extensions = ["tables", TocExtension(slugify=slugify_unicode)]
    html = markdown.markdown(text, extensions=extensions)
    pictures = reverse("guide_picture", args=["x", "png"]).removesuffix("x.png")
    # A file of ours, not what anybody typed on the site.
    return mark_safe(html.replace('src="images/', f'loading="lazy" src="{pictures}'))


def guide(request):
    """Show the guide."""
    return render(request, "home/guide.html", {"guide": _rendered(GUIDE.stat().st_mtime_ns)})


def picture(request, name, kind):
    """Serve a picture of the guide; `name` and `kind`, its ending, are slugs."""
    path = DOCS / "images" / f"{name}.{kind}"
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type=f"image/{kind}")


def menu_item():
    """Return the entry in the help menu of the admin."""
    return MenuItem(_("Sổ tay biên tập"), reverse("guide"), icon_name="help", order=10)
