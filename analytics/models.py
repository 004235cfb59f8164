"""What is kept of visits: sums by day and page, and for minutes only, hashes of readers.

Times are milliseconds since 1970 (UTC), days are calendar days of the office's time zone.
Rows are written by `analytics.counting` alone.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class DayKey(models.Model):
    """The random key that turns a reader of one day into a number nobody can turn back."""

    day = models.DateField(primary_key=True)
    key = models.BinaryField(max_length=32)


class Reader(models.Model):
    """A reader seen in the last minutes, known by a keyed 64-bit hash only."""

    key = models.BigIntegerField(primary_key=True)
    seen = models.BigIntegerField(db_index=True, help_text="last sign of life, ms")
    day = models.DateField(help_text="latest day whose visits include this reader")
    started = models.BooleanField(help_text="whether the latest view started a visit")
    counted = models.BooleanField(help_text="whether the latest view was added to its day")


class RecentView(models.Model):
    """The last counted view of a page by a reader, so that a retry is not counted again."""

    pk = models.CompositePrimaryKey("reader", "page")
    reader = models.BigIntegerField()
    page = models.BigIntegerField()
    viewed = models.BigIntegerField(db_index=True, help_text="ms")
    fresh = models.BooleanField(help_text="whether the latest request counted as a view")


class Network(models.Model):
    """How many visits began in one network lately, known by a keyed 64-bit hash only."""

    key = models.BigIntegerField(primary_key=True)
    since = models.BigIntegerField(db_index=True, help_text="start of the window, ms")
    visits = models.BigIntegerField(default=0)


class AppliedView(models.Model):
    """A view of the journal that is counted; kept until its file in the journal is gone."""

    id = models.CharField(primary_key=True, max_length=32)
    applied_at = models.DateTimeField(db_default=Now())


class Day(models.Model):
    """Visits of one day, in slots so that readers do not queue for one row."""

    pk = models.CompositePrimaryKey("date", "slot")
    date = models.DateField(_("ngày"))
    slot = models.SmallIntegerField(default=0)
    visits = models.BigIntegerField(_("lượt truy cập"), default=0)
    started = models.BigIntegerField(default=0, help_text="visits that began on this day")
    over_limit = models.BigIntegerField(default=0, help_text="not counted: too many of a network")

    class Meta:
        verbose_name = _("ngày")
        verbose_name_plural = _("ngày")


class PageDay(models.Model):
    """Views of one page on one day. Outlives the page: there is no foreign key."""

    pk = models.CompositePrimaryKey("page", "date")
    page = models.BigIntegerField()
    date = models.DateField(_("ngày"), db_index=True)
    views = models.BigIntegerField(_("lượt xem"), default=0)

    class Meta:
        verbose_name = _("trang")
        verbose_name_plural = _("trang")


class LedgerEntry(models.Model):
    """Visits carried over from elsewhere: the old site's total, or a correction. Never changed."""

    amount = models.PositiveBigIntegerField(_("số lượt"), validators=[MinValueValidator(1)])
    note = models.CharField(_("lý do"), max_length=500)
    made_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người ghi"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("bút toán lượt truy cập")
        verbose_name_plural = _("sổ lượt truy cập")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"+{self.amount}: {self.note}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise ValidationError(
                _("Bút toán đã ghi thì không sửa được; hãy ghi một bút toán mới.")
            )
        super().save(*args, **kwargs)


class Balance(models.Model):
    """One row: the visits of the ledger and of the days up to `through`, already added up."""

    through = models.DateField()
    visits = models.BigIntegerField(default=0)
