"""Royalties (nhuận bút): what a work is paid, and the sheet of each month. Amounts are đồng."""

from django.conf import settings
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from articles.vietnamese import format_number

from .articles import ArticlePage, Byline


class RoyaltyRate(models.Model):
    """What one article of a genre is paid for its text or its photos, from a day on."""

    class Role(models.TextChoices):
        ARTICLE = Byline.Role.AUTHOR.value, _("Tiền bài")
        PHOTO = Byline.Role.PHOTO.value, _("Tiền ảnh")

    genre = models.CharField(_("thể loại"), max_length=20, choices=ArticlePage.Genre.choices)
    role = models.CharField(
        _("trả cho"),
        max_length=20,
        choices=Role.choices,
        default=Role.ARTICLE,
        help_text=_("Tiền bài trả cho người ghi là tác giả, tiền ảnh cho người ghi là ảnh."),
    )
    amount = models.PositiveIntegerField(
        _("số tiền một bài (đồng)"),
        help_text=_("Bài có nhiều người cùng vai trò thì chia đều."),
    )
    effective_from = models.DateField(
        _("hiệu lực từ"),
        help_text=_("Áp dụng cho bài đăng lần đầu từ ngày này, đến khi có mức mới hơn."),
    )

    panels = [
        FieldRowPanel([FieldPanel("genre"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("effective_from")]),
    ]

    class Meta:
        verbose_name = _("mức nhuận bút")
        verbose_name_plural = _("mức nhuận bút")
        ordering = ["genre", "role", "-effective_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["genre", "role", "effective_from"],
                name="one_royalty_rate_a_day",
                violation_error_message=_("Đã có mức cho thể loại này từ ngày này."),
            )
        ]

    def __str__(self):
        return f"{self.get_genre_display()} – {self.get_role_display()}"

    def listed_amount(self):
        """Return "1.250.000"."""
        return format_number(self.amount, "vi")

    listed_amount.short_description = _("Số tiền")
    listed_amount.admin_order_field = "amount"


class RoyaltySheet(models.Model):
    """The royalties of one month. Until it is closed its rows are worked out anew each time.

    The board may open a closed one again; `reopened_at` says that it was, and its history why.
    """

    month = models.DateField(_("tháng"), unique=True, help_text="the first day of the month")
    closed_at = models.DateTimeField(_("chốt lúc"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người chốt"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    reopened_at = models.DateTimeField(_("mở lại lúc"), null=True, editable=False)

    class Meta:
        verbose_name = _("bảng nhuận bút")
        verbose_name_plural = _("bảng nhuận bút")
        ordering = ["-month"]

    def __str__(self):
        return f"{capfirst(self._meta.verbose_name)} {self.month:%m/%Y}"


class RoyaltyRow(models.Model):
    """What one person gets for one article.

    In an open sheet only the rows that the board has changed are stored, for their amounts. A
    closed sheet stores every row, with the texts as they were; article and person may go.
    """

    sheet = models.ForeignKey(RoyaltySheet, on_delete=models.CASCADE, related_name="rows")
    article = models.ForeignKey(ArticlePage, null=True, on_delete=models.SET_NULL, related_name="+")
    author = models.ForeignKey(
        "articles.Author", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    published_on = models.DateField()
    name = models.CharField(max_length=255)
    genre = models.CharField(max_length=20, choices=ArticlePage.Genre.choices)
    section = models.CharField(max_length=255)
    article_amount = models.PositiveIntegerField(default=0)
    photo_amount = models.PositiveIntegerField(default=0)

    # By the board, from what the rates give.
    is_changed = models.BooleanField(default=True)

    # What was paid is no use of an author or an article that keeps it from being deleted.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["number"]

    @property
    def key(self):
        """Return what tells a row of an open sheet from the others."""
        return f"kept-{self.pk}" if self.is_kept else f"{self.article_id}-{self.author_id}"

    @property
    def is_kept(self):
        """Return whether its article or author is gone, so that it cannot be worked out anew."""
        return self.article_id is None or self.author_id is None

    @property
    def amounts(self):
        return {"article_amount": self.article_amount, "photo_amount": self.photo_amount}
