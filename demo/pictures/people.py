"""Simple, well-proportioned figures: a pose, a look and the function that draws them."""

import math
from dataclasses import dataclass, replace

from . import palette as ink
from .palette import Colour, fade, mix
from .primitives import Canvas, Point, circle, smooth

Joints = tuple[Point, Point]


@dataclass(frozen=True)
class Pose:
    """Joints in shares of body height, measured from the feet, the figure facing right."""

    hip: Point = (0, 0.49)
    shoulder: Point = (0, 0.81)
    far_arm: Joints = ((-0.135, 0.645), (-0.14, 0.485))
    near_arm: Joints = ((0.135, 0.645), (0.14, 0.485))
    far_leg: Joints = ((-0.05, 0.26), (-0.055, 0.03))
    near_leg: Joints = ((0.05, 0.26), (0.055, 0.03))
    breadth: float = 1


STAND = Pose()
WAVE = replace(STAND, near_arm=((0.19, 0.87), (0.2, 1.04)))
HOLD = replace(STAND, far_arm=((-0.15, 0.65), (-0.02, 0.60)), near_arm=((0.15, 0.65), (0.03, 0.59)))
POINT = Pose(near_arm=((0.19, 0.75), (0.34, 0.83)), breadth=0.9)
WALK = Pose(
    shoulder=(0.015, 0.81),
    far_arm=((0.09, 0.65), (0.17, 0.53)),
    near_arm=((-0.08, 0.645), (-0.10, 0.49)),
    far_leg=((-0.03, 0.26), (-0.15, 0.06)),
    near_leg=((0.075, 0.27), (0.12, 0.03)),
    breadth=0.78,
)
CARRY = replace(WALK, far_arm=((0.1, 0.64), (0.22, 0.6)), near_arm=((0.06, 0.62), (0.2, 0.57)))
SIT = Pose(
    hip=(0, 0.27),
    shoulder=(0.03, 0.58),
    far_arm=((0.1, 0.43), (0.25, 0.41)),
    near_arm=((0.06, 0.41), (0.22, 0.37)),
    far_leg=((0.23, 0.27), (0.22, 0.03)),
    near_leg=((0.25, 0.26), (0.25, 0.03)),
    breadth=0.82,
)
BEND = Pose(
    hip=(-0.06, 0.47),
    shoulder=(0.17, 0.68),
    far_arm=((0.26, 0.52), (0.30, 0.34)),
    near_arm=((0.22, 0.48), (0.27, 0.31)),
    far_leg=((0.05, 0.27), (0.02, 0.03)),
    near_leg=((-0.06, 0.25), (-0.12, 0.03)),
    breadth=0.78,
)
WORK = Pose(
    shoulder=(0.06, 0.8),
    far_arm=((0.16, 0.66), (0.29, 0.62)),
    near_arm=((0.11, 0.62), (0.26, 0.57)),
    breadth=0.82,
)
SPIKE = Pose(
    hip=(0, 0.5),
    shoulder=(0.05, 0.81),
    far_arm=((0.16, 0.90), (0.24, 0.99)),
    near_arm=((-0.06, 0.97), (0.09, 1.13)),
    far_leg=((0.0, 0.28), (-0.15, 0.17)),
    near_leg=((0.07, 0.29), (-0.03, 0.1)),
    breadth=0.85,
)
BLOCK = Pose(
    shoulder=(0.02, 0.81),
    far_arm=((0.13, 0.96), (0.15, 1.13)),
    near_arm=((-0.05, 0.98), (0.03, 1.15)),
    far_leg=((0.02, 0.26), (-0.06, 0.06)),
    near_leg=((0.06, 0.26), (0.0, 0.03)),
    breadth=0.9,
)
READY = Pose(
    hip=(-0.07, 0.42),
    shoulder=(0.04, 0.71),
    far_arm=((0.14, 0.58), (0.25, 0.6)),
    near_arm=((0.1, 0.54), (0.22, 0.53)),
    far_leg=((0.08, 0.25), (0.05, 0.03)),
    near_leg=((-0.05, 0.22), (-0.15, 0.03)),
    breadth=0.85,
)


@dataclass(frozen=True)
class Look:
    """What a figure wears."""

    top: Colour = ink.BLUE
    legs: Colour = ink.NAVY
    skin: Colour = ink.SKIN
    hair: Colour = ink.INK
    shoes: Colour = ink.INK
    hat: str = ""
    hat_colour: Colour = ink.GOLD
    vest: Colour | None = None
    long_hair: bool = False
    dress: bool = False
    sport: bool = False


