"""The bin: a deleted article waits there for 30 days, and can come back as it was."""

from datetime import timedelta

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
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from .access import may_publish_anywhere
from .keys import key_or_none
from .models import ArticlePage

KEPT = timedelta(days=30)
BINNED, RESTORED = "articles.bin", "articles.restore"


def put_into_bin(article, user):
    """Take `article`, a draft, out of every list, until it is restored or its days end."""
    workflow = article.current_workflow_state
    if workflow:
        workflow.cancel(user=user)
    article.revisions.update(approved_go_live_at=None)
    ArticlePage.objects.filter(pk=article.pk).update(binned_at=timezone.now(), binned_by=user)
    log(instance=article, action=BINNED, user=user)


def restore(article, user):
    """Give `article` back to its section as a draft."""
    ArticlePage.objects.filter(pk=article.pk).update(binned_at=None, binned_by=None)
    log(instance=article, action=RESTORED, user=user)


def delete_for_good(article, user=None):
    """Delete `article` with its history; nothing brings it back."""
    DeletePageAction(article, user=user).execute(skip_permission_checks=True)


def empty(moment=None):
    """Delete for good what has waited its 30 days by `moment` (now); return how many."""
    due = ArticlePage.objects.filter(binned_at__lt=(moment or timezone.now()) - KEPT)
    count = due.count()
    for article in due:
        delete_for_good(article)
    return count


def bin_instead_of_delete(request, page):
    """Send an article to the bin; keep a section that has pages (`before_delete_page`)."""
    if request.method != "POST":
        return None
    if isinstance(page, ArticlePage) and page.live:
        messages.error(request, _said_live(page))
        return redirect("wagtailadmin_pages:unpublish", page.pk)
    if isinstance(page, ArticlePage):
        put_into_bin(page, request.user)
        messages.success(request, _said_binned(1))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    if page.get_children().exists():
        messages.error(
            request,
            _("Không xóa “%(title)s”: bên trong còn trang. Hãy chuyển hoặc xóa từng trang trước.")
            % {"title": page.title},
        )
        return redirect("wagtailadmin_explore", page.pk)
    return None


def refuse_live_in_bulk(request, action_type, objects, action):
    """Keep published articles when several are deleted: a take-down has a reason."""
    if action_type != "delete" or action.model is not Page:
        return None
    live = [page for page in objects if page.live and page.specific_class is ArticlePage]
    for page in live:
        messages.error(request, _said_live(page))
    return redirect(action.next_url) if live else None


def _said_live(page):
    return _("“%(title)s” đang đăng: hãy gỡ bài, có ghi lý do, rồi mới xóa.") % {
        "title": page.get_admin_display_title()
    }


class BinBulkAction(DeleteBulkAction):
    """Deletes several pages at once, with the same care as one."""

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        pages = [page.specific for page in objects]
        articles = [page for page in pages if isinstance(page, ArticlePage)]
        for article in articles:
            put_into_bin(article, user)
        empty_pages = [
            page for page in pages if page not in articles and not page.get_children().exists()
        ]
        for page in empty_pages:
            page.delete(user=user)
        return len(articles) + len(empty_pages), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return _said_binned(num_parent_objects)


def _said_binned(number):
    return _("Đã đưa %(number)s trang vào thùng rác. Trong 30 ngày còn lấy lại được.") % {
        "number": number
    }


# The bin's page


def _binned_for(user):
    """Return the binned articles that `user` may bring back: those they could edit."""
    editable = page_permission_policy.instances_user_has_permission_for(user, "change")
    binned = ArticlePage.objects.filter(binned_at__isnull=False, pk__in=editable.values("pk"))
    return binned.select_related("binned_by").order_by("-binned_at")


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
        "articles/admin/bin.html",
        {
            "articles": [(article, article.binned_at + KEPT) for article in articles],
            "may_empty": may_empty,
            "days": days,
        },
    )


def menu_item():
    """Return the entry of the admin's menu."""
    return MenuItem(
        gettext_lazy("Thùng rác"), reverse("article_bin"), name="bin", icon_name="bin", order=900
    )


def register_log_actions(actions):
    """Let the history name what went into the bin and came back."""
    actions.register_action(
        BINNED, gettext_lazy("Bỏ vào thùng rác"), gettext_lazy("Bỏ vào thùng rác")
    )
    actions.register_action(
        RESTORED, gettext_lazy("Lấy lại từ thùng rác"), gettext_lazy("Lấy lại từ thùng rác")
    )
