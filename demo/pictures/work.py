"""Scenes of people at work and learning a trade."""

from . import palette as ink
from .palette import Colour, fade, mix
from .people import HOLD, POINT, SIT, STAND, WORK, Look, conical_hat, person
from .primitives import Canvas, box, circle, gear, smooth
from .scenery import cloud, leaf, rays


def sewing_place(c: Canvas, x: float, y: float, h: float, cloth: Colour, look: Look) -> None:
    """A seamstress at her machine; h is her standing height, (x, y) the foot of her stool."""
    c.rect(x - 0.1 * h, y - 0.21 * h, 0.2 * h, 0.03 * h, ink.UMBER, 0.01 * h)
    c.line([(x - 0.07 * h, y - 0.2 * h), (x - 0.09 * h, y)], 0.018 * h, ink.UMBER)
    c.line([(x + 0.07 * h, y - 0.2 * h), (x + 0.09 * h, y)], 0.018 * h, ink.UMBER)
    steel = mix(ink.NAVY, ink.SKY, 0.25)
    for leg in (0.2, 0.6):
        c.line([(x + leg * h, y), (x + leg * h, y - 0.36 * h)], 0.022 * h, steel)
    c.line([(x + 0.2 * h, y - 0.05 * h), (x + 0.6 * h, y - 0.05 * h)], 0.016 * h, steel)
    person(c, x, y, h, look, SIT)
    top = y - 0.37 * h
    c.rect(x + 0.13 * h, top - 0.005 * h, 0.55 * h, 0.03 * h, mix(ink.SAND, ink.UMBER, 0.25))
    drape = [
        (x + 0.2 * h, top - 0.012 * h),
        (x + 0.42 * h, top - 0.02 * h),
        (x + 0.66 * h, top - 0.012 * h),
        (x + 0.71 * h, top + 0.08 * h),
        (x + 0.66 * h, top + 0.2 * h),
        (x + 0.71 * h, top + 0.30 * h),
        (x + 0.56 * h, top + 0.29 * h),
        (x + 0.55 * h, top + 0.12 * h),
        (x + 0.5 * h, top + 0.02 * h),
    ]
    c.paint(smooth(drape), mix(cloth, ink.WHITE, 0.15), mix(cloth, ink.INK, 0.22))
    machine = [
        (0.29, 0),
        (0.30, 0.1),
        (0.285, 0.155),
        (0.31, 0.185),
        (0.54, 0.185),
        (0.58, 0.16),
        (0.58, 0),
        (0.50, 0),
        (0.50, 0.09),
        (0.47, 0.115),
        (0.36, 0.115),
        (0.345, 0.05),
        (0.33, 0.05),
        (0.33, 0),
    ]
    c.paint([(x + u * h, top - 0.015 * h - v * h) for u, v in machine[1:-1]], ink.ICE, ink.MIST)
    c.line([(x + 0.322 * h, top - 0.06 * h), (x + 0.322 * h, top - 0.015 * h)], 0.01 * h, ink.NAVY)
    c.disc(x + 0.59 * h, top - 0.14 * h, 0.036 * h, ink.NAVY)
    c.disc(x + 0.59 * h, top - 0.14 * h, 0.015 * h, ink.MIST)
    c.poly(
        [
            (x + 0.43 * h, top - 0.2 * h),
            (x + 0.49 * h, top - 0.2 * h),
            (x + 0.47 * h, top - 0.28 * h),
            (x + 0.45 * h, top - 0.28 * h),
        ],
        cloth,
    )


def nha_may(c: Canvas) -> None:
    """A garment line: rows of women at sewing machines."""
    c.backdrop(ink.MIST, ink.PAPER, ink.CREAM, bottom=620)
    for x in range(-20, 1620, 205):
        c.paint(box(x, 150, 168, 270), ink.SKY, ink.ICE, ink.CREAM)
        cloud(c, x + 20, 240 + x % 90, 110, fade(ink.WHITE, 0.7))
        for dx in (0, 54, 110, 164):
            c.rect(x + dx, 150, 5, 270, ink.BLUE)
        for dy in (0, 135, 266):
            c.rect(x, 150 + dy, 168, 5, ink.BLUE)
    c.paint(box(0, 0, 1600, 128), ink.NAVY, ink.BLUE)
    for x in range(-100, 1701, 200):
        c.line([(800 + (x - 800) * 1.5, 0), (x, 128)], 5, fade(ink.SKY, 0.4))
    for y, w, n in ((30, 250, 4), (72, 190, 5), (104, 150, 6)):
        for i in range(n):
            x = 800 + (i - (n - 1) / 2) * w * 1.75 - w / 2
            c.rect(x, y, w, y * 0.06 + 7, ink.CREAM, 4)
    c.glow(800, 40, 800, ink.CREAM, 0.30)
    c.backdrop(ink.SAND, mix(ink.SAND, ink.TAN, 0.25), mix(ink.STONE, ink.TAN, 0.4), top=470)
    for x in range(60, 1600, 205):
        c.paint(
            [(x - 60, 470), (x + 60, 470), (x + 190, 900), (x - 10, 900)],
            fade(ink.CREAM, 0.5),
            fade(ink.CREAM, 0),
        )
    bonnets = (ink.MIST, ink.PAPER, ink.BLUSH)
    rows = (
        (560, 230, 160, ink.MIST, 0.55),
        (685, 345, 245, ink.PAPER, 0.25),
        (872, 560, 430, ink.PAPER, 0.0),
    )
    for row, (y, h, gap, haze, depth) in enumerate(rows):
        first = 800 - h * 0.3 - gap * (4 if row == 0 else 3 if row == 1 else 1.5)
        for i in range(int(1500 / gap) + 2):
            uniform = (ink.AZURE, ink.BLUE, ink.AZURE)[(i + row) % 3]
            look = Look(
                top=mix(uniform, haze, depth),
                legs=mix(ink.NAVY, haze, depth),
                skin=mix(ink.SKIN, haze, depth * 0.6),
                hat="bonnet",
                hat_colour=mix(bonnets[(i + row) % 3], haze, depth * 0.6),
            )
            cloth = (ink.RED, ink.CORAL, ink.GOLD, ink.RED)[(i * 3 + row) % 4]
            sewing_place(c, first + i * gap, y, h, mix(cloth, haze, depth * 0.7), look)


