"""Scenes of the Tết season."""

from . import palette as ink
from .palette import fade, mix
from .primitives import Canvas, Point, box, circle, smooth
from .scenery import blossom, bush, cloud, lantern, leaf, ridge, sun, tree


def banh_chung(c: Canvas, x: float, y: float, size: float) -> None:
    """A square sticky-rice cake in leaves, seen from a little above; (x, y) is its foot."""
    rise = size * 0.36
    front = box(x - size / 2, y - size * 0.5, size, size * 0.5)
    top = [
        (x - size / 2, y - size * 0.5),
        (x - size * 0.36, y - size * 0.5 - rise),
        (x + size * 0.64, y - size * 0.5 - rise),
        (x + size / 2, y - size * 0.5),
    ]
    side = [
        (x + size / 2, y),
        (x + size / 2, y - size * 0.5),
        top[2],
        (x + size * 0.64, y - rise - size * 0.06),
    ]
    c.paint(front, ink.MOSS, mix(ink.MOSS, ink.PINE, 0.55))
    c.paint(top, ink.LEAF, mix(ink.LEAF, ink.MOSS, 0.6))
    c.poly(side, ink.PINE)
    tie = size * 0.035
    for t in (0.33, 0.67):
        tx = x - size / 2 + size * t
        c.line(
            [(tx, y), (tx, y - size * 0.5), (tx + size * 0.14, y - size * 0.5 - rise)],
            tie,
            ink.CREAM,
        )
        ty, dx = y - size * 0.5 - rise * t, size * 0.14 * t
        c.line(
            [
                (x - size / 2 + dx, ty),
                (x + size / 2 + dx, ty),
                (x + size / 2 + dx, ty + size * 0.46),
            ],
            tie,
            ink.CREAM,
        )
    c.line([(x - size / 2, y - size * 0.25), (x + size / 2, y - size * 0.25)], tie, ink.CREAM)


def branch(c: Canvas, path: list[Point], width: float) -> list[Point]:
    """A tapering twig along the path; returns its points."""
    points = smooth(path, closed=False, steps=8)
    last = len(points) - 1
    c.limb(points, [width * (1 - 0.75 * i / last) for i in range(last + 1)], ink.UMBER)
    return points


