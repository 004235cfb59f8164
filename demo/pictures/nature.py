"""Scenes of sea, fields and trees."""

import math

from . import palette as ink
from .palette import Colour, fade, mix
from .people import BEND, CARRY, POINT, STAND, WALK, WAVE, Look, person
from .primitives import Canvas, Point, circle, smooth
from .scenery import cloud, glints, grass, karst, leaf, ridge, sun, tree


def wave(c: Canvas, y: float, height: float, length: float, *stops: Colour) -> None:
    """A band of rounded waves down to the bottom of the picture."""
    phase = c.rng.uniform(0, math.tau)
    crest = [
        (
            x,
            y
            + height * math.sin(x / length * math.tau + phase)
            + height * 0.4 * math.sin(x / length * 9 + phase * 2),
        )
        for x in range(-20, c.width + 41, 20)
    ]
    c.paint([*crest, (c.width + 40, c.height + 10), (-20, c.height + 10)], *stops)
    c.line(crest, 3, fade(ink.WHITE, 0.35))


def raft(c: Canvas, x: float, y: float, length: float, sail: Colour) -> None:
    """A bamboo sailing raft with its fisherman; (x, y) is the waterline amidships."""
    u = length / 100
    c.line([(x - 4 * u, y), (x + 2 * u, y - 98 * u)], 1.8 * u, ink.UMBER)
    cloth = [
        (x + 2 * u, y - 96 * u),
        (x + 36 * u, y - 66 * u),
        (x + 46 * u, y - 22 * u),
        (x + 20 * u, y - 13 * u),
        (x - 2 * u, y - 14 * u),
        (x + 3 * u, y - 50 * u),
    ]
    c.paint([*smooth(cloth, steps=6)], mix(sail, ink.SUN, 0.3), sail, mix(sail, ink.NIGHT, 0.25))
    for t in (0.3, 0.5, 0.7):
        start = (x + 2.4 * u, y - (96 - 80 * t) * u)
        c.line(
            [start, (x + (6 + 50 * t) * u, y - (88 - 68 * t) * u)], 0.8 * u, fade(ink.NIGHT, 0.35)
        )
    fisher = Look(top=ink.NAVY, legs=ink.INK, skin=ink.TAN, hat="cone")
    person(c, x - 24 * u, y - 2 * u, 46 * u, fisher, CARRY, flip=True)
    for i in range(3):
        hull = [
            (x - 54 * u, y - (10 - i * 3) * u),
            (x - 38 * u, y - (2 - i * 2.6) * u),
            (x + 38 * u, y - (1 - i * 2.6) * u),
            (x + 56 * u, y - (11 - i * 3) * u),
        ]
        c.line(smooth(hull, closed=False), 3.4 * u, mix(ink.TAN, ink.UMBER, i / 2))
    c.rect(x - 52 * u, y + 8 * u, 106 * u, 2.4 * u, fade(ink.NAVY, 0.35), u)


