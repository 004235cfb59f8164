"""The labels of lists as an `.rtf` file spells them out for those who cannot count.

LibreOffice 7.4 writes a list's own definition in Western letters ("?i?u %1." for "Điều %1.") and
believes it when it reads the file again; the right letters stand beside each paragraph, in a group
`\\listtext`.
"""

import re
from dataclasses import replace
from itertools import islice

GROUP = re.compile(rb"\{\\(?:\*\\)?listtext\b([^{}]*)\}")
# A letter of Unicode with the one that stands for it elsewhere, a byte, a control word.
TOKEN = re.compile(
    r"\\u(-?\d+) ?(?:\\'[0-9a-f]{2}|\?)?|\\'([0-9a-f]{2})|\\([a-z]+)-?\d* ?", re.IGNORECASE
)
MOST_LABELS = 20_000
LETTERS = {"tab": " ", "line": " ", "bullet": "•", "endash": "–", "emdash": "—"}


def labels_of(content):
    """Return the labels in the order of their paragraphs."""
    groups = islice(GROUP.finditer(content), MOST_LABELS)
    labels = [_decoded(group[1].decode("latin-1")) for group in groups]
    return [label for label in labels if label]


def _decoded(text):
    text = text.replace("\r", "").replace("\n", "")
    return " ".join(TOKEN.sub(_letter, text).split())


def _letter(token):
    code, byte, word = token.groups()
    if code is not None:
        # Written as a signed number of 16 bits.
        return chr(int(code) % 0x10000) if not 0xD800 <= int(code) % 0x10000 < 0xE000 else ""
    if byte is not None:
        return bytes.fromhex(byte).decode("cp1252", "replace")
    return LETTERS.get(word.lower(), "")


class SpelledLabels:
    """Mends labels with "?" for a letter by those that the file spelled out, in their order."""

    def __init__(self, labels, losses):
        self._labels = labels
        self._place = 0
        self._losses = losses

    def mended(self, label):
        if label is None or "?" not in label.text or not self._labels:
            return label
        letters = re.compile(re.escape(label.text).replace(r"\?", "."))
        for place in range(self._place, len(self._labels)):
            if letters.fullmatch(self._labels[place]):
                self._place = place + 1
                return replace(label, text=self._labels[place])
        self._losses.add("label", label.text)
        return label
