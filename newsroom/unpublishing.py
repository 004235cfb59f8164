"""Taking pages down: only with a reason, which stays in each page's history."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Site

from articles.reasons import ReasonField
from articles.slugs import HOME_DEPTH

from .notifications import tell_of_take_down
from .translations import following
from .wagtail_views import Unpublish

TAKE_DOWN = "articles.take_down"


def take_down(page, user, reason):
    """Take `page` down, and note in its history who did it and why."""
    UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    # Wagtail leaves its hour to what is not live yet.
    page.revisions.update(approved_go_live_at=None)
    log(instance=page, action=TAKE_DOWN, user=user, data={"reason": reason})
    tell_of_take_down(page, reason, user)


def going_down_with(page, inside=False, translations=True):
    """Return `page` and what goes down with it, each once: live pages, and those with an hour.

    `inside`: the pages below it too; `translations`: the public translations of them all.
    """
    pages = [page]
    if inside:
        pages += page.get_descendants().live().defer_streamfields().specific()
    if translations:
        for each in list(pages):
            for follower in following.live_followers(each):
                pages.append(follower)
                if inside:
                    pages += follower.get_descendants().live().defer_streamfields().specific()
    unique = {each.pk: each for each in pages}.values()
    return [each for each in unique if following.is_or_goes_public(each)]


class TakeDownForm(forms.Form):
    """Why pages are taken down, and whether their public `translations` go too."""

    reason = ReasonField(
        label=gettext_lazy("Lý do gỡ"),
        help_text=gettext_lazy("Lưu trong lịch sử của trang; người gửi bài cũng đọc được."),
    )
    translations = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args, translations=(), **kwargs):
        super().__init__(*args, **kwargs)
        if translations:
            names = following.named(translations)
            self.fields["translations"].label = _("Gỡ cả bản dịch: %(pages)s") % {"pages": names}
        else:
            del self.fields["translations"]

    @property
    def takes_translations(self):
        """Return whether translations go down too; those made meanwhile do."""
        return self.cleaned_data.get("translations", True)


class TakeDownView(Unpublish):
    """Wagtail's page of confirmation, with the reason as a required field."""

    template_name = "newsroom/confirm_take_down.html"

    def dispatch(self, request, *args, **kwargs):
        if Site.objects.filter(root_page=self.object.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_objects_to_unpublish(self):
        return [self.object]

    def _form(self, posted=None):
        return TakeDownForm(posted, translations=following.live_followers(self.object))

    def post(self, request, *args, **kwargs):
        self.form = self._form(request.POST)
        if not self.form.is_valid():
            return render(request, self.template_name, self.get_context_data(), status=422)
        return super().post(request, *args, **kwargs)

    def unpublish(self):
        answer = self.run_hook("before_unpublish_page", self.request, self.object)
        if answer is not None:
            return answer
        inside = bool(self.request.POST.get("include_descendants"))
        for page in going_down_with(self.object, inside, self.form.takes_translations):
            take_down(page, self.request.user, self.form.cleaned_data["reason"])
        return self.run_hook("after_unpublish_page", self.request, self.object)

    def get_context_data(self, **kwargs):
        form = getattr(self, "form", None) or self._form()
        return super().get_context_data(form=form, **kwargs)


class TakeDownForBulkForm(TakeDownForm):
    include_descendants = forms.BooleanField(
        label=gettext_lazy("Gỡ cả các trang bên trong"), required=False
    )


class TakeDownBulkAction(UnpublishBulkAction):
    """Several pages at once, for one reason; never a home page."""

    form_class = TakeDownForBulkForm
    template_name = "newsroom/confirm_bulk_take_down.html"

    def check_perm(self, page):
        return page.depth > HOME_DEPTH and super().check_perm(page)

    def get_form_kwargs(self):
        pages, _no_access = self.get_actionable_objects()
        followers = [each for page in pages for each in following.live_followers(page)]
        return {**super().get_form_kwargs(), "translations": followers}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        pages, _no_access = self.get_actionable_objects()
        if not any(page.numchild for page in pages):
            form.fields["include_descendants"].widget = forms.HiddenInput()
        return form

    def get_execution_context(self):
        context = super().get_execution_context()
        said = self.cleaned_form
        inside = context["include_descendants"]
        # Also what is published again by the way back (`bulk_actions.offer_way_back`).
        self.going = {
            page.pk: page
            for chosen in self.actionable_objects
            for page in going_down_with(chosen.specific, inside, said.takes_translations)
        }
        return {**context, "reason": said.cleaned_data["reason"], "going": self.going}

    @classmethod
    def execute_action(cls, objects, user=None, reason="", going=(), **kwargs):
        for page in going.values():
            take_down(page, user, reason)
        chosen = {page.pk for page in objects} & set(going)
        return len(chosen), len(going) - len(chosen)


class ReasonFormatter(LogFormatter):
    """What the history says about a page that was taken down."""

    label = gettext_lazy("Gỡ bài có lý do")

    def format_message(self, log_entry):
        return _("Gỡ bài. Lý do: %(reason)s") % {"reason": log_entry.data.get("reason", "")}


def register_log_action(actions):
    """Let the history name the action and its reason."""
    actions.register_action(TAKE_DOWN)(ReasonFormatter)
