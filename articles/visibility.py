"""Who sees which article in the admin: a draft is its writer's and its editors' business.

Whoever may write in a section may, by Wagtail's rules, also look through it, with the titles of
everybody's drafts. This draws the line at what readers can see anyway.
"""

from functools import reduce
from operator import or_

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
    # As one condition on the key, which Wagtail's search understands too.
    return pages.exclude(pk__in=hidden_from(user))


def hidden_from(user):
    """Return the keys of the pages that `user` may not see, a queryset: never many of the whole."""
    binned = _articles().filter(binned_at__isnull=False).order_by().values("pk")
    if user.is_superuser:
        return binned
    theirs = page_permission_policy.instances_user_has_any_permission_for(user, DESK_ACTIONS)
    drafts = _not_public(Page.objects.filter(depth__gt=1))
    drafts = drafts.exclude(pk__in=_not_public(theirs).values("pk"))
    # An article being amended has a new title that is not public yet; a section's is no secret.
    places = Q(live=True) & ~Q(pk__in=_articles().values("pk"))
    return drafts.exclude(places).order_by().values("pk").union(binned, all=True)


def explorable_by(user, pages):
    """Return those of `pages` (a queryset of any type of pages) that `user` may look through.

    The same as Wagtail's `explorable_instances`, as a condition on the place of a row; by their
    keys the database would read the whole tree first.
    """
    if user.is_superuser:
        return pages
    places = page_permission_policy.instances_with_direct_explore_permission(user)
    paths = {place.path for place in places}
    below = reduce(or_, (Q(path__startswith=path) for path in _outermost(paths)), Q(pk__in=[]))
    return pages.filter(below | Q(path__in=_ways_to(paths)))


def _outermost(paths):
    return sorted(path for path in paths if paths.isdisjoint(_above(path)))


def _ways_to(paths):
    """Return the paths above any of `paths`; of those above all of them the nearest alone."""
    above = [set(_above(path)) for path in paths]
    common = set.intersection(*above) if above else set()
    return sorted(set().union(*above) - common | set(sorted(common)[-1:]))


def _above(path):
    """Return the paths of the pages above the one at `path`."""
    return [path[:end] for end in range(Page.steplen, len(path), Page.steplen)]


def _not_public(pages):
    """Keep what has no public title, or another than the public one.

    Written as a list, a truth is a value that databases look up in an index.
    """
    amended = Q(live__in=[True], has_unpublished_changes__in=[True])
    return pages.filter(Q(live__in=[False]) | amended)


def _articles():
    # By name: the forms of the models ask here.
    return apps.get_model("articles.ArticlePage").objects.all()
