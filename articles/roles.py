"""The three roles of the newsroom as Wagtail groups, and an article's way to the public."""

from itertools import product

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

CONTRIBUTORS = "Cộng tác viên"
EDITORS = "Biên tập viên"
BOARD = "Ban biên tập"

PAGE_PERMISSIONS = {
    CONTRIBUTORS: ["add_page"],
    EDITORS: ["add_page", "change_page"],
    BOARD: [
        "add_page",
        "change_page",
        "publish_page",
        "bulk_delete_page",
        "lock_page",
        "unlock_page",
    ],
}
FILE_PERMISSIONS = {
    CONTRIBUTORS: ["add", "choose"],
    EDITORS: ["add", "change", "choose"],
    BOARD: ["add", "change", "delete", "choose"],
}
SNIPPET_PERMISSIONS = {
    CONTRIBUTORS: [],
    EDITORS: ["add", "change", "view"],
    BOARD: ["add", "change", "delete", "view"],
}
WORKFLOW = "Duyệt bài"


def create_roles(home):
    """Create the groups with their rights below `home` in every language, and the workflow.

    Safe to repeat. Wagtail's own sample groups and workflow go, unless somebody uses them.
    """
    _remove_samples()
    homes = home.get_translations(inclusive=True)
    for name in PAGE_PERMISSIONS:
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*_model_permissions(name))
        for page, codename in product(homes, PAGE_PERMISSIONS[name]):
            GroupPagePermission.objects.get_or_create(
                group=group, page=page, permission=_page_permission(codename)
            )
        for permission in _file_permissions(name):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=Collection.get_first_root_node(), permission=permission
            )
    _create_workflow(homes)


def _remove_samples():
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    GroupApprovalTask.objects.filter(name="Moderators approval", groups=None).delete()


def _model_permissions(role):
    codenames = ["access_admin"]
    for model in ("author", "department", "topic", "visitcounter"):
        codenames += [f"{action}_{model}" for action in SNIPPET_PERMISSIONS[role]]
    if role == BOARD:
        actions = SNIPPET_PERMISSIONS[BOARD]
        codenames += [f"{action}_royalty{of}" for action in actions for of in ("rate", "sheet")]
    if role != CONTRIBUTORS:
        # Translations, and the reports of visits.
        codenames += ["submit_translation", "view_day"]
    return Permission.objects.filter(
        codename__in=codenames,
        content_type__app_label__in=["wagtailadmin", "articles", "analytics", "wagtail_localize"],
    )


def _page_permission(codename):
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)


def _file_permissions(role):
    """Return the rights over photos and files: Wagtail checks those of its own base models."""
    codenames = [
        f"{action}_{model}" for action in FILE_PERMISSIONS[role] for model in ("image", "document")
    ]
    return Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=codenames
    )


def _create_workflow(homes):
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if created:
        for order, role in enumerate((EDITORS, BOARD)):
            task = GroupApprovalTask.objects.create(name=f"{role} duyệt")
            task.groups.add(*Group.objects.filter(name__in={role, BOARD}))
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    for page in homes:
        WorkflowPage.objects.get_or_create(page_id=page.pk, defaults={"workflow": workflow})
