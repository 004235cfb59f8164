"""Narrowing a search by section, department, author and year, with a count beside each."""

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..models import Author, Department, SectionPage
from ..vietnamese import sort_key

MOST_SHOWN = 8


@dataclass
class Choice:
    """One value of a facet: `labels` are those of the rows that it stands for."""

    value: str
    name: str
    labels: frozenset
    count: int = 0
    active: bool = False
    address: str = ""


class Facet:
    """One way to narrow: `parameter` names it in the address, `title` on the page."""

    def __init__(self, parameter, title, load):
        self.parameter, self.title, self.load = parameter, title, load


def _sections(labels, chosen, locale):
    """A section stands for itself and the sections inside it."""
    sections = list(SectionPage.objects.filter(locale=locale).order_by("path"))
    for section in sections:
        inside = (other for other in sections if other.path.startswith(section.path))
        yield Choice(section.slug, section.title, frozenset(f"s{other.pk}" for other in inside))


def _people(model, letter):
    """A person or department stands for all its translations, named in the reader's language."""

    def load(labels, chosen, locale):
        pks = [int(label[1:]) for label in labels if label[0] == letter]
        found = model.objects.filter(Q(pk__in=pks) | Q(slug=chosen)).values("translation_key")
        translations = {}
        for row in model.objects.filter(translation_key__in=found).order_by("pk"):
            translations.setdefault(row.translation_key, []).append(row)
        for rows in translations.values():
            shown = next((row for row in rows if row.locale_id == locale.pk), rows[0])
            value = chosen if chosen in {row.slug for row in rows} else shown.slug
            yield Choice(value, str(shown), frozenset(f"{letter}{row.pk}" for row in rows))

    return load


def _years(labels, chosen, locale):
    years = {label[1:] for label in labels if label[0] == "y"}
    if chosen.isdecimal():
        years.add(chosen)
    for year in sorted(years, reverse=True):
        yield Choice(year, year, frozenset([f"y{year}"]))


FACETS = (
    Facet("chuyen-muc", _("Chuyên mục"), _sections),
    Facet("don-vi", _("Đơn vị"), _people(Department, "d")),
    Facet("tac-gia", _("Tác giả"), _people(Author, "a")),
    Facet("nam", _("Năm"), _years),
)


class Facets:
    """The facets of one search; `parameters` is the address's query, "q" among it."""

    def __init__(self, parameters, search):
        self.chosen = {
            facet.parameter: parameters.get(facet.parameter, "").replace("\0", "")[:255]
            for facet in FACETS
        }
        self.q = parameters.get("q", "").replace("\0", "")
        self.search = search
        search.facets = self

    @cached_property
    def groups(self):
        return [(frozenset(text.split()), count) for text, count in self.search.groups.items()]

    @cached_property
    def choices(self):
        """Return {parameter: its choices}, counted as if this facet alone were not chosen."""
        labels = {label for group, _count in self.groups for label in group}
        loaded = {
            facet.parameter: list(facet.load(labels, self.chosen[facet.parameter], self._locale))
            for facet in FACETS
        }
        for parameter, choices in loaded.items():
            for choice in choices:
                choice.active = choice.value == self.chosen[parameter]
        return loaded

    @property
    def _locale(self):
        return self.search.locale

    @cached_property
    def active(self):
        """Return {parameter: choice} of what is chosen; what nobody knows is not."""
        return {
            parameter: choice
            for parameter, choices in self.choices.items()
            for choice in choices
            if choice.active
        }

    def _counts(self, without):
        """Return {label set of a group: count}, of the groups that the other facets let through."""
        needed = [choice.labels for name, choice in self.active.items() if name != without]
        counts = Counter()
        for group, count in self.groups:
            if all(group & labels for labels in needed):
                counts[group] += count
        return counts

    @cached_property
    def total(self):
        return sum(self._counts(without=None).values())

    def narrow(self, rows):
        """Return those of `rows` that carry a label of every chosen value."""
        for choice in self.active.values():
            conditions = (Q(labels__contains=f" {label} ") for label in choice.labels)
            rows = rows.filter(reduce(or_, conditions))
        return rows

    def shown(self):
        """Return [(facet, choices)] for the page: the most frequent, and what is chosen."""
        result = []
        for facet in FACETS:
            counts = self._counts(without=facet.parameter)
            choices = self.choices[facet.parameter]
            for choice in choices:
                choice.count = sum(
                    count for group, count in counts.items() if group & choice.labels
                )
                choice.address = self.address(facet.parameter, choice)
            result.append((facet, self._most_frequent(choices, facet)))
        return [(facet, choices) for facet, choices in result if choices]

    def _most_frequent(self, choices, facet):
        found = [choice for choice in choices if choice.count or choice.active]
        if facet.parameter == "nam":
            return found
        found.sort(key=lambda choice: (not choice.active, -choice.count, sort_key(choice.name)))
        return found[:MOST_SHOWN]

    def address(self, parameter=None, choice=None):
        """Return "?q=…" with what is chosen, and `choice` too, or no more if it was."""
        query = QueryDict(mutable=True)
        query["q"] = self.q
        for name, active in self.active.items():
            if name != parameter:
                query[name] = active.value
        if choice and not choice.active:
            query[parameter] = choice.value
        return f"?{query.urlencode()}"
