"""What an article has besides its text: each part brings its fields and its panels."""

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from articles.blocks import LONGEST_CAPTION
from articles.panels import ProblemsPanel

from .. import publication_checks


class MainImageMixin(models.Model):
    """The picture at the head of a page, with what is printed and read aloud about it."""

    main_image = models.ForeignKey(
        "articles.Photo",
        verbose_name=_("ảnh chính"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    main_image_alt = models.CharField(
        _("mô tả ảnh"),
        max_length=255,
        blank=True,
        help_text=_("Ảnh cho thấy gì, dành cho người nghe trang bằng trình đọc màn hình."),
    )
    main_image_decorative = models.BooleanField(
        _("ảnh chỉ để trang trí"),
        default=False,
        help_text=_("Ảnh không thêm thông tin gì; trình đọc màn hình bỏ qua."),
    )
    main_image_caption = models.CharField(
        _("chú thích ảnh"), max_length=LONGEST_CAPTION, blank=True
    )
    main_image_credit = models.CharField(
        _("nguồn ảnh"),
        max_length=255,
        blank=True,
        help_text=_("Bỏ trống để lấy nguồn đã ghi trong thư viện ảnh."),
    )

    main_image_panels = [
        MultiFieldPanel(
            [
                FieldPanel("main_image"),
                FieldPanel("main_image_alt"),
                FieldPanel("main_image_decorative"),
                FieldPanel("main_image_caption"),
                FieldPanel("main_image_credit"),
            ],
            heading=_("Ảnh chính"),
        )
    ]

    class Meta:
        abstract = True

    @property
    def image_alt(self):
        """Return what a screen reader says for the main image."""
        if self.main_image_decorative:
            return ""
        return self.main_image_alt or (self.main_image.description if self.main_image else "")

    @property
    def image_credit(self):
        """Return who is credited for the main image."""
        return self.main_image_credit or (self.main_image.credit if self.main_image else "")


class SourceMixin(models.Model):
    """Where a republished item came from."""

    republished = models.BooleanField(
        _("bài đăng lại từ nơi khác"),
        default=False,
        help_text=_("Phải ghi đủ nguồn, và chỉ đăng sau bài gốc ít nhất một giờ."),
    )
    source_name = models.CharField(
        _("nguồn"),
        max_length=255,
        blank=True,
        help_text=_("Tên báo, trang đã đăng đầu tiên, kèm tác giả nếu có."),
    )
    source_url = models.URLField(_("địa chỉ bài gốc"), max_length=500, blank=True)
    source_published_at = models.DateTimeField(_("giờ đăng bài gốc"), null=True, blank=True)

    source_panels = [
        MultiFieldPanel(
            [
                FieldPanel("republished"),
                FieldPanel("source_name"),
                FieldRowPanel([FieldPanel("source_url"), FieldPanel("source_published_at")]),
            ],
            heading=_("Nguồn (bài đăng lại)"),
            classname="collapsed",
        )
    ]

    class Meta:
        abstract = True


class CorrectionMixin(models.Model):
    """What readers are told when a published article was changed."""

    content_updated_at = models.DateTimeField(
        _("cập nhật lúc"),
        null=True,
        blank=True,
        help_text=_("Hiện “Cập nhật lúc …” dưới tiêu đề. Bỏ trống nếu chỉ sửa lỗi gõ."),
    )
    correction = models.TextField(
        _("đính chính"),
        blank=True,
        max_length=1000,
        help_text=_("Bài trước đã viết sai điều gì, nay đúng là gì; in ở cuối bài."),
    )

    correction_panels = [
        MultiFieldPanel(
            [FieldPanel("content_updated_at"), FieldPanel("correction")],
            heading=_("Cập nhật và đính chính"),
            classname="collapsed",
        )
    ]

    class Meta:
        abstract = True


class DraftMixin(models.Model):
    """What a draft may hold that a published article may not: open notes, a title too long."""

    draft_notes = models.TextField(
        _("ghi chú của bản nháp"),
        blank=True,
        help_text=_(
            "Điều còn phải làm với bài: ảnh chưa tải, chữ không nhập được từ Word. Chỉ tòa soạn "
            "thấy; làm xong dòng nào thì xóa dòng ấy."
        ),
    )
    # The whole of a title that is longer than a page's column; `title` holds its beginning.
    long_title = models.TextField(blank=True, editable=False)

    draft_panels = [
        FieldPanel("draft_notes", icon="clipboard-list", widget=forms.Textarea(attrs={"rows": 2}))
    ]

    class Meta:
        abstract = True


class CheckedMixin(publication_checks.PublicationCheckedMixin, models.Model):
    """Warnings that the board overruled, and its reason (`articles.publication_checks`)."""

    overruling_reason = models.TextField(
        _("lý do đăng dù còn lưu ý"),
        blank=True,
        max_length=1000,
        help_text=_("Chỉ Ban biên tập ghi được. Lý do lưu cùng bản bài và trong lịch sử của bài."),
    )
    # The keys of the warnings that stood when the reason was written; a later one counts again.
    overruled_warnings = models.JSONField(default=list, editable=False)

    check_panels = [
        MultiFieldPanel(
            [ProblemsPanel(), FieldPanel("overruling_reason")],
            heading=_("Soát trước khi đăng"),
        )
    ]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Note in the history which warnings were overruled when it went public."""
        goes_public = self.goes_public()
        result = super().save(*args, **kwargs)
        if goes_public and self.overruling_reason:
            publication_checks.log_overruling(self)
        return result

    def publication_problems(self):
        problems = [*super().publication_problems(), *publication_checks.problems_of_article(self)]
        return sorted(problems, key=lambda problem: not problem.is_error)


class BinnedMixin(models.Model):
    """Whether a page waits in the bin, since when and by whom (`newsroom.trash`)."""

    binned_at = models.DateTimeField(null=True, editable=False, db_index=True)
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        abstract = True

    def with_content_json(self, content):
        """Leave the bin to the stored page: an old version does not know of it."""
        page = super().with_content_json(content)
        page.binned_at, page.binned_by_id = self.binned_at, self.binned_by_id
        return page


class FollowedDatesMixin(models.Model):
    """Whether a translation has dates of its own, or its original's (`translations.dates`)."""

    own_dates = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def with_content_json(self, content):
        """Leave it to the stored page: an old version does not know of it."""
        page = super().with_content_json(content)
        page.own_dates = self.own_dates
        return page
