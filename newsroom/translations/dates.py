"""When a translation appears and expires: with its original, unless it has dates of its own."""

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Revision

from articles.models import ArticlePage
from articles.translation_records import followers, original_of

FIELDS = ("display_date", "go_live_at", "expire_at")


def of(page):
    """Return {field: moment or None} of the newest version of `page`; None of what has no dates."""
    if not isinstance(page, ArticlePage):
        return None
    revision = page.latest_revision
    if revision is None:
        return {name: getattr(page, name) for name in FIELDS}
    return {name: _moment(revision.content.get(name)) for name in FIELDS}


def set_own(page, moments):
    """Give the translation `page` dates of its own: {field: moment or None} of FIELDS."""
    _store(page, {name: moments[name] for name in FIELDS}, own=True)


def follow(page):
    """Give the translation `page` the dates of its original again."""
    moments = _of_original(page)
    if moments is not None:
        _store(page, moments, own=False)


def put_into(draft):
    """Date a new version of a translation, not stored yet, as `of` or its original is dated."""
    moments = of(draft)
    if moments is not None and not draft.own_dates:
        moments = _of_original(draft)
    for name, moment in (moments or {}).items():
        setattr(draft, name, moment)


def tell_followers(instance, **kwargs):
    """Hand the dates of a published article on to its translations (`page_published`)."""
    for page in followers(instance):
        if isinstance(page, ArticlePage) and not page.own_dates:
            moments = {name: getattr(instance, name) for name in FIELDS}
            if {name: getattr(page, name) for name in FIELDS} != moments or of(page) != moments:
                _store(page, moments, own=False)
            if instance.live and not instance.go_live_at:
                _let_go(page)


def hold_followers(instance):
    """Take their hour from the translations of `instance` that have no dates of their own."""
    for page in followers(instance):
        if not getattr(page, "own_dates", False):
            page.revisions.update(approved_go_live_at=None)


def _let_go(page):
    """Bring the hour of a translation forward to now: its original did not wait for its own."""
    waiting = page.revisions.filter(approved_go_live_at__gt=timezone.now())
    waiting.update(approved_go_live_at=timezone.now())


def _store(page, moments, own):
    page.own_dates = own
    for name, moment in moments.items():
        setattr(page, name, moment)
    page.save(update_fields=["own_dates", *FIELDS], clean=False)
    _store_in_versions(page, moments)


def _store_in_versions(page, moments):
    """Write the dates where publication will read them: in the newest and the scheduled version."""
    encode = DjangoJSONEncoder().default
    written = {name: moment and encode(moment) for name, moment in moments.items()}
    scheduled = page.revisions.filter(approved_go_live_at__isnull=False)
    newest = page.revisions.filter(pk=page.latest_revision_id)
    for revision in {*scheduled, *newest}:
        revision.content.update(written)
        if revision.approved_go_live_at and moments["go_live_at"]:
            revision.approved_go_live_at = moments["go_live_at"]
        Revision.objects.filter(pk=revision.pk).update(
            content=revision.content, approved_go_live_at=revision.approved_go_live_at
        )


def _of_original(page):
    original = original_of(page)
    return original and {name: getattr(original, name) for name in FIELDS}


def _moment(text):
    return parse_datetime(text) if text else None
