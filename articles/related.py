"""What surrounds an article on its page: what came before and after it, and what is related.

Asked in SQL: every page that is made anew asks it, and putting these statements together costs
Django several times what the database needs to answer them.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connection
from django.db.models import prefetch_related_objects
from django.utils import timezone

from .querysets import PHOTO_RENDITIONS, PHOTOS_ON_CARDS, UNRESTRICTED
from .slugs import HOME_DEPTH

RELATED = 4
# A related article may also be a neighbour, which is shown already.
NEIGHBOURS = 2
LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)
# How an article may be related, the nearest first.
KINDS = ("topic", "tag", "section")

# What cards and links show of an article.
COLUMNS = """page.id, page.path, page.depth, page.title, page.slug, page.url_path, page.locale_id,
    page.content_type_id, article.page_ptr_id, article.display_date, article.main_image_id"""
# One date leads SQLite to the index that is in the order asked for.
FOUND = """SELECT * FROM (
    SELECT '{rank}' AS rank, {columns}
    FROM articles_articlepage article JOIN wagtailcore_page page ON page.id = article.page_ptr_id
    WHERE page.live AND page.id <> %(pk)s AND {condition}
    ORDER BY article.display_date {direction}, article.page_ptr_id {direction} LIMIT {limit}
) {rank}"""
IN_SECTION = "page.depth = %(depth)s AND page.path LIKE %(section)s"
IN_LANGUAGE = "page.path LIKE %(home)s AND article.display_date > %(long_ago)s"
# Of the same minute, the one that was made later is newer.
PLACE = "(article.display_date, article.page_ptr_id)"
CONDITIONS = {
    "newer": f"{IN_SECTION} AND {PLACE} > (%(moment)s, %(pk)s)",
    "older": f"{IN_SECTION} AND {PLACE} < (%(moment)s, %(pk)s)",
    "topic": f"{IN_LANGUAGE} AND article.topic_id = %(topic)s",
    "tag": f"""{IN_LANGUAGE} AND article.page_ptr_id IN (
        SELECT content_object_id FROM articles_articletag WHERE tag_id IN {{tags}})""",
    "section": f"{IN_SECTION} AND article.display_date > %(long_ago)s",
}


@dataclass
class RelatedArticles:
    """The articles `newer` and `older` than one in its section, or None, and the `related`."""

    newer: object = None
    older: object = None
    related: list = field(default_factory=list)


def related_articles(article, tags=(), number=RELATED):
    """Return what is `RelatedArticles` `article`, each once, with photos and without their sizes.

    Related are those of the same topic, then those that share a tag, then those of the section;
    the newest of each first. They know what `COLUMNS` names, and have their photos.
    """
    found = {rank: [] for rank in CONDITIONS}
    for other in type(article).objects.raw(*_statement(article, tags, number + NEIGHBOURS)):
        found[other.rank].append(other)
    for others in found.values():
        others.sort(key=lambda other: (other.display_date, other.pk), reverse=True)
    neighbours = {rank: found[rank][0] if found[rank] else None for rank in ("newer", "older")}
    ways = [*neighbours.values(), *(other for kind in KINDS for other in found[kind])]
    related = [other for other in dict.fromkeys(ways) if other not in neighbours.values()][:number]
    prefetch_related_objects(related, PHOTOS_ON_CARDS)
    return RelatedArticles(**neighbours, related=related)


def _statement(article, tags, number):
    """Return (SQL, its parameters) for all that may be around `article`, each with its `rank`."""
    step, path = article.steplen, article.path
    dated = article._meta.get_field("display_date")
    moments = {"moment": article.display_date or timezone.now(), "long_ago": LONG_AGO}
    parameters = {name: dated.get_db_prep_value(moments[name], connection) for name in moments}
    parameters |= {
        "pk": article.pk or 0,
        "number": number,
        "depth": article.depth,
        "section": f"{path[:-step]}%",
        "home": f"{path[: HOME_DEPTH * step]}%",
        "topic": article.topic_id,
        **{f"tag_{place}": tag.pk for place, tag in enumerate(tags)},
    }
    ranks = [rank for rank in CONDITIONS if rank not in _without(article, tags)]
    return " UNION ALL ".join(_found(rank, article, tags) for rank in ranks), parameters


def _without(article, tags):
    """Return the kinds of which `article` has none."""
    return {kind for kind, has in (("topic", article.topic_id), ("tag", tags)) if not has}


def _found(rank, article, tags):
    """Return the part of the statement that finds what is around `article` in one way."""
    marks = ", ".join(f"%(tag_{place})s" for place in range(len(tags)))
    condition = CONDITIONS[rank].format(tags=f"({marks})")
    if article.may_be_restricted:
        condition += f" AND {UNRESTRICTED}"
    direction = "ASC" if rank == "newer" else "DESC"
    limit = "%(number)s" if rank in KINDS else 1
    return FOUND.format(
        rank=rank, columns=COLUMNS, condition=condition, direction=direction, limit=limit
    )


def prefetch_renditions(photos):
    """Find the sizes of all `photos` in one statement; None is left out."""
    prefetch_related_objects([photo for photo in photos if photo], PHOTO_RENDITIONS)
