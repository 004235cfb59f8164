"""Scenes of homes, building sites and the gear that keeps builders safe."""

import math

from . import palette as ink
from .palette import Colour, fade, mix
from .people import CARRY, HOLD, POINT, STAND, WALK, WAVE, Look, hard_hat, person
from .primitives import Canvas, Point, box, circle, gear, smooth
from .scenery import bush, cloud, ridge, sun, tree


def crane(c: Canvas, x: float, base: float, height: float, reach: float, fill: Colour) -> None:
    """A tower crane; a negative reach swings its jib to the left."""
    top, half, step = base - height, 13, 30
    for side in (-half, half):
        c.line([(x + side, base), (x + side, top)], 5, fill)
    for i in range(int(height / step)):
        y = base - i * step
        ends = (-half, half) if i % 2 else (half, -half)
        c.line([(x + ends[0], y), (x + ends[1], y - step)], 3, fill)
    way = math.copysign(1, reach)
    mast, tip = (x, top - 62), (x + reach, top - 12)
    c.poly([(x - 15, top), (x + 15, top), (x + 3, mast[1]), (x - 3, mast[1])], fill)
    c.rect(x + (8 if way > 0 else -36), top - 2, 28, 32, fill, 4)
    for y in (0, -18):
        c.line([(x - way * 120, top + y), (x + reach * (1 if y == 0 else 0.96), top + y)], 4, fill)
    for i in range(int(abs(reach) / 22)):
        a = x + way * i * 22
        c.line([(a, top), (a + way * 11, top - 18), (a + way * 22, top)], 2.5, fill)
    for end in ((x + reach * 0.7, top - 18), (x + reach * 0.35, top - 18), (x - way * 112, top)):
        c.line([mast, end], 2.5, fill)
    c.rect(x - way * 104 - 22, top, 44, 42, fill, 3)
    hook = (x + reach * 0.72, tip[1] + height * 0.2)
    c.line([(hook[0], top), hook], 2.5, fill)
    c.line([(hook[0] - 38, hook[1] + 32), hook, (hook[0] + 38, hook[1] + 32)], 2.5, fill)
    c.rect(hook[0] - 52, hook[1] + 32, 104, 12, fill)


def frame(
    c: Canvas, x: float, base: float, bays: int, floors: int, size: Point, fill: Colour
) -> None:
    """The bare concrete frame of a building."""
    bay, floor = size
    for level in range(floors + 1):
        c.rect(x - 8, base - level * floor - 9, bays * bay + 16, 11, fill)
    for i in range(bays + 1):
        top = floors * floor + (26 if i % 2 else 42)
        c.rect(x + i * bay - 6, base - top, 12, top, fill)


