"""Addresses that Vietnamese titles turn into, for pages and snippets."""

from itertools import count

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets import SlugInput

from .normalising import NormalisedPageMixin
from .periods import refuse_odd_years
from .references import VisibleReferencesMixin
from .vietnamese import SLUG_FORMATTERS, slug

# Addresses of the site itself (`site_ldld.urls`, `articles.urls`, `home.urls`): they would hide
# a page.
RESERVED_BELOW_HOME = {
    *("admin", "analytics", "documents", "en", "healthz", "media", "static"),
    *(
        "tim-kiem",
        "tac-gia",
        "don-vi",
        "dong-su-kien",
        "tu-khoa",
        "luu-tru",
        "so-do-trang",
        "gui-thu",
    ),
    *("search", "authors", "departments", "topics", "tags", "archive", "site-map", "send-letter"),
}
RESERVED_ANYWHERE = {"rss"}
HOME_DEPTH = 2


def is_reserved(slug, parent):
    """Return whether a page at `slug` below `parent` would take an address of the site itself."""
    below_home = parent is not None and parent.depth == HOME_DEPTH
    return slug in RESERVED_ANYWHERE or (below_home and slug in RESERVED_BELOW_HOME)


def first_free(base, is_taken):
    """Return `base`, or `base`-2, -3 … : the first for which `is_taken(candidate)` is false."""
    candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(candidate for candidate in candidates if not is_taken(candidate))


def spell_slug_of_tag(instance, raw, **kwargs):
    """Give a new tag an address by our rule; taggit's own drops "đ"."""
    if not raw and instance._state.adding:
        others = type(instance)._default_manager.all()
        base = slug(instance.name, fallback=instance._meta.model_name)
        instance.slug = first_free(base, lambda taken: others.filter(slug=taken).exists())


class VietnameseSlugField(models.SlugField):
    """A slug that is made from the field `source` when the editor leaves it empty."""

    def __init__(self, *args, source="name", **kwargs):
        self.source = source
        kwargs.setdefault("verbose_name", _("địa chỉ"))
        kwargs.setdefault("help_text", _("Phần cuối của địa chỉ trang; bỏ trống để tự điền."))
        kwargs.setdefault("max_length", 100)
        kwargs["blank"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, instance, add):
        value = getattr(instance, self.attname)
        if not value:
            others = type(instance)._default_manager.exclude(pk=instance.pk)
            others = others.filter(locale_id=instance.locale_id)
            base = slug(getattr(instance, self.source), fallback=instance._meta.model_name)
            value = first_free(base, lambda taken: others.filter(slug=taken).exists())
            setattr(instance, self.attname, value)
        return value


class VietnameseSlugForm(VisibleReferencesMixin, WagtailAdminPageForm):
    """Gives the next free address to a page whose title is used again, before it is published."""

    def clean_slug(self):
        asked = self.cleaned_data["slug"]
        if is_reserved(asked, self.parent_page) and asked != self.instance.slug:
            raise ValidationError(
                _("Trang web đã dùng địa chỉ “%(slug)s” cho việc khác; hãy chọn địa chỉ khác."),
                params={"slug": asked},
            )
        base = slug(self.cleaned_data.get("title", ""), fallback=self.instance._meta.model_name)
        if self.instance.first_published_at or asked != base or self.parent_page is None:
            return asked
        siblings = self.parent_page.get_children().exclude(pk=self.instance.pk)
        return first_free(base, lambda taken: siblings.filter(slug=taken).exists())

    def clean(self):
        """Refuse moments that no clock of another zone shows, and no archive lists."""
        return refuse_odd_years(self, super().clean())


class VietnameseSlugMixin(NormalisedPageMixin):
    """A page whose empty slug is made from its title by the rules of `vietnamese.slug`."""

    base_form_class = VietnameseSlugForm

    def full_clean(self, *args, **kwargs):
        self._fill_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        self._fill_slug()
        super().minimal_clean()

    def _fill_slug(self):
        if self.slug or not self.path:
            return
        parent, siblings = self.get_parent(), self.get_siblings().exclude(pk=self.pk)
        base = slug(self.title, fallback=self._meta.model_name)
        self.slug = first_free(
            base,
            lambda taken: is_reserved(taken, parent) or siblings.filter(slug=taken).exists(),
        )


class TitlePanel(TitleFieldPanel):
    """The title; its address follows it until the page is published for the first time.

    Wagtail lets it follow again after a take-down, when readers and other sites know it.
    """

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self):
            published = self.instance and self.instance.first_published_at
            return not published and super().get_should_apply()


def slug_panel():
    """Return the panel that shows the Vietnamese slug while the title is being typed."""
    return FieldPanel("slug", widget=SlugInput(formatters=SLUG_FORMATTERS))
