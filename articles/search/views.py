"""The search page, and what it proposes while somebody types."""

from django.http import JsonResponse
from django.shortcuts import render
from wagtail.models import Locale

from ..pagination import paginate
from ..vietnamese import nfc
from ..vietnamese.highlighting import mark
from .article_search import ArticleSearch, complete_titles, newest_articles
from .facets import Facets
from .suggestions import did_you_mean, matching_names

QUERY_LENGTH = 200
SNIPPET_LENGTH = 260
# A title is shown whole.
TITLE_LENGTH = 1000
MOST_PROPOSED = 6
NEWEST_SHOWN = 6
# Seconds that a browser may keep proposals for the same letters.
PROPOSALS_KEPT = 60


def asked_in(request):
    """Return the query of the address as text that can be searched and shown."""
    text = request.GET.get("q", "").encode("utf-8", "ignore").decode()
    return " ".join(nfc(text.replace("\0", " ")).split())[:QUERY_LENGTH]


def search(request):
    """Find published articles; a query with no words in it finds nothing and says so."""
    query, locale = asked_in(request), Locale.get_active()
    results = ArticleSearch(query, locale)
    facets = Facets(request.GET.dict() | {"q": query}, results)
    listing = paginate(request, results)
    context = {"query": query, "listing": listing, "facets": facets}
    if listing.paginator.count:
        context["found"] = [_shown(article, query) for article in listing]
        context["kept"] = facets.address()[1:]
    else:
        context |= _instead(query, results)
    if query:
        context |= {"shown_facets": facets.shown(), "named": matching_names(query, locale)}
    return render(request, "articles/search.html", context)


def _shown(article, query):
    """Return an article with its title and the place that says what was asked, in pieces."""
    text = f"{article.lead} {article.plain_body()}"
    return {
        "article": article,
        "title": mark(article.title, query, TITLE_LENGTH),
        "snippet": mark(text, query, SNIPPET_LENGTH),
    }


def _instead(query, results):
    """Return what to show when nothing was found: another spelling, and the newest articles."""
    meant = did_you_mean(query, results.locale, results.private) if query else ""
    newest = newest_articles(results.locale, results.private, NEWEST_SHOWN)
    return {"meant": meant, "newest": newest}


def suggestions(request):
    """Answer {"suggestions": [{"text", "url"}]}: people, departments, topics, then articles."""
    query, locale = asked_in(request), Locale.get_active()
    items = [
        {"text": str(item), "url": item.get_absolute_url()}
        for item in matching_names(query, locale, 2)
    ]
    articles = complete_titles(query, locale, MOST_PROPOSED - len(items))
    items += [{"text": one.title, "url": one.get_url(request)} for one in articles]
    response = JsonResponse({"suggestions": items})
    response["Cache-Control"] = f"public, max-age={PROPOSALS_KEPT}"
    return response
