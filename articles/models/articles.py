from django.conf import settings
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from articles import publishing
from articles.blocks import BodyBlock
from articles.forms import ArticleForm
from articles.panels import ProblemsPanel, length_hint
from articles.querysets import RENDITIONS, ArticleManager
from articles.slugs import TitlePanel, VietnameseSlugMixin, slug_panel
from articles.vietnamese.fields import (
    SpelledAutocompleteField,
    SpelledIndexMixin,
    SpelledSearchField,
)

from .people import Author, Department, Topic

# Letters: what a card shows in two lines, and what stays a lead.
BEST_TITLE = 90
LONGEST_LEAD = 600


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
    main_image_caption = models.CharField(_("chú thích ảnh"), max_length=500, blank=True)
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


class CheckedMixin(models.Model):
    """Warnings that the board overruled, and its reason (`articles.publishing`)."""

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
        """Refuse to go public with problems, whoever asks: a person, the schedule, a command."""
        goes_public = self._goes_public()
        if goes_public:
            publishing.refuse_problems(self)
        result = super().save(*args, **kwargs)
        if goes_public and self.overruling_reason:
            publishing.log_overruling(self)
        return result

    def _goes_public(self):
        """Return whether this version is live, and was not before."""
        if not self.live:
            return False
        stored = type(self).objects.filter(pk=self.pk, live=True)
        return not stored.filter(live_revision=self.live_revision_id).exists()


