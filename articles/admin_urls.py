from django.urls import path
from wagtail.admin.auth import require_admin_access

from . import office_reports
from .admin_views import VisiblePagesSearchView
from .bin import delete_page
from .bulk_actions import on_listed_objects
from .tag_suggestions import suggest
from .taking_down import TakeDownView

# At Wagtail's own addresses, which its names still lead to.
urlpatterns = [
    path(address, require_admin_access(view))
    for address, view in (
        ("pages/search/", VisiblePagesSearchView.as_view()),
        ("pages/search/results/", VisiblePagesSearchView.as_view(results_only=True)),
        ("pages/<int:page_id>/delete/", delete_page),
        ("pages/<int:page_id>/unpublish/", TakeDownView.as_view()),
        ("tag-autocomplete/", suggest),
        ("tag-autocomplete/<slug:app_name>/<slug:model_name>/", suggest),
        ("bulk/<str:app_label>/<str:model_name>/<str:action>/", on_listed_objects),
    )
]
urlpatterns += office_reports.addresses()
