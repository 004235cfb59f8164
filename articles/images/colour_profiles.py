"""Colour profiles (ICC.1:2022) of the colours that a file names by numbers (ITU-T H.273)."""

import struct

# Chromaticities (x, y) of red, green, blue; white is D65 in all of them.
PRIMARIES = {
    1: ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),
    5: ((0.640, 0.330), (0.290, 0.600), (0.150, 0.060)),
    6: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}
D65 = (0.3127, 0.3290)
# What the eye's three receptors see of X, Y, Z (Bradford), by which white is adapted.
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
D50 = (0.9642, 1.0, 0.8249)
# gamma, a, b, c, d of (a x + b) ** gamma, which is c x below d.
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
CURVES = {
    **dict.fromkeys((1, 6, 13, 14, 15), SRGB_CURVE),
    4: (2.2, 1, 0, 0, 0),
    5: (2.8, 1, 0, 0, 0),
    8: (1, 1, 0, 0, 0),
}


def profile_of_numbers(primaries, transfer):
    """Return the ICC profile, as bytes, of RGB with these numbers; KeyError for those of HDR."""
    return _profile(_colorants(PRIMARIES[primaries], D65), CURVES[transfer])


def profile_of_chromaticities(primaries, white, exponent):
    """Return the ICC profile of RGB with these (x, y), whose values are light to a power.

    Raises ZeroDivisionError for what spans no colours.
    """
    return _profile(_colorants(primaries, white), (exponent, 1, 0, 0, 0))


def _colorants(primaries, white):
    """Return X, Y, Z of red, green and blue, as they look under the white of profiles."""
    white = _xyz_of(white)
    columns = _transposed([_xyz_of(each) for each in primaries])
    shares = _times(_inverse(columns), white)
    seen, wanted = _times(BRADFORD, white), _times(BRADFORD, D50)
    adapted = []
    for colorant, share in zip(_transposed(columns), shares, strict=True):
        cones = _times(BRADFORD, [number * share for number in colorant])
        cones = [cone * to / of for cone, to, of in zip(cones, wanted, seen, strict=True)]
        adapted.append(_times(_inverse(BRADFORD), cones))
    return adapted


def _xyz_of(chromaticity):
    x, y = chromaticity
    return (x / y, 1, (1 - x - y) / y)


def _transposed(matrix):
    return list(zip(*matrix, strict=True))


def _times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def _inverse(matrix):
    """Return the inverse of 3 × 3 numbers: the cross products of its rows, as columns."""
    a, b, c = matrix
    columns = [_cross(b, c), _cross(c, a), _cross(a, b)]
    size = sum(x * y for x, y in zip(a, columns[0], strict=True))
    return [[number / size for number in row] for row in _transposed(columns)]


def _cross(a, b):
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def _profile(colorants, curve):
    curve = b"para" + struct.pack(">IHH5i", 0, 3, 0, *map(_fixed, curve))
    tags = {b"desc": _text("RGB"), b"cprt": _text("-"), b"wtpt": _xyz(D50)}
    for name, colorant in zip(b"rgb", colorants, strict=True):
        tags[bytes([name]) + b"XYZ"] = _xyz(colorant)
        tags[bytes([name]) + b"TRC"] = curve
    return _with_header(tags)


def _with_header(tags):
    at = 128 + 4 + 12 * len(tags)
    table, contents = b"", b""
    for name, content in tags.items():
        table += name + struct.pack(">II", at + len(contents), len(content))
        contents += content.ljust(-len(content) % 4 + len(content), b"\0")
    size = at + len(contents)
    header = struct.pack(">I4xI4s4s4s", size, 0x04400000, b"mntr", b"RGB ", b"XYZ ")
    header = header.ljust(36, b"\0") + b"acsp"
    header = header.ljust(68, b"\0") + struct.pack(">3i", *map(_fixed, D50))
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + contents


def _fixed(number):
    return round(number * 65536)


def _xyz(numbers):
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *map(_fixed, numbers))


def _text(words):
    text = words.encode("utf-16-be")
    return b"mluc" + struct.pack(">III2s2sII", 0, 1, 12, b"en", b"US", len(text), 28) + text
