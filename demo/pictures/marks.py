"""The demo organisation's invented emblem and the header banner."""

import math

from . import palette as ink
from .palette import fade, mix
from .primitives import Canvas, box, circle, gear, smooth, star
from .scenery import arch_truss, glints, karst


def emblem(c: Canvas) -> None:
    """A round badge: gear rim, star, bridge, river and an open book."""
    # The bright edge keeps the gear visible on the dark header.
    c.paint(gear(256, 256, 255, 24, 0.075), ink.SUN, ink.GOLD)
    c.paint(gear(256, 256, 247, 24, 0.08), mix(ink.AZURE, ink.BLUE, 0.4), ink.NAVY)
    c.paint(circle(256, 256, 219), ink.SUN, ink.GOLD, ink.BRONZE)
    c.paint(circle(256, 256, 205), ink.WHITE, ink.PAPER)
    field = circle(256, 256, 190)
    c.paint(field, ink.CORAL, ink.RED, ink.RED, ink.WINE)
    river = [(x, y) for x, y in field if y >= 282]
    c.paint(sorted(river, key=lambda p: math.atan2(p[1] - 282.5, p[0] - 256)), ink.AZURE, ink.NAVY)
    c.paint(star(256, 152, 84, 0.42), ink.CREAM, ink.GOLD)
    for left, right in ((74, 256), (256, 438)):
        arch_truss(c, left, right, 282, 62, 5, ink.WHITE, 11)
    c.rect(66, 274, 380, 17, ink.WHITE)
    for x in (150, 256, 362):
        c.rect(x - 10, 288, 20, 32, ink.WHITE)
    for y, half in ((322, 172), (346, 160)):
        swell = [(256 - half + half * i / 4, y + (7 if i % 2 else -5)) for i in range(9)]
        c.line(smooth(swell, closed=False), 7, ink.SKY)
    for way in (-1, 1):
        page = [
            (256, 392),
            (256 + way * 52, 366),
            (256 + way * 116, 372),
            (256 + way * 104, 426),
            (256 + way * 48, 422),
            (256, 446),
        ]
        c.poly(page, ink.GOLD)
        c.poly([(x - way * 2 + (3 * way if x == 256 else 0), y - 9) for x, y in page], ink.WHITE)
        for dy in (14, 28):
            c.line([(256 + way * 24, 372 + dy), (256 + way * 88, 360 + dy)], 5, ink.SKY)


def badge(c: Canvas) -> None:
    """A plain round badge with a star, for a body whose own logo is not ours to draw."""
    c.paint(circle(128, 128, 126), ink.AZURE, ink.NAVY)
    c.paint(circle(128, 128, 112), ink.SUN, ink.GOLD)
    c.paint(circle(128, 128, 106), ink.CORAL, ink.RED, ink.WINE)
    c.paint(star(128, 132, 78, 0.42), ink.CREAM, ink.GOLD)


def banner(c: Canvas) -> None:
    """Hàm Rồng bridge over the Mã river by night, dark and empty on the left."""
    water = 262
    c.backdrop(ink.NIGHT, ink.NAVY, ink.BLUE, bottom=water)
    c.paint(box(960, 0, 1440, water), fade(ink.AZURE, 0), fade(ink.AZURE, 0.55), across=True)
    c.glow(1930, 196, 520, mix(ink.SKY, ink.SUN, 0.35), 0.55)
    c.paint(circle(1930, 176, 58), ink.CREAM, ink.SUN)
    far = mix(ink.BLUE, ink.AZURE, 0.35)
    karst(
        c,
        water,
        [
            (1010, 60, 150),
            (1180, 96, 150),
            (1330, 70, 130),
            (1480, 110, 150),
            (1640, 70, 150),
            (2140, 90, 150),
            (2290, 130, 160),
            (2420, 150, 150),
        ],
        far,
        mix(far, ink.SKY, 0.25),
    )
    karst(
        c,
        water,
        [(880, 70, 170), (1040, 120, 120), (1130, 90, 90)],
        ink.NAVY,
        mix(ink.NAVY, ink.BLUE, 0.6),
    )
    karst(
        c, water + 12, [(1030, 92, 130), (1110, 64, 100)], mix(ink.NIGHT, ink.NAVY, 0.5), ink.NIGHT
    )
    karst(c, water, [(2380, 190, 150), (2250, 120, 100)], ink.NAVY, mix(ink.NAVY, ink.BLUE, 0.6))
    karst(
        c,
        water,
        [(80, 70, 260), (360, 96, 240), (640, 60, 260)],
        ink.NIGHT,
        mix(ink.NIGHT, ink.NAVY, 0.7),
    )
    c.backdrop(mix(ink.BLUE, ink.AZURE, 0.3), ink.NAVY, ink.NIGHT, top=water)
    c.paint(box(0, water, 1500, 98), fade(ink.NIGHT, 0.85), fade(ink.NIGHT, 0), across=True)
    glints(c, 1930, water + 4, 356, 80, ink.SUN)
    deck = 214
    for left, right in ((1180, 1680), (1680, 2180)):
        arch_truss(c, left + 10, right + 10, deck - 5, 106, 10, mix(ink.BLUE, ink.SKY, 0.3), 3)
        arch_truss(c, left, right, deck, 112, 10, ink.NIGHT, 6)
    c.rect(1080, deck - 2, 1330, 13, ink.NIGHT)
    c.paint(
        box(1080, deck - 5, 1330, 4), fade(ink.GOLD, 0), ink.GOLD, ink.SUN, ink.GOLD, across=True
    )
    for x in (1180, 1680, 2180):
        c.poly(
            [(x - 15, deck), (x + 15, deck), (x + 20, water + 14), (x - 20, water + 14)], ink.NIGHT
        )
        c.paint(box(x - 20, water + 14, 40, 66), fade(ink.NIGHT, 0.5), fade(ink.NIGHT, 0))
    for x, y, w in ((1120, 300, 210), (1420, 326, 300), (2120, 312, 220)):
        c.rect(x, y, w, 3, fade(ink.SKY, 0.35))
