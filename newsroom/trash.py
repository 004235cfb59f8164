"""The bin: a deleted article waits there for 30 days, and can come back as it was."""

from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.delete_page import DeletePageAction
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from articles.keys import key_or_none
from articles.models import ArticlePage
from articles.reasons import ReasonField
from articles.slugs import HOME_DEPTH

from . import wagtail_views
from .notifications import submitters, tell_of_bin
from .permissions import is_translator, may_publish_anywhere, only_translates
from .translations import following
from .unpublishing import take_down

KEPT = timedelta(days=30)
BINNED, RESTORED = "articles.bin", "articles.restore"


def put_into_bin(article, user, reason="", translations=True):
    """Take `article` out of every list, until it is restored or its days end.

    Its translations go with it, public ones too, unless `translations` is false. Whoever wrote
    it is told the `reason`.
    """
    moment = timezone.now()
    for each in [article, *(_followers_outside(article) if translations else [])]:
        if each.live:
            take_down(each, user, reason or _("Bài gốc bị bỏ vào thùng rác."))
        _put(each, user, reason, moment)


def _followers_outside(article):
    """Return the translations of `article` that are not in the bin by themselves."""
    return [each for each in following.followers(article) if not each.binned_at]


def _put(article, user, reason, moment):
    workflow = article.current_workflow_state
    if workflow:
        workflow.cancel(user=user)
    article.revisions.update(approved_go_live_at=None)
    ArticlePage.objects.filter(pk=article.pk).update(binned_at=moment, binned_by=user)
    log(instance=article, action=BINNED, user=user, data={"reason": reason})
    tell_of_bin(article, reason, user)


def restore(article, user):
    """Give `article`, and the translations that went into the bin with it, back as drafts."""
    moment = article.binned_at
    for each in [article, *following.followers(article)]:
        if each.binned_at and each.binned_at == moment:
            ArticlePage.objects.filter(pk=each.pk).update(binned_at=None, binned_by=None)
            log(instance=each, action=RESTORED, user=user)


def delete_for_good(article, user=None):
    """Delete `article` with its history for good, and its translations that went with it.

    One that was put into the bin later has its own days.
    """
    for each in [*following.followers(article), article]:
        if each.binned_at and each.binned_at <= article.binned_at:
            DeletePageAction(each, user=user).execute(skip_permission_checks=True)


def empty(moment=None):
    """Delete for good what has waited its 30 days by `moment` (now); return how many."""
    due = ArticlePage.objects.filter(binned_at__lt=(moment or timezone.now()) - KEPT)
    count = due.count()
    for pk in list(due.values_list("pk", flat=True)):
        # Gone already as the translation of one before.
        for article in ArticlePage.objects.filter(pk=pk):
            delete_for_good(article)
    return count


class BinForm(forms.Form):
    """Asks why `articles`, written by others, are deleted, and whether translations go too."""

    reason = ReasonField(
        label=gettext_lazy("Lý do xóa"),
        help_text=gettext_lazy("Người viết, người gửi bài sẽ đọc lời này."),
    )
    translations = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args, articles, user, **kwargs):
        super().__init__(*args, **kwargs)
        translations = [page for each in articles for page in _followers_outside(each)]
        going = [*articles, *translations]
        if not any(person != user for each in going for person in submitters(each)):
            del self.fields["reason"]
        if translations and may_publish_anywhere(user):
            names = following.named(translations)
            self.fields["translations"].label = _("Xóa cả bản dịch: %(pages)s") % {"pages": names}
        else:
            # They go where their original goes.
            del self.fields["translations"]

    def put_into_bin(self, article, user):
        """Put `article` into the bin as the form says."""
        said = self.cleaned_data
        put_into_bin(article, user, said.get("reason", ""), said.get("translations", True))


