"""What many pages share, kept in this process until something that it shows changes.

The first reader of a page after something is published pays for that page alone: header, menu,
footer and the tree are made once for all pages.
"""

from dataclasses import dataclass

from wagtail.models import Locale, Site

from .backends import attempt
from .dependencies import Dependencies, depend_on, hold, record
from .models import Drop

# No more than that, whatever is asked for.
MOST = 1000

_parts = {}


@dataclass
class Part:
    """What is shared, what it depends on, and the last generation in which that was held."""

    value: object
    dependencies: Dependencies
    held_in: str

    def holds_in(self, generation):
        if self.held_in != generation and attempt(hold, self.dependencies, generation):
            self.held_in = generation
        return self.held_in == generation and not self.dependencies.has_ended


def cached_fragment(request, key, make):
    """Return `make()`, or what it returned for an earlier reader if it would be the same now.

    Nothing is kept of what is made for staff, for previews, and while the cache is away. What is
    kept belongs to all readers: nobody changes it.
    """
    if not is_shared(request):
        return make()
    part = _parts.get(key)
    if part and part.holds_in(request.generation):
        depend_on(part.dependencies)
        return part.value
    value, dependencies = record(make)
    if dependencies:
        if len(_parts) >= MOST:
            # The one that was made first: what is asked for often is soon made again.
            _parts.pop(next(iter(_parts)), None)
        _parts[key] = Part(value, dependencies, request.generation)
    return value


def is_shared(request):
    """Return whether the answer to `request` is made of parts that are made for all readers."""
    return getattr(request, "generation", None) and not getattr(request, "is_preview", False)


def depend_on_common(request):
    """Have a page depend on what every page does, also where Wagtail remembers it."""
    cached_fragment(request, "common", _ask_for_common)


def _ask_for_common():
    list(Drop.objects.order_by("pk"))
    list(Locale.objects.order_by("pk"))
    list(Site.objects.only("hostname", "port", "root_page", "is_default_site").order_by("pk"))
