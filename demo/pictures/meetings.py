"""Scenes of the meeting room and the law."""

from . import palette as ink
from .palette import Colour, fade, mix
from .people import SIT, STAND, Look, bust, person
from .primitives import Canvas, box, smooth, star
from .scenery import flowers, leaf


def hoi_nghi(c: Canvas) -> None:
    """A conference seen from behind the audience."""
    for i in range(34):
        x = i * 48 - 10
        c.paint(
            box(x, 0, 50, 600),
            ink.WINE,
            ink.RED,
            mix(ink.RED, ink.CORAL, 0.3),
            ink.WINE,
            across=True,
        )
    c.paint(
        box(0, 0, 1600, 600), fade(ink.MAROON, 0.75), fade(ink.MAROON, 0), fade(ink.MAROON, 0.35)
    )
    c.glow(800, 250, 520, ink.CORAL, 0.55)
    for i in range(9):
        x = i * 200 - 100
        swag = [(x, 0), (x + 40, 66), (x + 100, 92), (x + 160, 66), (x + 200, 0)]
        c.paint([*smooth(swag, closed=False), (x + 200, -20), (x, -20)], ink.WINE, ink.RED)
        c.line(smooth(swag, closed=False), 7, ink.GOLD)
    c.paint(star(800, 262, 128), ink.SUN, ink.GOLD)
    for i in range(5):
        a, b = star(800, 262, 128)[2 * i], star(800, 262, 128)[(2 * i + 1) % 10]
        c.poly([(800, 262), a, b], fade(ink.CREAM, 0.35))
    c.paint(box(0, 590, 1600, 90), mix(ink.GOLD, ink.UMBER, 0.45), ink.UMBER)
    c.rect(0, 584, 1600, 10, ink.SUN)
    for x in (250, 360, 470, 580):
        c.rect(x - 44, 430, 88, 90, mix(ink.UMBER, ink.MAROON, 0.5), 16)
        bust(c, x, 472, 66, ink.WHITE if x % 220 else ink.NAVY, ink.INK)
        c.disc(x, 446, 15, ink.SKIN, 18)
        c.poly([(x - 5, 474), (x + 5, 474), (x + 3, 520), (x - 3, 520)], ink.RED)
    c.paint(box(196, 512, 440, 78), ink.AZURE, ink.BLUE)
    c.rect(188, 504, 456, 14, ink.WHITE, 3)
    for x in range(214, 636, 42):
        c.line([(x, 520), (x, 588)], 3, fade(ink.NAVY, 0.4))
    flowers(c, 420, 590, 110)
    person(c, 960, 588, 250, Look(top=ink.NAVY, legs=ink.NIGHT), STAND, flip=True)
    c.poly([(953, 386), (968, 386), (962, 440)], ink.WHITE)
    c.line([(905, 462), (928, 430)], 4, ink.INK)
    c.paint(
        [(888, 470), (1032, 470), (1014, 592), (906, 592)], mix(ink.TAN, ink.GOLD, 0.3), ink.UMBER
    )
    c.rect(878, 458, 164, 16, mix(ink.TAN, ink.GOLD, 0.55), 4)
    c.poly(star(960, 530, 26), ink.SUN)
    flowers(c, 1180, 590, 150)
    flowers(c, 1390, 590, 120)
    for x in (330, 800, 1270):
        c.paint(
            [(x - 24, -10), (x + 24, -10), (x + 210, 640), (x - 210, 640)],
            fade(ink.CREAM, 0.26),
            fade(ink.CREAM, 0.02),
        )
    c.backdrop(mix(ink.MAROON, ink.NIGHT, 0.5), ink.NIGHT, top=664)
    tops = (ink.NAVY, ink.BLUE, mix(ink.NAVY, ink.PINE, 0.5), ink.NAVY, mix(ink.BLUE, ink.SKY, 0.3))
    for y, size, gap in ((690, 74, 100), (768, 108, 146), (876, 158, 212)):
        shift = c.rng.uniform(-0.2, 0.2) * gap
        for i in range(-1, int(1600 / gap) + 2):
            x = i * gap + shift + c.rng.uniform(-6, 6)
            # Every row is darker towards the viewer, so the lit stage stays the brightest place.
            dim = {74: 0.15, 108: 0.3, 158: 0.5}[size]
            top = mix(c.rng.choice(tops), ink.NIGHT, dim)
            bust(c, x, y, size, top, mix(ink.INK, ink.NIGHT, dim), c.rng.random() < 0.4)
            c.rect(
                x - gap * 0.40,
                y + size * 0.55,
                gap * 0.8,
                size,
                mix(ink.WINE, ink.NIGHT, dim),
                size * 0.12,
            )


