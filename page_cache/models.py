from django.db import models


class Change(models.Model):
    """That readers see something else: written by the transaction that changes it."""

    # Random: the sum of them tells states apart, whichever transaction is seen first.
    mark = models.PositiveIntegerField()
    # Until then a statement may be under way that is no part of this transaction.
    open_until = models.DateTimeField(null=True)


class Drop(models.Model):
    """That everything kept is to be made anew; every kept page asks for the last of them."""
