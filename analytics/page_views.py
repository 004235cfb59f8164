"""A view of a page: one request of a person, as it is counted and as it waits on disk."""

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.conf import settings

from . import daily_keys
from .clock import local_time, now_ms

# A reader has two keys around midnight: yesterday's is kept until then, and a view that comes
# late, or from a server whose clock is slow, may find its reader under tomorrow's.
YESTERDAY_KEPT = timedelta(minutes=35)
TOMORROW_KNOWN = timedelta(hours=1)
MAX_INTEGER = 2**63 - 1
KINDS = ("view", "alive")
# The year 2100: what lies behind it is no moment of a view.
LAST_MOMENT = 4_102_444_800_000


@dataclass(frozen=True, eq=False)
class View:
    """One request of a person, without anything that names them.

    `key`, `old_key`, `next_key` and `network` are keyed hashes: of the reader under today's key,
    under yesterday's in the first minutes of a day (else None), under tomorrow's in its last hour
    (else None), and of the reader's network. `now` is in milliseconds since 1970; `page` is a
    page's id or None.
    """

    key: int
    old_key: int | None
    network: int
    limit: int
    page: int | None
    kind: str
    now: int
    next_key: int | None = None

    @property
    def keys(self):
        """Return all keys under which the reader may be known."""
        return [key for key in (self.key, self.old_key, self.next_key) if key is not None]

    def written(self):
        """Return the view as a dict for a line of the journal."""
        table = asdict(self)
        if self.next_key is None:
            del table["next_key"]
        return table

    @classmethod
    def read(cls, table):
        """Return the view that a line of the journal holds (a dict).

        Raises TypeError for a field too many or too few, ValueError for a value that is none.
        """
        view = cls(**table)
        hashes = [view.key, view.network, *view.keys]
        numbers = [*hashes, view.limit, view.now, 1 if view.page is None else view.page]
        if not all(type(number) is int for number in numbers) or view.kind not in KINDS:
            raise ValueError("kind")
        if not all(-MAX_INTEGER - 1 <= number <= MAX_INTEGER for number in hashes):
            raise ValueError("hash")
        if not 0 <= view.limit <= MAX_INTEGER or not 0 < view.now < LAST_MOMENT:
            raise ValueError("limit or moment")
        if view.page is not None and not 0 < view.page <= MAX_INTEGER:
            raise ValueError("page")
        return view


def view_of(reader, page, kind="view", now=None):
    """Return the `View` of a request by `reader` (a `readers.Identity`).

    `page`: the id of a page, or None. `kind`: "view", or "alive" for a sign of life. `now`:
    milliseconds since 1970, the present when left out.
    """
    now = now_ms() if now is None else now
    local = local_time(now)
    today = local.date()
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    old_key = next_key = None
    if local - midnight < YESTERDAY_KEPT:
        old_key = daily_keys.keyed_hash(reader.person, today - timedelta(days=1))
    elif local - midnight >= timedelta(days=1) - TOMORROW_KNOWN:
        next_key = daily_keys.keyed_hash(reader.person, today + timedelta(days=1))
    return View(
        key=daily_keys.keyed_hash(reader.person, today),
        old_key=old_key,
        network=daily_keys.keyed_hash(reader.network, today),
        limit=settings.VISIT_LIMITS["token" if reader.has_token else "no_token"],
        page=page,
        kind=kind,
        now=now,
        next_key=next_key,
    )
