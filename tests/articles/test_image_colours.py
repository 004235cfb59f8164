"""Pictures of every depth come out in their colours, or are refused with the reason."""

import struct
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageChops, ImageStat

from articles.images.processing import cleaned

from . import colour_pictures
from .colour_pictures import chunk, on_white, picture, png

# Of 255, on average.
UNSEEN = 4


def stored(content):
    return Image.open(BytesIO(cleaned(BytesIO(content))[0]))


def difference(one, other):
    bands = ImageStat.Stat(ImageChops.difference(on_white(one), on_white(other))).mean
    return sum(bands) / len(bands)


def reason(content):
    with pytest.raises(ValidationError) as refused:
        cleaned(BytesIO(content))
    return refused.value.messages[0]


@pytest.mark.parametrize("depth", [8, 10, 12])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_heif_photo_of_any_depth_keeps_its_colours(mode, depth):
    expected = picture("RGB").getchannel("R") if mode == "L" and depth > 8 else picture(mode)
    assert difference(stored(colour_pictures.heif(mode, depth)), expected) <= UNSEEN


def test_sixteen_bits_of_grey_are_not_white():
    expected = picture("RGB").getchannel("R")
    assert difference(stored(png(colour_pictures.GREY, 16)), expected) <= UNSEEN


@pytest.mark.parametrize("format", ["AVIF", "WEBP", "PNG"])
@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_half_transparent_stays_so(mode, format):
    content = colour_pictures.saved(picture(mode).convert("RGBA"), format, quality=95)
    made = stored(content)
    assert made.mode == "RGBA" and difference(made, picture(mode)) <= UNSEEN


@pytest.mark.parametrize("name", colour_pictures.HDR)
def test_an_hdr_photo_is_refused_and_the_editor_told_how_to_save_it(name):
    said = reason((colour_pictures.AVIF / f"{name}.avif").read_bytes())
    assert "HDR" in said and "JPG" in said


@pytest.mark.parametrize("transfer", [16, 18])
def test_so_is_an_hdr_drawing(transfer):
    said = chunk(b"cICP", bytes((9, transfer, 0, 1)))
    assert "HDR" in reason(png(colour_pictures.RGB, 16, said=said))


@pytest.mark.parametrize("transfer", [16, 18])
def test_and_an_hdr_photo_of_a_camera(transfer):
    content = colour_pictures.heif("RGB", 10)
    # As libheif writes it: primaries, transfer, matrix.
    before = content.index(b"nclx") + 4
    content = content[:before] + bytes((0, 9, 0, transfer)) + content[before + 4 :]
    assert "HDR" in reason(content)


@pytest.mark.parametrize("transfer", [16, 18])
def test_and_a_photo_with_a_profile_of_hdr(transfer):
    numbers = b"cicp" + bytes((0, 0, 0, 0, 9, transfer, 0, 1))
    profile = bytes(128) + struct.pack(">I4sII", 1, b"cicp", 144, 12) + numbers
    assert "HDR" in reason(colour_pictures.saved(picture(), "JPEG", icc_profile=profile))


@pytest.mark.parametrize("profile", [b"x", bytes(200), b"\xff" * 200, bytes(128) + b"\xff" * 3])
def test_a_profile_of_nonsense_changes_nothing(profile):
    content = colour_pictures.saved(picture(), "PNG", icc_profile=profile)
    assert difference(stored(content), picture()) == 0


@pytest.mark.parametrize("numbers", [(0,) * 8, (31270, 0, 64000, 33000, 30000, 60000, 15000, 6000)])
def test_primaries_that_span_no_colours_change_nothing(numbers):
    said = chunk(b"gAMA", struct.pack(">I", 1)) + chunk(b"cHRM", struct.pack(">8I", *numbers))
    assert difference(stored(png(colour_pictures.RGB, 8, said=said)), picture()) == 0


@pytest.mark.parametrize("where", range(8, 420, 7))
def test_nonsense_about_colours_is_refused_or_passed_over(where):
    content = bytearray((colour_pictures.AVIF / "10-p3.avif").read_bytes())
    content[where : where + 4] = b"\xff\x00\xff\x00"
    try:
        cleaned(BytesIO(bytes(content)))
    except ValidationError as refused:
        assert refused.messages
