"""Pictures as they come from phones, made into what the site stores and serves.

What is stored is written anew from the decoded picture: upright, in sRGB, of a bounded size,
and without anything that the camera or the programs after it added.
"""

from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from . import colours

register_heif_opener()

# Pixels of the stored picture's longer side.
LONGEST_SIDE = 2560
# The same of the smallest picture that shows a reader anything.
LEAST_SIDE = 64
FORMATS = ("AVIF", "GIF", "HEIF", "JPEG", "PNG", "WEBP")
# Several pictures in one HEIC or JPEG file are a phone's: the photo, then its depth or light.
MOVING_FORMATS = ("AVIF", "GIF", "PNG", "WEBP")
LOSSLESS_FORMATS = ("GIF", "PNG")


def cleaned(file):
    """Return (bytes, "jpg" or "png") of the picture in the binary `file`.

    Drawings and what has transparent parts become PNG, everything else JPEG. Raises
    `ValidationError`, with the reason for the editor, before a picture too large is decoded.
    """
    image = _open(file)
    is_lossless = image.format in LOSSLESS_FORMATS
    try:
        profile = colours.profile_of(image, _content(file))
        image = _upright(_shrunk(colours.in_eight_bits(image)))
        image = colours.in_srgb(image, profile)
    except colours.UnknownColours as error:
        raise ValidationError(
            _(
                "Ảnh dùng màu HDR, lên trang sẽ xám và sai màu. Hãy mở ảnh trên máy, lưu hoặc xuất "
                "thành ảnh JPG thường rồi tải lên."
            ),
            code="hdr",
        ) from error
    except Exception as error:
        # Each decoder has its own errors for a file that ends early or holds nonsense.
        raise _damaged() from error
    buffer = BytesIO()
    if is_lossless or image.mode == "RGBA":
        image.save(buffer, "PNG")
        return buffer.getvalue(), "png"
    image.save(buffer, "JPEG", quality=88)
    return buffer.getvalue(), "jpg"


def is_picture(file):
    """Return whether the binary `file` begins as a picture, whatever its name says."""
    file.seek(0)
    try:
        Image.open(file, formats=(*FORMATS, "BMP", "TIFF"))
    except UnidentifiedImageError:
        return False
    except Exception:
        # Too large, or cut off so early that its decoder gives up; a picture all the same.
        return True
    finally:
        file.seek(0)
    return True


def _open(file):
    """Return the picture in `file`, of which only the first bytes have been read."""
    file.seek(0)
    try:
        image = Image.open(file, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except Exception as error:
        raise ValidationError(
            _(
                "Tệp này không phải là ảnh, đã hỏng, hoặc thuộc loại trang không nhận. Trang nhận "
                "ảnh JPG, HEIC, PNG, WEBP, AVIF và GIF; không nhận SVG."
            ),
            code="no_picture",
        ) from error
    if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_large()
    if image.format in MOVING_FORMATS and _is_moving(image):
        raise ValidationError(
            _("Trang không nhận ảnh động. Hãy lưu một khung hình thành ảnh JPG rồi tải lên."),
            code="moving",
        )
    if max(image.size) < LEAST_SIDE:
        raise ValidationError(
            _(
                "Ảnh quá nhỏ (%(width)d × %(height)d điểm ảnh). Cạnh dài của ảnh cần ít nhất "
                "%(least)d điểm ảnh, ảnh trong bài nên từ 1.200 trở lên. Hãy tải ảnh gốc lên."
            )
            % {"width": image.width, "height": image.height, "least": LEAST_SIDE},
            code="too_small",
        )
    return image


def _is_moving(image):
    try:
        return getattr(image, "is_animated", False)
    except Exception as error:
        # The next picture is looked for, and the file ends before it.
        raise _damaged() from error


def _damaged():
    return ValidationError(
        _("Ảnh bị hỏng hoặc tải lên chưa hết. Hãy mở thử ảnh trên máy rồi tải lại."),
        code="damaged",
    )


def _too_large():
    millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(
        _("Ảnh có trên %(millions)d triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lại."),
        code="too_many_pixels",
        params={"millions": millions},
    )


def _shrunk(image):
    """Return `image` decoded, its sides at most `LONGEST_SIDE`."""
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    image.load()
    return image


def _content(file):
    at = file.tell()
    file.seek(0)
    content = file.read()
    file.seek(at)
    return content


def _upright(image):
    return ImageOps.exif_transpose(image)