def bien_sam_son(c: Canvas) -> None:
    """Bamboo rafts off Sầm Sơn at sunrise, a basket boat on the sand."""
    c.backdrop(ink.LAGOON, mix(ink.LAGOON, ink.CREAM, 0.6), ink.CREAM, ink.SUN, bottom=480)
    sun(c, 800, 330, 96, ink.CORAL)
    for x, y, w in ((120, 130, 300), (560, 90, 200), (1060, 170, 330)):
        cloud(c, x, y, w, fade(ink.WHITE, 0.65))
    rock = mix(ink.TEAL, ink.LAGOON, 0.35)
    karst(
        c,
        480,
        [(1480, 210, 230), (1620, 250, 190), (1300, 90, 150)],
        rock,
        mix(rock, ink.CREAM, 0.25),
    )
    stone = mix(ink.PINE, ink.LAGOON, 0.35)
    for boulder in (
        [(1392, 300), (1398, 236), (1424, 190), (1462, 196), (1474, 250), (1466, 306)],
        [(1474, 306), (1480, 262), (1506, 234), (1536, 250), (1548, 306)],
    ):
        c.paint(smooth(boulder), mix(stone, ink.CREAM, 0.2), stone)
    for x, height in ((1345, 70), (1400, 96), (1452, 78), (1530, 104), (1580, 84)):
        tree(c, x, 478, height, ink.PINE, ink.TEAL)
    c.backdrop(mix(ink.LAGOON, ink.SUN, 0.4), ink.LAGOON, ink.TEAL, top=470)
    c.glow(800, 490, 430, ink.CREAM, 0.65)
    glints(c, 800, 480, 690, 130, ink.CREAM)
    for x, size in ((330, 80), (1180, 95)):
        raft(c, x, 516, size, ink.PAPER)
    wave(c, 560, 7, 260, fade(ink.LAGOON, 0.85), ink.TEAL)
    raft(c, 985, 610, 230, ink.CORAL)
    wave(c, 628, 10, 340, fade(ink.TEAL, 0.9), ink.TEAL)
    raft(c, 560, 700, 330, ink.RED)
    wave(c, 716, 12, 420, mix(ink.TEAL, ink.AZURE, 0.35), ink.LAGOON)
    wave(c, 786, 11, 520, ink.LAGOON, mix(ink.LAGOON, ink.ICE, 0.7))
    sand = [(-20, 850), (300, 826), (700, 846), (1100, 826), (1620, 790)]
    shore = smooth(sand, closed=False)
    c.line([(x, y - 6) for x, y in shore], 16, ink.WHITE)
    c.paint([*shore, (1620, 920), (-20, 920)], ink.CREAM, mix(ink.SAND, ink.GOLD, 0.3))
    c.disc(1195, 852, 150, fade(ink.UMBER, 0.25), 14)
    c.paint(circle(1190, 800, 138, 56), ink.TAN, ink.UMBER)
    c.disc(1190, 782, 134, ink.UMBER, 38)
    c.disc(1190, 788, 116, mix(ink.UMBER, ink.INK, 0.45), 28)
    for i in range(-4, 5):
        c.line(
            [(1190 + i * 30, 818 - i * i * 0.5), (1190 + i * 25, 850 - i * i * 1.4)],
            3,
            fade(ink.INK, 0.3),
        )
    c.line([(1120, 812), (1310, 716)], 9, mix(ink.TAN, ink.SAND, 0.4))


def buffalo(c: Canvas, x: float, y: float, size: float, fill: Colour) -> None:
    """A water buffalo facing right, its hooves at (x, y)."""

    def at(*points: Point) -> list[Point]:
        return [(x + u * size, y - v * size) for u, v in points]

    shade = mix(fill, ink.NIGHT, 0.35)
    for u, way in ((-0.36, -1), (0.3, 1)):
        c.limb(
            at((u, 0.42), (u + way * 0.04, 0.22), (u + 0.01, 0.02)),
            [0.2 * size, 0.1 * size, 0.08 * size],
            shade,
        )
    c.line(
        smooth(at((-0.62, 0.62), (-0.7, 0.45), (-0.66, 0.25)), closed=False), 0.035 * size, shade
    )
    c.blob(
        at(
            (-0.64, 0.55),
            (-0.6, 0.7),
            (-0.3, 0.76),
            (0.05, 0.74),
            (0.3, 0.82),
            (0.5, 0.72),
            (0.55, 0.5),
            (0.42, 0.36),
            (0.05, 0.27),
            (-0.35, 0.32),
            (-0.58, 0.38),
        ),
        fill,
    )
    for u in (-0.46, 0.4):
        c.limb(
            at((u, 0.45), (u - 0.01, 0.22), (u, 0.03)),
            [0.22 * size, 0.11 * size, 0.09 * size],
            fill,
        )
    c.limb(at((0.46, 0.64), (0.68, 0.66)), [0.34 * size, 0.24 * size], fill)
    c.blob(
        at(
            (0.6, 0.8),
            (0.74, 0.78),
            (0.9, 0.58),
            (0.97, 0.44),
            (0.9, 0.37),
            (0.78, 0.42),
            (0.64, 0.56),
        ),
        fill,
    )
    c.disc(*at((0.92, 0.42))[0], 0.055 * size, mix(fill, ink.STONE, 0.35), 0.045 * size)
    c.blob(at((0.62, 0.76), (0.46, 0.74), (0.44, 0.68), (0.6, 0.7)), shade)
    horn = at((0.68, 0.8), (0.6, 0.9), (0.44, 0.95), (0.26, 0.9))
    c.limb(
        smooth(horn, closed=False, steps=5),
        [0.075 * size * (1 - i / 17) for i in range(16)],
        ink.SAND,
    )
    c.disc(*at((0.73, 0.68))[0], 0.016 * size, ink.NIGHT)


