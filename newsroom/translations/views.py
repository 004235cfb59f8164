"""Beginning, updating and listing translations, at the package's addresses."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page
from wagtail.snippets.permissions import user_can_edit_snippet_type
from wagtail_localize.views import edit_translation, submit_translations, update_translations

from articles.translation_records import is_behind, untranslated
from articles.visibility import visible_to

from ..permissions import refuse_hidden_page_of
from .rights import may_translate

# In the head of the files that wagtail-localize gives out.
OUR_MARK = b"X-WagtailLocalize-TranslationID"


class SubmitForm(submit_translations.SubmitTranslationForm):
    """Offers the languages in which the page has a place to stand."""

    def __init__(self, instance, *args, **kwargs):
        super().__init__(instance, *args, **kwargs)
        self.instance = instance

    def clean_locales(self):
        """Refuse a language into which the section above is not translated.

        wagtail-localize would put a public copy of the section there, with its Vietnamese name.
        """
        locales = self.cleaned_data["locales"]
        if isinstance(self.instance, Page):
            for locale in locales:
                if translated_parent(self.instance, locale) is None:
                    raise forms.ValidationError(_parent_missing(self.instance, locale))
        return locales


def translated_parent(page, locale):
    """Return the page below which the translation of `page` into `locale` stands, or None."""
    parent = page.get_parent()
    if parent.is_root():
        return parent
    return parent.get_translations().filter(locale=locale, alias_of=None).first()


def _parent_missing(page, locale):
    return _(
        "Chuyên mục “%(section)s” chưa có bản %(language)s. "
        "Chuyên mục phải được dịch trước bài của nó."
    ) % {
        "section": page.get_parent().specific_deferred.get_admin_display_title(),
        "language": locale.get_display_name(),
    }


class SubmitPageView(submit_translations.SubmitPageTranslationView):
    """Begins the translation of a page, as a draft."""

    def get_object(self):
        page = super().get_object()
        refuse_hidden_page_of(self.request.user, page)
        languages = Locale.objects.exclude(pk=page.locale_id)
        if not any(may_begin(self.request.user, page, language) for language in languages):
            raise PermissionDenied
        return page

    def get_form(self):
        posted = self.request.POST if self.request.method == "POST" else None
        initial = None
        if posted is None:
            code = self.request.GET.get("select_locale", "")
            initial = {"locales": Locale.objects.filter(language_code=code)}
        form = SubmitForm(self.object, posted, initial=initial)
        # Each page inside is begun by itself: it may be another's, or in the bin.
        form.fields.pop("include_subtree")
        return form

    def form_valid(self, form):
        form.cleaned_data["include_subtree"] = False
        for locale in form.cleaned_data["locales"]:
            if not may_begin(self.request.user, self.object, locale):
                raise PermissionDenied
        return super().form_valid(form)


def may_begin(user, page, locale):
    """Return whether `user` writes where the translation of `page` into `locale` will stand.

    Where it has no place yet: whether `user` writes `page` itself.
    """
    place = translated_parent(page, locale) or page
    rights = place.permissions_for_user(user)
    return rights.can_add_subpage() if place.is_root() else rights.can_edit()


def upload_pofile(request, translation_id):
    """Take the texts of a PO file over; say what is wrong with one that is none of ours."""
    file = request.FILES.get("file")
    if request.method != "POST" or (file and OUR_MARK in file.read()):
        if file:
            file.seek(0)
        return edit_translation.upload_pofile(request, translation_id)
    messages.error(
        request,
        _("Hãy chọn tệp PO đã tải về từ chính bản dịch này, dịch xong rồi tải lên."),
    )
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


class SubmitSnippetView(submit_translations.SubmitSnippetTranslationView):
    """Begins the translation of an author, a department, a topic or a visit block."""

    def get_object(self):
        instance = super().get_object()
        if not user_can_edit_snippet_type(self.request.user, type(instance)):
            raise PermissionDenied
        return instance


class UpdateForm(update_translations.UpdateTranslationsForm):
    """Takes new texts over; publishing them is done where they are translated."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_translations")

    def clean(self):
        # What the view asks of a form that lets one publish.
        return {**super().clean(), "publish_translations": False}


class UpdateView(update_translations.UpdateTranslationsView):
    """Takes the texts of the source over; readers go on seeing the translation as it is."""

    def get_object(self):
        source = super().get_object()
        instance = source.get_source_instance()
        if isinstance(instance, Page):
            refuse_hidden_page_of(self.request.user, instance)
        targets = (each.get_target_instance() for each in source.translations.filter(enabled=True))
        if not any(may_translate(self.request.user, each) for each in (instance, *targets)):
            raise PermissionDenied
        return source

    def get_context_data(self, **kwargs):
        """Leave out the translations that the person does not see, such as those in the bin."""
        context = super().get_context_data(**kwargs)
        records = self.object.translations.filter(enabled=True)
        context["translations"] = [
            shown
            for record, shown in zip(records, context["translations"], strict=True)
            if _is_visible(self.request.user, record.get_target_instance())
        ]
        return context

    def get_form(self):
        return UpdateForm(self.request.POST if self.request.method == "POST" else None)


def _is_visible(user, instance):
    if not isinstance(instance, Page):
        return True
    return visible_to(user, Page.objects.filter(pk=instance.pk)).exists()


class VisibleTranslationsMixin:
    """The report of translations: how far each is, without what the person may not see."""

    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    columns = [
        TitleColumn(
            "source",
            label=gettext_lazy("Bản gốc"),
            accessor=lambda each: f"{each.source.object_repr} ({each.source.locale})",
            get_url=lambda each: each.source.get_source_instance_edit_url(),
        ),
        TitleColumn(
            "target",
            label=gettext_lazy("Bản dịch"),
            accessor=lambda each: f"{_title(each.get_target_instance())} ({each.target_locale})",
            get_url=lambda each: each.get_target_instance_edit_url(),
        ),
        Column(
            "type",
            label=gettext_lazy("Loại"),
            accessor=lambda each: capfirst(each.source.specific_content_type.name),
        ),
        Column(
            "progress",
            label=gettext_lazy("Tình trạng"),
            accessor=lambda each: said_progress(each),
        ),
    ]

    def get_queryset(self):
        pages = Page.objects.filter(alias_of=None)
        hidden = pages.exclude(pk__in=visible_to(self.request.user, pages).values("pk"))
        named = Q(source__object_id__in=hidden.values("translation_key"))
        shown = super().get_queryset().exclude(named).select_related("source", "target_locale")
        # wagtail-localize gives them in no order: pages of the report would repeat and leave out.
        return shown.order_by("-pk")


def _title(instance):
    return instance.get_admin_display_title() if isinstance(instance, Page) else str(instance)


def said_progress(translation):
    """Return in words how far `translation` is behind what it translates."""
    missing = len(untranslated(translation))
    said = []
    if is_behind(translation):
        said.append(_("Bản gốc đã đăng bản mới: cần đồng bộ"))
    if missing:
        said.append(_("Còn %(number)s câu chưa dịch") % {"number": missing})
    return "; ".join(said) or _("Đã đủ")
