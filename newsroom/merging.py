"""One author, department or topic out of several that are the same."""

import json

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex, Revision
from wagtail_localize.models import RelatedObjectSegment, TranslatableObject, TranslationSource

from articles.models import ArticlePage, Author, Byline, Department, SearchedArticle, Topic
from articles.redirects import create_redirects, urls_of

MERGED = "articles.merge"
# The names under which stored revisions and translations carry the key of each.
KEYS = {Author: "author", Department: "department", Topic: "topic"}


@transaction.atomic
def merge(kept, others):
    """Move all that refers to `others` to `kept`, in every language, and delete them.

    What bylines print stays as printed. The addresses of the others lead to `kept` for good.
    Translations of `kept` among the others are no duplicates and stay. Returns the names of
    those that went.
    """
    gone = [
        each
        for other in others
        if other.translation_key != kept.translation_key
        for each in other.get_translations(inclusive=True)
    ]
    targets = {each.locale_id: each for each in kept.get_translations(inclusive=True)}
    moved = {each.pk: targets.get(each.locale_id, kept).pk for each in gone}
    articles = _articles_naming(type(kept), moved)
    for each in gone:
        _move_references(each, moved[each.pk])
    if isinstance(kept, Author):
        _credit_once(articles)
    _move_in_stored_texts(type(kept), moved)
    _move_in_translations(kept, gone)
    SearchedArticle.objects.refresh(articles)
    for each in gone:
        old = urls_of(kept, each.slug)
        each.delete()
        create_redirects(old, urls_of(kept))
    _give_account(kept, gone)
    return [each.name for each in gone]


def _give_account(kept, gone):
    """Let the author who stays keep an account of those who went: no new article lacks its name."""
    accounts = [each.account for each in gone if isinstance(each, Author) and each.account]
    if accounts and kept.account is None:
        kept.account = accounts[0]
        kept.save()


def _articles_naming(model, keys):
    """Return the keys of the articles that search must know anew."""
    lookups = {Topic: "topic", Author: "bylines__author", Department: "bylines__department"}
    articles = ArticlePage.objects.filter(**{f"{lookups[model]}__in": keys})
    return list(articles.order_by().values_list("pk", flat=True).distinct())


def _move_references(gone, target):
    """Have every row that refers to `gone` refer to `target` (a key), in Wagtail's index too."""
    relations = gone._meta.get_fields(include_hidden=True)
    for relation in (each for each in relations if each.auto_created and each.one_to_many):
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{name: gone})
        rows.update(**{name: target})
    index = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(gone), to_object_id=str(gone.pk)
    )
    index.update(to_object_id=str(target))


def _credit_once(articles):
    """Keep the first of the bylines that now name the same person in the same role."""
    bylines = Byline.objects.filter(page__in=articles).order_by("sort_order", "pk")
    Byline.objects.filter(pk__in=[each.pk for each in _repeated(bylines, _credit)]).delete()


def _credit(byline):
    return byline.page_id, byline.author_id, byline.role


def _repeated(rows, identity):
    """Return those of `rows` whose `identity` an earlier one has."""
    seen, found = set(), []
    for row in rows:
        key = identity(row)
        if key in seen:
            found.append(row)
        seen.add(key)
    return found


def _move_in_stored_texts(model, moved):
    """Write the new keys into drafts, older versions and sources of translations.

    Wagtail cannot open a version that names an author who is gone.
    """
    name = KEYS[model]
    for stored, field in ((Revision, "content"), (TranslationSource, "content_json")):
        texts = stored.objects.annotate(text=Cast(field, models.TextField()))
        naming = models.Q()
        for key in moved:
            naming |= models.Q(text__contains=f'"{name}": {key}')
        for pk, text in texts.filter(naming).values_list("pk", "text").iterator():
            content = _with_new_keys(json.loads(text), name, moved)
            value = content if stored is Revision else json.dumps(content, cls=DjangoJSONEncoder)
            stored.objects.filter(pk=pk).update(**{field: value})


def _move_in_translations(kept, gone):
    """Have the translations of what names one of `gone` find `kept`."""
    segments = RelatedObjectSegment.objects.filter(
        object__in=[each.translation_key for each in gone]
    )
    if segments.exists():
        segments.update(object=TranslatableObject.objects.get_or_create_from_instance(kept)[0])


def _with_new_keys(content, name, moved):
    """Return `content`, a stored object, with the keys `moved` under `name` in it and its rows."""
    bylines = content.get("bylines", [])
    for row in [content, *bylines]:
        if row.get(name) in moved:
            row[name] = moved[row[name]]
    if name == KEYS[Author]:
        for row in _repeated(bylines, lambda row: (row.get("author"), row.get("role"))):
            bylines.remove(row)
    return content
