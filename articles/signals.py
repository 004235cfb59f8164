"""What happens by itself when something of the newsroom is saved."""

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.signals import page_published, post_page_move

from .models import ArticlePage, Photo, SearchedArticle
from .tasks import make_renditions
from .vietnamese.search.results import indexed


def make_renditions_of_saved_photo(instance, raw, **kwargs):
    """Ask for a photo's sizes as soon as it is stored: no reader's request should make them."""
    if not raw:
        transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))


def know_searched_articles(objects, **kwargs):
    """Keep what search asks of articles as new as Wagtail's index."""
    SearchedArticle.objects.refresh([article.pk for article in objects])


def know_bylines_of_published_article(instance, **kwargs):
    """Bylines are stored after the page, when Wagtail has already indexed it."""
    SearchedArticle.objects.refresh([instance.pk])


def know_new_section_of_moved_articles(instance, **kwargs):
    moved = ArticlePage.objects.filter(path__startswith=Page.objects.get(pk=instance.pk).path)
    SearchedArticle.objects.refresh(list(moved.values_list("pk", flat=True)))


def connect():
    indexed.connect(know_searched_articles, sender=ArticlePage, dispatch_uid="articles.searched")
    page_published.connect(
        know_bylines_of_published_article,
        sender=ArticlePage,
        dispatch_uid="articles.searched_bylines",
    )
    post_page_move.connect(
        know_new_section_of_moved_articles, dispatch_uid="articles.searched_moved"
    )
    post_save.connect(
        make_renditions_of_saved_photo, sender=Photo, dispatch_uid="articles.make_renditions"
    )
