"""What happens by itself when the database is brought up to date, or what readers see changes."""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models.signals import post_delete, post_migrate, post_save
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import page_published, page_unpublished, post_page_move

from analytics.models import LedgerEntry, VisitCounter
from articles.models import ArticlePage, Attachment, Author, Department, Photo, Topic
from articles.tasks import missing_work_wanted, photo_sizes_made
from page_cache.pages import invalidate_pages_after_commit

from .models import HomePage
from .tasks import ask_for_missing_share_cards, ask_for_share_card, remove_share_cards

# What a page may show besides pages.
SHOWN_MODELS = (
    *(Attachment, Author, Department, Photo, Topic, LedgerEntry, VisitCounter),
    *(Collection, CollectionViewRestriction, Locale, PageViewRestriction, Redirect, Site, Tag),
)
# What saving a draft writes to the row of its page.
DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "live_revision",
    "expired",
    "go_live_at",
    "approved_schedule",
    "locked",
    "locked_at",
    "locked_by",
}


def invalidate_pages_of_saved_page(instance, update_fields=None, **kwargs):
    """The same for a page that readers see; a draft that is saved every few seconds is none."""
    only_draft = update_fields is not None and DRAFT_FIELDS.issuperset(update_fields)
    if isinstance(instance, Page) and instance.live and not only_draft:
        invalidate_pages_after_commit()


def invalidate_pages_of_deleted_page(instance, **kwargs):
    if isinstance(instance, Page) and instance.live:
        invalidate_pages_after_commit()


def give_site_its_address(**kwargs):
    """Have Wagtail's site answer to BASE_URL: feeds, site map and mails print full addresses."""
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=port)
    Site.clear_site_root_paths_cache()


def connect():
    post_save.connect(invalidate_pages_of_saved_page, dispatch_uid="home.pages_of_saved_page")
    post_delete.connect(invalidate_pages_of_deleted_page, dispatch_uid="home.pages_of_deleted")
    for signal in (page_unpublished, post_page_move, photo_sizes_made):
        signal.connect(invalidate_pages_after_commit, dispatch_uid="home.invalidate_pages")
    for model in SHOWN_MODELS:
        for signal in (post_save, post_delete):
            signal.connect(
                invalidate_pages_after_commit, sender=model, dispatch_uid="home.invalidate_pages"
            )
    for model in (ArticlePage, HomePage):
        page_published.connect(
            ask_for_share_card, sender=model, dispatch_uid="home.ask_for_share_card"
        )
        post_delete.connect(
            remove_share_cards, sender=model, dispatch_uid="home.remove_share_cards"
        )
    missing_work_wanted.connect(
        ask_for_missing_share_cards, dispatch_uid="home.ask_for_missing_share_cards"
    )
    post_migrate.connect(
        give_site_its_address,
        sender=apps.get_app_config("home"),
        dispatch_uid="home.give_site_its_address",
    )
