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
    """Return {guide, contents} as HTML; `changed_at` is when its file was last written."""
    extensions = ["tables", TocExtension(slugify=slugify_unicode, toc_depth="2-2")]
    book = markdown.Markdown(extensions=extensions)
    html = book.convert(GUIDE.read_text(encoding="utf-8"))
    pictures = reverse("guide_picture", args=["x", "png"]).removesuffix("x.png")
    html = html.replace('src="images/', f'loading="lazy" src="{pictures}')
    # A file of ours, not what anybody typed on the site.
    return {"guide": mark_safe(html), "contents": mark_safe(book.toc)}


def guide(request):
    """Show the guide."""
    return render(request, "newsroom/guide.html", _rendered(GUIDE.stat().st_mtime_ns))


def picture(request, name, kind):
    """Serve a picture of the guide; `name` and `kind`, its ending, are slugs."""
    path = DOCS / "images" / f"{name}.{kind}"
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type=f"image/{kind}")


def menu_item():
    """Return the entry in the help menu of the admin."""
    return MenuItem(_("Sổ tay biên tập"), reverse("guide"), icon_name="help", order=10)
