"""Scenes of giving, playing and honouring."""

import math

from . import palette as ink
from .palette import Colour, fade, mix
from .people import BLOCK, READY, SPIKE, Look, person
from .primitives import Canvas, Path, Point, circle, smooth, star
from .scenery import leaf, rays


def heart(x: float, y: float, size: float) -> list[Point]:
    """The outline of a heart centred on (x, y)."""
    path = []
    for i in range(80):
        t = math.tau * i / 80
        v = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
        path.append((x + size * math.sin(t) ** 3, y - size * v / 16))
    return path


def drop(x: float, y: float, r: float) -> Path:
    """The outline of a drop; (x, y) is the middle of its round part."""
    path = [(x, y - 2.15 * r)]
    for i in range(61):
        angle = math.radians(-28 + 236 * i / 60)
        path.append((x + r * math.cos(angle), y + r * math.sin(angle)))
    return path


def open_hand(
    c: Canvas, x: float, y: float, size: float, way: int, sleeve: Colour, skin: Colour
) -> None:
    """An open palm offered upwards; (x, y) is its hollow, the arm comes from the side."""
    # Tipped so that the two hands together make a bowl rather than a roof.
    cos, sin = math.cos(math.radians(27)), math.sin(math.radians(27))

    def at(u: float, v: float) -> Point:
        return (x + way * (u * cos - v * sin) * size, y + (u * sin + v * cos) * size)

    dark = mix(skin, ink.UMBER, 0.28)
    c.limb(
        [at(-0.3, 0.2), at(0.18, 0.28), at(0.62, 0.0)], [0.3 * size, 0.26 * size, 0.1 * size], dark
    )
    c.limb([at(-1.7, 1.05), at(-0.62, 0.34)], [0.42 * size, 0.3 * size], skin)
    palm = [
        at(-0.75, 0.2),
        at(-0.45, 0.02),
        at(-0.1, 0.14),
        at(0.22, 0.14),
        at(0.5, -0.06),
        at(0.68, -0.2),
        at(0.74, -0.1),
        at(0.58, 0.16),
        at(0.3, 0.38),
        at(-0.1, 0.5),
        at(-0.6, 0.56),
    ]
    c.blob(palm, skin)
    thumb = [at(-0.5, 0.12), at(-0.3, -0.1), at(-0.12, -0.3)]
    c.limb(thumb, [0.24 * size, 0.16 * size, 0.11 * size], skin)
    c.line(
        smooth([at(-0.05, 0.3), at(0.25, 0.26), at(0.52, 0.05)], closed=False), size * 0.018, dark
    )
    cuff = [at(-1.05, 0.86), at(-0.82, 0.28), at(-1.75, 0.78), at(-2.5, 1.3), at(-2.2, 1.9)]
    c.poly(cuff, sleeve)
    c.limb(
        [at(-1.04, 0.84), at(-0.82, 0.3)], [0.12 * size, 0.12 * size], mix(sleeve, ink.WHITE, 0.8)
    )


def hien_mau(c: Canvas) -> None:
    """Giving blood: a drop with a heart above two open hands."""
    c.backdrop(ink.PAPER, ink.BLUSH)
    for r, alpha in ((560, 0.35), (440, 0.45), (330, 0.6)):
        c.disc(800, 400, r, fade(ink.WHITE, alpha))
    beat = [
        (-20, 420),
        (180, 420),
        (220, 380),
        (260, 420),
        (300, 420),
        (335, 500),
        (385, 290),
        (425, 460),
        (450, 420),
        (560, 420),
    ]
    c.line(beat, 9, ink.ROSE)
    c.line([(1600 - x, y) for x, y in beat], 9, ink.ROSE)
    c.disc(800, 752, 210, fade(ink.WINE, 0.16), 22)
    open_hand(c, 640, 650, 250, 1, ink.BLUE, ink.SKIN)
    open_hand(c, 960, 650, 250, -1, ink.TEAL, ink.TAN)
    c.paint(drop(800, 430, 176), ink.CORAL, ink.RED, ink.WINE)
    c.poly(
        smooth([(662, 440), (684, 520), (742, 572), (706, 520), (690, 440), (700, 380)]),
        fade(ink.WHITE, 0.35),
    )
    c.paint(heart(800, 430, 98), ink.WHITE, ink.CREAM)
    for x, y, size in (
        (420, 200, 46),
        (1190, 170, 56),
        (560, 110, 26),
        (1060, 90, 28),
        (1310, 320, 30),
        (290, 320, 30),
    ):
        c.paint(heart(x, y, size), ink.CORAL, ink.RED)
    for x, y, r in ((500, 290, 16), (1120, 300, 18), (1010, 220, 10), (600, 220, 10)):
        c.paint(drop(x, y, r), ink.CORAL, ink.RED)


