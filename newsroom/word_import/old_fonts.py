"""Paragraphs typed for the fonts of before Unicode."""

import re

from articles.vietnamese import legacy_fonts

from .document import paragraphs_in


def convert_old_fonts(blocks):
    """Convert in `blocks` what is in TCVN3 or VNI, each paragraph judged by itself.

    Returns the name of the encoding and how many words changed: ("", 0) for a modern text.
    """
    paragraphs = [paragraph.spans for paragraph in paragraphs_in(blocks)]
    before = [re.sub(r"\s", " ", "".join(span.text for span in spans)) for spans in paragraphs]
    preview = legacy_fonts.preview("\n".join(before))
    if preview is None:
        return "", 0
    changed = 0
    for spans, old, new in zip(paragraphs, before, preview.text.split("\n"), strict=True):
        if old == new:
            continue
        changed += sum(one != other for one, other in zip(old.split(), new.split(), strict=True))
        for span in spans:
            span.text = legacy_fonts.convert(span.text, preview.encoding)
    return preview.encoding.value, changed
