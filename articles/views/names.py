"""Public pages that are no pages of the tree: an author's, a department's, a topic's."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from taggit.models import Tag

from ..models import ArticlePage, Author, Department, Topic
from ..pagination import list_by_period


def articles_naming(instance):
    """Return the published articles in the reader's language that name `instance`, newest first."""
    return ArticlePage.objects.published_here().naming(instance).newest_first().for_cards()


def author(request, slug):
    person = Author.localised_or_404(slug)
    if person.slug != slug:
        return redirect(person, permanent=True)
    listing = list_by_period(request, articles_naming(person))
    return render(request, "articles/author.html", {"author": person, "listing": listing})


def department(request, slug):
    unit = Department.localised_or_404(slug)
    if unit.slug != slug:
        return redirect(unit, permanent=True)
    context = {
        "department": unit,
        "authors": Author.objects.filter(department=unit),
        "listing": list_by_period(request, articles_naming(unit)),
    }
    return render(request, "articles/department.html", context)


def topic(request, slug):
    story = Topic.localised_or_404(slug)
    if story.slug != slug:
        return redirect(story, permanent=True)
    listing = list_by_period(request, articles_naming(story))
    return render(request, "articles/topic.html", {"topic": story, "listing": listing})


def tag(request, slug):
    word = get_object_or_404(Tag, slug=slug)
    articles = ArticlePage.objects.published_here().filter(tags=word).newest_first().for_cards()
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