def tet_sum_vay(c: Canvas) -> None:
    """Tết: a peach branch, lanterns, bánh chưng and tea."""
    c.backdrop(ink.CREAM, ink.BLUSH, mix(ink.BLUSH, ink.ROSE, 0.5), bottom=720)
    c.glow(800, 400, 700, ink.WHITE, 0.6)
    c.paint(circle(800, 385, 312), ink.SUN, ink.GOLD)
    c.paint(circle(800, 385, 284), mix(ink.SUN, ink.CREAM, 0.35), ink.SUN)
    for x, y, w in ((90, 470, 330), (1190, 500, 330), (480, 610, 240), (960, 590, 260)):
        cloud(c, x, y, w, fade(ink.WHITE, 0.7))
    twigs = [
        ([(-30, 330), (170, 262), (380, 276), (560, 214), (760, 236), (930, 182)], 34),
        ([(170, 262), (280, 160), (300, 70), (390, 10)], 17),
        ([(470, 246), (590, 130), (730, 96), (800, 36)], 15),
        ([(380, 276), (490, 356), (610, 372), (700, 424)], 15),
        ([(640, 224), (780, 306), (900, 312)], 11),
        ([(90, 292), (150, 400), (240, 440)], 14),
        ([(760, 236), (860, 130), (960, 106)], 9),
    ]
    for path, width in twigs:
        points = branch(c, path, width)
        for x, y in points[4::3]:
            spread = 34
            for _ in range(2):
                bx, by = (x + c.rng.uniform(-spread, spread), y + c.rng.uniform(-spread, spread))
                kind = c.rng.random()
                if kind < 0.62:
                    blossom(c, bx, by, c.rng.uniform(17, 33))
                elif kind < 0.84:
                    c.disc(bx, by, c.rng.uniform(6, 10), ink.ROSE)
                else:
                    leaf(c, bx, by, c.rng.uniform(28, 46), c.rng.uniform(-110, 20), ink.LEAF)
    for x, y, size in ((1120, 190, 92), (1300, 300, 112), (1480, 150, 84)):
        c.line([(x, -10), (x, y - size * 1.4)], 5, ink.BRONZE)
        lantern(c, x, y, size)
    for _ in range(26):
        x, y = c.rng.uniform(60, 1540), c.rng.uniform(420, 700)
        c.paint(circle(x, y, 11, 6, c.rng.uniform(0, 180)), ink.ROSE, ink.BLUSH)
    c.backdrop(ink.RED, ink.WINE, top=716)
    c.rect(0, 708, 1600, 14, ink.GOLD)
    for x in range(-40, 1640, 110):
        c.line(
            smooth(
                [(x, 900), (x + 27, 862), (x + 55, 852), (x + 83, 862), (x + 110, 900)],
                closed=False,
            ),
            5,
            fade(ink.SUN, 0.55),
        )
    c.disc(800, 800, 350, fade(ink.MAROON, 0.5), 42)
    c.paint(circle(800, 782, 345, 46), ink.SUN, ink.BRONZE)
    c.paint(circle(800, 774, 318, 36), mix(ink.GOLD, ink.SUN, 0.5), ink.SUN)
    for x, y, size in ((682, 786, 190), (886, 790, 198), (772, 688, 192)):
        banh_chung(c, x, y, size)
    for x in (1190, 1290):
        c.disc(x, 812, 62, fade(ink.MAROON, 0.5), 12)
        c.paint(
            smooth(
                [(x - 42, 752), (x - 30, 800), (x, 812), (x + 30, 800), (x + 42, 752)], closed=False
            ),
            ink.WHITE,
            ink.MIST,
        )
        c.disc(x, 752, 42, ink.ICE, 9)
        c.disc(x, 753, 34, ink.BRONZE, 6)
        c.rect(x - 38, 772, 76, 6, ink.AZURE)
    c.disc(400, 822, 120, fade(ink.MAROON, 0.5), 16)
    c.paint(circle(400, 742, 92, 78), ink.WHITE, ink.ICE, ink.MIST)
    c.limb([(478, 760), (528, 722), (546, 690)], [34, 22, 16], ink.ICE)
    c.line(smooth([(318, 700), (262, 704), (262, 772), (326, 776)], closed=False), 16, ink.ICE)
    c.disc(400, 672, 52, ink.MIST, 13)
    c.paint(circle(400, 668, 46, 13), ink.WHITE, ink.ICE)
    c.disc(400, 650, 12, ink.AZURE)
    c.line(smooth([(312, 744), (360, 760), (440, 760), (490, 744)], closed=False), 8, ink.AZURE)
    for x in (360, 400, 440):
        blossom(c, x, 728 - abs(x - 400) * 0.1, 15)


