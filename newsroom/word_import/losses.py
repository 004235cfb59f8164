"""What of a file was changed or left out, counted while it is read."""

MOST_WORDS = 60


class Losses:
    """Kinds of losses with their numbers and the first words lost; see `sentences.LOSSES`."""

    def __init__(self):
        self._found = {}

    def add(self, kind, words=""):
        """Count one loss of `kind`; `words` are quoted to the editor."""
        number, quoted = self._found.get(kind, (0, ""))
        if words and len(quoted) < MOST_WORDS:
            quoted = "; ".join(filter(None, [quoted, _short(words)]))
        self._found[kind] = (number + 1, quoted)

    def __contains__(self, kind):
        return kind in self._found

    def listed(self):
        """Return [(kind, number, words)] in the order of the file."""
        return [(kind, *found) for kind, found in self._found.items()]


def _short(words):
    words = " ".join(words.split())
    return words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS].rstrip()}…"
