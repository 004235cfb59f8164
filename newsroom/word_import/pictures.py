"""Pictures as Word shows them: what the author cut away is not in them, and they stand upright."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from .document import Picture

LARGEST_PICTURE = 20 * 1024 * 1024
# As many as the library takes, see WAGTAILIMAGES_MAX_IMAGE_PIXELS.
MOST_PIXELS = 65_000_000
TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180}
TURNS[270] = Image.Transpose.ROTATE_90
MIRRORS = {
    "horizontal": Image.Transpose.FLIP_LEFT_RIGHT,
    "vertical": Image.Transpose.FLIP_TOP_BOTTOM,
}


@dataclass
class Placing:
    """How a picture stands in the text.

    `crop` is what is cut from the left, top, right and bottom, in parts of the whole; `turn` is
    in degrees, clockwise; `mirrors` holds "horizontal", "vertical"; `is_cut_to_shape` tells that
    only what lies in a shape, an ellipse or a star, is shown.
    """

    crop: tuple = (0.0, 0.0, 0.0, 0.0)
    turn: float = 0.0
    mirrors: tuple = ()
    is_cut_to_shape: bool = False

    @property
    def quarter(self):
        """Return the nearest turn by quarters: 0, 90, 180, 270."""
        return round(self.turn / 90) * 90 % 360

    @property
    def is_plain(self):
        return not (self.quarter or self.mirrors or any(self.crop))


def shown(content, placing):
    """Return the `Picture` of the bytes `content`, cropped and turned; else with its refusal."""
    if not content:
        return Picture(refusal="missing")
    if placing.is_cut_to_shape:
        return Picture(refusal="shape")
    if placing.is_plain:
        return Picture(content)
    try:
        return Picture(_changed(content, placing))
    except Exception:
        # Pillow has many errors for what it cannot read; whole, the picture would show what was
        # cut away.
        return Picture(refusal="uncropped")


def _changed(content, placing):
    with Image.open(BytesIO(content)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("Too many pixels")
        format_ = "JPEG" if image.format in ("JPEG", "MPO") else "PNG"
        image.load()
        changed = _cropped(image, placing.crop)
        # Word shows the stored rows, whatever the camera noted, and turns them by itself.
        changed = changed if placing.quarter else ImageOps.exif_transpose(changed)
    for mirror in placing.mirrors:
        changed = changed.transpose(MIRRORS[mirror])
    if placing.quarter:
        changed = changed.transpose(TURNS[placing.quarter])
    buffer = BytesIO()
    clean = Image.new(changed.mode, changed.size)
    if changed.mode == "P":
        changed = changed.convert("RGBA")
        clean = Image.new("RGBA", changed.size)
    clean.paste(changed)
    clean.save(buffer, format_, **({"quality": 92} if format_ == "JPEG" else {}))
    return buffer.getvalue()


def _cropped(image, crop):
    left, top, right, bottom = crop
    if left + right >= 1 or top + bottom >= 1:
        raise ValueError("Nothing is left")
    width, height = image.size
    box = (left * width, top * height, (1 - right) * width, (1 - bottom) * height)
    left, top, right, bottom = (round(edge) for edge in box)
    cropped = image.crop((left, top, max(right, left + 1), max(bottom, top + 1)))
    cropped.info = dict(image.info)
    return cropped
