"""How PostgreSQL finds and ranks: Wagtail's own vectors, in the `simple` configuration."""

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL
from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend

from .backend import SpelledBackendMixin, TellingIndexMixin
from .parser import And, Or, Phrase, Term

TABLE = "wagtailsearch_indexentry"
WHOLE, TITLE, AUTOCOMPLETE = ("title", "body"), ("title",), ("autocomplete",)


def compile_match(node) -> str:
    """Return `node` in tsquery's language; its words are ASCII letters and digits only."""
    if isinstance(node, Term):
        return f"'{node.word}'{':*' if node.prefix else ''}"
    if isinstance(node, Phrase):
        words = [f"'{word}'" for word in node.words]
        return f"({' <-> '.join(words)}{':*' if node.prefix else ''})"
    joint = {And: " & ", Or: " | "}[type(node)]
    return f"({joint.join(map(compile_match, node.parts))})"


def condition(node, vectors):
    """Return SQL and its values: `node` holds, its words being spread over `vectors`.

    Joining title and body into one vector would cost more than asking each of them.
    """
    if isinstance(node, And | Or) and len(vectors) > 1:
        parts = [condition(part, vectors) for part in node.parts]
        joint = " AND " if isinstance(node, And) else " OR "
        sql = joint.join(part for part, _values in parts)
        return f"({sql})", [value for _part, values in parts for value in values]
    match = compile_match(node)
    sql = " OR ".join(f"{vector} @@ %s::tsquery" for vector in vectors)
    return f"({sql})", [match] * len(vectors)


class PostgresEngine:
    whole, title, autocomplete = WHOLE, TITLE, AUTOCOMPLETE

    def narrowed(self, entries, node, column):
        """Return those of the index `entries` (a queryset of them alone) that match `node`."""
        return entries.filter(RawSQL(*condition(node, column), BooleanField()))

    def latest(self, node, column, number):
        """Return the `number` entries made last of those that match `node`, as a subquery."""
        sql, values = condition(node, column)
        sql = f"SELECT id FROM {TABLE} WHERE {sql} ORDER BY id DESC LIMIT %s"
        return RawSQL(sql, [*values, number])

    def beside(self, node, table):
        """Return the condition that rows of `table`, by their vector `words`, match `node`."""
        return RawSQL(f"{table}.words @@ %s::tsquery", [compile_match(node)], BooleanField())

    def occurring(self, words):
        """Return those of the plain `words` that stand in any text of the index."""
        one = f"SELECT 1 FROM {TABLE} WHERE body @@ word::tsquery OR title @@ word::tsquery"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT word FROM unnest(%s::text[]) word WHERE EXISTS ({one})",
                [list(words)],
            )
            return [word for (word,) in cursor.fetchall()]

    def scores(self, steps, entries):
        """Return {entry id: score} of those `entries` that meet a step (score, column, node)."""
        if not entries or not steps:
            return {}
        cases, values = [], []
        for score, column, node in steps:
            sql, params = condition(node, column)
            cases.append(f"WHEN {sql} THEN %s")
            values += [*params, score]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, CASE {' '.join(cases)} END FROM {TABLE} WHERE id = ANY(%s)",
                [*values, list(entries)],
            )
            return {entry: score for entry, score in cursor.fetchall() if score}


class SpelledPostgresIndex(TellingIndexMixin, PostgresIndex):
    pass


class SpelledPostgresBackend(SpelledBackendMixin, PostgresSearchBackend):
    index_class = SpelledPostgresIndex
    engine = PostgresEngine()

    def __init__(self, params):
        super().__init__({"SEARCH_CONFIG": "simple", **params})
