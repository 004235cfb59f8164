from django.db import models


class Change(models.Model):
    """That readers see something else: written by the transaction that changes it."""

    # Random: the sum of them tells states apart, whichever transaction is seen first.
    mark = models.PositiveIntegerField()
