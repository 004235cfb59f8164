"""Wagtail's views of pages that the newsroom builds on: Wagtail 8 has renamed them."""

from wagtail.admin.views.pages import delete, preview, revisions, unpublish, workflow


def _renamed(module, name):
    """Return the view `name` of Wagtail 7, which Wagtail 8 calls `name`View."""
    return getattr(module, name, None) or getattr(module, f"{name}View")


Unpublish = _renamed(unpublish, "Unpublish")
PreviewOnCreate = _renamed(preview, "PreviewOnCreate")
RevisionsUnschedule = _renamed(revisions, "RevisionsUnschedule")
WorkflowAction = _renamed(workflow, "WorkflowAction")
CollectWorkflowActionData = _renamed(workflow, "CollectWorkflowActionData")
# A function in Wagtail 7, a class in Wagtail 8.
delete_page = getattr(delete, "delete", None) or delete.DeleteView.as_view()
