"""What becomes of translations when their original goes: they follow, unless the board says no."""

from django.utils.translation import gettext as _
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from articles.translation_records import followers


def named(pages):
    """Return the titles of `pages` with their languages, as a sentence can list them."""
    return ", ".join(
        f"“{page.get_admin_display_title()}” ({page.locale.get_display_name()})" for page in pages
    )


def live_followers(page):
    """Return the translations that go down with `page`: public, or with an hour to become so."""
    return [each for each in followers(page) if is_or_goes_public(each)]


def is_or_goes_public(page):
    """Return whether readers see `page`, or will by themselves when its hour comes."""
    return page.live or page.revisions.filter(approved_go_live_at__isnull=False).exists()


def held_by_others(page, user):
    """Return the translations that `user` may not take from the readers with their original."""
    return [
        each for each in live_followers(page) if not each.permissions_for_user(user).can_publish()
    ]


def restrict_followers(instance, **kwargs):
    """Show the translations of a page to those who may read it, when that changes.

    `instance`: a `PageViewRestriction` that was saved or deleted, or whose groups changed.
    """
    # Groups tell of themselves where a restriction is changed from their side.
    key = getattr(instance, "page_id", None)
    page = Page.objects.filter(pk=key).first()
    for each in followers(page) if page else ():
        # Sections too, and what is no longer translated text by text: they have no record.
        TranslationSource().sync_view_restrictions(page, each)


def move_followers(page, user):
    """Move the translations of `page` below those of its new parent.

    Returns (moved, left): those that have no place there, or whose address is taken, are left;
    so are those that readers see, where `user` does not publish.
    """
    parent, moved, left = page.get_parent(), [], []
    held = held_by_others(page, user) if user else []
    for each in followers(page):
        place = parent.get_translations().filter(locale=each.locale, alias_of=None).first()
        if place is not None and each.get_parent() == place:
            continue
        has_place = place is not None and Page._slug_is_available(each.slug, place, page=each)
        if not has_place or each in held:
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
