"""Whole articles as news readers take them: the text, without what needs a page around it."""

import re
from urllib.parse import urljoin

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from wagtail.rich_text import expand_db_html

# Stands between the texts of several articles, whose links are looked up together.
BREAK = "<!-- bài khác -->"
LINK = re.compile(r'(?<= href=")/[^"]*')


def whole_texts(articles):
    """Return the texts of `articles` as HTML: paragraphs, headings, quotations, tables, notes.

    Links inside the site are found for all articles in one statement for each kind of link.
    """
    if not articles:
        return []
    joined = expand_db_html(BREAK.join(_text(article) for article in articles))
    return LINK.sub(lambda path: urljoin(settings.BASE_URL, path[0]), joined).split(BREAK)


def _text(article):
    lead = format_html("<p><strong>{}</strong></p>", article.lead)
    return lead + "".join(_block(block) for block in article.body.raw_data)


def _block(block):
    write = WRITERS.get(block["type"])
    return write(block["value"]) if write and block["value"] else ""


def _table(value):
    rows = ((_cells(row),) for row in value.get("data") or [])
    return format_html("<table>{}</table>", format_html_join("", "<tr>{}</tr>", rows))


def _cells(row):
    return format_html_join("", "<td>{}</td>", ((cell or "",) for cell in row))


def _quotation(value):
    attribution = value.get("attribution") or ""
    return format_html("<blockquote><p>{}</p>{}</blockquote>", value["text"], attribution)


def _note(value):
    title = value.get("title")
    return (format_html("<p><strong>{}</strong></p>", title) if title else "") + value["text"]


# The rich texts are what Wagtail has cleaned when they were saved.
WRITERS = {
    "paragraph": mark_safe,
    "heading": lambda value: format_html("<h2>{}</h2>", value),
    "subheading": lambda value: format_html("<h3>{}</h3>", value),
    "quotation": _quotation,
    "table": _table,
    "note": _note,
}