def book(c: Canvas, x: float, y: float, width: float, height: float, fill: Colour) -> None:
    """A closed book lying on its side, spine towards the viewer."""
    c.rect(x, y - height, width, height, fill, height * 0.2)
    c.rect(x + width * 0.08, y - height, width * 0.03, height, ink.SUN)
    c.rect(x + width * 0.86, y - height, width * 0.03, height, ink.SUN)
    c.rect(x, y - height * 0.22, width, height * 0.22, fade(ink.INK, 0.18), height * 0.1)


def van_ban(c: Canvas) -> None:
    """Law books, documents and a pair of scales."""
    c.backdrop(ink.SAND, ink.PAPER, bottom=730)
    for x in range(40, 1600, 190):
        c.rect(x, 0, 150, 730, fade(ink.WHITE, 0.35))
    c.paint(
        [(250, 0), (820, 0), (1500, 730), (930, 730)], fade(ink.SUN, 0.35), fade(ink.CREAM, 0.1)
    )
    c.disc(800, 400, 330, fade(ink.BLUE, 0.12))
    c.disc(800, 400, 270, fade(ink.BLUE, 0.12))
    c.backdrop(mix(ink.UMBER, ink.TAN, 0.35), ink.UMBER, top=720)
    c.rect(0, 714, 1600, 12, mix(ink.TAN, ink.SAND, 0.3))
    tones = (ink.BLUE, ink.RED, ink.NAVY, ink.TEAL, ink.WINE, ink.AZURE)
    for i, height in enumerate((300, 340, 280, 330, 310)):
        x = 130 + i * 62
        c.paint(box(x, 716 - height, 58, height), mix(tones[i], ink.WHITE, 0.12), tones[i])
        c.rect(x, 716 - height + 34, 58, 8, ink.SUN)
        c.rect(x, 716 - height + 50, 58, 4, ink.SUN)
        c.rect(x, 716 - 60, 58, 8, ink.SUN)
        c.rect(x + 44, 716 - height, 14, height, fade(ink.INK, 0.14))
    for i, (w, fill) in enumerate(((430, ink.NAVY), (390, ink.RED), (350, ink.BLUE))):
        book(c, 800 - w / 2 + i * 8, 718 - i * 52, w, 50, fill)
    brass, deep = ink.GOLD, ink.BRONZE
    c.paint([(700, 562), (900, 562), (868, 532), (732, 532)], ink.SUN, deep)
    c.limb([(800, 540), (800, 190)], [30, 16], brass)
    c.disc(800, 350, 22, ink.SUN)
    beam = [(560, 238), (680, 214), (800, 206), (920, 214), (1040, 238)]
    c.line(smooth(beam, closed=False), 14, brass)
    c.paint(star(800, 176, 54), ink.CORAL, ink.RED)
    for x in (560, 1040):
        for dx in (-92, 92):
            c.line([(x, 240), (x + dx, 430)], 4, deep)
        c.disc(x, 238, 14, ink.SUN)
        pan = [(x - 112, 428), (x - 70, 470), (x, 486), (x + 70, 470), (x + 112, 428)]
        c.paint([*smooth(pan, closed=False)], ink.SUN, deep)
        c.rect(x - 116, 422, 232, 12, ink.SUN, 6)
    for x, turn in ((1190, -26), (1245, -6)):
        page = [(x, 420 + turn), (x + 215, 400 + turn), (x + 240, 700), (x + 22, 716)]
        c.paint(page, ink.WHITE, mix(ink.PAPER, ink.SAND, 0.5))
        c.poly([page[0], page[3], (x + 12, 716), (x - 4, 424 + turn)], fade(ink.UMBER, 0.25))
    for i in range(6):
        c.line(
            [(1290 + i * 2, 462 + i * 28), (1290 + i * 2 + (140, 160, 110)[i % 3], 452 + i * 28)],
            8,
            ink.SKY,
        )
    c.disc(1420, 640, 36, ink.RED)
    c.poly(star(1420, 640, 24), ink.SUN)
    c.poly([(560, 868), (590, 778), (800, 786), (1010, 778), (1040, 868), (800, 880)], ink.NAVY)
    for way in (-1, 1):
        sheet = [
            (800, 786),
            (800 + way * 60, 768),
            (800 + way * 200, 768),
            (800 + way * 228, 856),
            (800 + way * 70, 856),
            (800, 872),
        ]
        c.paint(sheet, ink.WHITE, ink.PAPER if way > 0 else ink.SAND)
        for i in range(3):
            c.line(
                [
                    (800 + way * (40 + i * 4), 792 + i * 20),
                    (800 + way * (180 + i * 9), 788 + i * 20),
                ],
                5,
                ink.SKY,
            )
    c.limb([(1130, 846), (1290, 784), (1312, 775)], [4, 20, 15], ink.RED)


