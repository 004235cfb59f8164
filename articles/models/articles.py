from django.db import models
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import (
    COMMENTS_RELATION_NAME,
    Orderable,
    Page,
    PageViewRestriction,
    TranslatableMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from articles.blocks import BodyBlock
from articles.body import photos_in
from articles.forms import ArticleForm
from articles.page_permissions import ArticlePermissions
from articles.panels import ReturnedPanel, RowsPanel, length_hint
from articles.querysets import ArticleManager
from articles.search import indexing
from articles.slugs import TitlePanel, VietnameseSlugMixin, slug_panel
from articles.vietnamese.fields import (
    SpelledIndexMixin,
    VietnameseAutocompleteField,
    VietnameseSearchField,
)

from .. import publication_checks, related
from ..choosers import ArticleSnippetChooser
from .article_parts import (
    BinnedMixin,
    CheckedMixin,
    CorrectionMixin,
    DraftMixin,
    FollowedDatesMixin,
    MainImageMixin,
    SourceMixin,
)
from .people import Author, Department, Topic

# What an article's row is told of a new version: nothing that readers search.
NOTED_OF_A_VERSION = {
    *(COMMENTS_RELATION_NAME, "draft_title", "has_unpublished_changes"),
    *("latest_revision", "latest_revision_created_at"),
}
# Letters: what a card shows in two lines.
BEST_TITLE = 90


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey(
        "articles.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


# Of an author, what no byline shows.
UNNAMED = ("account", "department", "email", "introduction", "portrait", "position", "sort_key")


class ArticlePage(
    SpelledIndexMixin,
    VietnameseSlugMixin,
    CheckedMixin,
    MainImageMixin,
    SourceMixin,
    CorrectionMixin,
    BinnedMixin,
    DraftMixin,
    FollowedDatesMixin,
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
    # Known of an article that was read for its reader (`ArticleQuerySet.at`), else assumed.
    has_attachments = True
    may_be_restricted = True

    lead = models.TextField(
        _("sapo"),
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
        ReturnedPanel(),
        TitlePanel("title", attrs=length_hint(BEST_TITLE, _("vừa một dòng trong danh sách"))),
        FieldPanel("lead", attrs=length_hint(publication_checks.LONGEST_LEAD, _("nhiều nhất"))),
        *MainImageMixin.main_image_panels,
        FieldPanel("body"),
        RowsPanel("bylines", heading=_("Bút danh"), label=_("Người ghi tên")),
        *SourceMixin.source_panels,
        RowsPanel("attachments", heading=_("Tệp đính kèm"), label=_("Tệp")),
        *CorrectionMixin.correction_panels,
        *DraftMixin.draft_panels,
        *CheckedMixin.check_panels,
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("genre"),
                        FieldPanel("topic", widget=ArticleSnippetChooser(Topic)),
                    ]
                ),
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
        VietnameseSearchField("title"),
        VietnameseAutocompleteField("title"),
        VietnameseSearchField("lead"),
        VietnameseSearchField("body"),
        index.FilterField("display_date"),
        index.FilterField("genre"),
    ]
    search_order = ["-display_date", "-pk"]
    override_translatable_fields = [
        SynchronizedField("topic"),
        SynchronizedField("overruling_reason"),
        SynchronizedField("draft_notes"),
        SynchronizedField("long_title"),
    ]

    class Meta:
        verbose_name = _("bài viết")
        verbose_name_plural = _("bài viết")
        indexes = [
            models.Index(fields=["-display_date", "-page_ptr"], name="article_newest_first"),
            # Photo stories and videos are rare: a home page looks for the newest few.
            models.Index(
                fields=["genre", "-display_date", "-page_ptr"], name="article_newest_of_genre"
            ),
        ]

    def permissions_for_user(self, user):
        return ArticlePermissions(user, self)

    def full_clean(self, *args, **kwargs):
        self._fill_bylines()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._fill_bylines()
        super().minimal_clean()

    def save(self, *args, update_fields=None, **kwargs):
        if self.live:
            self._date(self.first_published_at or timezone.now())
        is_told = update_fields is None or not NOTED_OF_A_VERSION.issuperset(update_fields)
        with indexing.told_when_stored(is_told):
            return super().save(*args, update_fields=update_fields, **kwargs)

    def with_content_json(self, content):
        """Return a version as it was stored, with the date that its publication gave it."""
        article = super().with_content_json(content)
        article._date(article.first_published_at)
        return article

    def _date(self, moment):
        """Date an article that has no date of its own."""
        if self.display_date is None and moment is not None:
            # Readers are told the minute; HTML takes no more than milliseconds.
            self.display_date = moment.replace(microsecond=0)

    def _fill_bylines(self):
        """Fill the printed texts of new rows; those of a published article are history."""
        for byline in self.bylines.all():
            if not (self.first_published_at and byline.is_printed):
                byline.fill_from_author()

    def get_view_restrictions(self):
        """Return Wagtail's, without looking at the pages above where the site has none."""
        if self.may_be_restricted:
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        tags = list(self.tags.all())
        surroundings = related.related_articles(self, tags)
        photos = [article.main_image for article in (self, *surroundings.related)]
        related.prefetch_renditions([*photos, *photos_in(self.body)])
        context["bylines"] = self.bylines.select_related("author", "department").defer(
            *(f"author__{name}" for name in UNNAMED),
            "department__introduction",
        )
        if self.has_attachments:
            attachments = self.attachments.select_related("document")
            context["attachments"] = [each for each in attachments if each.document_id]
        context |= {"tags": tags, "around": surroundings}
        return context

    def texts(self):
        """Return everything an editor wrote in prose: title, lead, captions, sentences."""
        words = (self.title, self.lead, self.main_image_caption, self.main_image_alt)
        return [*filter(None, words), *_sentences(list(self.body.raw_data))]

    def plain_body(self):
        """Return the body's sentences without mark-up, and without loading what it refers to."""
        return " ".join(_sentences(list(self.body.raw_data)))


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
        FieldRowPanel(
            [FieldPanel("author", widget=ArticleSnippetChooser(Author)), FieldPanel("role")]
        ),
        FieldRowPanel([FieldPanel("position"), FieldPanel("department_name")]),
        FieldPanel("department", widget=ArticleSnippetChooser(Department)),
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

    def save(self, *args, **kwargs):
        # Wagtail leaves a row that its newest version holds without a key in the language that it
        # is translated from.
        self.locale_id = self.page.locale_id
        return super().save(*args, **kwargs)

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
    # A draft may name a file that is still to be chosen; nothing goes public without.
    document = models.ForeignKey(
        "articles.Attachment",
        verbose_name=_("tệp"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    title = models.CharField(
        _("tên hiển thị"), max_length=255, blank=True, help_text=_("Bỏ trống để lấy tên tệp.")
    )

    panels = [FieldPanel("document"), FieldPanel("title")]
