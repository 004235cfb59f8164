"""Actions on several rows of a list at once: on what the list shows, and on nothing else.

Wagtail's "select all in listing" is every object of the model, whatever the list was narrowed
to. Here the list itself is asked: its view answers with the same filters, search and rights.
"""

from copy import copy
from urllib.parse import urlencode, urlsplit

from django.apps import apps
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.bulk_action.dispatcher import index
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction

from articles.keys import is_key
from articles.models import ArticlePage
from articles.visibility import visible_to

from .translations.drafts import publish_latest

MOST_AT_ONCE = 200
# The action that undoes an action on the same objects, and what its button says.
WAYS_BACK = {
    "publish": ("unpublish", gettext_lazy("Gỡ lại các trang vừa đăng")),
    "unpublish": ("publish", gettext_lazy("Đăng lại các trang vừa gỡ")),
    "move": ("move", gettext_lazy("Chuyển đi nơi khác")),
    "add_to_collection": ("add_to_collection", gettext_lazy("Chuyển sang bộ sưu tập khác")),
    "set_active_state": ("set_active_state", gettext_lazy("Đổi lại trạng thái")),
}


def on_listed_objects(request, app_label, model_name, action):
    """Answer a bulk action; "all" of a list first becomes the objects that the list shows."""
    if bulk_action_registry.get_bulk_action_class(app_label, model_name, action) is None:
        raise Http404
    model = apps.get_model(app_label, model_name)
    keys = request.GET.getlist("id")
    if "all" in keys:
        return _with_listed_objects(request, model)
    if not keys:
        # Where Wagtail leads after an action that came from no list.
        return redirect(_back_to_list(request))
    if not all(map(is_key, keys)):
        raise Http404
    if len(keys) > MOST_AT_ONCE:
        return _too_many(request, len(keys))
    return index(request, app_label, model_name, action)


def _with_listed_objects(request, model):
    """Lead to the action's question about what the list at `next` shows now.

    Nothing is done yet, also when the address was posted: what is asked about is what is done.
    """
    rows = _rows_of_list(request)
    shown = list(rows[: MOST_AT_ONCE + 1])
    if not all(isinstance(row, model) for row in shown):
        raise Http404
    if len(shown) > MOST_AT_ONCE:
        return _too_many(request, rows.count())
    if not shown:
        messages.warning(request, _("Danh sách này không có mục nào."))
        return redirect(_back_to_list(request))
    chosen = [("id", row.pk) for row in shown]
    return redirect(f"{request.path}?{urlencode([*chosen, ('next', _back_to_list(request))])}")


def _rows_of_list(request):
    """Return all rows (a queryset or results of a search) of the list at the address `next`.

    Raises Http404 where no list of the admin answers there.
    """
    address = urlsplit(get_valid_next_url_from_request(request))
    try:
        match = resolve(address.path)
    except Resolver404 as error:
        raise Http404 from error
    if not address.path.startswith(reverse("wagtailadmin_home")):
        raise Http404
    asked = copy(request)
    asked.method, asked.GET, asked.POST = "GET", QueryDict(address.query), QueryDict()
    asked.path = asked.path_info = address.path
    asked.resolver_match = match
    answer = match.func(asked, *match.args, **match.kwargs)
    try:
        return answer.context_data["paginator"].object_list
    except (AttributeError, KeyError, TypeError) as error:
        raise Http404 from error


def _back_to_list(request):
    return get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")


def _too_many(request, number):
    messages.error(
        request,
        _(
            "Danh sách có %(number)s mục; mỗi lần chỉ làm được với %(most)s mục. Hãy thu hẹp danh "
            "sách bằng bộ lọc hoặc ô tìm kiếm, rồi chọn lại."
        )
        % {"number": number_format(number, force_grouping=True), "most": MOST_AT_ONCE},
    )
    return redirect(_back_to_list(request))


def offer_way_back(request, action_type, objects, action):
    """Say beside what was done how it is undone (`after_bulk_action`)."""
    if action_type == "delete" and action.model is Page:
        address, label = reverse("article_bin"), _("Mở thùng rác")
        objects = [page for page in objects if page.specific_class is ArticlePage]
    elif action_type in WAYS_BACK:
        undoing, label = WAYS_BACK[action_type]
        meta = action.model._meta
        names = [meta.app_label, meta.model_name, undoing]
        objects = _changed(objects, action_type, action)
        chosen = [("id", each.pk) for each in objects]
        query = urlencode([*chosen, ("next", action.next_url)])
        address = f"{reverse('wagtail_bulk_action', args=names)}?{query}"
    else:
        return
    if objects:
        messages.info(request, _("Nếu làm nhầm:"), buttons=[messages.button(address, label)])


def _changed(objects, action_type, action):
    """Return what is to be put back: as the `objects` stood before, and what went with them."""
    if action_type == "publish":
        # What readers saw already is not taken from them.
        return [page for page in objects if not page.live]
    if action_type == "unpublish":
        return list(action.going.values())[:MOST_AT_ONCE]
    return objects


class DeleteSnippetsBulkAction(DeleteBulkAction):
    """Deletes what each list lets a person delete, where Wagtail asks for the model's right alone.

    The rows of an append-only book are deleted by nobody.
    """

    def check_perm(self, snippet):
        policy = snippet.snippet_viewset.permission_policy
        return policy.user_has_permission_for_instance(self.request.user, "delete", snippet)


class PublishDraftsBulkAction(PublishBulkAction):
    """Publishes the newest versions; of translations, what is translated by now.

    With the pages inside, of which none waits in the bin.
    """

    @classmethod
    def execute_action(cls, objects, include_descendants=False, user=None, **kwargs):
        inside = [
            page
            for chosen in (objects if include_descendants else ())
            for page in visible_to(user, chosen.get_descendants().not_live())
            if page.permissions_for_user(user).can_publish()
        ]
        for page in [*objects, *inside]:
            publish_latest(page, user)
        return len(objects), len(inside)
