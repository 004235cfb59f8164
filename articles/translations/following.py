"""What becomes of translations when their original goes: they follow, unless the board says no."""

from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from .records import followers, translation_of


def named(pages):
    """Return the titles of `pages` with their languages, as a sentence can list them."""
    return ", ".join(
        f"“{page.get_admin_display_title()}” ({page.locale.get_display_name()})" for page in pages
    )


def live_followers(page):
    """Return the public translations that go down with `page`."""
    return [each for each in followers(page) if each.live]


def restrict_followers(instance, **kwargs):
    """Show the translations of a page to those who may read it, when that changes.

    `instance`: a `PageViewRestriction` that was saved or deleted, or whose groups changed.
    """
    # Groups tell of themselves where a restriction is changed from their side.
    key = getattr(instance, "page_id", None)
    page = Page.objects.filter(pk=key).first()
    for each in followers(page) if page else ():
        if record := translation_of(each):
            record.source.update_target_view_restrictions(record.target_locale)


def move_followers(page, user):
    """Move the translations of `page` below those of its new parent.

    Returns (moved, left): those that have no place there, or whose address is taken, are left.
    """
    parent, moved, left = page.get_parent(), [], []
    for each in followers(page):
        place = parent.get_translations().filter(locale=each.locale, alias_of=None).first()
        if place is not None and each.get_parent() == place:
            continue
        if place is None or not Page._slug_is_available(each.slug, place, page=each):
            left.append(each)
            continue
        MovePageAction(each, place, pos="last-child", user=user).execute(
            skip_permission_checks=True
        )
        moved.append(each)
    return moved, left


def said_moved(moved, left):
    """Return the sentences about translations that moved along, and those that did not."""
    said = []
    if moved:
        said.append(_("Đã chuyển cả bản dịch: %(pages)s.") % {"pages": named(moved)})
    if left:
        said.append(
            _(
                "Bản dịch ở lại chỗ cũ: %(pages)s; chuyên mục mới chưa được dịch, "
                "hoặc địa chỉ ở đó đã có bài dùng."
            )
            % {"pages": named(left)}
        )
    return " ".join(said)
