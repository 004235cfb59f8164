"""One picture in every mode and depth that files have; its colours run from edge to edge."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pillow_heif
from PIL import Image

WIDTH, HEIGHT = 128, 64
FULL = 65535
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
DEPTHS = {
    GREY: (1, 2, 4, 8, 16),
    RGB: (8, 16),
    PALETTE: (1, 2, 4, 8),
    GREY_ALPHA: (8, 16),
    RGBA: (8, 16),
}
# Of avifenc 0.11, from the picture below: depth in bits, then what is kept of the colours, or
# what the file says of them.
AVIF = Path(__file__).parent / "avif"
HDR = ("10-pq", "10-hlg")
P3 = (31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)


def colour_at(x, y):
    """Return red, green, blue of the picture at (x, y), from 0 to 65535."""
    return (
        x * FULL // (WIDTH - 1),
        y * FULL // (HEIGHT - 1),
        (x + y) * FULL // (WIDTH + HEIGHT - 2),
    )


def pixels():
    return [colour_at(x, y) for y in range(HEIGHT) for x in range(WIDTH)]


def picture(mode="RGB"):
    """Return the picture as Pillow has it, of 8 bits; where it has an alpha, that falls."""
    made = Image.new("RGB", (WIDTH, HEIGHT))
    made.putdata([tuple(band >> 8 for band in colour) for colour in pixels()])
    if not mode.endswith("A"):
        return made.convert(mode)
    alpha = Image.new("L", made.size)
    alpha.putdata([255 - (colour[0] >> 9) for colour in pixels()])
    made.putalpha(alpha)
    return made.convert(mode)


def on_white(image):
    """Return `image` as RGB, with white behind its transparent parts."""
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")


def saved(image, format, **options):
    buffer = BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()


def chunk(kind, data):
    """Return one part of a PNG file."""
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum


def png(colours, depth, clear=None, said=b""):
    """Return a PNG of a colour type and depth; `clear` is its transparent colour, if any."""
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, colours, 0, 0, 0)
    parts = [chunk(b"IHDR", header), said]
    if colours == PALETTE:
        steps = [entry * 255 // (2**depth - 1) for entry in range(2**depth)]
        entries = b"".join(bytes((step, 128, 255 - step)) for step in steps)
        parts.append(chunk(b"PLTE", entries))
    if clear is not None:
        parts.append(chunk(b"tRNS", clear))
    parts += [chunk(b"IDAT", zlib.compress(_rows(colours, depth))), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _rows(colours, depth):
    rows = b""
    for y in range(HEIGHT):
        samples = [
            sample >> (16 - depth)
            for x in range(WIDTH)
            for sample in _samples(colours, *colour_at(x, y))
        ]
        bits = "".join(f"{sample:0{depth}b}" for sample in samples)
        rows += b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    return rows


def _samples(colours, red, green, blue):
    alpha = FULL - red // 2
    return {
        GREY: (red,),
        RGB: (red, green, blue),
        PALETTE: (red,),
        GREY_ALPHA: (red, alpha),
        RGBA: (red, green, blue, alpha),
    }[colours]


def _pngs():
    for colours, depths in DEPTHS.items():
        for depth in depths:
            yield f"png-{colours}-{depth}", png(colours, depth)
            if colours == GREY:
                yield f"png-{colours}-{depth}-clear", png(colours, depth, _two(2**depth // 2 - 1))
    for depth in DEPTHS[RGB]:
        colour = [band >> (16 - depth) for band in colour_at(64, 32)]
        yield f"png-{RGB}-{depth}-clear", png(RGB, depth, b"".join(map(_two, colour)))
    yield "png-palette-clear", png(PALETTE, 8, bytes(range(0, 250, 5)))
    for name, gamma in (("linear", 100000), ("usual", 45455)):
        said = chunk(b"gAMA", struct.pack(">I", gamma))
        yield f"png-gamma-{name}", png(RGB, 8, said=said)
        yield f"png-gamma-{name}-grey", png(GREY, 8, said=said)
        yield (
            f"png-gamma-{name}-p3",
            png(RGB, 8, said=said + chunk(b"cHRM", struct.pack(">8I", *P3))),
        )
    yield "png-numbers-p3", png(RGB, 8, said=chunk(b"cICP", bytes((12, 13, 0, 1))))


def _two(number):
    return struct.pack(">H", number)


def shown():
    """Return {name: (kind, file)} of what browsers show and the site takes."""
    found = {name: ("png", content) for name, content in _pngs()}
    for mode in ("L", "RGB", "CMYK"):
        found[f"jpeg-{mode}"] = "jpeg", saved(picture(mode), "JPEG", quality=95)
    for mode in ("1", "L", "P", "RGB"):
        found[f"gif-{mode}"] = "gif", saved(picture(mode), "GIF")
    for mode in ("RGB", "RGBA"):
        found[f"webp-{mode}"] = "webp", saved(picture(mode), "WEBP", lossless=True)
    for path in AVIF.glob("*.avif"):
        if path.stem not in HDR:
            found[f"avif-{path.stem}"] = "avif", path.read_bytes()
    return found


def heif(mode, depth):
    """Return the picture as HEIF, L or RGB in 8, 10 or 12 bits."""
    if depth == 8:
        return saved(picture(mode), "HEIF", quality=-1)
    samples = [band for colour in pixels() for band in (colour[:1] if mode == "L" else colour)]
    wide = {"L": "I;16", "RGB": "RGB;16"}[mode]
    data = struct.pack(f"<{len(samples)}H", *samples)
    file = pillow_heif.from_bytes(wide, (WIDTH, HEIGHT), data)
    buffer = BytesIO()
    before = pillow_heif.options.SAVE_HDR_TO_12_BIT
    pillow_heif.options.SAVE_HDR_TO_12_BIT = depth == 12
    try:
        file.save(buffer, quality=-1)
    finally:
        pillow_heif.options.SAVE_HDR_TO_12_BIT = before
    return buffer.getvalue()
