"""Things several scenes share: sky, hills, water, plants, lanterns, trusses."""

import math
from collections.abc import Sequence

from . import palette as ink
from .palette import Colour, fade, mix
from .primitives import Canvas, Point, circle, smooth


def sun(c: Canvas, x: float, y: float, r: float, fill: Colour = ink.SUN) -> None:
    """A sun disc in its halo."""
    c.glow(x, y, r * 5, mix(fill, ink.WHITE, 0.3), 0.75)
    c.disc(x, y, r * 1.45, fade(ink.WHITE, 0.12))
    c.paint(circle(x, y, r), mix(fill, ink.WHITE, 0.45), fill)


def cloud(c: Canvas, x: float, y: float, width: float, fill: Colour) -> None:
    """A flat cloud of three rounded bars."""
    # Whole units keep see-through bars from overlapping in a brighter seam.
    bar = round(width * 0.065)
    for dx, row, share in ((0.2, 0, 0.42), (0, 1, 1), (0.34, 2, 0.5)):
        c.rect(round(x + width * dx), y + bar * row, round(width * share), bar, fill, bar / 2)


def ridge(
    c: Canvas, y: float, height: float, *stops: Colour, waves: float = 2.2, floor: float = 0
) -> list[Point]:
    """A range of rolling hills across the picture; returns its skyline."""
    phases = [c.rng.uniform(0, math.tau) for _ in range(3)]
    skyline = []
    for x in range(-20, c.width + 41, 20):
        t = x / c.width * math.tau * waves
        lift = math.sin(t * 0.5 + phases[0]) * 0.55 + math.sin(t + phases[1]) * 0.3
        lift += math.sin(t * 2.3 + phases[2]) * 0.15
        skyline.append((x, y - height * (0.5 + lift / 2)))
    bottom = floor or c.height
    c.paint([*skyline, (c.width + 40, bottom), (-20, bottom)], *stops)
    return skyline


def karst(c: Canvas, base: float, peaks: Sequence[tuple[float, float, float]], *stops) -> None:
    """Limestone hills: steep rounded towers given as (x, height, half width)."""
    left = min(x - half for x, _, half in peaks)
    right = max(x + half for x, _, half in peaks)
    skyline = []
    for step in range(161):
        x = left + (right - left) * step / 160
        lift = 0.0
        for px, height, half in peaks:
            u = abs(x - px) / half
            if u < 1:
                lift = max(lift, height * (1 - u**2.1) ** 0.85)
        wobble = math.sin(x * 0.09) * 3 + math.sin(x * 0.037 + base) * 5
        skyline.append((x, base - lift - wobble * min(1, lift / 60)))
    c.paint([*skyline, (right, base), (left, base)], *stops)


def glints(c: Canvas, x: float, top: float, bottom: float, spread: float, fill: Colour) -> None:
    """The broken reflection of a light on water, widening towards the viewer."""
    y = top
    while y < bottom:
        t = (y - top) / (bottom - top)
        half = spread * (0.25 + 0.75 * t) * c.rng.uniform(0.35, 1)
        shift = c.rng.uniform(-0.3, 0.3) * spread
        thick = 2 + 5 * t
        c.rect(x + shift - half, y, 2 * half, thick, fade(fill, 0.75 - 0.35 * t), thick / 2)
        y += thick + 5 + 9 * t


def tree(c: Canvas, x: float, y: float, height: float, leaf: Colour, lit: Colour) -> None:
    """A round-crowned tree standing at (x, y), lit from the left."""
    trunk = mix(ink.UMBER, leaf, 0.35)
    c.limb([(x, y), (x, y - height * 0.5)], [height * 0.07, height * 0.045], trunk)
    c.limb([(x, y - height * 0.3), (x + height * 0.13, y - height * 0.5)], [4, 3], trunk)
    crown = ((-0.17, 0.5, 0.17), (0.18, 0.53, 0.18), (0.02, 0.72, 0.25), (0, 0.5, 0.2))
    for fill, shift, share in ((leaf, 0, 1), (mix(leaf, lit, 0.5), 0.03, 0.84), (lit, 0.06, 0.66)):
        for dx, dy, r in crown:
            c.disc(
                x + (dx * (1.15 * share if shift else 1) - shift) * height,
                y - (dy + shift * 0.8) * height,
                r * share * height,
                fill,
            )


def bush(c: Canvas, x: float, y: float, width: float, fill: Colour) -> None:
    """A low clipped shrub whose foot is at y."""
    for dx, r in ((0.2, 0.2), (0.5, 0.27), (0.8, 0.19)):
        c.paint(
            [(px, min(py, y)) for px, py in circle(x + dx * width, y - r * width * 0.4, r * width)],
            mix(fill, ink.SPRING, 0.25),
            fill,
        )


