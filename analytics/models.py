"""What is kept of visits: sums by day and page, and for minutes only, hashes of readers.

Times are milliseconds since 1970 (UTC), days are calendar days of the office's time zone.
Rows are written by `analytics.counting` alone; editors write `VisitCounter`s.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
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
