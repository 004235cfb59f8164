"""Paged lists of articles: a wrong page number shows the nearest page, never an error."""

from django.core.paginator import Paginator

PER_PAGE = 12


def paginate(request, articles, per_page=PER_PAGE):
    """Return the page of `articles` that the request's `?page=` names."""
    page = Paginator(articles, per_page).get_page(request.GET.get("page"))
    page.elided = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return page
