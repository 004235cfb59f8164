"""From a Word file to the parts of an article, with nothing stored yet.

Read by our own code: a library that makes HTML of Word files, mammoth 1.13, neither counts the
labels of lists nor knows of cropped pictures, hidden letters or layout tables, and a file that it
reads half looks like one that it reads whole.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

from . import layout, opening
from .blocks import blocks_of
from .losses import Losses
from .numbering import Numbering
from .old_fonts import convert_old_fonts
from .package import Package
from .refusals import Refused
from .rtf_labels import SpelledLabels
from .story import Story
from .styles import Styles

MOST_NOTES = 1000
NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes"}


@dataclass
class Reading:
    """What an article can be made of, as Word's file has it.

    `blocks` holds pairs of a block's name and its content: a line of text (heading, subheading),
    HTML of Wagtail's rich text (paragraph), rows of cells (table), a `Picture` (image), nothing
    (notes: a heading of the notes below). `losses` holds (kind, number, words), see `Losses`.
    """

    title: str = ""
    lead: str = ""
    blocks: list = field(default_factory=list)
    losses: list = field(default_factory=list)
    old_words: int = 0
    old_encoding: str = ""


class File:
    """What the parts of one file share while it is read."""

    def __init__(self, file, spelled_labels=(), outer=None):
        self.package = Package(file, outer and outer.package.budget)
        self.losses = outer.losses if outer else Losses()
        # A text that stands in another one, see `altchunks`.
        self.is_inner = outer is not None
        self._spelled = SpelledLabels(spelled_labels, self.losses)
        self.relations = cache(self.package.relations)
        self.styles = Styles(self._related("styles"))
        self._numbering = Numbering(self._related("numbering"), self.styles)
        # (kind, id of the note) in the order of their references.
        self.notes = []
        self._counts = Counter()

    def label(self, properties):
        """Return the `Label` of the next paragraph by its properties, or None."""
        return self._spelled.mended(self._numbering.label(properties))

    def note(self, kind, reference):
        """Return the number of the note that is referred to here."""
        key = (kind, reference.get("w.id"))
        if key not in self.notes:
            self.count("notes", MOST_NOTES)
            self.notes.append(key)
        return self.notes.index(key) + 1

    def count(self, what, most, number=1):
        """Count `number` more of `what`; raises `Refused` for more than `most`."""
        self._counts[what] += number
        if self._counts[what] > most:
            raise Refused("too_much")

    def inner(self, content):
        """Return the paragraphs and tables of a Word file that stands inside this one."""
        inner = File(BytesIO(content), outer=self)
        blocks = inner.body()
        for _note in inner.notes:
            self.losses.add("note")
        return blocks

    def body(self):
        return Story(self, self.package.main).blocks(self.package.tree(self.package.main))

    def read_notes(self):
        """Return the texts of the notes in the order of their numbers: lists of blocks."""
        found = {}
        for kind, name in NOTE_PARTS.items():
            part = self.package.related(self.package.main, name)
            root = self.package.tree(part)
            for element in [] if root is None else root:
                if (kind, element.get("w.id")) in self.notes:
                    found[kind, element.get("w.id")] = Story(self, part).blocks(element)
        for key in self.notes:
            if key not in found:
                self.losses.add("note")
        return [found.get(key, []) for key in self.notes]

    def tell_margins(self):
        """Tell the words of headers and footers, which no article has."""
        for kind, target, is_outside in self.relations(self.package.main).values():
            root = None if is_outside or kind not in ("header", "footer") else self._part(target)
            words = "" if root is None else " ".join(text.text or "" for text in root.iter("w.t"))
            if any(letter.isalpha() for letter in words):
                self.losses.add("margin", words)

    def _part(self, name):
        return self.package.tree(name)

    def _related(self, kind):
        return self.package.tree(self.package.related(self.package.main, kind))


def read(file, spelled_labels=()):
    """Return the `Reading` of the Word file `file`, a binary file that can be sought.

    `spelled_labels` are those of its lists where it was an `.rtf` file, see `rtf_labels`.
    Raises `Refused`, or any error of ZIP and XML for a file that is damaged.
    """
    found = File(file, spelled_labels)
    parts, notes = found.body(), found.read_notes()
    found.tell_margins()
    encoding, words = convert_old_fonts([*parts, *(block for note in notes for block in note)])
    reading = Reading(old_encoding=encoding, old_words=words)
    notes = [layout.lines(note, found.losses) for note in notes]
    _take_apart(reading, layout.lines(parts, found.losses), notes, found.losses)
    reading.losses = found.losses.listed()
    return reading


def _take_apart(reading, parts, notes, losses):
    """Fill title, lead and blocks of `reading`."""
    is_letter = opening.is_letter(parts)
    reading.title, parts = opening.take_title(parts, losses)
    layout.attach_captions(parts)
    if not is_letter:
        reading.lead, parts = opening.take_lead(parts, losses)
    reading.blocks = blocks_of(parts, notes, losses)
