"""Whole articles as news readers take them: the text, without what needs a page around it."""

import re
from urllib.parse import urljoin

from django.conf import settings
from django.utils.html import format_html
from wagtail.rich_text import expand_db_html

from articles import body

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
    return lead + body.html(article.body)