def kit(fill: Colour) -> Look:
    """A player's strip."""
    return Look(top=fill, legs=mix(fill, ink.NIGHT, 0.55), shoes=ink.WHITE, sport=True)


def ball(c: Canvas, x: float, y: float, r: float) -> None:
    """A volleyball."""
    c.paint(circle(x, y, r), ink.WHITE, ink.SUN)
    for shift in (-0.45, 0.1):
        seam = [
            (x + shift * r - r * 0.3, y - r * 0.82),
            (x + shift * r + r * 0.2, y),
            (x + shift * r - r * 0.1, y + r * 0.9),
        ]
        c.line(smooth(seam, closed=False), r * 0.09, ink.BLUE)
    c.line(
        smooth(
            [(x - r * 0.95, y + r * 0.1), (x, y + r * 0.25), (x + r * 0.92, y - r * 0.25)],
            closed=False,
        ),
        r * 0.09,
        ink.BLUE,
    )


def hoi_thao(c: Canvas) -> None:
    """A volleyball match at the workers' sports festival."""
    c.backdrop(ink.LAGOON, ink.TEAL, bottom=620)
    c.glow(800, 120, 800, ink.CREAM, 0.5)
    for row in range(6):
        y = 330 + row * 44
        c.rect(0, y + 16, 1600, 44, mix(ink.TEAL, ink.NAVY, 0.25 + row * 0.08))
        for i in range(50):
            x = i * 33 + (row % 2) * 16
            fill = c.rng.choice((ink.LAGOON, ink.GOLD, ink.CORAL, ink.MIST, ink.AZURE))
            c.rect(x - 10, y + 8, 21, 30, mix(fill, ink.TEAL, 0.5), 9)
            c.disc(x, y, 8, mix(ink.TAN, ink.TEAL, 0.35))
    for y, phase in ((70, 0), (150, 60)):
        rope = [(-20, y), (400, y + 70), (800, y + 90), (1200, y + 70), (1620, y)]
        line = smooth(rope, closed=False, steps=12)
        c.line(line, 3, ink.PAPER)
        for i, (x, ry) in enumerate(line[1::2]):
            fill = (ink.RED, ink.SUN, ink.PAPER, ink.BLUE)[(i + phase) % 4]
            c.poly([(x - 17, ry), (x + 17, ry), (x, ry + 44)], fill)
    c.backdrop(ink.CORAL, mix(ink.CORAL, ink.GOLD, 0.5), top=590)
    c.poly([(180, 640), (1420, 640), (1640, 860), (-40, 860)], mix(ink.GOLD, ink.CORAL, 0.25))
    for line in (
        [(180, 640), (1420, 640)],
        [(180, 640), (-40, 860)],
        [(1420, 640), (1640, 860)],
        [(-40, 860), (1640, 860)],
        [(812, 640), (842, 860)],
    ):
        c.line(line, 8, ink.PAPER)
    person(c, 370, 700, 330, kit(ink.WINE), READY)
    person(c, 1310, 700, 330, kit(ink.BLUE), READY, flip=True)
    person(c, 1040, 690, 380, kit(ink.BLUE), BLOCK, flip=True)
    c.rect(804, 300, 14, 345, ink.NAVY, 5)
    net = [(811, 320), (846, 290), (846, 490), (811, 500)]
    c.poly(net, fade(ink.WHITE, 0.55))
    for i in range(6):
        c.line([(811, 335 + i * 32), (846, 308 + i * 35)], 2, ink.NAVY)
    c.rect(838, 262, 16, 600, ink.NIGHT, 6)
    c.line([(811, 318), (846, 288)], 12, ink.WHITE)
    for x, y, w in (
        (660, 838, 90),
        (965, 838, 90),
        (1040, 694, 60),
        (370, 702, 80),
        (1310, 702, 80),
    ):
        c.disc(x, y, w, fade(ink.WINE, 0.28), w * 0.12)
    person(c, 950, 826, 500, kit(ink.AZURE), BLOCK, flip=True)
    person(c, 640, 745, 510, kit(ink.RED), SPIKE)
    ball(c, 742, 136, 46)
    for i in range(3):
        c.line([(640 - i * 26, 96 + i * 30), (560 - i * 40, 60 + i * 34)], 6, fade(ink.WHITE, 0.5))