def xay_dung(c: Canvas) -> None:
    """A construction site against the setting sun."""
    c.backdrop(ink.WINE, ink.RED, ink.CORAL, ink.GOLD, ink.SUN)
    c.glow(800, 470, 760, ink.SUN, 0.7)
    c.paint(circle(800, 470, 215), ink.CREAM, ink.SUN)
    for x, y, w in ((120, 200, 280), (1130, 160, 330), (420, 330, 200), (1010, 400, 260)):
        cloud(c, x, y, w, fade(ink.CREAM, 0.22))
    for x, w, h in (
        (0, 130, 190),
        (140, 100, 260),
        (250, 150, 150),
        (1120, 120, 170),
        (1250, 90, 250),
        (1350, 140, 160),
        (1500, 110, 230),
        (980, 130, 110),
    ):
        c.rect(x, 760 - h, w, h + 60, mix(ink.CORAL, ink.WINE, 0.35))
    far = mix(ink.WINE, ink.RED, 0.2)
    frame(c, 205, 790, 4, 5, (68, 72), far)
    crane(c, 1190, 800, 520, -430, far)
    dark = mix(ink.MAROON, ink.NIGHT, 0.45)
    frame(c, 1010, 830, 6, 4, (94, 86), dark)
    c.paint(box(1012, 744, 560, 90), fade(dark, 0.85), dark)
    crane(c, 400, 830, 640, 480, dark)
    c.paint(box(0, 770, 1600, 140), fade(dark, 0), ink.NIGHT)
    c.paint([(-10, 762), (1610, 762), (1610, 778), (-10, 778)], ink.AZURE, ink.BLUE)
    c.rect(-10, 778, 1620, 52, ink.NAVY)
    c.rect(-10, 830, 1620, 16, ink.BLUE)
    c.rect(-10, 846, 1620, 60, ink.NIGHT)
    for x in range(40, 1600, 60):
        c.disc(x, 804, 5, ink.AZURE)
    blue = Look(top=ink.BLUE, legs=ink.NIGHT, skin=ink.TAN, hat="helmet", vest=ink.GOLD)
    red = Look(
        top=ink.NAVY, legs=ink.INK, skin=ink.TAN, hat="helmet", hat_colour=ink.WHITE, vest=ink.CORAL
    )
    person(c, 640, 764, 330, blue, POINT)
    person(c, 800, 764, 345, red, HOLD)
    c.poly([(766, 560), (840, 548), (850, 592), (776, 604)], ink.PAPER)
    c.line([(782, 575), (832, 567)], 3, ink.SKY)
    c.line([(784, 587), (822, 581)], 3, ink.SKY)
    person(c, 1010, 764, 325, blue, CARRY, flip=True)
    c.rect(850, 556, 150, 13, ink.MAROON, 5)


def block(c: Canvas, x: float, base: float, columns: int, floors: int, wall: Colour) -> None:
    """A block of flats with balconies; some windows are lit."""
    w, h, cell, floor = columns * 62 + 26, floors * 62 + 40, 62, 62
    c.paint(box(x, base - h, w, h), mix(wall, ink.SKY, 0.22), wall)
    c.paint(
        box(x + w, base - h + 14, 44, h - 14), mix(wall, ink.NIGHT, 0.5), mix(wall, ink.NIGHT, 0.65)
    )
    c.rect(x - 8, base - h - 12, w + 60, 14, mix(wall, ink.NIGHT, 0.35))
    for row in range(floors):
        for column in range(columns):
            wx, wy = x + 22 + column * cell, base - h + 30 + row * floor
            lit = c.rng.random() < 0.6
            pane = c.rng.choice((ink.SUN, ink.CREAM, ink.GOLD)) if lit else ink.NIGHT
            c.rect(wx, wy, 42, 34, pane, 2)
            c.rect(wx + 19, wy, 4, 34, wall)
            c.rect(wx - 5, wy + 30, 52, 9, mix(wall, ink.MIST, 0.35), 2)


