"""Where a photo, a file or a name is used. A file that is used is not replaced."""

from django.core.exceptions import ValidationError
from django.db.models import F, Q, TextField
from django.db.models.functions import Cast
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, ReferenceIndex, Revision

from .references import keys_named_in

NAMED_PLACES = 5


def refuse_replacing(user, instance):
    """Raise `ValidationError` where the photo or file `instance` is used.

    What stands in an article changes with the article, by whoever may publish that.
    """
    if instance.pk and (places := places_of(instance)):
        raise ValidationError(
            format_html(
                "{} {}. {}",
                _("Không thay tệp này: đang được dùng ở"),
                named(user, places),
                _("Hãy tải tệp mới lên riêng rồi chọn tệp ấy ở những nơi này."),
            ),
            code="in_use",
        )


def places_of(instance):
    """Return what refers to `instance`, each once: as readers see it, or as it is being changed."""
    references = ReferenceIndex.get_references_to(instance).group_by_source_object()
    places = [source for source, _references in references]
    known = {place.pk for place in places if isinstance(place, Page)}
    return places + [page for page in _being_changed_with(instance) if page.pk not in known]


def _being_changed_with(instance):
    """Yield the pages whose next version names `instance`.

    Wagtail's index of references knows a page as it is in its own row, which is the public one.
    """
    latest = Page.objects.filter(has_unpublished_changes=True).values("latest_revision")
    waiting = Q(pk__in=latest) | Q(approved_go_live_at__isnull=False)
    # Whatever names an object holds the digits of its key.
    holds_key = Revision.page_revisions.annotate(text=Cast(F("content"), TextField()))
    for revision in holds_key.filter(waiting, text__contains=str(instance.pk)):
        page = revision.as_object()
        if instance.pk in keys_named_in(page, type(instance)):
            yield page


def named(user, places):
    """Return the HTML that names `places`; those that `user` may not edit are only counted."""
    finder = AdminURLFinder(user)
    found = [(address, place) for place in places if (address := finder.get_edit_url(place))]
    named = found[:NAMED_PLACES]
    links = format_html_join(", ", '<a href="{}">{}</a>', named)
    more = len(places) - len(named)
    rest = _("%(number)s nơi khác") % {"number": more} if more else ""
    return format_html("{}{}{}", links, ", " if named and more else "", rest)
