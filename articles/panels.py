"""Panels of the article form."""

from wagtail.admin.panels import Panel

from . import publishing


def length_hint(letters, text):
    """Return the attributes of a panel whose field counts its letters against `letters`.

    `text` says what the number means. The script is `static/js/lengths.js`.
    """
    return {"data-length": letters, "data-length-text": text}


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
                "problems": publishing.open_problems(article) if stored else [],
            }
