"""How SQLite's FTS5 finds and ranks: Wagtail's own index, asked in one statement at a time."""

import json

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex, SQLiteSearchBackend

from .backend import SpelledBackendMixin, TellingIndexMixin
from .parser import And, Or, Phrase, Term

TABLE = "wagtailsearch_indexentry_fts"
# The part for completing holds no word that title and body do not: looking in all three parts
# finds the same, and FTS5 need not sort out where each word stands.
WHOLE, TITLE, AUTOCOMPLETE = "", "title : ", "autocomplete : "


def compile_match(node) -> str:
    """Return `node` in FTS5's language; its words are ASCII letters and digits only."""
    if isinstance(node, Term):
        return f'"{node.word}"{"*" if node.prefix else ""}'
    if isinstance(node, Phrase):
        return f'"{" ".join(node.words)}"{"*" if node.prefix else ""}'
    joint = {And: " AND ", Or: " OR "}[type(node)]
    return f"({joint.join(map(compile_match, node.parts))})"


class SQLiteEngine:
    whole, title, autocomplete = WHOLE, TITLE, AUTOCOMPLETE

    def matching(self, node, column):
        """Return the ids of the index entries that match `node` in `column`, as a subquery."""
        match = f"{column}{compile_match(node)}"
        return RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [match])

    def narrowed(self, entries, node, column):
        """Return those of the index `entries` that match `node` in `column`."""
        return entries.filter(pk__in=self.matching(node, column))

    def latest(self, node, column, number):
        """Return the `number` entries made last of those that match `node`, as a subquery."""
        match = f"{column}{compile_match(node)}"
        sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid DESC LIMIT %s"
        return RawSQL(sql, [match, number])

    def beside(self, node, table):
        """Return the condition that rows of `table`, by their `entry_id`, match `node`."""
        return Q(entry_id__in=self.matching(node, self.whole))

    def occurring(self, words):
        """Return those of the plain `words` that stand in any text of the index."""
        one = f"SELECT 1 FROM {TABLE} WHERE {TABLE} MATCH '\"' || value || '\"'"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT value FROM json_each(%s) WHERE EXISTS ({one})",
                [json.dumps([*map(str, words)])],
            )
            return [word for (word,) in cursor.fetchall()]

    def scores(self, steps, entries):
        """Return {entry id: score} of those `entries` that meet a step (score, column, node)."""
        wanted = set(entries)
        if not wanted or not steps:
            return {}
        # The range keeps FTS5 from reading what was indexed before and after; a list of ids
        # would make it search anew for each of them.
        one = f"SELECT rowid, %s FROM {TABLE} WHERE {TABLE} MATCH %s AND rowid BETWEEN %s AND %s"
        values = [
            value
            for score, column, node in steps
            for value in (score, f"{column}{compile_match(node)}", min(wanted), max(wanted))
        ]
        found = {}
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join([one] * len(steps)), values)
            for entry, score in cursor.fetchall():
                if entry in wanted and score > found.get(entry, 0):
                    found[entry] = score
        return found


class SpelledSQLiteIndex(TellingIndexMixin, SQLiteIndex):
    pass


class SpelledSQLiteBackend(SpelledBackendMixin, SQLiteSearchBackend):
    index_class = SpelledSQLiteIndex
    engine = SQLiteEngine()