def thi_dua(c: Canvas) -> None:
    """An emulation medal with rays and laurel."""
    c.backdrop(ink.RED, ink.WINE)
    rays(c, 800, 480, 36, fade(ink.CORAL, 0.5))
    c.glow(800, 480, 620, ink.SUN, 0.75)
    for way in (-1, 1):
        c.line(
            smooth(
                [
                    (800 + way * 60, 840),
                    (800 + way * 300, 740),
                    (800 + way * 400, 520),
                    (800 + way * 350, 290),
                ],
                closed=False,
            ),
            10,
            ink.BRONZE,
        )
        for i in range(11):
            angle = math.radians(80 - i * 13)
            x, y = 800 + way * 395 * math.cos(angle), 470 + 372 * math.sin(angle)
            heading = math.degrees(angle) - 90
            for lean, fill in ((-38, ink.GOLD), (38, ink.SUN)):
                turn = heading + lean
                leaf(c, x, y, 112 - i * 3, turn if way == 1 else 180 - turn, fill)
    for x, fill, edge in ((690, ink.BLUE, ink.NAVY), (910, ink.BLUE, ink.NAVY)):
        way = -1 if x < 800 else 1
        c.paint(
            [
                (800 - 40 * way, 250),
                (x + way * 40, -10),
                (x - way * 90, -10),
                (800 - way * 120, 200),
            ],
            fill,
            edge,
        )
        c.paint(
            [(800 - 62 * way, 238), (x + way * 8, -10), (x - way * 22, -10), (800 - way * 84, 222)],
            ink.SUN,
            ink.GOLD,
        )
    c.rect(740, 196, 120, 44, ink.GOLD, 14)
    c.paint(circle(800, 480, 262), ink.CREAM, ink.GOLD, ink.BRONZE)
    for i in range(48):
        angle = math.tau * i / 48
        c.disc(800 + 240 * math.cos(angle), 480 + 240 * math.sin(angle), 7, ink.CREAM)
    c.paint(circle(800, 480, 220), ink.BRONZE, ink.GOLD)
    c.paint(circle(800, 480, 206), ink.CORAL, ink.RED, ink.WINE)
    points = star(800, 490, 184, 0.42)
    c.poly(points, ink.GOLD)
    for i in range(10):
        shade = ink.CREAM if i % 2 else ink.GOLD
        c.poly([(800, 490), points[i], points[(i + 1) % 10]], shade)
    for _ in range(46):
        x, y = c.rng.uniform(30, 1570), c.rng.uniform(30, 870)
        if math.hypot(x - 800, y - 480) > 500:
            c.poly(star(x, y, c.rng.uniform(6, 16)), fade(ink.SUN, c.rng.uniform(0.4, 0.9)))