def bus(c: Canvas, x: float, y: float, length: float) -> None:
    """A coach driving left; (x, y) is the road under its front bumper."""
    u = length / 100
    c.disc(x + 50 * u, y, 54 * u, fade(ink.NIGHT, 0.35), 2.2 * u)
    body = [
        (x, y - 4 * u),
        (x + 0.5 * u, y - 16 * u),
        (x + 4 * u, y - 33 * u),
        (x + 8 * u, y - 36 * u),
        (x + 97 * u, y - 36 * u),
        (x + 100 * u, y - 33 * u),
        (x + 100 * u, y - 4 * u),
    ]
    c.paint(body, ink.CORAL, ink.RED, ink.WINE)
    c.poly(
        [
            (x + 0.3 * u, y - 13 * u),
            (x + 100 * u, y - 13 * u),
            (x + 100 * u, y - 9.5 * u),
            (x + 0.2 * u, y - 9.5 * u),
        ],
        ink.SUN,
    )
    c.poly(
        [
            (x + 1.2 * u, y - 17 * u),
            (x + 4.6 * u, y - 31.5 * u),
            (x + 11 * u, y - 31.5 * u),
            (x + 11 * u, y - 17 * u),
        ],
        ink.ICE,
    )
    for i in range(6):
        wx = x + (24 + i * 12.4) * u
        c.paint(box(wx, y - 31.5 * u, 11 * u, 13 * u), ink.MIST, ink.ICE)
        c.disc(wx + 5.5 * u, y - 23.5 * u, 2.2 * u, ink.INK, 2.5 * u)
        c.disc(wx + 5.1 * u, y - 23 * u, 1.7 * u, ink.SKIN, 2 * u)
        c.rect(wx + 1.9 * u, y - 21 * u, 7.2 * u, 2.6 * u, (ink.BLUE, ink.GOLD, ink.TEAL)[i % 3], u)
    c.rect(x + 13 * u, y - 31.5 * u, 9 * u, 26 * u, mix(ink.WINE, ink.INK, 0.2), u)
    c.rect(x + 14 * u, y - 30.5 * u, 7 * u, 22 * u, ink.MIST, 0.6 * u)
    for i, fill in enumerate((ink.GOLD, ink.BLUE, ink.TEAL, ink.PAPER)):
        c.rect(x + (30 + i * 14) * u, y - 41.5 * u, 12.6 * u, 5.6 * u, fill, u)
    c.rect(x + 26 * u, y - 37 * u, 62 * u, 1.2 * u, ink.NAVY)
    for wheel in (17, 80):
        c.disc(x + wheel * u, y - 5 * u, 6.6 * u, ink.INK)
        c.disc(x + wheel * u, y - 5 * u, 3.1 * u, ink.STONE)
    c.rect(x + 0.2 * u, y - 8.6 * u, 4 * u, 3 * u, ink.CREAM, u)


def chuyen_xe(c: Canvas) -> None:
    """A coach taking workers home for Tết through the hills."""
    c.backdrop(ink.LAGOON, ink.MIST, ink.CREAM, ink.SUN, bottom=620)
    sun(c, 800, 330, 105)
    for x, y, w in ((210, 140, 280), (1120, 180, 330), (560, 90, 200)):
        cloud(c, x, y, w, fade(ink.WHITE, 0.6))
    ridge(c, 560, 210, mix(ink.LAGOON, ink.CREAM, 0.3), ink.CREAM, waves=2.6)
    ridge(c, 620, 190, ink.LAGOON, mix(ink.LAGOON, ink.CREAM, 0.5), waves=1.9)
    skyline = ridge(c, 690, 170, ink.TEAL, mix(ink.TEAL, ink.LEAF, 0.5), waves=2.3)
    for x, y in skyline[4:-4:5]:
        tree(c, x, y + 14, c.rng.uniform(60, 110), ink.PINE, ink.TEAL)
    c.backdrop(ink.MOSS, ink.PINE, top=675)
    c.paint(
        smooth(
            [
                (-60, 730),
                (500, 700),
                (1000, 706),
                (1660, 660),
                (1660, 800),
                (1000, 846),
                (500, 840),
                (-60, 880),
            ]
        ),
        mix(ink.INK, ink.STONE, 0.35),
        ink.INK,
    )
    for x in range(-20, 1620, 130):
        y = 782 - 0.00002 * (x - 500) ** 2 - (x - 500) * 0.012
        c.line([(x, y), (x + 70, y - 2)], 6, ink.SUN)
    bus(c, 440, 792, 760)
    for base, way in ((-30, 1), (1630, -1)):
        branch = [
            (base, 90),
            (base + way * 150, 130),
            (base + way * 270, 100),
            (base + way * 390, 150),
        ]
        c.limb(smooth(branch, closed=False, steps=4), [16 - i for i in range(13)], ink.UMBER)
        for _ in range(26):
            t = c.rng.uniform(0, 400)
            blossom(c, base + way * t, 118 + c.rng.uniform(-55, 60), c.rng.uniform(11, 20))
    for x in range(30, 1600, 120):
        bush(c, x, 912, 150, mix(ink.PINE, ink.TEAL, c.rng.random() * 0.6))
