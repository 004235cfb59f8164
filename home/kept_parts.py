"""What many pages share, kept in this process until what readers see changes.

The first reader of a page after something is published pays for that page alone: header, menu,
footer and the tree are made once for all pages of a generation (`home.page_cache`).
"""

_newest = (None, {})


def kept(request, key, make):
    """Return `make()`, or what it returned for an earlier reader of the same generation.

    Nothing is kept of what is made for staff, for previews, and while the cache is away. What is
    kept belongs to all readers: nobody changes it. Keys are few: readers cannot invent them.
    """
    generation = getattr(request, "generation", None)
    if generation is None or getattr(request, "is_preview", False):
        return make()
    parts = _parts_of(generation)
    if key not in parts:
        parts[key] = make()
    return parts[key]


def _parts_of(generation):
    global _newest
    if _newest[0] != generation:
        _newest = (generation, {})
    return _newest[1]
