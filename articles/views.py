"""Public pages that are no pages of the tree: an author's, a department's, a topic's."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from taggit.models import Tag
from wagtail.models import Locale

from .archive_views import published_here
from .listing import list_by_period
from .models import Author, Department, Topic


def localised_or_404(model, slug):
    """Return the `model` instance that `slug` names, in the active language if it is translated."""
    found = model.objects.filter(slug=slug)
    active = Locale.get_active()
    mine = found.filter(locale=active).first()
    if mine is not None:
        return mine
    other = found.first()
    if other is None:
        raise Http404
    return other.get_translations().filter(locale=active).first() or other


def author(request, slug):
    person = localised_or_404(Author, slug)
    if person.slug != slug:
        return redirect(person, permanent=True)
    listing = list_by_period(request, person.published_articles().for_cards())
    return render(request, "articles/author.html", {"author": person, "listing": listing})


def department(request, slug):
    unit = localised_or_404(Department, slug)
    if unit.slug != slug:
        return redirect(unit, permanent=True)
    context = {
        "department": unit,
        "authors": Author.objects.filter(department=unit),
        "listing": list_by_period(request, unit.published_articles().for_cards()),
    }
    return render(request, "articles/department.html", context)


def topic(request, slug):
    story = localised_or_404(Topic, slug)
    if story.slug != slug:
        return redirect(story, permanent=True)
    listing = list_by_period(request, story.published_articles().for_cards())
    return render(request, "articles/topic.html", {"topic": story, "listing": listing})


def tag(request, slug):
    word = get_object_or_404(Tag, slug=slug)
    articles = published_here().filter(tags=word).newest_first().for_cards()
    context = {"tag": word, "listing": list_by_period(request, articles)}
    return render(request, "articles/tag.html", context)


def byline_defaults(request, pk):
    """Answer what a byline of author `pk` prints today, for the article editor."""
    person = get_object_or_404(Author.objects.select_related("department"), pk=pk)
    unit = person.department
    return JsonResponse(
        {
            "position": person.position,
            "department_name": unit.name if unit else "",
            "department": {"id": unit.pk, "string": unit.name} if unit else None,
        }
    )