def nu_cong(c: Canvas) -> None:
    """Three women workers: in áo dài, in a factory uniform and in a helmet."""
    c.backdrop(ink.SUN, ink.GOLD)
    rays(c, 800, 470, 28, fade(ink.CREAM, 0.28))
    c.paint(circle(800, 440, 375), ink.WHITE, ink.CREAM)
    c.paint(circle(800, 440, 330), fade(ink.BLUSH, 0.5), fade(ink.ROSE, 0.15))
    for base, way in ((0, 1), (1600, -1)):
        for i in range(8):
            turn = -90 + way * (8 + i * 10)
            leaf(c, base + way * i * 16, 930, 420 - i * 22, turn, (ink.TEAL, ink.PINE)[i % 2])
    left = Look(top=ink.AZURE, legs=ink.NAVY, hat="bonnet", hat_colour=ink.PAPER)
    right = Look(
        top=ink.NAVY,
        legs=ink.NIGHT,
        hat="helmet",
        hat_colour=ink.SKY,
        vest=ink.CORAL,
        long_hair=True,
    )
    person(c, 530, 1090, 850, left, HOLD, flip=True)
    for fill, y in ((ink.CORAL, 540), (ink.SUN, 574), (ink.TEAL, 608)):
        c.rect(426, y, 205, 36, fill, 12)
        c.disc(620, y + 18, 17, mix(fill, ink.WHITE, 0.3))
        c.disc(620, y + 18, 8, mix(fill, ink.WHITE, 0.7))
    for x in (480, 560):
        c.limb([(x - 10, 652), (x + 14, 640)], [36, 30], ink.SKIN)
    person(c, 1075, 1090, 860, right, HOLD)
    c.rect(1004, 520, 156, 128, ink.UMBER, 10)
    c.rect(1012, 532, 140, 108, ink.PAPER, 4)
    c.rect(1056, 512, 52, 22, ink.STONE, 6)
    for y, w in ((556, 104), (578, 82), (600, 96)):
        c.rect(1028, y, w, 8, ink.SKY, 4)
    for x in (1012, 1132):
        c.limb([(x, 640), (x + 20, 632)], [34, 30], ink.SKIN)
    middle = Look(top=ink.RED, legs=ink.WHITE, long_hair=True, dress=True)
    person(c, 800, 1120, 940, middle, HOLD)
    conical_hat(c, 808, 218, 176)
    bouquet = [(742, 520), (860, 500), (905, 420), (840, 380), (740, 395), (705, 450)]
    for i, (x, y) in enumerate(((752, 470), (800, 440), (850, 468), (776, 505), (832, 512))):
        leaf(c, x, y, 88, -150 + i * 28, ink.MOSS)
    for i, (x, y) in enumerate([*bouquet, (800, 455), (780, 420), (838, 455)]):
        flower = (ink.SUN, ink.WHITE, ink.ROSE)[i % 3]
        for px, py in circle(x, y + 40, 15)[::12]:
            c.disc(px, py, 13, flower)
        c.disc(x, y + 40, 9, ink.BRONZE)
    for dx in (-14, 2, 18):
        c.line([(802 + dx * 0.4, 570), (802 + dx * 1.5, 640)], 9, ink.MOSS)
    c.limb([(770, 584), (826, 574)], [44, 40], ink.SKIN)