def khu_nha_o(c: Canvas) -> None:
    """Workers' housing on a quiet evening."""
    c.backdrop(ink.NIGHT, ink.BLUE, ink.AZURE, ink.LAGOON, ink.BLUSH, bottom=780)
    for _ in range(60):
        x, y = c.rng.uniform(0, 1600), c.rng.uniform(0, 300)
        c.disc(x, y, c.rng.uniform(1, 2.4), fade(ink.CREAM, c.rng.uniform(0.3, 0.9)))
    c.glow(1180, 150, 190, ink.CREAM, 0.5)
    c.paint(circle(1180, 150, 46), ink.WHITE, ink.CREAM)
    ridge(c, 720, 190, mix(ink.BLUE, ink.LAGOON, 0.5), mix(ink.LAGOON, ink.BLUSH, 0.4))
    block(c, 250, 740, 4, 6, mix(ink.NAVY, ink.AZURE, 0.45))
    block(c, 1090, 740, 5, 5, mix(ink.NAVY, ink.AZURE, 0.35))
    for x, h in ((150, 210), (575, 190), (1070, 200), (1490, 230)):
        tree(c, x, 765, h, mix(ink.PINE, ink.NAVY, 0.3), mix(ink.TEAL, ink.NAVY, 0.2))
    block(c, 630, 770, 5, 8, mix(ink.WINE, ink.BLUE, 0.45))
    c.rect(768, 702, 72, 68, ink.SUN, 4)
    c.rect(802, 702, 4, 68, ink.UMBER)
    c.glow(804, 770, 210, ink.SUN, 0.55)
    c.backdrop(ink.PINE, ink.NIGHT, top=768)
    c.paint(
        [(764, 768), (844, 768), (1080, 900), (520, 900)],
        mix(ink.GOLD, ink.STONE, 0.4),
        mix(ink.NAVY, ink.STONE, 0.35),
    )
    for x in (470, 560, 1010, 1110):
        bush(c, x, 800, 110, ink.TEAL)
    for x, h in ((290, 330), (60, 380), (1340, 350), (1530, 300)):
        tree(c, x, 880, h, ink.PINE, mix(ink.TEAL, ink.PINE, 0.3))
    for x, way in ((560, 1), (1050, -1)):
        c.line([(x, 890), (x, 600), (x + way * 44, 590)], 6, ink.NIGHT)
        c.rect(x + way * 44 - 18, 586, 36, 9, ink.CREAM, 4)
        c.glow(x + way * 44, 610, 150, ink.SUN, 0.7)
    person(c, 735, 878, 190, Look(top=ink.RED, legs=ink.NIGHT, long_hair=True), WALK)
    person(c, 800, 882, 118, Look(top=ink.SUN, legs=ink.AZURE), WALK)
    person(c, 872, 880, 205, Look(top=ink.SKY, legs=ink.NAVY), CARRY, flip=True)
    c.rect(806, 760, 40, 34, ink.CORAL, 5)


def mai_am(c: Canvas) -> None:
    """A family in front of its new house."""
    c.backdrop(ink.SKY, ink.MIST, ink.CREAM, bottom=700)
    sun(c, 1250, 210, 60)
    for x, y, w in ((170, 170, 300), (640, 110, 220), (960, 240, 180)):
        cloud(c, x, y, w, fade(ink.WHITE, 0.8))
    ridge(c, 640, 260, ink.LAGOON, mix(ink.LAGOON, ink.CREAM, 0.6), waves=1.7)
    ridge(c, 690, 150, ink.LEAF, ink.SPRING, waves=2.4)
    for x, h in ((250, 330), (390, 250), (1230, 320), (1380, 270)):
        tree(c, x, 735, h, ink.MOSS, ink.LEAF)
    c.backdrop(ink.SPRING, ink.LEAF, top=725)
    c.paint(box(480, 445, 470, 300), ink.WHITE, ink.CREAM)
    c.paint(box(950, 445, 170, 300), ink.SAND, mix(ink.SAND, ink.STONE, 0.5))
    c.poly([(950, 445), (1120, 445), (1035, 315)], ink.SAND)
    c.paint([(440, 462), (560, 300), (1048, 300), (960, 462)], ink.CORAL, ink.RED)
    for i in range(1, 9):
        c.line([(440 + i * 58, 458), (560 + i * 54, 304)], 2.5, fade(ink.MAROON, 0.35))
    c.paint([(1022, 296), (1048, 296), (1146, 462), (1118, 462)], ink.WINE, ink.MAROON)
    c.poly([(440, 462), (960, 462), (1040, 316), (1040, 300), (952, 474), (440, 474)], ink.WINE)
    c.paint(box(480, 474, 470, 40), fade(ink.UMBER, 0.30), fade(ink.UMBER, 0))
    c.rect(476, 722, 654, 24, ink.STONE, 3)
    for x in (530, 830):
        c.rect(x - 8, 536, 106, 106, ink.BLUE, 4)
        c.paint(box(x, 544, 90, 90), ink.SKY, ink.ICE)
        c.rect(x + 42, 544, 6, 90, ink.BLUE)
        c.rect(x, 586, 90, 6, ink.BLUE)
        c.rect(x - 14, 642, 118, 10, ink.GOLD, 3)
    c.rect(672, 530, 106, 194, ink.BLUE, 4)
    c.rect(680, 538, 90, 186, ink.UMBER, 2)
    c.rect(690, 552, 30, 160, mix(ink.UMBER, ink.GOLD, 0.3), 2)
    c.rect(730, 552, 30, 160, mix(ink.UMBER, ink.GOLD, 0.3), 2)
    c.rect(995, 540, 80, 84, ink.BLUE, 4)
    c.rect(1002, 547, 66, 70, ink.SKY, 2)
    c.paint([(668, 746), (782, 746), (900, 900), (540, 900)], ink.SAND, ink.STONE)
    for x in (485, 570, 820, 900, 1020):
        bush(c, x, 752, 84, ink.MOSS)
        for dx in (20, 42, 62):
            c.disc(x + dx, 728 + dx % 13, 5, ink.RED)
    parents = ((640, ink.BLUE, 330, WAVE), (775, ink.RED, 306, STAND))
    children = ((880, ink.GOLD, 215, STAND), (965, ink.TEAL, 176, WAVE))
    for x, top, h, pose in (*parents, *children):
        c.disc(x, 880, h * 0.24, fade(ink.PINE, 0.25), 9)
        girl = top in (ink.RED, ink.TEAL)
        look = Look(top=top, legs=ink.NAVY, long_hair=girl)
        person(c, x, 880, h, look, pose, flip=x == 640)
    tree(c, 90, 890, 470, ink.MOSS, ink.LEAF)
    tree(c, 1530, 890, 440, ink.MOSS, ink.LEAF)


