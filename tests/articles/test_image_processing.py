"""Pictures as they come, and what the site makes of them."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from articles.images.processing import LEAST_SIDE, LONGEST_SIDE, cleaned, is_picture

from .pictures import TURNS, gives_away, is_upright, opened, phone_exif, phone_photo, saved, scene


def clean(content):
    """Return (picture, bytes, extension) that the site makes of the file `content`."""
    stored, extension = cleaned(BytesIO(content))
    return opened(stored), stored, extension


def reason(content):
    with pytest.raises(ValidationError) as refused:
        cleaned(BytesIO(content))
    return refused.value.messages[0]


@pytest.mark.parametrize("format", ["JPEG", "HEIF"])
@pytest.mark.parametrize("orientation", TURNS)
def test_a_photo_is_upright_however_the_phone_was_held(orientation, format):
    picture, _content, _extension = clean(phone_photo(orientation, format=format))
    assert is_upright(picture) and picture.size == (300, 200)


@pytest.mark.parametrize("format", ["JPEG", "HEIF", "PNG", "WEBP", "AVIF"])
def test_nothing_of_the_camera_is_kept(format):
    source = phone_photo(format=format)
    assert gives_away(source)
    picture, content, _extension = clean(source)
    assert not gives_away(content) and set(picture.info) <= {
        *("jfif", "jfif_version", "jfif_unit", "jfif_density"),
    }


def test_a_comment_and_what_is_appended_to_a_file_are_gone():
    source = saved(scene(), comment=b"Samsung SM-S911") + b"<script>alert(1)</script>"
    assert not any(text in clean(source)[1] for text in (b"SM-S911", b"script"))


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (8000, 20)])
def test_a_large_photo_is_stored_no_larger_than_the_site_needs(size):
    picture, _content, _extension = clean(phone_photo(width=size[0], height=size[1]))
    assert max(picture.size) == LONGEST_SIDE


@pytest.mark.parametrize(
    ("format", "expected"),
    [("HEIF", "jpg"), ("WEBP", "jpg"), ("AVIF", "jpg"), ("PNG", "png"), ("GIF", "png")],
)
def test_photos_become_jpeg_and_drawings_png(format, expected):
    picture, _content, extension = clean(saved(scene(), format))
    assert extension == expected and is_upright(picture)


def test_a_transparent_picture_stays_transparent():
    see_through = scene(mode="RGBA")
    see_through.putalpha(80)
    picture, _content, extension = clean(saved(see_through, "WEBP", lossless=True))
    assert (extension, picture.mode, picture.getpixel((0, 0))[3]) == ("png", "RGBA", 80)


def test_a_printers_picture_gets_the_colours_of_the_screen():
    picture, _content, _extension = clean(saved(scene(mode="CMYK")))
    assert picture.mode == "RGB" and is_upright(picture)


def test_colours_are_converted_by_the_profile_of_the_picture():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    xyz = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    # Neither suits an RGB picture: what cannot be used is left out, and the picture is kept.
    for profile in (lab, xyz, b"no profile"):
        picture, _content, _extension = clean(saved(scene(), icc_profile=profile))
        assert is_upright(picture)


def test_a_phone_photo_with_its_depth_beside_it_is_no_moving_picture():
    buffer = BytesIO()
    scene().save(buffer, "MPO", save_all=True, append_images=[scene(mode="L").convert("RGB")])
    assert is_upright(clean(buffer.getvalue())[0])


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_a_moving_picture_is_refused(format):
    frames = [Image.new("RGB", (50, 50), colour) for colour in ("red", "blue")]
    buffer = BytesIO()
    frames[0].save(buffer, format, save_all=True, append_images=frames[1:], duration=100)
    assert "ảnh động" in reason(buffer.getvalue())


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG", "AVIF"])
def test_a_moving_picture_cut_off_anywhere_is_refused(format):
    frames = [Image.effect_noise((90, 90), 80).convert("RGB") for _number in range(3)]
    content = saved(frames[0], format, save_all=True, append_images=frames[1:], duration=100)
    for part in range(1, 20):
        assert reason(content[: len(content) * part // 20])


@pytest.mark.parametrize("size", [(1, 1), (63, 20)])
def test_a_photo_too_small_to_see_is_told_the_least_size(size):
    said = reason(saved(Image.new("RGB", size)))
    assert f"{size[0]} × {size[1]}" in said and f"ít nhất {LEAST_SIDE} điểm ảnh" in said


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_a_picture_that_ends_early_is_refused(format):
    picture = Image.effect_noise((400, 300), 80).convert("RGB")
    content = saved(picture, format)
    assert "hỏng" in reason(content[: len(content) // 2])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"%PDF-1.7 ...",
        b"\xff\xd8\xff\xe0",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a<script>",
    ],
)
def test_what_is_no_picture_is_refused(content):
    assert "không phải là ảnh" in reason(content) or "hỏng" in reason(content)


def png_of(width, height):
    """Return a PNG that says it is `width` × `height`, and holds next to nothing."""

    def chunk(kind, data):
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(9000, 9000), (16_000, 16_000), (100_000, 100_000)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(size):
    assert "65 triệu điểm ảnh" in reason(png_of(*size))


def test_pictures_are_known_by_their_content():
    assert is_picture(BytesIO(saved(scene(), exif=phone_exif())))
    assert is_picture(BytesIO(png_of(100_000, 100_000)))
    assert not is_picture(BytesIO(b"%PDF-1.7"))
