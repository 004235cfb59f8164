"""What the editor of texts sends: stored with every letter, and the same however often.

Draft.js's "content state" is a list of blocks; Wagtail's converter makes HTML of it and back. What
draftjs_exporter makes of lists in lists is not whole: an item that follows a deeper one of another
kind is left out, and a numbered list begins anew after bullets below one of its items. Draft.js
counts in UTF-16, where an emoji is two, and both converters in letters.
"""

import json
import re
from bisect import bisect_left
from itertools import accumulate, groupby

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

LISTS = {"ordered-list-item": "ol", "unordered-list-item": "ul"}
# Blanks that HTML does not tell from one.
UNSETTLED_BLANKS = re.compile(r"^\s|\s$|[^\S\n]{2,}|[^\S\n ]|\s\n|\n\s")


class SettledConverter(ContentstateConverter):
    """Wagtail's, whose HTML is the same after any number of ways there and back."""

    def to_database_format(self, contentstate_json):
        """Return the HTML of `contentstate_json`, without empty paragraphs and blanks at ends."""
        state = json.loads(contentstate_json)
        if not state:  # `null`, from an editor in which nothing was written
            return ""
        blocks = settled(state["blocks"])
        _count(blocks, _in_letters)
        html = self._html(blocks, state["entityMap"])
        if any(UNSETTLED_BLANKS.search(block["text"]) for block in blocks):
            state = json.loads(super().from_database_format(html))
            html = self._html(settled(state["blocks"]), state["entityMap"])
        return html

    def from_database_format(self, html):
        """Return the content state of stored `html` as JSON."""
        state = json.loads(super().from_database_format(html))
        _count(state["blocks"], _in_utf16)
        return json.dumps(state, ensure_ascii=False)

    def _html(self, blocks, entities):
        parts = groupby(blocks, key=lambda block: block["type"] in LISTS)
        make = {True: self._lists, False: self._exported}
        return "".join(make[is_list](list(part), entities) for is_list, part in parts)

    def _exported(self, blocks, entities):
        return super().to_database_format(json.dumps({"blocks": blocks, "entityMap": entities}))

    def _lists(self, items, entities):
        """Return `items`, of which the first is of the highest level, as lists in one another."""
        html = []
        for kind, group in groupby(_with_their_own(items), key=lambda pair: pair[0]["type"]):
            inside = "".join(self._item(item, below, entities) for item, below in group)
            html.append(f"<{LISTS[kind]}>{inside}</{LISTS[kind]}>")
        return "".join(html)

    def _item(self, item, below, entities):
        alone = self._exported([{**item, "depth": 0}], entities)
        text, end = alone[len("<ol>") : -len("</li></ol>")], "</li>"
        return text + (self._lists(below, entities) if below else "") + end


def _with_their_own(items):
    """Yield (item, the items below it) for each item that is as high as the first."""
    starts = [at for at, item in enumerate(items) if item["depth"] == items[0]["depth"]]
    for start, end in zip(starts, [*starts[1:], len(items)], strict=True):
        yield items[start], items[start + 1 : end]


def settled(blocks):
    """Return the content state's `blocks` without empty ones, no level of a list jumped over."""
    kept = [block for block in blocks if block["text"].strip() or block["entityRanges"]]
    # A text with nothing in it is still a text: it is not for its form to refuse it.
    kept = kept or blocks[:1]
    deepest = -1
    for block in kept:
        block["depth"] = min(block["depth"], deepest + 1) if block["type"] in LISTS else 0
        deepest = block["depth"] if block["type"] in LISTS else -1
    return kept


def _count(blocks, place):
    """Give every range of `blocks` the offset and length that `place(text)` counts."""
    for block in blocks:
        if block["text"].isascii() or max(block["text"]) <= "\uffff":
            continue
        new = place(block["text"])
        for span in (*block["inlineStyleRanges"], *block["entityRanges"]):
            start, end = new[span["offset"]], new[span["offset"] + span["length"]]
            span["offset"], span["length"] = start, end - start


def _in_utf16(text):
    """Return for each place in `text`, counted in letters, its place in UTF-16."""
    return [0, *accumulate(2 if letter > "\uffff" else 1 for letter in text)]


def _in_letters(text):
    """Return for each place in `text`, counted in UTF-16, its place in letters."""
    widths = _in_utf16(text)
    return [bisect_left(widths, place) for place in range(widths[-1] + 1)]
