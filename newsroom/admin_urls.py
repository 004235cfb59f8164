from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import editing_session, editing_views
from .bulk_actions import on_listed_objects
from .page_listings import VisiblePagesSearchView
from .reports import wagtail_reports
from .tag_suggestions import suggest
from .trash import delete_page
from .unpublishing import TakeDownView

STEP = "<int:page_id>/<slug:action_name>/<int:task_state_id>/"

# At Wagtail's own addresses, which its names still lead to.
urlpatterns = [
    path(address, view)
    for address, view in (
        ("pages/search/", VisiblePagesSearchView.as_view()),
        ("pages/search/results/", VisiblePagesSearchView.as_view(results_only=True)),
        ("pages/<int:page_id>/delete/", delete_page),
        ("pages/<int:page_id>/unpublish/", TakeDownView.as_view()),
        ("tag-autocomplete/", suggest),
        ("tag-autocomplete/<slug:app_name>/<slug:model_name>/", suggest),
        ("bulk/<str:app_label>/<str:model_name>/<str:action>/", on_listed_objects),
        ("pages/<int:page_id>/edit/", editing_views.CheckedEditView.as_view()),
        (
            "pages/<int:page_id>/revisions/<int:revision_id>/revert/",
            editing_views.CheckedRevertView.as_view(),
        ),
        (
            "pages/<int:page_id>/revisions/<int:revision_id>/unschedule/",
            editing_views.UnscheduleWithTranslations.as_view(),
        ),
        (
            "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/"
            "<int:parent_page_id>/preview/",
            editing_views.PagePreviewOnCreate.as_view(),
        ),
        (f"pages/workflow/action/{STEP}", editing_views.OwnWorkflowAction.as_view()),
        (
            f"pages/workflow/collect_action_data/{STEP}",
            editing_views.OwnCollectWorkflowActionData.as_view(),
        ),
    )
]
urlpatterns += wagtail_reports.get_urlpatterns()
decorate_urlpatterns(urlpatterns, require_admin_access)

# Answers also who is not signed in any more.
urlpatterns += [path("session/", editing_session.session, name="editing_session")]
