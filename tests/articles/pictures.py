"""Picture files as phones and programs make them, and what they give away."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, TiffImagePlugin
from pillow_heif import register_heif_opener

register_heif_opener()

RED, BLUE = (200, 30, 30), (20, 40, 160)
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
# What a camera does to an upright picture before it writes each orientation.
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def scene(width=300, height=200, mode="RGB"):
    """Return a blue picture whose upper left quarter is red."""
    picture = Image.new("RGB", (width, height), BLUE)
    picture.paste(RED, (0, 0, width // 2, height // 2))
    return picture.convert(mode)


def phone_exif(orientation=1):
    """Return EXIF data with an orientation, the maker of the phone, and a place in Thanh Hóa."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKE] = "Samsung"
    degrees = tuple(TiffImagePlugin.IFDRational(number) for number in (19, 48, 27))
    exif.get_ifd(GPS).update({1: "N", 2: degrees, 3: "E", 4: degrees})
    return exif


def saved(picture, format="JPEG", **options):
    """Return `picture` as the bytes of a file."""
    buffer = BytesIO()
    picture.save(buffer, format, **options)
    return buffer.getvalue()


def phone_photo(orientation=1, width=300, height=200, format="JPEG", **options):
    """Return the bytes of a photo that its phone held in the way `orientation` says."""
    picture = scene(width, height)
    if TURNS[orientation] is not None:
        picture = picture.transpose(TURNS[orientation])
    # As bytes: from them pillow-heif also writes the turn of its own that HEIC files have.
    return saved(picture, format, exif=phone_exif(orientation).tobytes(), **options)


def uploaded(content, name="anh.jpg"):
    return SimpleUploadedFile(name, content)


def opened(content):
    """Return the picture in `content`: bytes, or a stored file."""
    if not isinstance(content, bytes):
        with content.open("rb") as file:
            content = file.read()
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def is_upright(picture):
    """Return whether the upper left quarter of `picture` is red and the others are not."""
    picture = picture.convert("RGB")
    width, height = picture.size
    corners = [(x, y) for y in (height // 4, height * 3 // 4) for x in (width // 4, width * 3 // 4)]
    reds = [picture.getpixel(corner)[0] > 120 for corner in corners]
    return reds == [True, False, False, False]


def gives_away(content):
    """Return whether the bytes of a picture hold anything that a camera wrote."""
    picture = opened(content)
    return bool(picture.getexif()) or b"Exif" in content or b"Samsung" in content
