"""Equations as text that can be read: fractions with a slash, powers raised."""

from .document import SUBSCRIPT, SUPERSCRIPT, Span

ROW_OF = {"m.m": "m.mr", "m.eqArr": "m.e"}


def equation(element):
    """Return the spans of `m.oMath` or `m.oMathPara`; lines of a stack are line breaks."""
    return _read(element)


def _read(element, script=""):
    if element is None:
        return []
    known = READERS.get(element.tag)
    if known:
        return known(element, script)
    if element.tag in ("m.t", "w.t"):
        return [Span((element.text or "").replace("\n", " "), script=script)]
    if element.tag in ("w.br", "m.brk"):
        return [Span("\n")]
    return [span for child in element for span in _read(child, script)]


def _part(element, name, script):
    return _read(element.find(name), script)


def _grouped(spans):
    """Put in brackets what is more than one number or name."""
    text = "".join(span.text for span in spans)
    return spans if text.isalnum() else [Span("("), *spans, Span(")")]


def _fraction(element, script):
    above, below = (_part(element, name, script) for name in ("m.num", "m.den"))
    return [*_grouped(above), Span("/", script=script), *_grouped(below)]


def _scripts(*places):
    def read(element, script):
        spans = _part(element, "m.e", script) if places[0] != "pre" else []
        for name, own in ({"sub": SUBSCRIPT, "sup": SUPERSCRIPT}).items():
            if name in places:
                spans += _part(element, f"m.{name}", own)
        return spans if places[0] != "pre" else [*spans, *_part(element, "m.e", script)]

    return read


def _root(element, script):
    return [
        *_part(element, "m.deg", SUPERSCRIPT),
        Span("√", script=script),
        *_grouped(_part(element, "m.e", script)),
    ]


def _sum(element, script):
    sign = _value(element, "m.naryPr/m.chr", "∫")
    return [
        Span(sign, script=script),
        *_part(element, "m.sub", SUBSCRIPT),
        *_part(element, "m.sup", SUPERSCRIPT),
        *_part(element, "m.e", script),
    ]


def _brackets(element, script):
    begin, between, end = (
        _value(element, f"m.dPr/m.{name}", default)
        for name, default in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
    )
    spans = []
    for part in element.findall("m.e"):
        spans += [Span(between, script=script)] if spans else []
        spans += _read(part, script)
    return [Span(begin, script=script), *spans, Span(end, script=script)]


def _rows(element, script):
    spans = []
    for row in element.findall(ROW_OF[element.tag]):
        spans += [Span("; ", script=script)] if spans else []
        cells = row.findall("m.e") or [row]
        for place, cell in enumerate(cells):
            inner = cell if cell is not row else list(cell)
            spans += [Span(" ", script=script)] if place else []
            spans += [span for child in inner for span in _read(child, script)]
    return spans


def _limit(script_below):
    def read(element, script):
        return [*_part(element, "m.e", script), *_part(element, "m.lim", script_below)]

    return read


def _value(element, path, default=""):
    found = element.find(path)
    return default if found is None else found.get("m.val", default)


READERS = {
    "m.f": _fraction,
    "m.sSup": _scripts("sup"),
    "m.sSub": _scripts("sub"),
    "m.sSubSup": _scripts("sub", "sup"),
    "m.sPre": _scripts("pre", "sub", "sup"),
    "m.rad": _root,
    "m.nary": _sum,
    "m.d": _brackets,
    "m.m": _rows,
    "m.eqArr": _rows,
    "m.limLow": _limit(SUBSCRIPT),
    "m.limUpp": _limit(SUPERSCRIPT),
}
