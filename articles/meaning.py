"""What a search that found nothing may have meant, and whose name it is."""

from django.contrib.contenttypes.models import ContentType
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from .models import Author, Department, Topic
from .search import ArticleSearch
from .vietnamese import plain, words
from .vietnamese.search.asking import ask
from .vietnamese.search.suggesting import slips

NAMED = (Author, Department, Topic)
# A query with more unknown words than this is not one with a slip in it.
MOST_UNKNOWN = 2
MOST_TRIED = 6
TEXT_READ = 2000


def did_you_mean(text, locale):
    """Return a query like `text` that finds articles, in their spelling, or "".

    Only words that stand in the index are proposed. The work is bounded: the words one slip
    away from an unknown word are looked up in one statement, and a few of them are tried.
    """
    engine = get_search_backend().engine
    typed = [bare for word in words(text[:200]) if (bare := plain(word))]
    known = set(engine.occurring(typed))
    unknown = [word for word in dict.fromkeys(typed) if word not in known]
    if not unknown or len(unknown) > MOST_UNKNOWN or len(typed) > 12:
        return ""
    for word in unknown:
        better = _best(typed, word, engine.occurring(sorted(slips(word))), unknown, locale)
        if not better:
            return ""
        typed = [better if one == word else one for one in typed]
    return _as_written(typed, ArticleSearch(" ".join(typed), locale))


def _best(typed, word, candidates, unknown, locale):
    """Return that of `candidates` for `word` which most articles have beside the known words."""
    context = [one for one in typed if one not in unknown]
    best, most = "", 0
    # A slip seldom changes the first letter or the length.
    candidates.sort(key=lambda one: (one[0] != word[0], len(one) != len(word), one))
    for candidate in candidates[:MOST_TRIED]:
        count = ArticleSearch(" ".join([*context, candidate]), locale).matching().count()
        if count > most:
            best, most = candidate, count
    return best


def _as_written(typed, search):
    """Return the plain words `typed` as the best article writes them, or "" if there is none."""
    for article in search[0:1]:
        written = words(f"{article.title} {article.lead} {article.plain_body()}"[:TEXT_READ])
        bare = [plain(word) for word in written]
        for place in range(len(bare)):
            if bare[place : place + len(typed)] == typed:
                return " ".join(written[place : place + len(typed)])
        by_word = dict(zip(reversed(bare), reversed(written), strict=True))
        return " ".join(by_word.get(word, word) for word in typed)
    return ""


def named(text, locale, number=6):
    """Return up to `number` authors, departments and topics whose names hold what was asked."""
    asked = ask(text)
    if asked.must is None:
        return []
    engine = get_search_backend().engine
    types = {
        content_type.pk: model
        for model, content_type in ContentType.objects.get_for_models(*NAMED).items()
    }
    entries = IndexEntry.objects.filter(
        content_type__in=types, pk__in=engine.matching(asked.must, engine.whole)
    )
    keys = {}
    for content_type, key in entries.values_list("content_type", "object_id")[: number * 4]:
        keys.setdefault(types[content_type], []).append(int(key))
    found = [
        item
        for model in NAMED
        if model in keys
        for item in model.objects.filter(pk__in=keys[model], locale=locale)
    ]
    return found[:number]
