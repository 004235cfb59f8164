#!/usr/bin/env bash
# Library:   draftjs_exporter 5.2.0, which Wagtail stores rich text with
# Behaviour: In a list in a list, an item that follows a deeper or equally deep item of another kind
#            (bullets after numbers) is left out of the HTML, without a word or an error.
# Expected:  Every item of the content state stands in the HTML.
# Seen:      <ol><li>one<ol><li>a</li></ol></li></ol>
#            "b", a bulleted item below "one", is gone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "draftjs_exporter==5.2.0"
cat > "$folder/try.py" <<'PYTHON'
from draftjs_exporter.constants import BLOCK_TYPES
from draftjs_exporter.html import HTML

NUMBERED, BULLETED = BLOCK_TYPES.ORDERED_LIST_ITEM, BLOCK_TYPES.UNORDERED_LIST_ITEM
exporter = HTML(
    {
        "engine": "draftjs_exporter.engines.string.DOMString",
        "block_map": {
            NUMBERED: {"element": "li", "wrapper": "ol"},
            BULLETED: {"element": "li", "wrapper": "ul"},
        },
    }
)
items = [(NUMBERED, 0, "one"), (NUMBERED, 1, "a"), (BULLETED, 1, "b")]
blocks = [
    {
        "key": text,
        "type": kind,
        "depth": depth,
        "text": text,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    for kind, depth, text in items
]
seen = exporter.render({"entityMap": {}, "blocks": blocks})
print(seen)
assert seen == "<ol><li>one<ol><li>a</li></ol></li></ol>", "this has changed"
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
