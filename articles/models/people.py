"""Authors, their departments, and running stories: snippets shared by many articles."""

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Locale, TranslatableMixin
from wagtail.search import index

from accounts.filters import AuthorForm
from articles.slugs import VietnameseSlugField
from articles.vietnamese import SORT_KEY_LENGTH, name_sort_key, sort_key
from articles.vietnamese.fields import VietnameseAutocompleteField, VietnameseSearchField

from ..redirects import create_redirects, urls_of


class PublicAddressMixin:
    """A snippet with a page and a feed of its own at the addresses that `url_name` names."""

    url_name = None
    # How an article names it.
    article_lookup = None

    def __str__(self):
        return self.name

    @property
    def kind(self):
        """Return what it is, as a reader would call it."""
        return self._meta.verbose_name

    def get_absolute_url(self):
        """Return the address of the snippet's page in the reader's language.

        The page leads on to the translation's own address, where that is another.
        """
        return reverse(self.url_name, args=[self.slug])

    def get_feed_url(self):
        """Return the address of its newest articles as RSS, in the reader's language."""
        return reverse(f"{self.url_name}_rss", args=[self.slug])

    @classmethod
    def localised_or_404(cls, slug):
        """Return what `slug` names, in the reader's language if there is one; raise Http404."""
        found = cls.objects.filter(slug=slug)
        active = Locale.get_active()
        mine = found.filter(locale=active).first()
        if mine is not None:
            return mine
        other = found.first()
        if other is None:
            raise Http404
        return other.get_translations().filter(locale=active).first() or other

    def save(self, *args, **kwargs):
        """Save it; its old address leads to the new one."""
        former = type(self).objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        super().save(*args, **kwargs)
        if former and former != self.slug:
            create_redirects(urls_of(self, former), urls_of(self))


class SortedByNameMixin(models.Model):
    """A snippet listed in the order of the Vietnamese alphabet, on every database alike."""

    # What a name is sorted by: a function of the text that returns a key for a column.
    key_of_name = staticmethod(sort_key)

    sort_key = models.CharField(
        max_length=SORT_KEY_LENGTH, editable=False, default="", db_index=True
    )

    class Meta:
        abstract = True
        ordering = ["sort_key", "pk"]

    @admin.display(description=_("Tên"), ordering="sort_key")
    def listed_name(self):
        """Return the name, for a column that sorts as the list itself does."""
        return self.name

    def save(self, *args, **kwargs):
        self.sort_key = self.key_of_name(self.name)
        super().save(*args, **kwargs)


class Department(SortedByNameMixin, PublicAddressMixin, index.Indexed, TranslatableMixin):
    """A committee or office of the federation that authors belong to."""

    url_name = "department"
    article_lookup = "bylines__department"

    name = models.CharField(_("tên phòng, ban, đơn vị"), max_length=255)
    slug = VietnameseSlugField(source="name")
    introduction = models.TextField(
        _("giới thiệu"), blank=True, help_text=_("Một, hai câu về nhiệm vụ của đơn vị.")
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("introduction")]
    search_fields = [
        VietnameseSearchField("name"),
        VietnameseAutocompleteField("name"),
        index.FilterField("id"),
        index.FilterField("locale_id"),
    ]

    class Meta(SortedByNameMixin.Meta, TranslatableMixin.Meta):
        verbose_name = _("phòng, ban, đơn vị")
        verbose_name_plural = _("phòng, ban, đơn vị")
        constraints = [
            models.UniqueConstraint(fields=["slug", "locale"], name="department_slug_in_locale")
        ]


class Author(SortedByNameMixin, PublicAddressMixin, index.Indexed, TranslatableMixin):
    """A person who is credited; the present position and department are copied into bylines."""

    url_name = "author"
    article_lookup = "bylines__author"
    key_of_name = staticmethod(name_sort_key)

    name = models.CharField(_("họ và tên"), max_length=255)
    slug = VietnameseSlugField(source="name")
    position = models.CharField(
        _("chức danh"), max_length=255, blank=True, help_text=_("Ví dụ: Chuyên viên.")
    )
    department = models.ForeignKey(
        Department,
        verbose_name=_("phòng, ban, đơn vị"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="authors",
    )
    introduction = models.TextField(_("giới thiệu"), blank=True)
    email = models.EmailField(
        _("thư điện tử công khai"),
        blank=True,
        help_text=_("Hiện trên trang tác giả. Bỏ trống nếu không muốn công khai."),
    )
    portrait = models.ForeignKey(
        "articles.Photo",
        verbose_name=_("ảnh chân dung"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("tài khoản"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        limit_choices_to={"is_active": True},
        related_name="authors",
        help_text=_("Người này đăng nhập bằng tài khoản nào; bài mới của họ có sẵn bút danh."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("position"), FieldPanel("department")])],
            heading=_("Công tác"),
            help_text=_(
                "Được điền sẵn vào bài viết mới. Bài đã viết giữ nguyên chức danh và đơn vị đã in."
            ),
        ),
        FieldPanel("introduction"),
        FieldPanel("email"),
        FieldPanel("portrait"),
        # Those who may delete an author decide whose account it is: the board.
        FieldPanel("account", permission="articles.delete_author"),
    ]
    base_form_class = AuthorForm
    search_fields = [
        VietnameseSearchField("name"),
        VietnameseAutocompleteField("name"),
        index.FilterField("id"),
        index.FilterField("locale_id"),
    ]

    class Meta(SortedByNameMixin.Meta, TranslatableMixin.Meta):
        verbose_name = _("tác giả")
        verbose_name_plural = _("tác giả")
        constraints = [
            models.UniqueConstraint(fields=["slug", "locale"], name="author_slug_in_locale"),
            models.UniqueConstraint(fields=["account", "locale"], name="author_of_account"),
        ]

    @property
    def initials(self):
        """Return the first letters of the family name and the given name."""
        words = self.name.split()
        return "".join(word[0] for word in dict.fromkeys([*words[:1], *words[-1:]])).upper()


class Topic(SortedByNameMixin, PublicAddressMixin, index.Indexed, TranslatableMixin):
    """A running story that gathers articles across sections."""

    url_name = "topic"
    article_lookup = "topic"

    name = models.CharField(_("tên dòng sự kiện"), max_length=255)
    slug = VietnameseSlugField(source="name")
    introduction = models.TextField(_("giới thiệu"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("introduction")]
    search_fields = [
        VietnameseSearchField("name"),
        VietnameseAutocompleteField("name"),
        index.FilterField("id"),
        index.FilterField("locale_id"),
    ]

    class Meta(SortedByNameMixin.Meta, TranslatableMixin.Meta):
        verbose_name = _("dòng sự kiện")
        verbose_name_plural = _("dòng sự kiện")
        constraints = [
            models.UniqueConstraint(fields=["slug", "locale"], name="topic_slug_in_locale")
        ]
