"""Scenes of the river bridge and the sea port."""

from . import palette as ink
from .palette import Colour, fade, mix
from .people import CARRY, Look, person
from .primitives import Canvas, box, circle, smooth
from .scenery import arch_truss, cloud, glints, grass, karst, ridge, sun


def boat(c: Canvas, x: float, y: float, length: float, hull: Colour) -> None:
    """A slim wooden sampan with its boatman, afloat at (x, y)."""
    rower = Look(top=hull, legs=hull, hat="cone", skin=ink.TAN)
    pole = [(x - length * 0.2, y - length * 0.42), (x - length * 0.56, y + length * 0.1)]
    c.line(pole, length * 0.018, hull)
    person(c, x - length * 0.14, y, length * 0.4, rower, CARRY, flip=True)
    c.poly(
        smooth(
            [
                (x - length * 0.5, y - length * 0.07),
                (x - length * 0.2, y),
                (x + length * 0.2, y),
                (x + length * 0.52, y - length * 0.09),
                (x + length * 0.3, y + length * 0.075),
                (x - length * 0.3, y + length * 0.075),
            ]
        ),
        hull,
    )
    c.rect(x - length * 0.4, y + length * 0.1, length * 0.85, 4, fade(hull, 0.3), 2)


def ham_rong(c: Canvas) -> None:
    """The steel truss bridge over the Mã river at dawn."""
    water, deck = 560, 470
    c.backdrop(ink.AZURE, ink.SKY, ink.BLUSH, ink.CREAM, bottom=water)
    sun(c, 1075, 388, 68, mix(ink.CORAL, ink.SUN, 0.55))
    for x, y, w in ((230, 150, 330), (1040, 110, 300), (1310, 240, 220)):
        cloud(c, x, y, w, fade(ink.WHITE, 0.35))
    haze = mix(ink.SKY, ink.BLUSH, 0.45)
    karst(
        c,
        water,
        [
            (330, 190, 140),
            (470, 130, 120),
            (610, 90, 130),
            (1010, 110, 130),
            (1150, 190, 130),
            (1290, 140, 150),
            (180, 150, 150),
            (1440, 190, 160),
            (760, 60, 160),
            (900, 50, 140),
        ],
        haze,
        mix(haze, ink.CREAM, 0.65),
    )
    middle = mix(ink.BLUE, ink.SKY, 0.45)
    karst(
        c,
        water,
        [(40, 330, 190), (200, 250, 130), (320, 130, 110)],
        middle,
        mix(middle, ink.BLUSH, 0.4),
    )
    karst(
        c,
        water,
        [(1590, 350, 200), (1420, 270, 130), (1290, 140, 100)],
        middle,
        mix(middle, ink.BLUSH, 0.4),
    )
    c.backdrop(ink.BLUSH, ink.SKY, ink.AZURE, ink.BLUE, top=water)
    c.glow(1075, water + 20, 380, ink.CREAM, 0.8)
    glints(c, 1075, water + 8, 800, 110, ink.CREAM)
    far = mix(ink.BLUE, ink.ROSE, 0.35)
    for left, right in ((262, 812), (812, 1362)):
        arch_truss(c, left, right, deck - 8, 150, 10, far, 6)
    for left, right in ((250, 800), (800, 1350)):
        arch_truss(c, left, right, deck, 160, 10, ink.NAVY, 9)
    c.rect(-10, deck - 4, 1620, 18, ink.NAVY)
    c.rect(-10, deck - 6, 1620, 4, ink.SUN)
    for x in (250, 800, 1350):
        c.paint(
            [(x - 24, deck + 14), (x + 24, deck + 14), (x + 32, water + 34), (x - 32, water + 34)],
            ink.NAVY,
            ink.BLUE,
        )
        c.rect(x - 44, water + 24, 88, 16, ink.NAVY, 8)
    c.paint(
        box(0, water + 54, 1600, 70), fade(ink.NAVY, 0), fade(ink.NAVY, 0.22), fade(ink.NAVY, 0)
    )
    for left, right in ((-10, 300), (766, 834), (1300, 1610)):
        c.paint(box(left, water + 40, right - left, 130), fade(ink.NAVY, 0.45), fade(ink.NAVY, 0))
    near = mix(ink.NAVY, ink.PINE, 0.3)
    karst(c, water + 40, [(-20, 330, 150), (110, 230, 110), (220, 150, 90)], near, ink.NAVY)
    karst(c, water + 40, [(1620, 300, 150), (1490, 240, 110), (1385, 150, 90)], near, ink.NAVY)
    boat(c, 560, 730, 190, ink.NIGHT)
    boat(c, 930, 652, 105, ink.NAVY)
    bank = [(-20, 800), (240, 815), (560, 868), (900, 874), (1250, 838), (1620, 780)]
    c.poly([*smooth(bank, closed=False), (1620, 910), (-20, 910)], ink.NIGHT)
    for edge, way in ((-10, 1), (1610, -1)):
        for i in range(70):
            grass(c, edge + way * i * 5.5, 850, c.rng.uniform(60, 190 - i), ink.NIGHT)


