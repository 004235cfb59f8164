"""Every address of the admin, with what belongs to one article in the places of its arguments."""

import re

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    Locale,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from articles.models import Author, SectionPage
from home.models import ContactMessage
from tests.languages import texts_of

# They change what they are asked for, or end the session.
LEFT_OUT = ("logout", "/lock/", "/unlock/", "failwhale", "styleguide")
MODELS_OF_ARGUMENTS = {
    "collection_id": Collection,
    "doc_id": get_document_model(),
    "document_id": get_document_model(),
    "section_id": SectionPage,
    "uploaded_file_id": UploadedFile,
    "uploaded_image_id": UploadedFile,
    "image_id": get_image_model(),
    "overridable_segment_id": OverridableSegment,
    "redirect_id": Redirect,
    "string_segment_id": StringSegment,
    "task_id": Task,
    "task_state_id": TaskState,
    "translation_id": Translation,
    "translation_source_id": TranslationSource,
    "user_id": User,
    "workflow_pk": Workflow,
    "workflow_state_id": WorkflowState,
}
MODELS_OF_FOLDERS = {
    "articles/bylines": Author,
    "collections": Collection,
    "documents": get_document_model(),
    "groups": Group,
    "images": get_image_model(),
    "letters": ContactMessage,
    "locales": Locale,
    "sites": Site,
    "users": User,
    "workflows": Workflow,
    "workflows/tasks": Task,
}
# What only programs read; what nothing leads to; pages of the site as its readers will see them.
NOT_FOR_PEOPLE = (
    *("/admin/api/", "/jsi18n/", "/sprite/", "/tag-autocomplete/", "/strings/", "/overrides/"),
    *("/localize/api/", "/admin/session/"),
    *("/choose/analytics/ledgerentry/", "/choose/articles/royaltyrate/", "/create/"),
    *("/select_format/", "/unschedule/"),
    *("/preview/", "/view/", "/view_draft/"),
    # A book in Vietnamese that also quotes the English of Word.
    "/admin/guide/",
)
# Answers to what no button of the admin asks for.
FOR_PROGRAMMERS = (400, 405)
DATES = {"year": 2026, "month": 9}


def addresses_about(article):
    """Yield the addresses about `article`: handed in, with a photo, a topic and one byline."""
    for pattern in patterns(get_resolver()):
        address = filled(pattern, article)
        if not address.startswith("/admin/") or any(part in address for part in LEFT_OUT):
            continue
        yield f"{address}?id={article.pk}&child_of={article.get_parent().pk}"
        if any(part in address for part in ("search", "choose", "result", "bulk", "usage")):
            yield f"{address}?q=Chuyện"


def texts_for_people(address, answer):
    """Yield the texts of the answer from `address` that a person comes to see or hear."""
    for_programs = any(part in address for part in NOT_FOR_PEOPLE)
    if not for_programs and answer.status_code not in FOR_PROGRAMMERS:
        yield from texts_of(answer)


def patterns(resolver, prefix=""):
    """Yield every address pattern of the site as text."""
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path


def filled(pattern, article):
    """Return the address with what belongs to `article` in the places of its arguments."""

    def value(match):
        name = match[1]
        return str(words.get(name) or pk_of(model_of(name, pattern)) or article.pk)

    words = {
        "app_label": "wagtailcore",
        "model_name": "page",
        "action": "unpublish",
        "action_name": "approve",
        "content_type_app_name": "articles",
        "content_type_model_name": "articlepage",
        "revision_id": article.latest_revision_id,
        "revision_id_a": article.latest_revision_id,
        "revision_id_b": "latest",
        "filename": "x",
        "filter_spec": "max-165x165",
        **DATES,
    }
    if "snippet" in pattern:
        words.update(app_label="articles", model_name="author")
    text = re.sub(r"<(?:\w+:)?(\w+)>", value, pattern)
    text = re.sub(r"\(\?P<(\w+)>[^)]*\)", value, text)
    # The one address without names: page, and the two versions to compare.
    text = text.replace(r"(\d+)", str(article.pk)).replace(r"(live|earliest|\d+)", "earliest")
    text = text.replace(r"(live|latest|\d+)", "latest").replace("\\.", ".")
    return "/" + text.replace("^", "").replace("$", "").replace("\\Z", "")


def model_of(argument, pattern):
    """Return the model that an argument of an address names by its key, or None: a page."""
    if argument in MODELS_OF_ARGUMENTS:
        return MODELS_OF_ARGUMENTS[argument]
    if argument not in ("pk", "object_id"):
        return None
    snippet = re.search(r"snippets/(?:choose/)?([a-z]+)/([a-z]+)/", pattern)
    if snippet:
        return apps.get_model(*snippet.groups())
    folder = pattern.removeprefix("admin/").removeprefix("api/main/^").split("/")
    return MODELS_OF_FOLDERS.get("/".join(folder[:2])) or MODELS_OF_FOLDERS.get(folder[0])


def pk_of(model):
    """Return the key of the newest object of `model`; nothing if there is none."""
    newest = model and model.objects.order_by("-pk").values_list("pk", flat=True)
    return newest.first() if newest else None