def leaf(c: Canvas, x: float, y: float, length: float, turn: float, fill: Colour) -> None:
    """A pointed leaf growing from (x, y) in the given direction in degrees."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    outline = ((0, 0), (0.3, 0.17), (0.65, 0.15), (1, 0), (0.65, -0.15), (0.3, -0.17))
    c.blob(
        [(x + length * (u * cos - v * sin), y + length * (u * sin + v * cos)) for u, v in outline],
        fill,
    )


def blossom(c: Canvas, x: float, y: float, r: float) -> None:
    """A five-petalled peach blossom."""
    turn = c.rng.uniform(0, math.tau)
    tint = c.rng.choice((ink.ROSE, ink.BLUSH, mix(ink.ROSE, ink.CORAL, 0.4)))
    for i in range(5):
        angle = turn + math.tau * i / 5
        c.disc(x + 0.55 * r * math.cos(angle), y + 0.55 * r * math.sin(angle), 0.5 * r, tint)
    c.disc(x, y, r * 0.3, ink.WINE)
    c.disc(x, y, r * 0.14, ink.SUN)


def grass(c: Canvas, x: float, y: float, height: float, fill: Colour) -> None:
    """One bent blade of reed rooted at (x, y)."""
    bend = c.rng.uniform(-0.45, 0.45) * height
    w = height * 0.045
    left = [(x - w, y), (x - w * 0.7 + bend * 0.25, y - height * 0.55), (x + bend, y - height)]
    right = [(x + bend, y - height), (x + w * 0.9 + bend * 0.25, y - height * 0.5), (x + w, y)]
    c.poly([*smooth(left, closed=False), *smooth(right, closed=False)], fill)


def rays(c: Canvas, x: float, y: float, count: int, fill: Colour) -> None:
    """Wedges of light spreading from a point over the whole picture."""
    far = c.width + c.height
    for i in range(count):
        a, b = (math.tau * (i + half) / count for half in (-0.25, 0.25))
        c.poly(
            [
                (x, y),
                (x + far * math.cos(a), y + far * math.sin(a)),
                (x + far * math.cos(b), y + far * math.sin(b)),
            ],
            fill,
        )


def lantern(c: Canvas, x: float, y: float, size: float) -> None:
    """A red silk lantern; (x, y) is the middle of its body."""
    c.line([(x, y - size * 1.5), (x, y - size * 0.9)], size * 0.05, ink.BRONZE)
    c.line([(x, y + size * 0.9), (x, y + size * 1.75)], size * 0.06, ink.GOLD)
    for dx in (-0.09, 0.09):
        c.line([(x, y + size * 1.05), (x + dx * size, y + size * 1.7)], size * 0.05, ink.GOLD)
    c.paint(circle(x, y, size, size * 0.86), ink.CORAL, ink.RED, ink.WINE)
    c.paint(circle(x, y, size * 0.62, size * 0.86), fade(ink.SUN, 0.10), fade(ink.SUN, 0.30))
    c.paint(circle(x, y, size * 0.24, size * 0.86), fade(ink.SUN, 0.15), fade(ink.SUN, 0.35))
    for side in (-1, 1):
        c.rect(
            x - size * 0.36,
            y + side * size * 0.86 - size * 0.08,
            size * 0.72,
            size * 0.16,
            ink.GOLD,
            size * 0.05,
        )


def arch_truss(
    c: Canvas,
    left: float,
    right: float,
    deck: float,
    rise: float,
    panels: int,
    fill: Colour,
    weight: float = 6,
) -> None:
    """One span of a steel truss whose upper chord is an arch."""
    joints = []
    for i in range(panels + 1):
        t = i / panels
        joints.append((left + (right - left) * t, deck - rise * (0.3 + 2.8 * t * (1 - t))))
    c.line(joints, weight, fill)
    for i, (x, y) in enumerate(joints):
        c.line([(x, y), (x, deck)], weight * 0.6, fill)
        if i < panels:
            # Diagonals fall towards the middle of the span, as in the real trusses.
            falls = i < panels / 2
            nx, ny = joints[i + 1]
            brace = [(x, y), (nx, deck)] if falls else [(x, deck), (nx, ny)]
            c.line(brace, weight * 0.5, fill)


def flowers(c: Canvas, x: float, y: float, width: float) -> None:
    """A bank of flowers on the edge of a stage."""
    bush(c, x - width / 2, y, width, ink.MOSS)
    for _ in range(round(width / 5)):
        u, v = c.rng.uniform(-0.42, 0.42), c.rng.uniform(0.05, 0.34)
        fill = c.rng.choice((ink.SUN, ink.WHITE, ink.ROSE))
        c.disc(x + u * width, y - v * width * (1 - abs(u)), width * 0.045, fill)