def hoc_nghe(c: Canvas) -> None:
    """An apprentice at a drill press, watched by the instructor."""
    c.backdrop(ink.TEAL, ink.PINE, bottom=720)
    c.backdrop(mix(ink.PINE, ink.INK, 0.3), ink.INK, top=720)
    c.rect(130, 110, 560, 330, mix(ink.SAND, ink.UMBER, 0.35), 10)
    for x in range(150, 680, 27):
        for y in range(130, 430, 27):
            c.disc(x, y, 2.4, fade(ink.UMBER, 0.45))
    steel = ink.MIST
    for i, x in enumerate((195, 250, 305)):
        c.limb([(x, 180), (x, 330 - i * 30)], [15, 15], steel)
        c.disc(x, 180, 23, steel)
        c.poly(
            [(x - 9, 150), (x + 9, 150), (x + 7, 182), (x - 7, 182)], mix(ink.SAND, ink.UMBER, 0.35)
        )
        c.disc(x, 335 - i * 30, 18, steel)
        c.disc(x, 335 - i * 30, 8, mix(ink.SAND, ink.UMBER, 0.35))
    c.rect(366, 210, 14, 170, ink.RED, 6)
    c.rect(338, 170, 78, 44, steel, 6)
    for x, fill in ((450, ink.GOLD), (490, ink.CORAL)):
        c.rect(x - 9, 170, 18, 88, fill, 8)
        c.rect(x - 4, 256, 8, 110, steel, 2)
    c.poly([(540, 170), (640, 170), (640, 208), (580, 208), (580, 330), (540, 330)], ink.SUN)
    c.rect(150, 400, 520, 16, ink.UMBER, 4)
    c.paint(box(1010, 120, 420, 300), ink.SKY, ink.ICE, ink.CREAM)
    for x in (1010, 1148, 1288, 1422):
        c.rect(x, 120, 10, 300, ink.NIGHT)
    for y in (120, 266, 412):
        c.rect(1010, y, 422, 10, ink.NIGHT)
    c.paint(
        [(1010, 430), (1432, 430), (1180, 900), (380, 900)],
        fade(ink.CREAM, 0.32),
        fade(ink.CREAM, 0),
    )
    c.line([(800, 0), (800, 120)], 6, ink.INK)
    c.paint(
        [(716, 176), (884, 176), (1160, 760), (440, 760)], fade(ink.SUN, 0.42), fade(ink.SUN, 0.03)
    )
    c.paint([(770, 112), (830, 112), (890, 178), (710, 178)], ink.CORAL, ink.WINE)
    c.disc(800, 180, 26, ink.CREAM, 12)
    trainer = Look(top=ink.PAPER, legs=ink.NAVY, skin=ink.TAN, hat="helmet", hat_colour=ink.WHITE)
    learner = Look(top=ink.AZURE, legs=ink.NAVY, hat="cap", hat_colour=ink.RED)
    c.disc(1110, 852, 120, fade(ink.NIGHT, 0.35), 13)
    person(c, 1110, 850, 560, trainer, POINT, flip=True)
    c.disc(550, 852, 130, fade(ink.NIGHT, 0.35), 13)
    person(c, 545, 850, 540, learner, WORK)
    for x in (640, 985):
        c.rect(x, 640, 36, 214, mix(ink.UMBER, ink.INK, 0.3), 4)
    c.rect(676, 770, 310, 20, mix(ink.UMBER, ink.INK, 0.4))
    c.paint(box(596, 600, 430, 44), mix(ink.TAN, ink.SAND, 0.3), ink.UMBER)
    c.rect(760, 574, 170, 28, ink.NIGHT, 5)
    c.rect(878, 290, 30, 290, steel, 6)
    c.paint(
        smooth(
            [
                (722, 300),
                (760, 268),
                (900, 262),
                (944, 290),
                (940, 366),
                (900, 384),
                (760, 380),
                (726, 360),
            ]
        ),
        ink.CORAL,
        ink.RED,
        ink.WINE,
    )
    c.rect(752, 376, 52, 52, steel, 6)
    c.limb([(778, 428), (778, 545)], [26, 8], ink.ICE)
    c.rect(728, 546, 108, 22, ink.SAND, 3)
    c.line([(738, 330), (688, 372), (690, 402)], 11, ink.NIGHT)
    c.disc(690, 404, 12, ink.SUN)
    for angle in range(7):
        dx, dy = (-60 + angle * 20), -18 - (angle % 3) * 16
        c.line([(778 + dx * 0.3, 545 + dy * 0.3), (778 + dx, 545 + dy)], 3.5, ink.SUN)
    c.glow(778, 548, 110, ink.SUN, 0.7)
    c.poly(gear(950, 574, 28, 10), ink.GOLD)
    c.disc(950, 574, 11, ink.UMBER)
    c.rect(615, 580, 92, 20, ink.BLUE, 4)
    student = Look(top=ink.LAGOON, legs=ink.NAVY, hair=ink.INK, long_hair=True)
    person(c, 330, 850, 500, student, STAND)
    c.rect(290, 585, 80, 104, ink.PAPER, 5)
    for y in (606, 626, 646):
        c.rect(304, y, 52, 6, ink.SKY, 3)