def bubble(c: Canvas, x: float, y: float, w: float, h: float, fill: Colour, way: int) -> None:
    """A speech bubble whose tail points down to the given side."""
    c.poly(
        [
            (x + way * w * 0.18, y + h * 0.4),
            (x + way * w * 0.42, y + h * 0.86),
            (x + way * w * 0.4, y + h * 0.3),
        ],
        fill,
    )
    c.rect(x - w / 2, y - h / 2, w, h, fill, h * 0.42)


def doi_thoai(c: Canvas) -> None:
    """A dialogue: two groups facing each other at one table."""
    c.backdrop(ink.ICE, ink.PAPER, bottom=720)
    c.paint(box(300, 90, 1000, 420), ink.SKY, ink.MIST, ink.CREAM)
    for x, h, w in (
        (300, 90, 130),
        (430, 150, 90),
        (540, 110, 140),
        (700, 170, 80),
        (800, 90, 150),
        (960, 140, 110),
        (1090, 190, 80),
        (1180, 120, 120),
    ):
        c.rect(x, 510 - h, w, h, fade(ink.AZURE, 0.30))
    for x in (292, 624, 960, 1292):
        c.rect(x, 84, 16, 432, ink.WHITE)
    for y in (84, 504):
        c.rect(292, y, 1016, 16, ink.WHITE)
    c.backdrop(mix(ink.SAND, ink.TAN, 0.3), ink.TAN, top=720)
    c.paint(
        [(300, 720), (1300, 720), (1480, 900), (120, 900)], fade(ink.CREAM, 0.6), fade(ink.CREAM, 0)
    )
    for x in (120, 1480):
        c.paint([(x - 50, 640), (x + 50, 640), (x + 36, 760), (x - 36, 760)], ink.CORAL, ink.RED)
        for i in range(9):
            leaf(c, x, 645, 230 - abs(i - 4) * 14, -154 + i * 16, (ink.TEAL, ink.MOSS)[i % 2])
    workers = (
        (300, Look(top=ink.TEAL, legs=ink.NAVY, hat="helmet", hat_colour=ink.SUN)),
        (425, Look(top=ink.RED, legs=ink.NAVY, long_hair=True)),
        (550, Look(top=ink.BLUE, legs=ink.NAVY, skin=ink.TAN)),
    )
    managers = (
        (1300, Look(top=ink.NAVY, legs=ink.INK)),
        (1175, Look(top=ink.GOLD, legs=ink.INK, long_hair=True)),
        (1050, Look(top=mix(ink.AZURE, ink.MIST, 0.3), legs=ink.INK, skin=ink.TAN)),
    )
    for group, flip in ((workers, False), (managers, True)):
        for x, _ in group:
            way = -1 if flip else 1
            c.disc(x, 852, 80, fade(ink.UMBER, 0.2), 10)
            c.rect(x - way * 74 - 12, 520, 24, 190, ink.NAVY, 10)
            c.rect(x - 70, 685, 140, 22, ink.NAVY, 8)
            c.line([(x, 700), (x, 840)], 14, ink.NAVY)
            c.line([(x - 56, 842), (x + 56, 842)], 12, ink.NAVY)
        for x, look in group:
            person(c, x, 850, 640, look, SIT, flip=flip)
    c.paint([(330, 626), (1270, 626), (1350, 690), (250, 690)], ink.WHITE, ink.SAND)
    c.paint(box(250, 690, 1100, 150), ink.AZURE, ink.BLUE)
    c.rect(250, 690, 1100, 10, ink.SUN)
    flowers(c, 800, 646, 150)
    for x in (440, 590, 1010, 1160):
        c.poly([(x - 44, 664), (x + 30, 664), (x + 44, 640), (x - 28, 640)], ink.MIST)
        c.rect(x + 50, 628, 22, 30, ink.WHITE, 5)
        c.rect(x + 50, 628, 22, 8, ink.TEAL, 3)
    bubble(c, 690, 190, 290, 150, ink.BLUE, -1)
    bubble(c, 910, 262, 270, 138, ink.SUN, 1)
    for dx in (-66, 0, 66):
        c.disc(690 + dx, 190, 15, ink.WHITE)
        c.disc(910 + dx, 262, 14, ink.NAVY)
