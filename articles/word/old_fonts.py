"""Paragraphs typed for the fonts of before Unicode, in the HTML made of a Word file."""

import re

from bs4 import BeautifulSoup

from articles.vietnamese import legacy

BLOCKS = ["p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"]


def convert_old_fonts(soup: BeautifulSoup) -> tuple[str, int]:
    """Convert in `soup` what is in TCVN3 or VNI, each paragraph judged by itself.

    Returns the name of the encoding and how many words changed: ("", 0) for a modern text.
    """
    paragraphs = _paragraphs(soup)
    before = [re.sub(r"\s", " ", "".join(texts)) for texts in paragraphs]
    preview = legacy.preview("\n".join(before))
    if preview is None:
        return "", 0
    changed = 0
    for texts, old, new in zip(paragraphs, before, preview.text.split("\n"), strict=True):
        if old == new:
            continue
        changed += sum(one != other for one, other in zip(old.split(), new.split(), strict=True))
        for text in texts:
            text.replace_with(legacy.convert(text, preview.encoding))
    return preview.encoding.value, changed


def _paragraphs(soup):
    """Return the texts of `soup`, those of one paragraph together."""
    paragraphs = {}
    for text in soup.find_all(string=True):
        paragraphs.setdefault(id(text.find_parent(BLOCKS)), []).append(text)
    return list(paragraphs.values())
