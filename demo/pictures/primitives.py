"""The canvas and the small shapes the scenes are composed of."""

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from . import palette as ink
from .palette import Colour

Point = tuple[float, float]
Path = Sequence[Point]


def smooth(points: Path, closed: bool = True, steps: int = 10) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    count = len(points)
    curve: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            a, b, c, d = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            a, b, c, d = (points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            weights = (
                -0.5 * t + t * t - 0.5 * t**3,
                1 - 2.5 * t * t + 1.5 * t**3,
                0.5 * t + 2 * t * t - 1.5 * t**3,
                -0.5 * t * t + 0.5 * t**3,
            )
            curve.append(
                tuple(
                    sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True))
                    for axis in (0, 1)
                )
            )
    if not closed:
        curve.append(tuple(points[-1]))
    return curve


def box(x: float, y: float, width: float, height: float) -> list[Point]:
    """The four corners of a rectangle."""
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def circle(x: float, y: float, r: float, ry: float = 0, turn: float = 0) -> list[Point]:
    """An ellipse as a path, turned by the given degrees."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    path = []
    for i in range(72):
        u, v = r * math.cos(math.tau * i / 72), (ry or r) * math.sin(math.tau * i / 72)
        path.append((x + u * cos - v * sin, y + u * sin + v * cos))
    return path


def star(x: float, y: float, r: float, inner: float = 0.382) -> list[Point]:
    """A five-pointed star, one point up."""
    return [
        (
            x + r * (inner if i % 2 else 1) * math.sin(math.pi * i / 5),
            y - r * (inner if i % 2 else 1) * math.cos(math.pi * i / 5),
        )
        for i in range(10)
    ]


def gear(x: float, y: float, r: float, teeth: int, depth: float = 0.16) -> list[Point]:
    """A toothed wheel with slightly tapering teeth."""
    path = []
    for i in range(teeth):
        for offset, radius in ((-0.30, 1 - depth), (-0.20, 1), (0.20, 1), (0.30, 1 - depth)):
            angle = math.tau * (i + offset) / teeth - math.pi / 2
            path.append((x + r * radius * math.cos(angle), y + r * radius * math.sin(angle)))
    return path


def ramp(stops: Sequence[Colour], size: tuple[int, int], across: bool = False) -> Image.Image:
    """An RGBA gradient through the stops, downwards or from left to right."""
    strip = Image.new("RGBA", (256, 1))
    solid = [stop if len(stop) == 4 else (*stop, 255) for stop in stops]
    spans = max(len(solid) - 1, 1)
    for i in range(256):
        place = i / 255 * spans
        k = min(int(place), spans - 1)
        first, second = solid[k], solid[min(k + 1, len(solid) - 1)]
        strip.putpixel(
            (i, 0),
            tuple(round(a + (b - a) * (place - k)) for a, b in zip(first, second, strict=True)),
        )
    if not across:
        strip = strip.transpose(Image.Transpose.ROTATE_270)
    return strip.resize(size, Image.Resampling.BILINEAR)


class Canvas:
    """A drawing surface in picture units, held enlarged so that edges come out smooth."""

    def __init__(self, seed: str, width: int = 1600, height: int = 900, clear: bool = False):
        self.width, self.height = width, height
        self.scale = 4 if clear else 2
        self.rng = random.Random(seed)
        mode, colour = ("RGBA", (0, 0, 0, 0)) if clear else ("RGB", ink.PAPER)
        self.image = Image.new(mode, (width * self.scale, height * self.scale), colour)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def _px(self, points: Path) -> list[Point]:
        return [(x * self.scale, y * self.scale) for x, y in points]

    def poly(self, points: Path, fill: Colour) -> None:
        """A flat polygon."""
        self.pen.polygon(self._px(points), fill=fill)

    def blob(self, points: Path, fill: Colour) -> None:
        """A flat shape with a smooth outline through the points."""
        self.poly(smooth(points), fill)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: Colour, radius: float = 0
    ) -> None:
        """A rectangle, its corners rounded by the radius."""
        k = self.scale
        edges = (x * k, y * k, (x + width) * k - 1, (y + height) * k - 1)
        self.pen.rounded_rectangle(edges, radius * k, fill=fill)

    def disc(self, x: float, y: float, r: float, fill: Colour, ry: float = 0) -> None:
        """A filled circle or, with a second radius, an upright ellipse."""
        k, ry = self.scale, ry or r
        self.pen.ellipse(((x - r) * k, (y - ry) * k, (x + r) * k, (y + ry) * k), fill=fill)

    def line(self, points: Path, width: float, fill: Colour) -> None:
        """A stroke with round joints; opaque strokes get round ends too."""
        self.pen.line(self._px(points), fill=fill, width=round(width * self.scale), joint="curve")
        # The ends of a see-through stroke would show as darker dots where they overlap it.
        if len(fill) == 3 and width > 2:
            for x, y in (points[0], points[-1]):
                self.disc(x, y, width / 2, fill)

    def limb(self, points: Path, widths: Sequence[float], fill: Colour) -> None:
        """A stroke whose width tapers from point to point."""
        for i in range(len(points) - 1):
            (ax, ay), (bx, by) = points[i], points[i + 1]
            length = math.hypot(bx - ax, by - ay) or 1
            nx, ny = (ay - by) / length / 2, (bx - ax) / length / 2
            wa, wb = widths[i], widths[i + 1]
            self.poly(
                [
                    (ax + nx * wa, ay + ny * wa),
                    (bx + nx * wb, by + ny * wb),
                    (bx - nx * wb, by - ny * wb),
                    (ax - nx * wa, ay - ny * wa),
                ],
                fill,
            )
        for (x, y), width in zip(points, widths, strict=True):
            self.disc(x, y, width / 2, fill)

    def paint(self, points: Path, *stops: Colour, across: bool = False) -> None:
        """A polygon filled with a gradient; the stops may be see-through."""
        pixels = self._px(points)
        left, top = (math.floor(min(p[axis] for p in pixels)) for axis in (0, 1))
        right, bottom = (math.ceil(max(p[axis] for p in pixels)) + 1 for axis in (0, 1))
        size = (right - left, bottom - top)
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in pixels], fill=255)
        colours = ramp(stops, size, across)
        if any(len(stop) == 4 for stop in stops):
            mask = ImageChops.multiply(mask, colours.getchannel("A"))
            colours.putalpha(255)
        self.image.paste(colours.convert(self.image.mode), (left, top), mask)

    def backdrop(self, *stops: Colour, top: float = 0, bottom: float = 0) -> None:
        """A full-width vertical gradient."""
        self.paint(box(0, top, self.width, (bottom or self.height) - top), *stops)

    def glow(self, x: float, y: float, r: float, colour: Colour, strength: float) -> None:
        """Soft round light."""
        side = round(2 * r * self.scale)
        mask = Image.radial_gradient("L").point(
            lambda v: round(255 * strength * max(0, 1 - v / 180) ** 2)
        )
        mask = mask.resize((side, side), Image.Resampling.BICUBIC)
        corner = (round((x - r) * self.scale), round((y - r) * self.scale))
        self.image.paste(colour[:3], corner, mask)

    def finish(self, grain: int = 2) -> Image.Image:
        """The picture at its own size, with a whisper of paper grain."""
        picture = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        if picture.mode == "RGBA":
            return picture
        size = (self.width // 2, self.height // 2)
        noise = Image.frombytes("L", size, self.rng.randbytes(size[0] * size[1]))
        noise = noise.resize(picture.size, Image.Resampling.BICUBIC)
        noise = noise.point(lambda v: 128 + round((v - 128) * grain / 128))
        return ImageChops.add(picture, Image.merge("RGB", (noise,) * 3), 1, -128)
