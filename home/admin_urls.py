from django.urls import path
from wagtail.admin.auth import require_admin_access

from .admin_views import (
    RedirectListView,
    TranslationReport,
    document_chooser,
    image_chooser,
    locales,
    sites,
)
from .users import AccountView

# At the packages' own addresses, which their names still lead to.
urlpatterns = [
    path(address, require_admin_access(view))
    for address, view in (
        ("account/", AccountView.as_view()),
        ("redirects/", RedirectListView.as_view()),
        ("redirects/results/", RedirectListView.as_view(results_only=True)),
        ("localize/reports/translations/", TranslationReport.as_view()),
        ("localize/reports/translations/results/", TranslationReport.as_view(results_only=True)),
        ("documents/chooser/", document_chooser.choose_view),
        ("images/chooser/", image_chooser.choose_view),
        ("locales/new/", locales.add_view),
        ("sites/", sites.index_view),
        ("sites/results/", sites.index_results_view),
    )
]
