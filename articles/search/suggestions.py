"""What a search that found nothing may have meant, and whose name it is."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Value
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from ..models import Author, Department, Topic
from ..vietnamese import plain, words
from .article_search import TABLE, newest_of, rows_for_readers
from .parser import ask
from .typos import slips

NAMED = (Author, Department, Topic)
# A query with more unknown words than this is not one with a slip in it.
MOST_UNKNOWN = 2
MOST_TRIED = 6
ARTICLES_READ = 12
TEXT_READ = 4000


def did_you_mean(text, locale, private):
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
    readable = rows_for_readers(locale, private)
    for word in unknown:
        better = _best(typed, word, engine.occurring(sorted(slips(word))), unknown, readable)
        if not better:
            return ""
        typed = [better if one == word else one for one in typed]
    return _as_written(typed, readable)


def _best(typed, word, candidates, unknown, readable):
    """Return that of `candidates` for `word` which most articles have beside the known words."""
    context = [one for one in typed if one not in unknown]
    # A slip seldom changes the first letter or the length.
    candidates.sort(key=lambda one: (one[0] != word[0], len(one) != len(word), one))
    counts = [
        _count(candidate, ask(" ".join([*context, candidate])), readable)
        for candidate in candidates[:MOST_TRIED]
    ]
    if not counts:
        return ""
    found = list(counts[0].union(*counts[1:], all=True))
    return max(found, key=lambda one: one["found"])["word"] if found else ""


def _count(word, asked, readable):
    """Return a queryset of {word, found}, empty when nothing is found."""
    rows = readable.filter(get_search_backend().engine.beside(asked.must, TABLE))
    return rows.annotate(word=Value(word)).values("word").annotate(found=Count("pk")).order_by()


def _as_written(typed, readable):
    """Return the plain words `typed` as a new article writes them, or "" if none has them all."""
    asked = ask(" ".join(typed))
    rows = readable.filter(get_search_backend().engine.beside(asked.must, TABLE))
    spelled = {}
    for article in newest_of(rows, ARTICLES_READ):
        written = words(f"{article.title} {article.lead} {article.plain_body()}"[:TEXT_READ])
        bare = [plain(word) for word in written]
        for place in range(len(bare) - len(typed) + 1):
            if bare[place : place + len(typed)] == typed:
                return " ".join(written[place : place + len(typed)])
        spelled |= dict(zip(bare, written, strict=True))
    return " ".join(spelled.get(word, word) for word in typed) if spelled else ""


def matching_names(text, locale, number=6):
    """Return up to `number` authors, departments and topics whose names hold what was asked.

    Each comes in the language of `locale` where it is translated, whichever of its names was
    asked for, and as it is where it is not.
    """
    asked = ask(text)
    if asked.must is None:
        return []
    engine = get_search_backend().engine
    types = {
        content_type.pk: model
        for model, content_type in ContentType.objects.get_for_models(*NAMED).items()
    }
    entries = IndexEntry.objects.filter(content_type__in=types).order_by("pk")
    names = {pk: found for pk, *found in entries.values_list("pk", "content_type", "object_id")}
    # Asked of these few; a search of the whole index would read every article that matches.
    matching = sorted(engine.scores([(1, engine.whole, asked.must)], names))
    keys = {}
    for content_type, key in (names[pk] for pk in matching[: number * 4]):
        keys.setdefault(types[content_type], []).append(int(key))
    found = [
        item
        for model in NAMED
        if model in keys
        for item in _in_language(model, keys[model], locale)
    ]
    return found[:number]


def _in_language(model, keys, locale):
    """Return what the rows `keys` stand for, once each, in the order of their names."""
    translated = model.objects.filter(pk__in=keys).values("translation_key")
    rows = model.objects.filter(translation_key__in=translated)
    found = {}
    for row in sorted(rows, key=lambda row: row.locale_id == locale.pk):
        found[row.translation_key] = row
    return sorted(found.values(), key=lambda row: (row.sort_key, row.pk))