class BinnedMixin(models.Model):
    """Whether a page waits in the bin, since when and by whom (`articles.bin`)."""

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


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey(
        "articles.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class ArticlePage(
    SpelledIndexMixin,
    VietnameseSlugMixin,
    CheckedMixin,
    MainImageMixin,
    SourceMixin,
    CorrectionMixin,
    BinnedMixin,
    Page,
):
    """One news item (bài viết)."""

    class Genre(models.TextChoices):
        NEWS = "tin", _("Tin")
        ARTICLE = "bai", _("Bài")
        REPORTAGE = "phong-su", _("Phóng sự")
        INTERVIEW = "phong-van", _("Phỏng vấn")
        PHOTO = "anh", _("Ảnh")
        VIDEO = "video", _("Video")

    base_form_class = ArticleForm
    parent_page_types = ["articles.SectionPage"]
    subpage_types = []

    lead = models.TextField(
        _("sapo"),
        max_length=LONGEST_LEAD,
        help_text=_("Một đến ba câu tóm tắt, in đậm dưới tiêu đề."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("nội dung"), blank=True)
    genre = models.CharField(
        _("thể loại"), max_length=20, choices=Genre.choices, default=Genre.NEWS
    )
    topic = models.ForeignKey(
        Topic,
        verbose_name=_("dòng sự kiện"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    tags = ClusterTaggableManager(
        verbose_name=_("từ khóa"),
        through=ArticleTag,
        blank=True,
        help_text=_("Các từ khóa cách nhau bằng dấu phẩy."),
    )
    display_date = models.DateTimeField(
        _("ngày đăng hiển thị"),
        null=True,
        blank=True,
        help_text=_("Bỏ trống để lấy giờ xuất bản."),
    )
    featured = models.BooleanField(
        _("tin nổi bật"), default=False, help_text=_("Đưa lên đầu trang chủ.")
    )

    objects = ArticleManager()

    content_panels = [
        TitlePanel("title", attrs=length_hint(BEST_TITLE, _("vừa một dòng trong danh sách"))),
        FieldPanel("lead", attrs=length_hint(LONGEST_LEAD, _("nhiều nhất"))),
        *MainImageMixin.main_image_panels,
        FieldPanel("body"),
        InlinePanel("bylines", heading=_("Bút danh"), label=_("Người ghi tên")),
        *SourceMixin.source_panels,
        InlinePanel("attachments", heading=_("Tệp đính kèm"), label=_("Tệp")),
        *CorrectionMixin.correction_panels,
        *CheckedMixin.check_panels,
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("genre"), FieldPanel("topic")]),
                FieldPanel("tags"),
                FieldRowPanel([FieldPanel("display_date"), FieldPanel("featured")]),
            ],
            heading=_("Phân loại và vị trí"),
        ),
        MultiFieldPanel(
            [slug_panel(), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("Địa chỉ và máy tìm kiếm"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        SpelledSearchField("title"),
        SpelledAutocompleteField("title"),
        SpelledSearchField("lead"),
        SpelledSearchField("body"),
        index.FilterField("display_date"),
        index.FilterField("genre"),
    ]
    search_order = ["-display_date", "-pk"]
    override_translatable_fields = [
        SynchronizedField("topic"),
        SynchronizedField("overruling_reason"),
    ]

    class Meta:
        verbose_name = _("bài viết")
        verbose_name_plural = _("bài viết")
        indexes = [models.Index(fields=["-display_date", "-page_ptr"], name="article_newest_first")]

    def full_clean(self, *args, **kwargs):
        self._fill_bylines()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._fill_bylines()
        super().minimal_clean()

    def save(self, *args, **kwargs):
        if self.live and self.display_date is None:
            self.display_date = self.first_published_at or timezone.now()
        return super().save(*args, **kwargs)

    def _fill_bylines(self):
        """Fill the printed texts of new rows; those of a published article are history."""
        for byline in self.bylines.all():
            if not (self.first_published_at and byline.is_printed):
                byline.fill_from_author()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["bylines"] = self.bylines.select_related("author", "department")
        context["related"] = self.related_articles()
        # One statement finds the sizes of the photos of this article and of the related ones.
        prefetch_related_objects([self, *context["related"]], RENDITIONS)
        return context

    def texts(self):
        """Return everything an editor wrote in prose: title, lead, captions, sentences."""
        words = (self.title, self.lead, self.main_image_caption, self.main_image_alt)
        return [*filter(None, words), *_sentences(list(self.body.raw_data))]

    def plain_body(self):
        """Return the body's sentences without mark-up, and without loading what it refers to."""
        return " ".join(_sentences(list(self.body.raw_data)))

    def related_articles(self, number=4):
        """Return up to `number` others, without photo sizes: of the same topic, then section."""
        others = ArticlePage.objects.published().exclude(pk=self.pk)
        found = []
        if self.topic_id:
            same_topic = others.in_locale_of(self).filter(topic_id=self.topic_id)
            found = list(same_topic.newest_first().with_photos()[:number])
        if len(found) < number:
            rest = others.sibling_of(self).exclude(pk__in=[article.pk for article in found])
            found += rest.newest_first().with_photos()[: number - len(found)]
        return found


def _sentences(raw):
    """Yield the texts in stored blocks: what holds no space is a key, a choice or an address."""
    if isinstance(raw, str):
        if " " in raw:
            yield " ".join(strip_tags(raw.replace("<", " <")).split())
    elif isinstance(raw, list | dict):
        for item in raw.values() if isinstance(raw, dict) else raw:
            yield from _sentences(item)


class Byline(TranslatableMixin, Orderable):
    """Who is credited for an article, with position and department as they are printed."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("Tác giả")
        PHOTO = "photo", _("Ảnh")
        EDITOR = "editor", _("Biên tập")

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        Author, verbose_name=_("tác giả"), on_delete=models.PROTECT, related_name="bylines"
    )
    role = models.CharField(_("vai trò"), max_length=20, choices=Role.choices, default=Role.AUTHOR)
    position = models.CharField(
        _("chức danh in dưới bài"),
        max_length=255,
        blank=True,
        help_text=_("Tự điền khi chọn tác giả; sửa được cho riêng bài này."),
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("phòng, ban, đơn vị"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bylines",
        help_text=_("Để dẫn tới trang của đơn vị."),
    )
    department_name = models.CharField(
        _("tên đơn vị in dưới bài"),
        max_length=255,
        blank=True,
        help_text=_("Tự điền khi chọn tác giả; giữ nguyên khi đơn vị đổi tên."),
    )

    panels = [
        FieldRowPanel([FieldPanel("author"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("position"), FieldPanel("department_name")]),
        FieldPanel("department"),
    ]
    translatable_fields = [
        SynchronizedField("author"),
        SynchronizedField("role"),
        SynchronizedField("department"),
        SynchronizedField("sort_order"),
        TranslatableField("position"),
        TranslatableField("department_name"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("bút danh")
        verbose_name_plural = _("bút danh")

    def __str__(self):
        return self.text

    @property
    def text(self):
        """Return "name – position department", leaving out what is not printed."""
        office = " ".join(part for part in (self.position, self.department_name) if part)
        return f"{self.author.name} – {office}" if office else self.author.name

    @property
    def is_printed(self):
        """Return whether any printed text stands in the row."""
        return bool(self.position or self.department_name)

    def fill_from_author(self):
        """Fill what is still empty from the author as of today; what is typed stays."""
        if not self.author_id:
            return
        self.position = self.position or self.author.position
        self.department = self.department or self.author.department
        if self.department and not self.department_name:
            self.department_name = self.department.name


class ArticleAttachment(Orderable):
    """A file offered under an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "articles.Attachment", verbose_name=_("tệp"), on_delete=models.CASCADE, related_name="+"
    )
    title = models.CharField(
        _("tên hiển thị"), max_length=255, blank=True, help_text=_("Bỏ trống để lấy tên tệp.")
    )

    panels = [FieldPanel("document"), FieldPanel("title")]
