"""Keywords suggested while typing: those of what the person may see."""

from django.db.models import Q
from django.http import JsonResponse
from taggit.models import Tag, TaggedItem
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT
from wagtail.models import Page

from articles.models import ArticlePage
from articles.visibility import visible_to

from .permissions import may_publish_anywhere


def suggest(request, **names):
    """Answer the keywords that begin with `term`, as a list of names in JSON.

    A keyword that only the hidden drafts of others have would tell what they are about.
    """
    term = request.GET.get("term", "").strip()
    tags = Tag.objects.filter(name__istartswith=term) if term else Tag.objects.none()
    if not may_publish_anywhere(request.user):
        tags = tags.filter(_in_sight_of(request.user))
    names = tags.order_by("name").values_list("name", flat=True)
    return JsonResponse(list(names[:TAGS_AUTOCOMPLETE_LIMIT]), safe=False)


def _in_sight_of(user):
    articles = ArticlePage.tags.through.objects.filter(
        content_object__in=visible_to(user, Page.objects.all()).values("pk")
    )
    return Q(pk__in=articles.values("tag")) | Q(pk__in=TaggedItem.objects.values("tag"))
