"""The roles of the newsroom as Wagtail groups, and an article's way to the public.

Contributors write in every section, translators in every other language than the first. The
editors of each section are a group with a task and a workflow of their own: one task for all
sections would open every article at its step to all editors. The board approves last, everywhere.
"""

from itertools import product

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from articles.models import ReviewTask, SectionPage
from articles.slugs import HOME_DEPTH, first_free

CONTRIBUTORS = "Cộng tác viên"
EDITORS = "Biên tập viên"
BOARD = "Ban biên tập"
TRANSLATORS = "Người dịch"
WORKFLOW = "Duyệt bài"
BOARD_TASK = "Ban biên tập duyệt"

# Below the home page for the board, below those of other languages for translators, below their
# sections for the others.
PAGE_PERMISSIONS = {
    CONTRIBUTORS: ["add_page"],
    # What they change is narrowed to translations (`access.is_translator`).
    TRANSLATORS: ["change_page"],
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
# Translators find below the first home page what can be translated. Wagtail knows no right to look
# alone: this one gives the least, and what it gives is refused to translators.
LOOK = "unlock_page"
FILE_PERMISSIONS = {
    CONTRIBUTORS: ["add", "choose"],
    TRANSLATORS: [],
    EDITORS: ["add", "change", "choose"],
    BOARD: ["add", "change", "delete", "choose"],
}
SNIPPET_PERMISSIONS = {
    CONTRIBUTORS: [],
    TRANSLATORS: [],
    EDITORS: ["add", "change", "view"],
    BOARD: ["add", "change", "delete", "view"],
}
LONGEST_GROUP_NAME = Group._meta.get_field("name").max_length


@transaction.atomic
def create_roles(home):
    """Create the roles below `home` in every language, and the desk of every section.

    Safe to repeat. Wagtail's own sample groups and workflow go, unless somebody uses them.
    """
    _remove_samples()
    for role in (CONTRIBUTORS, TRANSLATORS, BOARD):
        group, _created = Group.objects.get_or_create(name=role)
        _give_role(group, role)
    for page in home.get_translations(inclusive=True):
        _give_pages(Group.objects.get(name=BOARD), BOARD, page)
        translators = Group.objects.get(name=TRANSLATORS)
        if page.locale == Locale.get_default():
            _give_rights(translators, [LOOK], page)
        else:
            _give_pages(translators, TRANSLATORS, page)
    for section in SectionPage.objects.order_by("path"):
        create_section_team(section)


def are_created():
    """Return whether the roles stand, so that a new section can be given to its editors."""
    return Group.objects.filter(name=BOARD).exists()


@transaction.atomic
def create_section_team(section):
    """Give `section`, in every language, its editors' group and workflow, or rename them.

    Safe to repeat. Returns the group.
    """
    sections = list(section.get_translations(inclusive=True).order_by("pk"))
    original = min(sections, key=lambda page: page.locale_id)
    name = _desk_name(original)
    group = _named_group(sections, f"{EDITORS}: {name}")
    _give_role(group, EDITORS)
    for page in sections:
        _give_pages(group, EDITORS, page)
        if page.depth == HOME_DEPTH + 1:
            _give_pages(Group.objects.get(name=CONTRIBUTORS), CONTRIBUTORS, page)
    workflow = _named_workflow(sections, name, _editors_of(original))
    for page in sections:
        WorkflowPage.objects.get_or_create(page_id=page.pk, defaults={"workflow": workflow})
    return group


def _desk_name(section):
    above = section.get_ancestors(inclusive=True).filter(depth__gt=HOME_DEPTH)
    return " / ".join(above.order_by("depth").values_list("title", flat=True))


def _desk_groups(sections):
    return Group.objects.filter(
        name__startswith=f"{EDITORS}: ",
        page_permissions__page__in=sections,
        page_permissions__permission__codename="change_page",
    ).distinct()


def _named_group(sections, name):
    group = _desk_groups(sections).first() or Group()
    others = Group.objects.exclude(pk=group.pk)
    group.name = first_free(
        name[: LONGEST_GROUP_NAME - 4], lambda taken: others.filter(name=taken).exists()
    )
    group.save()
    return group


def _editors_of(section):
    """Return the groups that edit `section`: its own, those of the sections above, the board."""
    above = section.get_ancestors(inclusive=True).filter(depth__gt=HOME_DEPTH)
    return [*_desk_groups(above), Group.objects.get(name=BOARD)]


def _named_workflow(sections, name, editors):
    """Return the workflow of `sections`; one that somebody put in its place stays."""
    used = WorkflowPage.objects.filter(page__in=sections).select_related("workflow").first()
    if used and not used.workflow.name.startswith(f"{WORKFLOW}: "):
        return used.workflow
    if used:
        workflow = used.workflow
        task = workflow.tasks.first().specific
    else:
        workflow, task = Workflow(), ReviewTask()
    workflow.name, task.name = f"{WORKFLOW}: {name}"[:255], f"{EDITORS}: {name}"[:255]
    workflow.save()
    task.save()
    task.groups.set(editors)
    for order, step in enumerate((task, _board_task())):
        WorkflowTask.objects.get_or_create(
            workflow=workflow, task=step, defaults={"sort_order": order}
        )
    return workflow


def _board_task():
    task, _created = ReviewTask.objects.get_or_create(name=BOARD_TASK)
    task.groups.add(Group.objects.get(name=BOARD))
    return task


def _remove_samples():
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    GroupApprovalTask.objects.filter(name="Moderators approval", groups=None).delete()


def _give_role(group, role):
    """Give `group` what `role` may do outside the page tree."""
    group.permissions.add(*_model_permissions(role))
    library = Collection.get_first_root_node()
    for permission in _file_permissions(role):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=library, permission=permission
        )


def _give_pages(group, role, page):
    _give_rights(group, PAGE_PERMISSIONS[role], page)


def _give_rights(group, codenames, page):
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=codenames
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _model_permissions(role):
    models = ("author", "department", "topic", "visitcounter")
    codenames = ["access_admin"]
    pairs = product(SNIPPET_PERMISSIONS[role], models)
    codenames += [f"{action}_{model}" for action, model in pairs]
    if role == BOARD:
        actions = SNIPPET_PERMISSIONS[BOARD]
        codenames += [f"{action}_royalty{of}" for action in actions for of in ("rate", "sheet")]
        codenames += ["view_contactmessage", "delete_contactmessage"]
    if role != CONTRIBUTORS:
        codenames.append("submit_translation")
    if role in (EDITORS, BOARD):
        # The reports of visits.
        codenames.append("view_day")
    return Permission.objects.filter(
        codename__in=codenames,
        content_type__app_label__in=[
            *("wagtailadmin", "articles", "analytics", "home", "wagtail_localize"),
        ],
    )


def _file_permissions(role):
    """Return the rights over photos and files: Wagtail checks those of its own base models."""
    codenames = [
        f"{action}_{model}" for action in FILE_PERMISSIONS[role] for model in ("image", "document")
    ]
    return Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=codenames
    )
