"""What surrounds an article on its page: what came before and after it, and what is related."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db.models import Q, Value, prefetch_related_objects
from django.utils import timezone

from .querysets import PHOTO_RENDITIONS

RELATED = 4
# A related article may also be a neighbour, which is shown already.
NEIGHBOURS = 2
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
NEWER, OLDER, *KINDS = "newer", "older", "topic", "tags", "section"


@dataclass
class Around:
    """The articles `newer` and `older` than one in its section, or None, and the `related`."""

    newer: object = None
    older: object = None
    related: list = field(default_factory=list)


def around(article, tags=(), number=RELATED):
    """Return what is `Around` `article`, each once, without bodies and photo sizes.

    Related are those of the same topic, then those that share a tag, then those of the section;
    the newest of each first. Two statements, however many articles there are.
    """
    places = _places(article, tags, number + NEIGHBOURS)
    ranks = [rank for rank in (NEWER, OLDER, *KINDS) if rank in places]
    wanted = {}
    for rank in ranks:
        for pk in places[rank]:
            wanted.setdefault(pk, rank)
    chosen = [pk for pk, rank in wanted.items() if rank in KINDS][:number]
    neighbours = [pk for pk, rank in wanted.items() if rank not in KINDS]
    others = type(article).objects.filter(pk__in=[*neighbours, *chosen]).with_photos()
    cards = {card.pk: card for card in others}
    found = Around(related=[cards[pk] for pk in chosen])
    for pk in neighbours:
        setattr(found, wanted[pk], cards[pk])
    return found


def _places(article, tags, number):
    """Return {rank: keys of articles, newest first} in one statement."""
    model = type(article)
    parts = [
        model.objects.filter(pk__in=articles.order_by(*order).values("pk")[:length])
        .order_by()
        .annotate(rank=Value(rank))
        .values_list("rank", "display_date", "pk")
        for rank, articles, order, length in _ranks(article, tags, number)
    ]
    rows = sorted(parts[0].union(*parts[1:], all=True), key=lambda row: row[1:], reverse=True)
    places = {}
    for rank, _moment, pk in rows:
        places.setdefault(rank, []).append(pk)
    return places


def _ranks(article, tags, number):
    """Yield (rank, articles, order, how many) of all that may be around `article`."""
    moment, pk = article.display_date or timezone.now(), article.pk or 0
    articles = type(article).objects
    live = articles.published() if article.may_be_restricted else articles.live()
    published = live.exclude(pk=pk)
    # One date leads SQLite to the index that is in the order asked for; of two it may take the
    # farther one.
    others = published.filter(display_date__gt=LONG_AGO)
    section = others.sibling_of(article)
    # Of the same minute, the one that was made later is newer.
    newer = published.sibling_of(article).filter(
        Q(display_date__gt=moment) | Q(pk__gt=pk), display_date__gte=moment
    )
    older = section.filter(Q(display_date__lt=moment) | Q(pk__lt=pk), display_date__lte=moment)
    oldest_first, newest_first = ("display_date", "pk"), ("-display_date", "-pk")
    yield NEWER, newer, oldest_first, 1
    yield OLDER, older, newest_first, 1
    if article.topic_id:
        same_topic = others.in_locale_of(article).filter(topic_id=article.topic_id)
        yield "topic", same_topic, newest_first, number
    if tags:
        yield "tags", others.in_locale_of(article).tagged_with_any(tags), newest_first, number
    yield "section", section, newest_first, number


def load_photo_sizes(photos):
    """Find the sizes of all `photos` in one statement; None is left out."""
    prefetch_related_objects([photo for photo in photos if photo], PHOTO_RENDITIONS)