def dong_lua(c: Canvas) -> None:
    """Terraced rice fields with farmers and a buffalo."""
    c.backdrop(ink.SKY, ink.ICE, ink.CREAM, bottom=470)
    sun(c, 1090, 190, 74)
    for x, y, w in ((160, 130, 320), (620, 90, 230), (1240, 260, 270)):
        cloud(c, x, y, w, fade(ink.WHITE, 0.75))
    ridge(c, 430, 220, mix(ink.LAGOON, ink.MIST, 0.4), mix(ink.LAGOON, ink.CREAM, 0.7), waves=2.7)
    ridge(c, 470, 190, ink.LAGOON, mix(ink.LAGOON, ink.SPRING, 0.6), waves=2.1)
    skyline = ridge(c, 505, 90, ink.TEAL, ink.MOSS, waves=1.6)
    for x, y in skyline[3:-3:4]:
        tree(c, x, y + 12, c.rng.uniform(46, 96), ink.PINE, ink.TEAL)
    bands = (ink.LEAF, ink.SPRING, ink.SUN, ink.SPRING, ink.LEAF, ink.GOLD, ink.SPRING)
    y = 488.0
    for i, fill in enumerate(bands):
        step = 26 + i * 13
        phase = c.rng.uniform(0, math.tau)
        edge = [
            (x, y + (9 + i * 2.4) * math.sin(x / (330 + i * 40) + phase))
            for x in range(-20, 1641, 20)
        ]
        c.line([(x, ey - 2) for x, ey in edge], 6 + i, mix(ink.MOSS, ink.PINE, 0.4))
        c.paint(
            [*edge, (1640, 920), (-20, 920)],
            mix(fill, ink.CREAM, 0.25),
            fill,
            mix(fill, ink.MOSS, 0.5),
        )
        if i > 1:
            for x, ey in edge:
                for dx in (0, 7, 14):
                    length = 9 + i * 4
                    c.line(
                        [(x + dx, ey + length + 6), (x + dx + 3, ey + 8)],
                        2 + i * 0.3,
                        mix(fill, ink.MOSS, 0.45),
                    )
        y += step
    hats = Look(top=ink.CORAL, legs=ink.NAVY, skin=ink.TAN, hat="cone")
    for x, fy, h, top in (
        (330, 632, 130, ink.RED),
        (430, 640, 130, ink.BLUE),
        (1290, 642, 140, ink.CORAL),
    ):
        person(
            c, x, fy, h, Look(top=top, legs=ink.NAVY, skin=ink.TAN, hat="cone"), BEND, flip=x > 800
        )
    c.disc(860, 806, 290, fade(ink.PINE, 0.35), 17)
    buffalo(c, 830, 806, 350, mix(ink.INK, ink.STONE, 0.22))
    person(c, 560, 812, 330, hats, POINT)
    for edge, way in ((-10, 1), (1610, -1)):
        for i in range(90):
            fill = (ink.MOSS, ink.PINE, ink.LEAF)[i % 3]
            grass(c, edge + way * i * 6, 915, c.rng.uniform(70, 230 - i * 1.6), fill)


def sapling(c: Canvas, x: float, y: float, height: float) -> None:
    """A young tree with a few bright leaves."""
    c.limb([(x, y), (x + height * 0.02, y - height)], [height * 0.035, height * 0.015], ink.UMBER)
    for i in range(9):
        lift = 0.4 + 0.07 * i
        turn = -32 - i * 3 if i % 2 else -148 + i * 3
        leaf(
            c,
            x + height * 0.015,
            y - height * lift,
            height * (0.34 - i * 0.014),
            turn,
            (ink.MOSS, ink.LEAF)[i % 3 == 0],
        )
    leaf(c, x + height * 0.02, y - height, height * 0.24, -90, ink.LEAF)


