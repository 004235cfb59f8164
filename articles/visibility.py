"""Who sees which article in the admin: a draft is its writer's and its editors' business.

Whoever may write in a section may, by Wagtail's rules, also look through it, with the titles of
everybody's drafts. This draws the line at what readers can see anyway.
"""

from django.apps import apps
from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

# What a page's rights let a person do with the work of others.
DESK_ACTIONS = {"change", "publish", "lock", "bulk_delete"}


def visible_to(user, pages):
    """Return those of `pages` (a queryset of pages) whose titles `user` may see in the admin.

    What waits in the bin is shown by the bin alone.
    """
    articles = _articles()
    pages = pages.exclude(pk__in=articles.filter(binned_at__isnull=False).values("pk"))
    if user.is_superuser:
        return pages
    theirs = page_permission_policy.instances_user_has_any_permission_for(user, DESK_ACTIONS)
    public = Q(live=True, has_unpublished_changes=False)
    # An article being amended has a new title that is not public yet; a section's is no secret.
    places = Q(live=True) & ~Q(pk__in=articles.values("pk"))
    visible = Page.objects.filter(Q(pk__in=theirs.values("pk")) | public | places | Q(depth=1))
    # As one condition on the key, which Wagtail's search understands too.
    return pages.filter(pk__in=visible.values("pk"))


def _articles():
    # By name: the forms of the models ask here.
    return apps.get_model("articles.ArticlePage").objects.all()
