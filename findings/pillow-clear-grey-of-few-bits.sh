#!/usr/bin/env bash
# Library:   Pillow 13.0.0
# Behaviour: A PNG in grey of 2 or 4 bits is decoded to greys from 0 to 255, but the grey that its
#            tRNS names as transparent stays as it stands in the file (0 to 3, 0 to 15). What is
#            transparent in browsers comes out opaque, or another grey transparent.
# Expected:  info["transparency"] counts as the pixels do: 85 for 1 of 0 to 3.
# Seen:      pixels: 0 85 170 255 / transparency: 1 / alpha: 255 255 255 255
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "pillow==13.0.0"
cat > "$folder/try.py" <<'PYTHON'
import struct
import zlib
from io import BytesIO

from PIL import Image


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def four_greys():
    """Return a PNG of 4 × 1 pixels, 2 bits of grey each, of which the second is transparent."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 1, 2, 0, 0, 0, 0))
        + chunk(b"tRNS", struct.pack(">H", 1))
        + chunk(b"IDAT", zlib.compress(bytes([0, 0b00011011])))
        + chunk(b"IEND", b"")
    )


image = Image.open(BytesIO(four_greys()))
pixels = [image.getpixel((x, 0)) for x in range(4)]
alpha = [image.convert("LA").getpixel((x, 0))[1] for x in range(4)]
print("pixels:", *pixels, "/ transparency:", image.info["transparency"], "/ alpha:", *alpha)
seen = (pixels, image.info["transparency"], alpha)
assert seen == ([0, 85, 170, 255], 1, [255] * 4), "this has changed"
PYTHON
"$folder/venv/bin/python" "$folder/try.py"
