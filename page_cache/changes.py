"""What the database knows of the last change of what readers see: no cache is newer than it."""

from datetime import timedelta
from random import randrange

from django.db import models
from django.utils import timezone

from .models import Change

# As many are left as transactions could be under way at once, and many more.
KEPT = 200
_MOST = 2**31 - 1
# One that was never said to be over, since its process ended, is over then.
LONGEST_STATEMENT = timedelta(seconds=10)


_ready = set()


def is_ready(connection):
    """Return whether the database of `connection` has a place for changes: migrations make it."""
    name = connection.settings_dict["NAME"]
    if name not in _ready and Change._meta.db_table in connection.introspection.table_names():
        _ready.add(name)
    return name in _ready


def record_change(open_until=None):
    """Write down, in the transaction that changes it, that readers see something else.

    Return the key of the `Change`. One that is open is seen before what it announces.
    """
    change = Change.objects.create(mark=randrange(1, _MOST), open_until=open_until)
    if change.pk % KEPT == 0:
        Change.objects.filter(pk__lte=change.pk - KEPT).delete()
    return change.pk


def open_change():
    """Announce a statement that makes a transaction by itself; return the key of the `Change`."""
    return record_change(timezone.now() + LONGEST_STATEMENT)


def close_change(pk):
    """Say that what `open_change` announced can be seen."""
    Change.objects.filter(pk=pk).update(open_until=None)


def last_change():
    """Return a text that is another one after every change that was committed."""
    return _name(_found())


def settled_change():
    """Return the `last_change`, or None while a statement that was announced may be under way."""
    found = _found()
    is_open = found["open"] and found["open"] > timezone.now()
    return None if is_open else _name(found)


def _found():
    return Change.objects.aggregate(
        last=models.Max("pk"), sum=models.Sum("mark"), open=models.Max("open_until")
    )


def _name(found):
    return f"{found['last']}-{found['sum']}"
