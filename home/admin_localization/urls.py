from django.shortcuts import redirect
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from newsroom.translations.views import SubmitPageView, SubmitSnippetView, UpdateView, upload_pofile

from .views import (
    RedirectListView,
    TranslationReport,
    document_chooser,
    image_chooser,
    locales,
    sites,
)

# wagtail-localize has lists and forms for a language that Wagtail itself leaves out: a language
# has no history, is used everywhere, and cannot be copied.
NOTHING_OF_LANGUAGES = (
    "locales/results/",
    "locales/history/<int:pk>/",
    "locales/history-results/<int:pk>/",
    "locales/usage/<int:pk>/",
    "locales/copy/<int:pk>/",
)


def to_the_languages(request, pk=None):
    """Lead to the list of the languages."""
    return redirect("wagtaillocales:index")


# At the packages' own addresses, which their names still lead to.
urlpatterns = [
    path(address, view)
    for address, view in (
        ("redirects/", RedirectListView.as_view()),
        ("redirects/results/", RedirectListView.as_view(results_only=True)),
        ("localize/submit/page/<int:page_id>/", SubmitPageView.as_view()),
        (
            "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            SubmitSnippetView.as_view(),
        ),
        ("localize/update/<int:translation_source_id>/", UpdateView.as_view()),
        ("localize/translate/<int:translation_id>/pofile/upload/", upload_pofile),
        ("localize/reports/translations/", TranslationReport.as_view()),
        ("localize/reports/translations/results/", TranslationReport.as_view(results_only=True)),
        ("documents/chooser/", document_chooser.choose_view),
        ("images/chooser/", image_chooser.choose_view),
        ("locales/new/", locales.add_view),
        *((address, to_the_languages) for address in NOTHING_OF_LANGUAGES),
        ("sites/", sites.index_view),
        ("sites/results/", sites.index_results_view),
    )
]
decorate_urlpatterns(urlpatterns, require_admin_access)