def gantry(c: Canvas, x: float, base: float, size: float, fill: Colour) -> None:
    """A ship-to-shore crane with its boom over the water on the left."""
    u = size / 100
    for leg in (0, 34):
        c.limb([(x + leg * u, base), (x + leg * u, base - 74 * u)], [4.6 * u, 3.6 * u], fill)
    c.line([(x, base - 28 * u), (x + 34 * u, base - 28 * u)], 3 * u, fill)
    c.line([(x, base - 28 * u), (x + 34 * u, base - 62 * u)], 2 * u, fill)
    c.line([(x - 62 * u, base - 66 * u), (x + 62 * u, base - 66 * u)], 4 * u, fill)
    c.line(
        [(x, base - 70 * u), (x + 6 * u, base - 100 * u), (x + 34 * u, base - 68 * u)], 3 * u, fill
    )
    for end in (-56, -28, 58):
        c.line([(x + 6 * u, base - 99 * u), (x + end * u, base - 67 * u)], 1.2 * u, fill)
    c.rect(x + 20 * u, base - 77 * u, 22 * u, 10 * u, fill, u)
    c.rect(x - 44.5 * u, base - 64 * u, 9 * u, 8 * u, ink.CREAM, u)
    for dx in (-43, -37):
        c.line([(x + dx * u, base - 56 * u), (x + dx * u, base - 51 * u)], 0.7 * u, fill)
    c.rect(x - 46.5 * u, base - 51.5 * u, 13 * u, 6 * u, ink.CORAL, 0.4 * u)


def cang_nghi_son(c: Canvas) -> None:
    """Nghi Sơn port and refinery at dusk."""
    sea = 690
    c.backdrop(ink.NAVY, ink.BLUE, mix(ink.AZURE, ink.ROSE, 0.4), ink.CORAL, ink.SUN, bottom=sea)
    sun(c, 545, 560, 70)
    for x, y, w in ((180, 190, 330), (820, 130, 280), (1180, 260, 320), (520, 330, 240)):
        cloud(c, x, y, w, fade(ink.BLUSH, 0.28))
    ridge(c, sea, 190, mix(ink.AZURE, ink.WINE, 0.45), mix(ink.CORAL, ink.WINE, 0.3), waves=3)
    far = mix(ink.WINE, ink.BLUE, 0.55)
    for x, h, w in (
        (1010, 300, 24),
        (1070, 220, 40),
        (1140, 380, 20),
        (1190, 260, 46),
        (1262, 330, 26),
        (1310, 200, 60),
        (1400, 430, 20),
        (1440, 270, 50),
        (1520, 340, 28),
        (1570, 220, 50),
    ):
        c.rect(x, sea - h, w, h, far, w * 0.4)
        for y in range(int(sea - h + 30), sea, 46):
            c.rect(x - 6, y, w + 12, 4, far)
            c.disc(x + w / 2, y - 8, 3, ink.SUN)
    for y in (560, 610, 640):
        c.rect(1000, y, 600, 7, far)
    for x, r in ((980, 60), (1360, 52), (1490, 58)):
        c.paint(
            [(px, min(py, sea)) for px, py in circle(x, sea - r * 0.6, r)],
            mix(far, ink.ROSE, 0.3),
            far,
        )
    c.blob([(1402, 262), (1396, 236), (1412, 208), (1424, 238), (1418, 262)], ink.SUN)
    c.glow(1410, 235, 110, ink.SUN, 0.8)
    c.backdrop(ink.CORAL, mix(ink.ROSE, ink.BLUE, 0.6), ink.NAVY, top=sea)
    glints(c, 545, sea + 4, 860, 130, ink.SUN)
    c.rect(-10, sea - 14, 920, 24, mix(ink.NAVY, ink.WINE, 0.35))
    gantry(c, 330, sea, 380, mix(ink.NAVY, ink.WINE, 0.35))
    gantry(c, 1010, sea, 540, ink.NAVY)
    c.paint([(900, sea - 14), (1620, sea - 14), (1620, 790), (900, 790)], ink.NAVY, ink.NIGHT)
    c.rect(900, sea - 18, 720, 8, ink.GOLD)
    stem = smooth([(250, 610), (300, 672), (330, 735), (346, 792)], closed=False)
    hull = [(340, 622), (362, 648), (1020, 648), (1010, 730), (972, 792)]
    c.paint([*stem[::-1], *hull], ink.CORAL, ink.RED, ink.WINE)
    c.paint([(336, 760), (992, 760), (972, 793), (346, 793)], ink.NAVY, ink.NIGHT)
    c.line([(250, 608), (340, 620), (362, 646), (1020, 646)], 8, ink.CREAM)
    c.line([(300, 612), (300, 560)], 5, ink.NAVY)
    colours = (ink.GOLD, ink.BLUE, ink.CORAL, ink.PAPER, ink.TEAL, ink.AZURE, ink.WINE)
    for column, rows in enumerate((2, 3, 4, 4, 5, 4, 5, 3)):
        for row in range(rows):
            x, y = 352 + column * 62, sea - 82 - row * 36
            fill = c.rng.choice(colours)
            c.rect(x, y, 59, 34, fill, 2)
            for rib in range(6, 56, 9):
                c.rect(x + rib, y + 4, 3, 26, fade(ink.NIGHT, 0.18))
    c.rect(862, sea - 250, 106, 206, ink.PAPER, 5)
    c.rect(850, sea - 262, 130, 20, ink.WHITE, 4)
    for y in range(sea - 226, sea - 70, 34):
        for x in range(874, 960, 22):
            c.rect(x, y, 13, 15, ink.BLUE, 2)
    c.rect(896, sea - 318, 34, 58, ink.RED, 4)
    c.rect(896, sea - 304, 34, 12, ink.GOLD)
    for y, w in ((806, 560), (830, 380), (852, 620), (876, 300)):
        c.rect(680 - w / 2, y, w, 5, fade(ink.CORAL, 0.4), 2.5)
