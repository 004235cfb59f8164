"""What the database knows of the last change of what readers see: no cache is newer than it."""

from random import randrange

from django.db import models

from .models import Change

# As many are left as transactions could be under way at once, and many more.
KEPT = 1000
_MOST = 2**31 - 1


def record_change():
    """Write down, in the transaction that changes it, that readers see something else."""
    change = Change.objects.create(mark=randrange(1, _MOST))
    if change.pk % KEPT == 0:
        Change.objects.filter(pk__lte=change.pk - KEPT).delete()


def last_change():
    """Return a text that is another one after every change that was committed."""
    found = Change.objects.aggregate(last=models.Max("pk"), sum=models.Sum("mark"))
    return f"{found['last']}-{found['sum']}"