def sign(c: Canvas, x: float, y: float, size: float) -> None:
    """A triangular warning sign with a lightning bolt."""
    outer = [(x, y - size), (x + size * 0.95, y + size * 0.65), (x - size * 0.95, y + size * 0.65)]
    c.limb([*outer, outer[0]], [size * 0.22] * 4, ink.INK)
    c.poly(outer, ink.INK)
    inner = [(x + (px - x) * 0.9, y + (py - y) * 0.9) for px, py in outer]
    c.limb([*inner, inner[0]], [size * 0.1] * 4, ink.SUN)
    c.poly(inner, ink.SUN)
    bolt = ((0.08, -0.6), (-0.26, 0.1), (-0.02, 0.1), (-0.14, 0.52), (0.26, -0.12), (0.03, -0.12))
    c.poly([(x + u * size, y + v * size) for u, v in bolt], ink.INK)


def glove(c: Canvas, x: float, y: float, size: float, way: int, fill: Colour) -> None:
    """A work glove standing on its cuff."""

    def at(u: float, v: float) -> Point:
        return (x + way * u * size, y - v * size)

    for u, top in ((-0.2, 0.93), (-0.06, 1.02), (0.08, 0.99), (0.21, 0.88)):
        c.limb([at(u * 0.95, 0.5), at(u * 1.15, top)], [0.15 * size, 0.12 * size], fill)
    c.limb(
        [at(0.17, 0.38), at(0.37, 0.53), at(0.42, 0.68)],
        [0.2 * size, 0.16 * size, 0.12 * size],
        fill,
    )
    palm = [at(-0.27, 0.6), at(-0.24, 0.22), at(0.23, 0.22), at(0.27, 0.6)]
    c.poly(palm, fill)
    c.rect(
        x - 0.25 * size,
        y - 0.27 * size,
        0.5 * size,
        0.27 * size,
        mix(fill, ink.INK, 0.3),
        0.05 * size,
    )
    for v in (0.08, 0.16):
        c.rect(x - 0.25 * size, y - v * size, 0.5 * size, 0.025 * size, fade(ink.WHITE, 0.25))