def conical_hat(c: Canvas, x: float, y: float, half: float) -> None:
    """A palm-leaf hat whose rim is centred on (x, y)."""
    rise = half * 0.78
    rim = [(x - half, y), (x - half * 0.5, y + half * 0.13), (x, y + half * 0.17)]
    rim += [(x + half * 0.5, y + half * 0.13), (x + half, y)]
    c.paint(
        [*smooth(rim, closed=False), (x + half * 0.03, y - rise), (x - half * 0.03, y - rise)],
        ink.CREAM,
        mix(ink.SAND, ink.GOLD, 0.25),
        across=True,
    )
    c.poly(
        [(x + half, y), (x, y - rise), (x + half * 0.28, y + half * 0.15)], fade(ink.BRONZE, 0.22)
    )
    for level in (0.35, 0.65):
        w = half * level
        top = y - rise * (1 - level)
        arc = [(x - w, top), (x, top + w * 0.16), (x + w, top)]
        c.line(smooth(arc, closed=False), max(half * 0.012, 1), fade(ink.BRONZE, 0.3))


def hard_hat(c: Canvas, x: float, y: float, r: float, fill: Colour, way: int = 1) -> None:
    """A safety helmet whose brim lies at y, its peak pointing to the given side."""
    dome = [
        (x - r * math.cos(math.pi * i / 24), y - r * 1.02 * math.sin(math.pi * i / 24))
        for i in range(25)
    ]
    c.paint(dome, mix(fill, ink.WHITE, 0.35), fill)
    c.poly(
        [(px, py) for px, py in dome if (px - x) * way < r * 0.0] + [(x, y)], fade(ink.INK, 0.10)
    )
    c.rect(x - r * 0.14, y - r * 1.1, r * 0.28, r * 0.95, mix(fill, ink.WHITE, 0.25), r * 0.12)
    tip = x + way * r * 1.38
    back = x - way * r * 1.08
    c.rect(
        min(tip, back), y - r * 0.13, abs(tip - back), r * 0.26, mix(fill, ink.INK, 0.12), r * 0.13
    )


def _head(c: Canvas, x: float, y: float, h: float, look: Look, way: int) -> None:
    c.disc(x - way * 0.010 * h, y - 0.010 * h, 0.066 * h, look.hair, 0.070 * h)
    if look.hat == "bonnet":
        c.disc(x - way * 0.062 * h, y + 0.028 * h, 0.034 * h, look.hair)
    c.disc(x + way * 0.014 * h, y + 0.014 * h, 0.050 * h, look.skin, 0.059 * h)
    if look.hat == "helmet":
        hard_hat(c, x, y - 0.012 * h, 0.078 * h, look.hat_colour, way)
    elif look.hat == "cone":
        conical_hat(c, x, y - 0.02 * h, 0.165 * h)
    elif look.hat == "bonnet":
        crown = circle(x - way * 0.014 * h, y - 0.018 * h, 0.078 * h, 0.086 * h, turn=-way * 14)
        c.paint([*crown[34:], *crown[:3]], mix(look.hat_colour, ink.WHITE, 0.5), look.hat_colour)
        c.line([crown[35], crown[1]], 0.010 * h, mix(look.hat_colour, ink.INK, 0.10))
    elif look.hat == "cap":
        hard_hat(c, x, y - 0.018 * h, 0.070 * h, look.hat_colour, way)


