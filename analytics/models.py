"""What is kept of visits: sums by day and page, and for minutes only, hashes of readers.

Times are milliseconds since 1970 (UTC), days are calendar days of the office's time zone.
Rows are written by `analytics.counting` alone; editors write `VisitCounter`s.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import get_language, gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.models import PreviewableMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

NUMBERS = ("online", "today", "total")
WORDS = {
    "heading": gettext_noop("Thống kê truy cập"),
    "online_label": gettext_noop("Đang online"),
    "today_label": gettext_noop("Hôm nay"),
    "total_label": gettext_noop("Đã truy cập"),
}
SHOWN = [f"show_{number}" for number in NUMBERS]


class DayKey(models.Model):
    """The random key that turns a reader of one day into a number nobody can turn back."""

    day = models.DateField(primary_key=True)
    key = models.BinaryField(max_length=32)


class Reader(models.Model):
    """A reader seen in the last minutes, known by a keyed 64-bit hash only: their latest visit."""

    key = models.BigIntegerField(primary_key=True)
    began = models.BigIntegerField(help_text="first sign of life of the visit, ms")
    seen = models.BigIntegerField(db_index=True, help_text="last sign of life, ms")
    first_day = models.DateField(help_text="day of `began`: its visits include this one as begun")
    day = models.DateField(help_text="day of `seen`: the latest whose visits include this one")
    started = models.BooleanField(help_text="whether the latest view started a visit")
    counted = models.BooleanField(help_text="whether the latest view was added to its day")
    moved_from = models.DateField(
        null=True, help_text="the former `first_day`, if the latest view moved it"
    )
    was_known = models.BooleanField(
        default=False, help_text="whether they were counted before the latest view"
    )
    waits = models.BooleanField(
        default=False, help_text="not counted yet: too many visits began in their network"
    )


class RecentView(models.Model):
    """The last counted view of a page by a reader, so that a retry is not counted again."""

    pk = models.CompositePrimaryKey("reader", "page")
    reader = models.BigIntegerField()
    page = models.BigIntegerField()
    viewed = models.BigIntegerField(db_index=True, help_text="ms")
    day = models.DateField(help_text="day of `viewed`")
    moved_from = models.DateField(
        null=True, help_text="the former `day`, if the latest request moved it"
    )
    fresh = models.BooleanField(help_text="whether the latest request counted as a view")


class Network(models.Model):
    """A leaky bucket of a network, or of a page in a network, known by a keyed 64-bit hash only.

    See `analytics.networks`. Kept until it is empty, and for 35 minutes.
    """

    key = models.BigIntegerField(primary_key=True)
    at = models.BigIntegerField(help_text="when the levels were so, ms")
    until = models.BigIntegerField(db_index=True, help_text="kept until then, ms")
    level = models.FloatField(default=0, help_text="visits that began, or views, not leaked yet")
    waiting = models.FloatField(default=0, help_text="readers held back, not leaked yet")
    usual = models.FloatField(default=0, help_text="visits that usually begin in ten minutes")
    begun = models.FloatField(default=0, help_text="visits that began since `since`")
    since = models.BigIntegerField(default=0, help_text="start of the present ten minutes, ms")


class AppliedView(models.Model):
    """A view of the journal that is counted; kept until its file in the journal is gone."""

    id = models.CharField(primary_key=True, max_length=32)
    applied_at = models.DateTimeField(db_default=Now())


class Day(models.Model):
    """Visits of one day, in slots so that readers do not queue for one row.

    What is closed stands in the slot -1, and in the balance; what comes later for the day is
    open again, in a slot from 0 on, until it is closed in its turn.
    """

    CLOSED = -1

    pk = models.CompositePrimaryKey("date", "slot")
    date = models.DateField(_("ngày"))
    slot = models.SmallIntegerField(default=0)
    visits = models.BigIntegerField(_("lượt truy cập"), default=0)
    started = models.BigIntegerField(default=0, help_text="visits that began on this day")
    over_limit = models.BigIntegerField(
        default=0, help_text="not counted at once: too many of a network"
    )

    class Meta:
        verbose_name = _("ngày")
        verbose_name_plural = _("ngày")
        indexes = [
            models.Index(
                fields=["date"], condition=models.Q(slot__gte=0), name="analytics_day_open"
            )
        ]


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
    """Visits carried over from elsewhere: the old site's total, or a correction. Never changed.

    The database itself refuses to change or delete an entry (`analytics.append_only`). What a
    wrong one said too much is taken back by another, which names it.
    """

    MAX_AMOUNT = 10**16
    # Far below where a sum of integers becomes a floating number.
    MAX_TOTAL = 10**17

    amount = models.BigIntegerField(
        _("số lượt"),
        validators=[MinValueValidator(-MAX_AMOUNT), MaxValueValidator(MAX_AMOUNT)],
        help_text=_(
            "Số lượt cộng thêm. Để sửa một bút toán sai, chọn bút toán ấy ở dưới và ghi phần "
            "chênh lệch, ví dụ -1000."
        ),
    )
    note = models.CharField(_("lý do"), max_length=500)
    corrects = models.ForeignKey(
        "self",
        verbose_name=_("sửa bút toán"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
    )
    made_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)
    # As text: the account may be deleted, the entry never changes.
    made_by = models.CharField(_("người ghi"), max_length=400, blank=True, editable=False)

    class Meta:
        verbose_name = _("bút toán lượt truy cập")
        verbose_name_plural = _("sổ lượt truy cập")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=-(10**16), amount__lte=10**16) & ~models.Q(amount=0),
                name="analytics_ledger_amount",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0) | models.Q(corrects__isnull=False),
                name="analytics_ledger_negative_corrects",
            ),
        ]

    def __str__(self):
        return f"{self.amount:+}: {self.note}"

    def clean(self):
        """Refuse what takes back more than the wrong entry said."""
        if self.amount is None:
            return
        if self.amount == 0:
            raise ValidationError({"amount": _("Số lượt phải khác 0.")})
        if self.corrects is None:
            if self.amount < 0:
                raise ValidationError(
                    {"amount": _("Số âm chỉ dùng để sửa một bút toán: hãy chọn bút toán sai.")}
                )
        elif self.amount + self.corrects.value < 0:
            raise ValidationError(
                {"amount": _("Bút toán được sửa chỉ còn %d lượt.") % self.corrects.value}
            )
        if self.amount + LedgerEntry.total() > self.MAX_TOTAL:
            raise ValidationError({"amount": _("Cộng thêm chừng ấy thì sổ vượt quá giới hạn.")})

    @classmethod
    def total(cls):
        """Return the sum of all entries."""
        return cls.objects.aggregate(total=models.Sum("amount"))["total"] or 0

    @property
    def value(self):
        """Return what the entry amounts to, its corrections included."""
        return self.amount + sum(entry.value for entry in self.corrections.all())

    def save(self, *args, **kwargs):
        if self.pk:
            raise ValidationError(
                _("Bút toán đã ghi thì không sửa được; hãy ghi một bút toán mới.")
            )
        super().save(*args, **kwargs)


class Balance(models.Model):
    """One row: the visits that began on days that are closed, already added up."""

    visits = models.BigIntegerField(default=0)


class Machine(models.Model):
    """A machine that counts, and up to when all its views are in the database (ms).

    Readers are forgotten only behind the machine that is furthest behind.
    """

    id = models.CharField(primary_key=True, max_length=32)
    applied = models.BigIntegerField(help_text="nothing older waits there, ms")
    published = models.BigIntegerField(help_text="when it said so, ms")
    since = models.BigIntegerField(help_text="since when it has said so without a gap, ms")


class VisitCounter(PreviewableMixin, TranslatableMixin, models.Model):
    """A visit block as editors word it, to be placed in a page; the numbers are the site's."""

    name = models.CharField(
        _("tên gọi"), max_length=100, help_text=_("Để nhận ra khi chọn; độc giả không thấy.")
    )
    heading = models.CharField(_("tiêu đề khối"), max_length=100, default=WORDS["heading"])
    show_online = models.BooleanField(_("hiện số đang online"), default=True)
    online_label = models.CharField(_("nhãn"), max_length=60, default=WORDS["online_label"])
    show_today = models.BooleanField(_("hiện số hôm nay"), default=True)
    today_label = models.CharField(_("nhãn"), max_length=60, default=WORDS["today_label"])
    show_total = models.BooleanField(_("hiện tổng số"), default=True)
    total_label = models.CharField(_("nhãn"), max_length=60, default=WORDS["total_label"])

    panels = [
        FieldPanel("name"),
        FieldPanel("heading"),
        FieldRowPanel([FieldPanel("show_online"), FieldPanel("online_label")]),
        FieldRowPanel([FieldPanel("show_today"), FieldPanel("today_label")]),
        FieldRowPanel([FieldPanel("show_total"), FieldPanel("total_label")]),
        HelpPanel(template="analytics/embed_help.html", heading=_("Đặt khối này ở trang khác")),
    ]
    override_translatable_fields = [
        SynchronizedField("name"),
        *map(SynchronizedField, SHOWN),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("khối thống kê truy cập")
        verbose_name_plural = _("khối thống kê truy cập")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        if not self.rows:
            raise ValidationError(_("Hãy chọn ít nhất một trong ba con số."))

    @classmethod
    def standard(cls, **shown):
        """Return the block in the usual words of the reader's language, for where none is chosen.

        `shown`: which numbers, as `show_online=False`; all three unless told.
        """
        return cls(**{name: gettext(text) for name, text in WORDS.items()}, **shown)

    @property
    def for_reader(self):
        """Return this block in the reader's language: its translation, or the usual words."""
        counter = self.localized
        if counter.locale.language_code != get_language():
            return VisitCounter.standard(**{name: getattr(self, name) for name in SHOWN})
        return counter

    @property
    def rows(self):
        """Return [(number's name, label)] of the numbers that the block shows."""
        return [
            (number, getattr(self, f"{number}_label"))
            for number in NUMBERS
            if getattr(self, f"show_{number}")
        ]

    def get_preview_template(self, request, mode_name):
        return "analytics/visit_counter_preview.html"
