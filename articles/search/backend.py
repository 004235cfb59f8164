"""What Wagtail's searches of any indexed model go through, on either database."""

from django.db import connection
from django.db.models import BigIntegerField, Func
from modelsearch.backends.base import (
    BaseSearchQueryCompiler,
    BaseSearchResults,
)
from modelsearch.conf import get_app_config
from modelsearch.index import class_is_indexed
from modelsearch.query import And, MatchAll, Not, Or, Phrase, PlainText
from modelsearch.utils import get_descendants_content_types_pks

from ..vietnamese.fields import each_text_spelled_once
from . import indexing
from .parser import ParsedQuery, all_of, any_of, ask, ask_phrase
from .ranking import Ranked, steps


class IsKey(Func):
    """An index entry's object id in the type of the model's own key."""

    template = "CAST(%(expressions)s AS %(key_type)s)"


def asked_of(query, completing):
    """Return what one of Wagtail's query objects asks for; words of all its parts count."""
    if isinstance(query, Phrase):
        return ask_phrase(query.query_string)
    if isinstance(query, PlainText):
        return ask(query.query_string, completing, either=query.operator == "or")
    if not isinstance(query, And | Or):
        raise NotImplementedError(f"{query!r} is no query that this search knows.")
    parts = [asked_of(part, completing) for part in query.subqueries]
    combine = all_of if isinstance(query, And) else any_of
    pairs = [pair for part in parts for pair in part.spelled]
    return ParsedQuery(combine([part.must for part in parts]), pairs, parts[-1].prefix)


class SpelledCompiler(BaseSearchQueryCompiler):
    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    completing = False

    def matches(self, engine):
        """Return the objects that match, and what they were asked for (None for all, or none)."""
        if isinstance(self.query, MatchAll):
            return self.queryset, None
        if isinstance(self.query, Not):
            return self._without(engine), None
        asked = asked_of(self.query, self.completing)
        if asked.must is None:
            return self.queryset.none(), None
        return self.queryset.filter(pk__in=self._keys(engine, asked)), asked

    def _without(self, engine):
        if isinstance(self.query.subquery, MatchAll):
            return self.queryset.none()
        asked = asked_of(self.query.subquery, self.completing)
        return self.queryset.exclude(pk__in=self._keys(engine, asked))

    def _keys(self, engine, asked):
        column = engine.autocomplete if self.completing else engine.whole
        entries = engine.narrowed(self.entries(), asked.must, column)
        key = self.queryset.model._meta.pk
        while key.remote_field:
            key = key.target_field
        key_type = key.rel_db_type(connection)
        return entries.values_list(
            IsKey("object_id", key_type=key_type, output_field=BigIntegerField())
        )

    def entries(self):
        """Return the index entries of the model and of those made from it."""
        types = get_descendants_content_types_pks(self.queryset.model)
        entries = get_app_config().get_model("IndexEntry").objects
        return entries.filter(content_type_id__in=types)


class SpelledAutocompleteCompiler(SpelledCompiler):
    completing = True


class SpelledResults(BaseSearchResults):
    def _do_count(self):
        queryset, _asked = self.query_compiler.matches(self.backend.engine)
        return queryset[self.start : self.stop].count()

    def _do_search(self):
        queryset, asked = self.query_compiler.matches(self.backend.engine)
        if asked is None or not self.query_compiler.order_by_relevance:
            return self._in_their_own_order(queryset)
        ranked = Ranked(_Rows(self, queryset), self.backend.engine, self._steps(asked))
        ids = ranked.ids(self.start, self.stop)
        found = {item.pk: item for item in self.query_compiler.queryset.filter(pk__in=ids)}
        return [self._scored(found[pk], place) for place, pk in enumerate(ids) if pk in found]

    def _in_their_own_order(self, queryset):
        ordered = queryset if queryset.query.order_by else queryset.order_by("-pk")
        return list(ordered[self.start : self.stop])

    def _steps(self, asked):
        return steps(asked, self.backend.engine, self.query_compiler.completing)

    def _scored(self, item, place):
        if self._score_field:
            setattr(item, self._score_field, 1 / (1 + self.start + place))
        return item


class _Rows:
    """Slices of (key, index entry id) of the objects of a queryset, newest first.

    The newest is what `search_order` of the model says, else the latest made.
    """

    def __init__(self, results, queryset):
        order = getattr(queryset.model, "search_order", ["-pk"])
        self.keys = queryset.order_by(*order).values_list("pk", flat=True)
        self.entries = results.query_compiler.entries()

    def __getitem__(self, places):
        keys = list(self.keys[places])
        found = self.entries.filter(object_id__in=list(map(str, keys)))
        entries = {key: entry for entry, key in found.values_list("pk", "object_id")}
        return [(key, entries.get(str(key))) for key in keys]


class SpelledBackendMixin:
    """Put before one of Wagtail's database backends, whose index and upkeep it keeps."""

    query_compiler_class = SpelledCompiler
    autocomplete_query_compiler_class = SpelledAutocompleteCompiler
    results_class = SpelledResults


class TellingIndexMixin:
    """Says what was indexed, and leaves out Wagtail's title norms: no ranking here uses them."""

    def add_items(self, model, items):
        items = list(items)
        with each_text_spelled_once():
            super().add_items(model, items)
        if items and class_is_indexed(model):
            indexing.tell(model, items)

    def _refresh_title_norms(self, full=False):
        pass