def person(
    c: Canvas, x: float, y: float, h: float, look: Look, pose: Pose = STAND, flip: bool = False
) -> None:
    """A figure of height h whose feet stand at (x, y)."""
    way = -1 if flip else 1

    def at(point: Point) -> Point:
        return (x + way * point[0] * h, y - point[1] * h)

    (hx, hy), (sx, sy) = at(pose.hip), at(pose.shoulder)
    length = math.hypot(hx - sx, hy - sy)
    ux, uy = (hx - sx) / length, (hy - sy) / length
    broad = pose.breadth * h

    def across(down: float, half: float) -> tuple[Point, Point]:
        """Two points either side of the spine, a share of the torso below the shoulders."""
        px, py = sx + ux * length * down, sy + uy * length * down
        return (px + uy * half * broad, py - ux * half * broad), (
            px - uy * half * broad,
            py + ux * half * broad,
        )

    # The head follows the spine only half way: people look ahead even when they stoop.
    head = (
        sx - ux * 0.075 * h + way * 0.012 * h * (1 - pose.breadth) * 4,
        sy - 0.118 * h * max(0.75, -uy if uy < 0 else uy),
    )
    # Facing us the arms hang from both ends of the shoulder line, from the side out of its middle.
    frontal = pose.breadth > 0.86
    near_shoulder = across(0.07, way * (0.088 if frontal else -0.012))[0]
    far_shoulder = across(0.07, way * (-0.088 if frontal else 0.05))[0]
    sleeve = mix(look.top, ink.INK, 0.22)

    def arm(shoulder: Point, joints: Joints, fill: Colour) -> None:
        elbow, hand = at(joints[0]), at(joints[1])
        reach = 0.02 * h / (math.dist(elbow, hand) or 1)
        palm = tuple(end + (end - start) * reach for start, end in zip(elbow, hand, strict=True))
        c.disc(*palm, 0.025 * h, look.skin)
        if look.sport:
            c.limb([shoulder, elbow, hand], [0.05 * h, 0.042 * h, 0.034 * h], look.skin)
            mid = ((shoulder[0] + elbow[0]) / 2, (shoulder[1] + elbow[1]) / 2)
            c.limb([shoulder, mid], [0.066 * h, 0.066 * h], fill)
        else:
            c.limb([shoulder, elbow, hand], [0.064 * h, 0.054 * h, 0.042 * h], fill)

    def leg(start: Point, joints: Joints, fill: Colour) -> None:
        knee, ankle = at(joints[0]), at(joints[1])
        toe = (ankle[0] + way * 0.05 * h * (0.6 if pose.breadth == 1 else 1), ankle[1] + 0.012 * h)
        c.limb([ankle, toe], [0.042 * h, 0.032 * h], look.shoes)
        if look.sport:
            shorts = tuple(a + (b - a) * 0.6 for a, b in zip(start, knee, strict=True))
            c.limb([start, knee, ankle], [0.1 * h, 0.07 * h, 0.05 * h], look.skin)
            c.limb([start, shorts], [0.11 * h, 0.115 * h], fill)
        else:
            c.limb([start, knee, ankle], [0.105 * h, 0.078 * h, 0.056 * h], fill)

    spread = 0.042 * broad
    arm(far_shoulder, pose.far_arm, sleeve)
    leg((hx - way * spread, hy), pose.far_leg, mix(look.legs, ink.INK, 0.18))
    leg((hx + way * spread, hy), pose.near_leg, look.legs)
    if look.long_hair:
        c.limb(
            [
                head,
                (head[0] - way * 0.035 * h, sy + 0.02 * h),
                (sx - way * 0.05 * h, sy + 0.12 * h),
            ],
            [0.11 * h, 0.1 * h, 0.05 * h],
            look.hair,
        )
    c.limb([(sx, sy), head], [0.062 * h, 0.05 * h], mix(look.skin, ink.TAN, 0.5))
    if look.dress:
        (ax, ay), (bx, by) = across(0.6, 0.078)
        (cx, cy), (dx, dy) = across(1.0, 0.1)
        knee = at((0, 0.2))
        hem = [(knee[0] - 0.1 * h, knee[1] + 0.02 * h), (knee[0] + 0.12 * h, knee[1])]
        c.paint(
            [(bx, by), (ax, ay), (cx, cy), *hem[::-1], (dx, dy)],
            look.top,
            mix(look.top, ink.INK, 0.12),
        )
    torso = [
        across(-0.07, 0.04),
        across(0.03, 0.100),
        across(0.3, 0.098),
        across(0.62, 0.079),
        across(1.0, 0.09),
        across(1.1, 0.075),
    ]
    if look.dress:
        torso = torso[:4]
    outline = [pair[0] for pair in torso] + [pair[1] for pair in reversed(torso)]
    c.paint(smooth(outline, steps=6), mix(look.top, ink.WHITE, 0.08), look.top)
    if look.vest:
        vest = [across(0.0, 0.07), across(0.3, 0.088), across(0.75, 0.08)]
        c.poly([pair[0] for pair in vest] + [pair[1] for pair in reversed(vest)], look.vest)
        a, b = across(0.5, 0.072)
        c.line([a, b], 0.022 * h, ink.WHITE)
    _head(c, *head, h, look, way)
    arm(near_shoulder, pose.near_arm, mix(look.top, ink.INK, 0.10))


def bust(
    c: Canvas, x: float, y: float, size: float, top: Colour, hair: Colour, long_hair: bool = False
) -> None:
    """A seated listener seen from behind; (x, y) is the middle of the shoulder line."""
    shoulders = [
        (x - 0.62 * size, y + 1.3 * size),
        (x - 0.6 * size, y + 0.3 * size),
        (x - 0.42 * size, y + 0.04 * size),
        (x - 0.15 * size, y - 0.1 * size),
        (x + 0.15 * size, y - 0.1 * size),
        (x + 0.42 * size, y + 0.04 * size),
        (x + 0.6 * size, y + 0.3 * size),
        (x + 0.62 * size, y + 1.3 * size),
    ]
    c.limb([(x, y), (x, y - 0.3 * size)], [0.26 * size, 0.22 * size], ink.TAN)
    c.paint(smooth(shoulders, closed=False), mix(top, ink.WHITE, 0.12), top)
    if long_hair:
        fall = [
            (x - 0.22 * size, y - 0.45 * size),
            (x - 0.27 * size, y + 0.1 * size),
            (x, y + 0.2 * size),
            (x + 0.27 * size, y + 0.1 * size),
            (x + 0.22 * size, y - 0.45 * size),
        ]
        c.blob(fall, hair)
    c.paint(circle(x, y - 0.46 * size, 0.255 * size, 0.31 * size), mix(hair, ink.GOLD, 0.16), hair)
