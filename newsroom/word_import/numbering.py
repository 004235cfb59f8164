"""The labels that Word counts by itself and stores nowhere: "Điều 1.", "a)", "II."."""

import re

from .document import Label
from .markup import is_on, number, value

LEVELS = 9
LARGEST_NUMBER = 100_000
ROMAN = list(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
)


class Numbering:
    """Counts through one text: ask for the labels of its paragraphs in their order."""

    def __init__(self, root, styles):
        lists = [] if root is None else root.findall("w.abstractNum")
        self._lists = {element.get("w.abstractNumId"): element for element in lists}
        nums = [] if root is None else root.findall("w.num")
        self._nums = {element.get("w.numId"): element for element in nums}
        self._styles = styles
        # {id of the list: numbers by level}, and which restarts were obeyed.
        self._counts = {}
        self._restarted = set()

    def label(self, properties):
        """Return the `Label` of the next paragraph, by its properties (`w.pPr`), or None."""
        num, level = self._place(properties)
        element = self._nums.get(num)
        if element is None or num == "0":
            return None
        levels = self._levels(element)
        if level not in levels:
            return None
        counts = self._count(num, element, level, levels)
        return _label(level, levels, counts)

    def _place(self, properties):
        """Return (id of the num, level) of a paragraph."""
        own = None if properties is None else properties.find("w.numPr")
        style = self._styles.of_paragraph(properties)
        num = value(own, "w.numId")
        level = value(own, "w.ilvl")
        if num is None:
            num = self._from_style(style, "w.numId")
            level = self._level_of_style(style, num) if level is None else level
        return num, min(max(number(level), 0), LEVELS - 1)

    def _from_style(self, style, name):
        found = self._styles.inherited(style, f"w.pPr/w.numPr/{name}")
        return None if found is None else found.get("w.val")

    def _level_of_style(self, style, num):
        """Return the level that names `style`, else the one that the style names."""
        element = self._nums.get(num)
        if element is not None:
            names = [found.get("w.styleId") for found in self._styles.chain(style)]
            for level, found in self._levels(element).items():
                if value(found, "w.pStyle") in names:
                    return level
        return self._from_style(style, "w.ilvl")

    def _levels(self, num):
        """Return {level: its definition} of a num: its list's, or its own where it has one."""
        levels = {number(one.get("w.ilvl")): one for one in self._list(num).findall("w.lvl")}
        for override in num.findall("w.lvlOverride"):
            if (own := override.find("w.lvl")) is not None:
                levels[number(override.get("w.ilvl"))] = own
        return levels

    def _list(self, num):
        found = self._lists.get(value(num, "w.abstractNumId"))
        if found is None:
            return num
        # A list may stand in a style of lists, which names a num of its own.
        if link := value(found, "w.numStyleLink"):
            for other in self._lists.values():
                if value(other, "w.styleLink") == link:
                    return other
        return found

    def _count(self, num, element, level, levels):
        key = value(element, "w.abstractNumId")
        counts = self._counts.setdefault(key, {})
        if num not in self._restarted:
            self._restarted.add(num)
            for override in element.findall("w.lvlOverride"):
                if override.find("w.startOverride") is not None:
                    start = number(value(override, "w.startOverride"), 1)
                    counts[number(override.get("w.ilvl"))] = start - 1
        counts[level] = min(counts.get(level, _start(levels[level]) - 1) + 1, LARGEST_NUMBER)
        for deeper in [one for one in counts if one > level]:
            if _restarts(levels.get(deeper), level):
                del counts[deeper]
        for upper in range(level):
            counts.setdefault(upper, _start(levels.get(upper)))
        return counts


def _start(level):
    return number(
        value(level, "w.start"), 1 if level is None or level.find("w.start") is None else 0
    )


def _restarts(level, after):
    """Return whether a deeper level begins anew after one of `after`."""
    restart = value(level, "w.lvlRestart")
    return restart is None or 0 < after + 1 <= number(restart)


def _label(level, levels, counts):
    element = levels[level]
    text, kind = value(element, "w.lvlText") or "", value(element, "w.numFmt") or "decimal"
    if is_on(element.find("w.rPr/w.vanish")):
        return None
    if kind == "bullet":
        return _bullet(text, level, element)
    legal = is_on(element.find("w.isLgl"))

    def counted(match):
        place = number(match[1]) - 1
        upper = levels.get(place)
        return "" if upper is None else _written(counts.get(place, 1), upper, legal)

    text = re.sub(r"%([1-9])", counted, text).strip()
    if is_on(element.find("w.rPr/w.caps")):
        text = text.upper()
    return Label(text, level) if text else None


def _bullet(text, level, element):
    """Return a bullet; words before every item are a label like any other."""
    fonts = element.find("w.rPr/w.rFonts")
    font = "" if fonts is None else fonts.get("w.ascii", "")
    is_sign = re.match(r"symbol|wingdings|webdings|courier", font, re.IGNORECASE)
    if not is_sign and re.search(r"[^\W_]{2}", text):
        return Label(text.strip(), level)
    return Label("•", level, is_bullet=True) if text.strip() else None


def _written(count, level, legal):
    kind = "decimal" if legal else value(level, "w.numFmt") or "decimal"
    if kind == "none":
        return ""
    if kind.endswith("Roman"):
        return _roman(count) if kind == "upperRoman" else _roman(count).lower()
    if kind.endswith("Letter") and count > 0:
        # After z comes aa, then bb.
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30)
        return letter.upper() if kind == "upperLetter" else letter
    format_ = level.find("w.numFmt")
    samples = "1" if format_ is None else format_.get("w.format", "1")
    width = len(samples.split(",")[0])
    return f"{count:02}" if kind == "decimalZero" else f"{count:0{min(width, 9)}}"


def _roman(count):
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for size, letters in ROMAN:
        text += letters * (count // size)
        count %= size
    return text
