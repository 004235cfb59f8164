from wagtail.admin.apps import WagtailAdminAppConfig


class NewsroomAdminConfig(WagtailAdminAppConfig):
    """Wagtail's admin, whose letters about returned and approved articles give way to ours.

    Wagtail writes only when the last step of a workflow is approved; `articles.notices` also
    when the board publishes directly or the schedule does.
    """

    def ready(self):
        super().ready()
        from wagtail.models import WorkflowState
        from wagtail.signals import workflow_approved, workflow_rejected

        workflow_rejected.disconnect(
            sender=WorkflowState, dispatch_uid="workflow_state_rejected_email_notification"
        )
        workflow_approved.disconnect(
            sender=WorkflowState, dispatch_uid="workflow_state_approved_email_notification"
        )
