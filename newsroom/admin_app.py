from wagtail.admin.apps import WagtailAdminAppConfig


class NewsroomAdminConfig(WagtailAdminAppConfig):
    """Wagtail's admin, whose letters about reviews give way to ours (`newsroom.notifications`).

    Wagtail writes only when the last step of a workflow is approved; ours also when the board
    publishes directly or the schedule does. Those of a step go to all who may act at it, the
    board at every step too, and to superusers twice; ours to whose turn it is.
    """

    def ready(self):
        super().ready()
        from wagtail.models import TaskState, WorkflowState
        from wagtail.signals import (
            task_submitted,
            workflow_approved,
            workflow_rejected,
            workflow_submitted,
        )

        task_submitted.disconnect(
            sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
        )
        workflow_submitted.disconnect(
            sender=WorkflowState, dispatch_uid="workflow_state_submitted_email_notification"
        )

        workflow_rejected.disconnect(
            sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification"
        )
        workflow_approved.disconnect(
            sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification"
        )