def boot(c: Canvas, x: float, y: float, size: float, fill: Colour) -> None:
    """A safety boot, toe to the right."""
    outline = [
        (-0.3, 1.0),
        (0.1, 1.0),
        (0.13, 0.55),
        (0.3, 0.42),
        (0.52, 0.32),
        (0.6, 0.1),
        (-0.32, 0.1),
    ]
    c.paint([(x + u * size, y - v * size) for u, v in outline], mix(fill, ink.WHITE, 0.15), fill)
    c.paint(
        smooth(
            [
                (x + u * size, y - v * size)
                for u, v in ((0.3, 0.42), (0.5, 0.36), (0.62, 0.22), (0.6, 0.08), (0.33, 0.08))
            ]
        ),
        ink.SUN,
        ink.GOLD,
    )
    c.rect(x - 0.35 * size, y - 0.12 * size, 1.0 * size, 0.12 * size, ink.INK, 0.04 * size)
    c.rect(x - 0.32 * size, y - 1.03 * size, 0.44 * size, 0.09 * size, ink.STONE, 0.03 * size)
    for v in (0.8, 0.68, 0.56):
        c.line(
            [(x - 0.02 * size, y - v * size), (x + 0.12 * size, y - (v + 0.03) * size)],
            0.035 * size,
            ink.CREAM,
        )


def an_toan(c: Canvas) -> None:
    """Safety equipment: helmet, goggles, gloves, boots and a warning sign."""
    c.backdrop(ink.AZURE, ink.BLUE, ink.NAVY)
    c.paint(gear(800, 430, 400, 18, 0.12), mix(ink.AZURE, ink.SKY, 0.35), ink.BLUE)
    c.paint(circle(800, 430, 300), mix(ink.AZURE, ink.SKY, 0.75), ink.AZURE)
    c.glow(800, 360, 420, ink.CREAM, 0.45)
    for x, y, r in ((215, 250, 150), (1400, 230, 130)):
        c.poly(gear(x, y, r, 12, 0.2), fade(ink.SKY, 0.22))
        c.disc(x, y, r * 0.45, mix(ink.AZURE, ink.BLUE, 0.35))
    c.backdrop(ink.CORAL, ink.RED, top=760)
    c.rect(0, 742, 1600, 22, ink.WINE)
    for x in range(-40, 1640, 92):
        c.poly([(x, 742), (x + 46, 742), (x + 24, 764), (x - 22, 764)], ink.SUN)
    c.paint(box(560, 560, 480, 184), ink.WHITE, ink.SAND)
    c.rect(536, 536, 528, 32, ink.WHITE, 6)
    c.paint(box(560, 568, 480, 30), fade(ink.UMBER, 0.35), fade(ink.UMBER, 0))
    hard_hat(c, 790, 512, 218, ink.SUN)
    c.rect(575, 520, 470, 18, mix(ink.GOLD, ink.UMBER, 0.5), 9)
    for x in (732, 868):
        c.rect(x - 70, 616, 132, 84, ink.NAVY, 36)
        c.paint(
            smooth(
                [
                    (x - 58, 636),
                    (x - 4, 626),
                    (x + 50, 636),
                    (x + 46, 676),
                    (x - 4, 690),
                    (x - 54, 676),
                ]
            ),
            ink.ICE,
            ink.SKY,
        )
        c.poly([(x - 40, 680), (x - 16, 632), (x, 632), (x - 24, 684)], fade(ink.WHITE, 0.6))
    c.rect(560, 648, 110, 18, ink.NAVY)
    c.rect(926, 648, 114, 18, ink.NAVY)
    for x in (430, 1210):
        c.rect(x - 8, 300, 16, 444, ink.MIST)
    glove(c, 345, 744, 265, -1, ink.TEAL)
    glove(c, 478, 744, 265, 1, ink.LAGOON)
    boot(c, 1145, 744, 215, ink.UMBER)
    boot(c, 1372, 744, 215, mix(ink.UMBER, ink.TAN, 0.3))
    sign(c, 1210, 250, 105)
    c.disc(430, 250, 104, ink.WHITE)
    c.disc(430, 250, 94, ink.AZURE)
    hard_hat(c, 430, 262, 52, ink.WHITE)
    c.disc(430, 276, 38, ink.WHITE, 44)
    hard_hat(c, 430, 262, 52, ink.WHITE)
