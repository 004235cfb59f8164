"""Work of this app that is done beside the request that asked for it."""

from django.db import transaction
from django_tasks import task
from wagtail.models import Page

from page_cache.writes import announce_change

from .seo.share_cards import lacking_cards, make_card, remove_cards


@task(backend="photos")
def make_share_card(page_id):
    """Draw what other sites show beside a link to the page `page_id`, where it has no photo."""
    page = Page.objects.filter(pk=page_id).specific().first()
    if page is not None and make_card(page):
        announce_change()


def ask_for_share_card(instance, **kwargs):
    """Have the card of a page drawn once it is published: no reader's request should draw."""
    page_id = instance.pk
    transaction.on_commit(lambda: make_share_card.enqueue(page_id), robust=True)


def ask_for_missing_share_cards(**kwargs):
    """Ask for the cards of what was published before there were any, or while nothing drew."""
    for page in lacking_cards():
        make_share_card.enqueue(page.pk)


def remove_share_cards(instance, **kwargs):
    """A deleted page leaves no picture behind."""
    page_id = instance.pk
    transaction.on_commit(lambda: remove_cards(page_id), robust=True)
