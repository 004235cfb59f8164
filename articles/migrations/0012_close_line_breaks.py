"""Line breaks that Word files brought in as `<br>`, which the editor of rich text cannot open."""

import json
import re

from django.db import migrations
from django.db.models import TextField
from django.db.models.functions import Cast

OPEN_BREAK = re.compile(r"<br\s*>", re.IGNORECASE)


def close(apps, schema_editor):
    _close_in_articles(apps.get_model("articles", "ArticlePage").objects)
    _close_in_revisions(apps.get_model("wagtailcore", "Revision").objects)


def _close_in_articles(articles):
    held = articles.annotate(text=Cast("body", TextField())).filter(text__icontains="<br")
    for pk, text in held.values_list("pk", "text").iterator():
        articles.filter(pk=pk).update(body=_closed(json.loads(text)))


def _close_in_revisions(revisions):
    held = revisions.annotate(text=Cast("content", TextField())).filter(text__icontains="<br")
    for revision in held.iterator():
        body = revision.content.get("body")
        if isinstance(body, str):
            content = revision.content | {"body": json.dumps(_closed(json.loads(body)))}
            revisions.filter(pk=revision.pk).update(content=content)


def _closed(body):
    """Return the blocks of a body with the line breaks in their rich text closed."""
    return [block | {"value": _closed_value(block)} for block in body]


def _closed_value(block):
    kind, value = block.get("type"), block.get("value")
    if kind == "paragraph" and isinstance(value, str):
        return OPEN_BREAK.sub("<br/>", value)
    if kind == "note" and isinstance(value, dict):
        return value | {"text": OPEN_BREAK.sub("<br/>", value.get("text") or "")}
    return value


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_follow_dates_of_originals"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
