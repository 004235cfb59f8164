"""What could take the place of the newsroom's own bulk actions without a word."""

from django.core.checks import Error, register
from wagtail.admin.views.bulk_action.registry import bulk_action_registry

# Wagtail's delete for good, unpublish without a reason, publish past the checks, move drafts.
OURS = {
    "wagtailcore.page": ("delete", "unpublish", "publish", "move"),
    "articles.author": ("delete",),
}


@register()
def our_bulk_actions_answer(app_configs, **kwargs):
    """Return an `Error` for each bulk action that a class outside the newsroom answers."""
    return [
        Error(f"The bulk action {action} on {model} is answered by {answering}.", id="ldld.E003")
        for model, actions in OURS.items()
        for action in actions
        if not (answering := _answering(model, action)).startswith("newsroom.")
    ]


def _answering(model, action):
    found = bulk_action_registry.get_bulk_action_class(*model.split("."), action)
    return f"{found.__module__}.{found.__qualname__}" if found else "nobody"
