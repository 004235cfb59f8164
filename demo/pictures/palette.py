"""The one palette all demo pictures share: union blue, flag red, gold, paper, muted nature."""

from PIL import ImageColor

Colour = tuple[int, ...]


def _rgb(code: str) -> Colour:
    return ImageColor.getrgb(code)


NIGHT = _rgb("#051b38")
NAVY = _rgb("#082a52")
BLUE = _rgb("#0b3a6f")
AZURE = _rgb("#1f5f9f")
SKY = _rgb("#6b9dc6")
MIST = _rgb("#b7cfdd")
ICE = _rgb("#dfe9ec")

MAROON = _rgb("#5e0a1a")
WINE = _rgb("#8d0d23")
RED = _rgb("#c8102e")
CORAL = _rgb("#e4573f")
ROSE = _rgb("#ee8f84")
BLUSH = _rgb("#f6c4ab")

BRONZE = _rgb("#96660f")
GOLD = _rgb("#d9a520")
SUN = _rgb("#f3c95c")
CREAM = _rgb("#fbe8bd")

WHITE = _rgb("#fffcf5")
PAPER = _rgb("#f6f1e7")
SAND = _rgb("#e5d8be")
STONE = _rgb("#b5a890")
UMBER = _rgb("#6d4526")
INK = _rgb("#131f30")

PINE = _rgb("#123f3d")
TEAL = _rgb("#1c6b69")
LAGOON = _rgb("#4f9a98")
MOSS = _rgb("#4d7a43")
LEAF = _rgb("#7fa352")
SPRING = _rgb("#b9c96f")

SKIN = _rgb("#e0aa7e")
TAN = _rgb("#b87c52")


def fade(colour: Colour, alpha: float) -> Colour:
    """The colour with an opacity from 0 to 1."""
    return (*colour[:3], round(255 * alpha))


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """A colour the given share of the way from the first to the second."""
    return tuple(round(a + (b - a) * share) for a, b in zip(first[:3], second[:3], strict=True))
