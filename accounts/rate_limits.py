"""How often something may be done in a while, without storing who does it."""

import hmac
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache

from analytics import readers
from page_cache.backends import attempt


def network_of(request):
    """Return the network that `request` comes from, as bytes for `take`."""
    return readers.identify(request.META, None).network


def take(kind, who, most, seconds):
    """Count one more of `kind` by `who` (bytes); return whether there are at most `most`.

    The cache keeps a keyed hash of `who` for that long, and nothing else: each one takes a free
    place, which empties after its `seconds`. While the cache is away nothing is too much.
    """
    digest = hmac.new(settings.SECRET_KEY.encode(), who, sha256).hexdigest()
    places = (f"{kind}-{digest}-{number}" for number in range(most))
    return any(attempt(cache.add, place, True, seconds) is not False for place in places)
