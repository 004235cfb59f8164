"""Addresses that Vietnamese titles turn into, for pages and snippets."""

import re
from functools import cache
from itertools import count

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import LocalePrefixPattern, get_resolver
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput, SlugInput
from wagtail.models import Page

from .normalisation import NormalisedPageMixin
from .periods import refuse_odd_years
from .references import VisibleReferencesMixin
from .vietnamese import SLUG_FORMATTERS, slug

RESERVED_ANYWHERE = {"rss"}
HOME_DEPTH = 2
# Of an address as a path or a regular expression writes it.
FIRST_PART = re.compile(r"\^?([\w-]+)/")


def is_reserved(slug, parent):
    """Return whether a page at `slug` below `parent` would take an address of the site itself."""
    below_home = parent is not None and parent.depth == HOME_DEPTH
    return slug in RESERVED_ANYWHERE or (below_home and slug in reserved_below_home())


@cache
def reserved_below_home():
    """Return the first parts of the site's own addresses, in every language: they hide a page."""
    found = {settings.STATIC_URL.strip("/")}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.update(_first_parts(get_resolver().url_patterns))
    return found


def _first_parts(patterns):
    for each in patterns:
        address = str(each.pattern)
        if isinstance(each.pattern, LocalePrefixPattern) or not address:
            yield from _first_parts(each.url_patterns)
        if first := FIRST_PART.match(address):
            yield first[1]


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
    """Gives the next free address to a page whose title is used again, before it is published.

    A title that came without a key (by the mouse, by speech) has no address yet: it gets one here.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self):
        asked = self.cleaned_data["slug"] or slug(
            self.cleaned_data.get("title", ""), fallback=self.instance._meta.model_name
        )
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


class OneByOneMixin(models.Model):
    """A page whose children come one by one.

    Two that are added in one moment would take one place in the tree, and one address.
    """

    class Meta:
        abstract = True

    def add_child(self, **kwargs):
        with transaction.atomic():
            self.numchild = Page.objects.select_for_update().get(pk=self.pk).numchild
            if child := kwargs.get("instance"):
                others = self.get_children()
                child.slug = first_free(
                    child.slug, lambda taken: bool(taken) and others.filter(slug=taken).exists()
                )
            return super().add_child(**kwargs)


class TitleInput(AdminAutoHeightTextInput):
    """Shows a long title whole, on as many lines as it takes; it has no line of its own."""

    def __init__(self, attrs=None):
        one_line = {
            "data-action": "keydown.enter->w-autosize#resize:prevent",
            # For what is pasted (`js/paste.js`).
            "data-one-line": True,
        }
        super().__init__({**one_line, **(attrs or {})})

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value and " ".join(value.splitlines())


class TitlePanel(TitleFieldPanel):
    """The title; its address follows it until the page is published for the first time.

    Wagtail lets it follow again after a take-down, when readers and other sites know it.
    """

    def __init__(self, *args, widget=TitleInput, **kwargs):
        super().__init__(*args, widget=widget, **kwargs)

    class BoundPanel(TitleFieldPanel.BoundPanel):
        def get_should_apply(self):
            published = self.instance and self.instance.first_published_at
            return not published and super().get_should_apply()


def slug_panel():
    """Return the panel that shows the Vietnamese slug while the title is being typed."""
    return FieldPanel("slug", widget=SlugInput(formatters=SLUG_FORMATTERS))