def delete_page(request, page_id):
    """Ask before an article goes to the bin; anything else is deleted as Wagtail does it."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ArticlePage):
        return wagtail_views.delete_page(request, page_id)
    if not page.permissions_for_user(request.user).can_delete():
        raise PermissionDenied
    if held := following.held_by_others(page, request.user):
        messages.error(request, _said_held(page, held))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    if page.live:
        messages.error(request, _said_live(page))
        return redirect("wagtailadmin_pages:unpublish", page.pk)
    posted = request.POST if request.method == "POST" else None
    form = BinForm(posted, articles=[page], user=request.user)
    if form.is_valid():
        form.put_into_bin(page, request.user)
        way_back = messages.button(reverse("article_bin"), _("Mở thùng rác"))
        messages.success(request, _said_binned(1), buttons=[way_back])
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    status = 422 if form.is_bound else 200
    context = {"page": page, "form": form, "days": KEPT.days, "parent": page.get_parent()}
    return render(request, "newsroom/confirm_bin.html", context, status=status)


def keep_pages_with_pages(request, page):
    """Keep a home page, and a section that has pages (`before_delete_page`)."""
    if page.depth <= HOME_DEPTH:
        messages.error(request, _("Trang chủ không xóa được."))
        return redirect("wagtailadmin_explore", page.pk)
    for each in [page, *following.followers(page)]:
        if each.get_children().exists():
            messages.error(
                request,
                _(
                    "Không xóa “%(title)s”: bên trong còn trang. "
                    "Hãy chuyển hoặc xóa từng trang trước."
                )
                % {"title": each.title},
            )
            return redirect("wagtailadmin_explore", each.pk)
    return None


def delete_translations_with(request, page):
    """Delete the translations of an empty page that was deleted (`after_delete_page`)."""
    _delete_followers(page, request.user)


def _delete_followers(page, user):
    for each in following.followers(page):
        DeletePageAction(each, user=user).execute(skip_permission_checks=True)


def _is_empty(page):
    return not any(each.get_children().exists() for each in [page, *following.followers(page)])


def refuse_live_in_bulk(request, action_type, objects, action):
    """Keep published articles when several are deleted: a take-down has a reason."""
    if action_type != "delete" or action.model is not Page:
        return None
    articles = [page for page in objects if page.specific_class is ArticlePage]
    said = [_said_live(page) for page in articles if page.live]
    for page in articles:
        if held := following.held_by_others(page, request.user):
            said.append(_said_held(page, held))
    for sentence in said:
        messages.error(request, sentence)
    return redirect(action.next_url) if said else None


def _said_live(page):
    return _("“%(title)s” đang đăng: hãy gỡ bài, có ghi lý do, rồi mới xóa.") % {
        "title": page.get_admin_display_title()
    }


def _said_held(page, translations):
    return _(
        "“%(title)s” còn bản dịch đang đăng hoặc đã hẹn giờ: %(pages)s. "
        "Hãy nhờ Ban biên tập gỡ bản dịch trước."
    ) % {"title": page.get_admin_display_title(), "pages": following.named(translations)}


class BinBulkAction(DeleteBulkAction):
    """Deletes several pages at once, with the same care as one; never a home page."""

    form_class = BinForm
    template_name = "newsroom/confirm_bulk_bin.html"

    def check_perm(self, page):
        is_theirs = page.depth > HOME_DEPTH and not only_translates(self.request.user, page)
        return is_theirs and super().check_perm(page)

    def get_form_kwargs(self):
        pages, _no_access = self.get_actionable_objects()
        articles = [page.specific for page in pages if page.specific_class is ArticlePage]
        return {**super().get_form_kwargs(), "articles": articles, "user": self.request.user}

    def get_execution_context(self):
        return {**super().get_execution_context(), "form": self.cleaned_form}

    @classmethod
    def execute_action(cls, objects, user=None, form=None, **kwargs):
        pages = [page.specific for page in objects]
        articles = [page for page in pages if isinstance(page, ArticlePage)]
        for article in articles:
            form.put_into_bin(article, user)
        empty_pages = [page for page in pages if page not in articles and _is_empty(page)]
        for page in empty_pages:
            page.delete(user=user)
            _delete_followers(page, user)
        return len(articles), len(empty_pages)

    def get_success_message(self, num_parent_objects, num_child_objects):
        said = [_said_binned(num_parent_objects)] if num_parent_objects else []
        if num_child_objects:
            said.append(_("Đã xóa hẳn %(number)s trang.") % {"number": num_child_objects})
        kept = len(self.actionable_objects) - num_parent_objects - num_child_objects
        if kept:
            said.append(
                _("Giữ lại %(number)s trang vì bên trong còn trang khác.") % {"number": kept}
            )
        return " ".join(said)


def _said_binned(number):
    return _("Đã đưa %(number)s trang vào thùng rác. Trong 30 ngày còn lấy lại được.") % {
        "number": number
    }


# The bin's page


def _binned_for(user):
    """Return the binned articles that `user` may bring back: those they could edit.

    Those that they could only translate are not theirs.
    """
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    binned = ArticlePage.objects.filter(binned_at__isnull=False, pk__in=editable.values("pk"))
    translated = [article.pk for article in binned if only_translates(user, article)]
    return binned.exclude(pk__in=translated).select_related("binned_by").order_by("-binned_at")


def show(request):
    """List what is in the bin; bring an article back, or delete it for good."""
    articles = _binned_for(request.user)
    may_empty = may_publish_anywhere(request.user)
    if request.method == "POST":
        article = get_object_or_404(articles, pk=key_or_none(request.POST.get("article")))
        if "restore" in request.POST:
            restore(article, request.user)
            said = _("Đã lấy lại “%(title)s”; bài nằm ở bản nháp.")
        elif may_empty:
            delete_for_good(article, request.user)
            said = _("Đã xóa hẳn “%(title)s”.")
        else:
            raise PermissionDenied
        messages.success(request, said % {"title": article.title})
        return redirect("article_bin")
    days = KEPT.days
    return render(
        request,
        "newsroom/bin.html",
        {
            "articles": [(article, article.binned_at + KEPT) for article in articles],
            "may_empty": may_empty,
            "days": days,
        },
    )


class BinMenuItem(MenuItem):
    def is_shown(self, request):
        return not is_translator(request.user)


def menu_item():
    """Return the entry of the admin's menu."""
    return BinMenuItem(
        gettext_lazy("Thùng rác"), reverse("article_bin"), name="bin", icon_name="bin", order=900
    )


class BinFormatter(LogFormatter):
    """What the history says about an article that was deleted."""

    label = gettext_lazy("Bỏ vào thùng rác")

    def format_message(self, log_entry):
        reason = log_entry.data.get("reason")
        if not reason:
            return _("Bỏ vào thùng rác")
        return _("Bỏ vào thùng rác. Lý do: %(reason)s") % {"reason": reason}


def register_log_actions(actions):
    """Let the history name what went into the bin and came back."""
    actions.register_action(BINNED)(BinFormatter)
    actions.register_action(
        RESTORED, gettext_lazy("Lấy lại từ thùng rác"), gettext_lazy("Lấy lại từ thùng rác")
    )
