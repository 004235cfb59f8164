"""Putting the best matches first without reading all of them."""

# Of more matches than this the newest are ranked, and the older ones follow by date: a union's
# site says "công đoàn" in every article, and ranking reads each match.
MOST_RANKED = 3000


def steps(asked, engine, completing=False):
    """Return [(score, column, condition)], best first: a match scores by the first it meets.

    Exact words side by side before exact words anywhere before the same words with other
    marks; within each of these the title before the rest.
    """
    columns = [engine.autocomplete] if completing else [engine.title, engine.whole]
    wanted = [(column, node) for node in asked.tiers for column in columns]
    if not completing:
        wanted.append((engine.title, asked.must))
    return [(len(wanted) - place, *step) for place, step in enumerate(wanted)]


class Ranked:
    """The matches of a query, to be counted and sliced.

    `rows` is a queryset of (id, index entry id), newest first, of everything that matches;
    where their `total` is known, the last of them are reached from the end. Where most rows
    match, `everything` is the same queryset before it was asked whether they match `must`: then
    only the newest are asked.
    """

    def __init__(self, rows, engine, steps, total=None, everything=None, must=None):
        self.rows = rows
        self.total = total
        self.everything, self.must = everything, must
        self.engine = engine
        self.steps = steps

    def ids(self, start, stop):
        """Return the ids at the places from `start` to `stop` (None: to the end)."""
        if self.total and start >= max(MOST_RANKED, self.total / 2):
            return [pk for pk, _entry in self._older(start, stop)]
        newest = self._newest()
        found = newest[start:stop]
        if len(newest) == MOST_RANKED and (stop is None or stop > MOST_RANKED):
            found += [pk for pk, _entry in self._older(max(start, MOST_RANKED), stop)]
        return found

    def _older(self, start, stop):
        if not self.total or stop is None or start < self.total / 2:
            return self.rows[start:stop]
        oldest_first = self.rows.reverse()
        return list(oldest_first[max(0, self.total - stop) : self.total - start])[::-1]

    def _newest(self):
        if not hasattr(self, "_best"):
            rows = list(self.rows[:MOST_RANKED] if self.everything is None else self._walk())
            scores = self.engine.scores(self.steps, [entry for _pk, entry in rows])
            # Sorting keeps the newest first among equals.
            rows.sort(key=lambda row: -scores.get(row[1], 0))
            self._best = [pk for pk, _entry in rows]
        return self._best

    def _walk(self):
        """Read rows newest first and keep those that match, until there are enough."""
        found, start, some = [], 0, [None]
        while some and len(found) < MOST_RANKED:
            some = list(self.everything[start : start + MOST_RANKED])
            step = (1, self.engine.whole, self.must)
            matching = self.engine.scores([step], [entry for _pk, entry in some])
            found += [row for row in some if row[1] in matching]
            start += MOST_RANKED
        return found[:MOST_RANKED]
