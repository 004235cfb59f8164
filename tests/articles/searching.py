"""Reading a search page in tests."""

import re


def titles(page):
    """Return the titles of the results, without their marks."""
    found = re.findall(r'class="result">\s*<h2><a [^>]*>(.*?)</a>', page, re.S)
    return [re.sub(r"</?mark>", "", title).strip() for title in found]


def choices(page):
    """Return {name: count} of the facets shown."""
    links = re.findall(
        r"<li>\s*<a rel=\"nofollow\"[^>]*>\s*<span>(.*?)</span>\s*<span[^>]*>(.*?)</span>", page
    )
    return {re.sub("<.*", "", name): count for name, count in links}
