"""How Word shows a run or a paragraph: its own properties, those of its styles, the defaults."""

import re
from dataclasses import dataclass
from functools import cache

from .document import SUBSCRIPT, SUPERSCRIPT
from .markup import is_on, number, value

# Properties that a character style turns over where the paragraph's style has them on.
TOGGLES = {
    "bold": ("w.b",),
    "italic": ("w.i",),
    "capitals": ("w.caps", "w.smallCaps"),
    "struck": ("w.strike", "w.dstrike"),
    "hidden": ("w.vanish",),
}
SCRIPTS = {"superscript": SUPERSCRIPT, "subscript": SUBSCRIPT}
ROLES = {"title": "title", "subtitle": "lead", "caption": "caption"}
HEADING = re.compile(r"heading ([1-9])")
# The level of outline that says: this is no heading.
BODY_LEVEL = 9
LONGEST_CHAIN = 30


@dataclass(frozen=True)
class Look:
    bold: bool
    italic: bool
    capitals: bool
    struck: bool
    hidden: bool
    script: str
    font: str


class Styles:
    """The styles of one file; `root` may be None: the part is not required."""

    def __init__(self, root):
        found = [] if root is None else root.findall("w.style")
        self._styles = {style.get("w.styleId"): style for style in found}
        self._default = next((style.get("w.styleId") for style in found if _is_default(style)), "")
        defaults = None if root is None else root.find("w.docDefaults/w.rPrDefault/w.rPr")
        self._defaults = [] if defaults is None else [defaults]
        self.chain = cache(self._chain)
        self._toggles_of = cache(self._styled_toggles)

    def of_paragraph(self, properties):
        """Return the name of a paragraph's style, the default where it names none we have."""
        named = value(properties, "w.pStyle")
        return named if named in self._styles else self._default

    def inherited(self, style, path):
        """Return the first element at `path` in `style` and those it is based on, or None."""
        found = (element.find(path) for element in self.chain(style))
        return next((element for element in found if element is not None), None)

    def role(self, properties):
        """Return (style, level) as `Paragraph` has them."""
        own = None if properties is None else properties.find("w.outlineLvl")
        if own is not None and number(own.get("w.val"), BODY_LEVEL) < BODY_LEVEL:
            return _role_of_level(own)
        for element in self.chain(self.of_paragraph(properties)):
            name = (value(element, "w.name") or "").casefold()
            if name in ROLES:
                return ROLES[name], 0
            if heading := HEADING.fullmatch(name):
                return "heading", int(heading[1])
            if (level := element.find("w.pPr/w.outlineLvl")) is not None:
                return _role_of_level(level)
        return "", 0

    def look(self, properties, paragraph_style):
        """Return the `Look` of a run with these properties (`w.rPr` or None)."""
        character = value(properties, "w.rStyle")
        toggles = {
            name: self._toggle(name, properties, character, paragraph_style) for name in TOGGLES
        }
        places = [] if properties is None else [properties]
        for style in filter(None, (character, paragraph_style)):
            places += self._run_properties(style)
        places += self._defaults
        script = next((found for place in places if (found := value(place, "w.vertAlign"))), "")
        return Look(**toggles, script=SCRIPTS.get(script, ""), font=_font(places))

    def _toggle(self, name, properties, character, paragraph_style):
        own = _switch(properties, name)
        if own is not None:
            return own
        styled = [bool(self._toggles_of(style)[name]) for style in (character, paragraph_style)]
        if True in styled:
            return styled[0] != styled[1]
        return any(_switch(place, name) for place in self._defaults)

    def _styled_toggles(self, style):
        found = {}
        for name in TOGGLES:
            switches = (_switch(place, name) for place in self._run_properties(style))
            found[name] = next((switch for switch in switches if switch is not None), False)
        return found

    def _run_properties(self, style):
        found = (element.find("w.rPr") for element in self.chain(style))
        return [place for place in found if place is not None]

    def _chain(self, style):
        """Return the elements of `style` and of what it is based on, its own first."""
        found = []
        while (element := self._styles.get(style)) is not None and element not in found:
            found.append(element)
            style = value(element, "w.basedOn")
            if len(found) > LONGEST_CHAIN:
                break
        return found


def _role_of_level(element):
    level = number(element.get("w.val"), BODY_LEVEL)
    return ("heading", level + 1) if 0 <= level < BODY_LEVEL else ("", 0)


def _is_default(style):
    kind = style.get("w.type", "paragraph")
    return kind == "paragraph" and style.get("w.default") in ("1", "true", "on")


def _switch(properties, name):
    """Return what `properties` say of a toggle: True, False, or None for nothing."""
    if properties is None:
        return None
    said = [is_on(properties.find(path)) for path in TOGGLES[name]]
    said = [one for one in said if one is not None]
    return any(said) if said else None


def _font(places):
    for place in places:
        fonts = place.find("w.rFonts")
        if fonts is not None and (name := fonts.get("w.ascii") or fonts.get("w.hAnsi")):
            return name
    return ""