def trong_cay(c: Canvas) -> None:
    """Volunteers planting a young tree."""
    c.backdrop(mix(ink.LAGOON, ink.ICE, 0.5), ink.ICE, ink.CREAM, bottom=640)
    sun(c, 800, 300, 120, ink.CREAM)
    for x, y, w in ((190, 150, 280), (1150, 120, 310), (980, 260, 190)):
        cloud(c, x, y, w, fade(ink.WHITE, 0.8))
    ridge(c, 580, 210, mix(ink.LAGOON, ink.ICE, 0.3), mix(ink.LAGOON, ink.CREAM, 0.6), waves=2.4)
    skyline = ridge(c, 640, 140, mix(ink.LEAF, ink.LAGOON, 0.5), ink.SPRING, waves=1.8)
    for x, y in skyline[2:-2:6]:
        sapling(c, x, y + 14, 74)
    c.backdrop(ink.SPRING, ink.LEAF, ink.MOSS, top=640)
    for i, y in enumerate((672, 716)):
        for x in range(30 + i * 60, 1600, 150):
            if abs(x - 800) > 330:
                c.disc(x, y, 30 + i * 8, mix(ink.MOSS, ink.PINE, 0.4), 6 + i)
                sapling(c, x, y, 80 + i * 34)
    c.paint(circle(800, 818, 270, 54), mix(ink.UMBER, ink.TAN, 0.2), mix(ink.UMBER, ink.INK, 0.3))
    c.disc(800, 806, 120, mix(ink.UMBER, ink.INK, 0.45), 19)
    sapling(c, 800, 806, 330)
    c.paint(
        smooth([(720, 822), (760, 790), (800, 782), (844, 792), (884, 822)]),
        mix(ink.UMBER, ink.TAN, 0.35),
        ink.UMBER,
    )
    planter = Look(top=ink.BLUE, legs=ink.NAVY, hat="cap", hat_colour=ink.RED)
    helper = Look(top=ink.RED, legs=ink.NAVY, long_hair=True, hat="cone")
    person(c, 590, 830, 440, planter, BEND)
    c.line([(650, 560), (748, 800)], 13, mix(ink.TAN, ink.SAND, 0.3))
    c.blob(
        [(724, 770), (768, 752), (790, 820), (764, 850), (738, 824)], mix(ink.STONE, ink.NAVY, 0.4)
    )
    person(c, 1010, 836, 430, helper, BEND, flip=True)
    c.paint([(830, 700), (912, 700), (900, 782), (842, 782)], ink.SKY, ink.AZURE)
    c.limb([(838, 770), (796, 724), (780, 716)], [20, 12, 18], ink.AZURE)
    for i in range(4):
        c.line([(776 - i * 8, 732 + i * 13), (772 - i * 9, 746 + i * 13)], 4, ink.MIST)
    volunteer = Look(top=ink.SUN, legs=ink.TEAL, skin=ink.TAN, hat="cap", hat_colour=ink.BLUE)
    person(c, 330, 800, 380, volunteer, CARRY)
    sapling(c, 420, 592, 150)
    c.paint([(388, 590), (452, 590), (440, 640), (400, 640)], ink.CORAL, ink.WINE)
    person(c, 1270, 800, 370, Look(top=ink.LAGOON, legs=ink.NAVY, long_hair=True), WAVE, flip=True)
    person(c, 1400, 805, 250, Look(top=ink.CORAL, legs=ink.BLUE), STAND)
    person(c, 190, 780, 340, Look(top=ink.AZURE, legs=ink.INK, hat="cone"), WALK)
    for edge, way in ((-10, 1), (1610, -1)):
        for i in range(60):
            grass(
                c, edge + way * i * 8, 912, c.rng.uniform(40, 130 - i), (ink.MOSS, ink.PINE)[i % 2]
            )
