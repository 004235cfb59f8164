"""What stands in a drawing: pictures, frames with text, WordArt, charts."""

import re

from .document import Paragraph, Span
from .markup import number
from .pictures import Placing

# Whose corners hold nothing that an author would hide.
WHOLE_SHAPES = re.compile(r"rect|round\w*|snip\w*|frame|plaque|bevel|foldedCorner")
LOST = {
    "c.chart": "chart",
    "cx.chart": "chart",
    "dgm.relIds": "smartart",
    "o.OLEObject": "object",
    "w.control": "object",
    "w14.contentPart": "ink",
}
FULL_TURN = 360


class Drawing:
    """Collects what one `w.drawing`, `w.pict` or `w.object` holds, groups opened.

    `pictures` holds (id of the relation, `Placing`, description), `boxes` elements whose
    children are paragraphs, `lines` paragraphs that stand nowhere else, `lost` kinds of losses.
    """

    def __init__(self, element):
        self.pictures, self.boxes, self.lines, self.lost = [], [], [], []
        names = element.iter("wp.docPr")
        self._alt = next((name.get("descr", "") for name in names), "")
        if not any(is_hidden(name) for name in element.iter("wp.docPr")):
            self._read(element, 0.0)

    def _read(self, element, turn):
        for child in element:
            if child.tag in LOST:
                self.lost.append(LOST[child.tag])
            elif child.tag == "w.txbxContent":
                self.boxes.append(child)
            elif child.tag == "pic.pic":
                self._add_picture(child, child.find("pic.spPr"), turn)
            elif child.tag in ("wps.wsp", "wpg.wgp", "wpg.grpSp"):
                self._read_shape(child, turn)
            elif child.tag.startswith("v."):
                self._read_vml(child, turn)
            else:
                self._read(child, turn)

    def _read_shape(self, element, turn):
        look = element.find("wps.spPr" if element.tag == "wps.wsp" else "wpg.grpSpPr")
        own = turn + _turn(look)
        if look is not None and look.find("a.blipFill/a.blip") is not None:
            self._add_picture(element, look, turn, fill="a.blipFill")
        if element.tag == "wps.wsp":
            self.boxes += element.findall("wps.txbx/w.txbxContent")
            return
        self._read(element, own)

    def _add_picture(self, element, look, turn, fill="pic.blipFill"):
        filling = (look if fill == "a.blipFill" else element).find(fill)
        blip = None if filling is None else filling.find("a.blip")
        name = element.find("pic.nvPicPr/pic.cNvPr")
        if name is not None and is_hidden(name):
            return
        alt = (name.get("descr") if name is not None else "") or self._alt
        relation = None if blip is None else blip.get("r.embed") or blip.get("r.link")
        self.pictures.append((relation, _placing(filling, look, turn), alt))

    def _read_vml(self, element, turn):
        style = _style(element)
        if style.get("visibility") == "hidden" or style.get("display") == "none":
            return
        turn += _degrees(style.get("rotation", "0"))
        if element.tag == "v.imagedata":
            self.pictures.append(
                (element.get("r.id"), Placing(_vml_crop(element), turn), self._alt)
            )
        elif element.tag == "v.textpath" and element.get("string"):
            self.lines.append(Paragraph([Span(element.get("string"))]))
        elif element.tag == "v.fill" and element.get("r.id"):
            self.lost.append("filling")
        self._alt = element.get("alt") or self._alt
        self._read(element, turn)


def is_hidden(name):
    return name.get("hidden") in ("1", "true")


def _placing(filling, look, turn):
    turn += _turn(look)
    place = None if look is None else look.find("a.xfrm")
    mirrors = (
        ()
        if place is None
        else tuple(
            mirror
            for name, mirror in (("flipH", "horizontal"), ("flipV", "vertical"))
            if place.get(name) in ("1", "true")
        )
    )
    shape = None if look is None else look.find("a.prstGeom")
    shape = "rect" if shape is None else shape.get("prst", "rect")
    is_cut = not WHOLE_SHAPES.fullmatch(shape) or (
        look is not None and look.find("a.custGeom") is not None
    )
    return Placing(_crop(filling), turn % FULL_TURN, mirrors, is_cut)


def _crop(filling):
    """Return what is cut away of a filling: of the picture itself, then by its frame."""
    left, top, right, bottom = (max(edge, 0.0) for edge in _edges(filling, "a.srcRect"))
    beyond = [max(-edge, 0.0) for edge in _edges(filling, "a.stretch/a.fillRect")]
    width, height = 1 - left - right, 1 - top - bottom
    # A picture that reaches beyond its frame by a fifth on both sides is 1.4 frames wide.
    across, down = 1 + beyond[0] + beyond[2], 1 + beyond[1] + beyond[3]
    return (
        left + width * beyond[0] / across,
        top + height * beyond[1] / down,
        right + width * beyond[2] / across,
        bottom + height * beyond[3] / down,
    )


def _edges(filling, path):
    """Return how far a rectangle lies inside: left, top, right, bottom, in parts of the whole."""
    found = None if filling is None else filling.find(path)
    return [0.0 if found is None else _share(found.get(edge, "0")) for edge in "ltrb"]


def _share(text):
    """Return a part of the whole: in thousandths of a percent, or strict Word's "10%"."""
    return _decimal(text[:-1]) / 100 if text.endswith("%") else number(text) / 100_000


def _vml_crop(element):
    edges = (element.get(f"crop{edge}", "0") for edge in ("left", "top", "right", "bottom"))
    return tuple(max(_fraction(edge), 0.0) for edge in edges)


def _fraction(text):
    """Return VML's fraction: "0.25", or "16384f" of 65,536."""
    return _decimal(text[:-1]) / 65_536 if text.endswith("f") else _decimal(text)


def _turn(look):
    place = None
    if look is not None:
        place = look.find("a.xfrm")
    return 0.0 if place is None else number(place.get("rot")) / 60_000


def _degrees(text):
    return _decimal(text[:-2]) / 65_536 if text.endswith("fd") else _decimal(text)


def _decimal(text):
    try:
        return float(text)
    except ValueError:
        return 0.0


def _style(element):
    """Return the declarations of VML's `style`."""
    parts = (part.partition(":") for part in element.get("style", "").split(";"))
    return {name.strip(): value.strip() for name, _colon, value in parts}
