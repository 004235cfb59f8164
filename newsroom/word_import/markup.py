"""The XML of a Word file as trees with short names: `w.p`, `a.blip`, `w.val`.

Word writes each name in one of two dialects (transitional and strict); both get the same short
name. Of alternatives (`mc:AlternateContent`) the tree holds the one that Word shows.
"""

from defusedxml.ElementTree import iterparse

from .refusals import Refused

# Words of 2006 and of ISO's strict dialect; what comes later has one name.
SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rels",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "http://purl.oclc.org/ooxml/drawingml/picture": "pic",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://purl.oclc.org/ooxml/drawingml/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://purl.oclc.org/ooxml/drawingml/diagram": "dgm",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup": "wpg",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
# Extensions that this reader knows, as files name them in `Requires`.
KNOWN_EXTENSIONS = {"wps", "wpg", "wpc", "w14", "w15", "wp14", "a14", "v", "m", "w"}
DEEPEST = 120


class Budget:
    """How many elements may still be read of one file."""

    def __init__(self, elements):
        self.left = elements

    def spend(self):
        self.left -= 1
        if self.left < 0:
            raise Refused("unpacks_too_large")


def tree(source, budget):
    """Return the root of the XML in the binary file `source`.

    Raises `Refused` for more elements than `budget` has, or deeper ones than any Word file.
    """
    root, depth = None, 0
    for event, element in iterparse(source, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        budget.spend()
        depth += 1
        if depth > DEEPEST:
            raise Refused("damaged")
        root = element if root is None else root
    for element in root.iter():
        element.tag = _short(element.tag)
        element.attrib = {_short(name): value for name, value in element.attrib.items()}
    _choose_alternatives(root)
    return root


def number(text, default=0):
    """Return the whole number that an attribute holds, `default` where it holds none."""
    try:
        return int(text)
    except (TypeError, ValueError):
        return default


def is_on(element):
    """Return what a switch says: True, False, or None where there is none."""
    if element is None:
        return None
    return element.get("w.val") not in ("0", "false", "off", "none")


def value(element, path):
    """Return the value (`w:val`) of the element at `path`, or None."""
    found = None if element is None else element.find(path)
    return None if found is None else found.get("w.val")


def _short(name):
    if not isinstance(name, str) or not name.startswith("{"):
        return name
    space, local = name[1:].split("}", 1)
    return f"{SPACES[space]}.{local}" if space in SPACES else local


def _choose_alternatives(root):
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if any(child.tag == "mc.AlternateContent" for child in element):
            element[:] = list(_chosen(element))
        waiting.extend(element)


def _chosen(element):
    for child in element:
        if child.tag == "mc.AlternateContent":
            yield from _chosen(_alternative(child))
        else:
            yield child


def _alternative(alternatives):
    choices = alternatives.findall("mc.Choice")
    for choice in choices:
        if set(choice.get("Requires", "").split()) <= KNOWN_EXTENSIONS:
            return choice
    fallback = alternatives.find("mc.Fallback")
    return fallback if fallback is not None else next(iter(choices), alternatives)
