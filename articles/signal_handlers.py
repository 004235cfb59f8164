"""What happens by itself when something of the newsroom is saved."""

from django.db.models.signals import post_delete, post_save, pre_save
from taggit.models import Tag
from wagtail.models import UploadedFile
from wagtail.signals import page_slug_changed, post_page_move

from page_cache.counts import invalidate_counts

from . import page_redirects
from .images.forms import cleaned_file
from .models import ArticlePage, Photo, SearchedArticle
from .normalisation import normalise, remove_controls
from .search.indexing import indexed
from .slugs import spell_slug_of_tag
from .tasks import ask_for_photo_sizes

# What keeps its texts as they are, and why.
LEFT_AS_THEY_ARE = {
    "axes.accessattempt": "what was tried at the door is looked for as it was tried",
    "axes.accessattemptexpiration": "no text",
    "axes.accessfailurelog": "what was tried at the door is looked for as it was tried",
    "axes.accesslog": "what was tried at the door is looked for as it was tried",
    "django_tasks_database.dbtaskresult": "calls of our own, looked for as they are",
    "sessions.session": "signed, letter by letter",
    "wagtailadmin.formstate": "a form as it was sent; what is made of it is cleaned as ever",
    "wagtailcore.collectionviewrestriction": "a password, compared with what a reader types",
    "wagtailcore.pageviewrestriction": "a password, compared with what a reader types",
    "wagtailcore.referenceindex": "names of fields, and keys",
    "wagtailsearch.indexentry": "made of texts that are in one spelling",
}
# A path in loose marks is found only by an address in loose marks.
SPELLED_AS_TYPED = {"wagtailredirects.redirect"}


def make_sizes_of_saved_photo(instance, raw, **kwargs):
    if not raw:
        ask_for_photo_sizes(instance.pk)


def clean_waiting_photo(instance, **kwargs):
    """Clean a photo that Wagtail keeps as it came until its other fields are right.

    It has an address meanwhile, and also when nobody comes back to it.
    """
    is_photo = instance.for_content_type and instance.for_content_type.model_class() is Photo
    if is_photo and not instance.file._committed:
        instance.file = cleaned_file(instance.file.file)


def normalise_what_is_saved(sender, instance, raw, **kwargs):
    """Store one spelling, also of what is saved by a command or made by wagtail-localize."""
    label = sender._meta.label_lower
    if raw or label in LEFT_AS_THEY_ARE:
        return
    if label in SPELLED_AS_TYPED:
        remove_controls(instance)
    else:
        normalise(instance)


def know_searched_articles(objects, **kwargs):
    """Keep what search asks of articles as new as Wagtail's index."""
    SearchedArticle.objects.refresh([article.pk for article in objects])


def drop_counts_of_deleted_article(**kwargs):
    """A deleted article leaves the search without being indexed anew."""
    invalidate_counts()


def connect():
    post_delete.connect(
        drop_counts_of_deleted_article, sender=ArticlePage, dispatch_uid="articles.searched_counts"
    )
    pre_save.connect(normalise_what_is_saved, dispatch_uid="articles.normalise")
    pre_save.connect(spell_slug_of_tag, sender=Tag, dispatch_uid="articles.slug_of_tag")
    indexed.connect(know_searched_articles, sender=ArticlePage, dispatch_uid="articles.searched")
    post_save.connect(
        make_sizes_of_saved_photo, sender=Photo, dispatch_uid="articles.make_photo_sizes"
    )
    pre_save.connect(
        clean_waiting_photo, sender=UploadedFile, dispatch_uid="articles.clean_waiting_photo"
    )
    page_slug_changed.connect(
        page_redirects.keep_former_slug, dispatch_uid="articles.keep_former_slug"
    )
    post_page_move.connect(
        page_redirects.keep_former_place, dispatch_uid="articles.keep_former_place"
    )
