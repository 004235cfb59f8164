"""Panels of the article form."""

from django.utils.functional import cached_property
from wagtail.admin.panels import InlinePanel, Panel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.models import WorkflowState

from . import publication_checks
from .row_forms import RowForm


def length_hint(letters, text):
    """Return the attributes of a panel whose field counts its letters against `letters`.

    `text` says what the number means. The script is `static/js/lengths.js`.
    """
    return {"data-length": letters, "data-length-text": text}


class RowsPanel(InlinePanel):
    """Rows that are stored once something stands in them (`RowForm`)."""

    def get_form_options(self):
        options = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields")
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            self.db_field.related_model, form_class=RowForm, defer_required_on_fields=deferred
        )
        return options


class ReturnedPanel(Panel):
    """Why the article was returned, until it is handed in again."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/admin/returned_panel.html"

        def is_shown(self):
            return super().is_shown() and self.returned is not None

        @cached_property
        def returned(self):
            """The step of the review at which the article was returned, or None."""
            if self.instance.pk is None:
                return None
            last = self.instance.workflow_states.order_by("-created_at").first()
            is_returned = last and last.status == WorkflowState.STATUS_NEEDS_CHANGES
            return last.current_task_state if is_returned else None

        def get_context_data(self, parent_context=None):
            return {**super().get_context_data(parent_context), "returned": self.returned}


class ProblemsPanel(Panel):
    """What keeps the article from going public, as it was last stored."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/admin/problems_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            article = self.instance
            stored = article.pk is not None
            return {
                **context,
                "article": article,
                "stored": stored,
                "problems": publication_checks.blocking_findings(article) if stored else [],
            }
