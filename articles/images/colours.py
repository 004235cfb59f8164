"""The colours of a decoded picture, whatever its mode, depth and profile, as browsers show them."""

import struct
from io import BytesIO

from PIL import ImageCms, ImageMath

from .colour_profiles import D65, PRIMARIES, profile_of_chromaticities, profile_of_numbers
from .colour_signals import SRGB as SRGB_NUMBERS
from .colour_signals import is_hdr_profile, signalled_colours

SRGB = ImageCms.createProfile("sRGB")
# Gamma, white and primaries that programs write into a PNG when they mean sRGB.
SRGB_IN_PNG = (0.45455, *D65, *sum(PRIMARIES[1], ()))
# What the decoders give for 16 bits of grey.
GREY_16 = ("I;16", "I;16L", "I;16B", "I;16N", "I")


class UnknownColours(Exception):
    """Colours that are lighter or stronger than a page can show, or that nobody defines."""


def profile_of(image, content):
    """Return the ICC profile of the opened picture `image` as bytes; None for sRGB.

    `content` are the bytes of its file. Raises `UnknownColours`.
    """
    if profile := image.info.get("icc_profile"):
        if is_hdr_profile(profile):
            raise UnknownColours("icc")
        return profile
    numbers = signalled_colours(image, content)
    if numbers == SRGB_NUMBERS:
        return _profile_of_gamma(image.info)
    try:
        return profile_of_numbers(*numbers)
    except KeyError as error:
        raise UnknownColours(numbers) from error


def _profile_of_gamma(info):
    """Return the profile that a PNG describes by its `gAMA` and `cHRM`; None for sRGB."""
    gamma = info.get("gamma")
    if not gamma or "srgb" in info:
        return None
    said = (gamma, *info.get("chromaticity", SRGB_IN_PNG[1:]))
    if all(abs(ours - theirs) < 0.002 for ours, theirs in zip(said, SRGB_IN_PNG, strict=True)):
        return None
    white, *primaries = zip(said[1::2], said[2::2], strict=True)
    try:
        return profile_of_chromaticities(primaries, white, 1 / gamma)
    except (ZeroDivisionError, struct.error):
        # Of no colours, or of no light: browsers pass over it as well.
        return None


def in_eight_bits(image):
    """Return `image` as L, RGB or CMYK of 8 bits, or LA or RGBA where parts are transparent."""
    if image.mode in GREY_16:
        return _grey_in_eight_bits(image)
    is_keyed = "transparency" in image.info
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") and not is_keyed:
        return image
    if image.mode not in ("1", "L"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    if is_keyed:
        image.info["transparency"] *= _steps_of_grey(image)
    return image.convert("LA" if is_keyed else "L")


def _steps_of_grey(image):
    """Return how far apart the greys of `image` are that a file of less than 8 bits has.

    Pillow spreads them over 0 to 255, and leaves the transparent one as it is in the file.
    """
    bits = {"L;2": 2, "L;4": 4}.get(image.tile[0].args if image.tile else "", 8)
    return 255 // (2**bits - 1)


def _grey_in_eight_bits(image):
    """Return the 16 bits of `image` in 8: Pillow's own conversion cuts off what is above 255."""
    wide = image.convert("I")
    grey = wide.point(lambda value: value * (1 / 257) + 0.5).convert("L")
    clear = image.info.get("transparency")
    if clear is not None:
        seen = ImageMath.lambda_eval(lambda bands: (bands["grey"] != clear) * 255, grey=wide)
        grey.putalpha(seen.convert("L"))
    grey.info.update(image.info)
    return grey


def in_srgb(image, profile):
    """Return `image` (as `in_eight_bits` gives it) as RGB or RGBA in the colours of `profile`."""
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    colours = image.convert(image.mode.removesuffix("A")) if alpha else image
    colours = _converted(colours, profile)
    if alpha:
        colours.putalpha(alpha)
    colours.info.clear()
    return colours


def _converted(image, profile):
    # A profile of colours serves grey as well, as one of its colours.
    for mode in dict.fromkeys((image.mode, "RGB" if image.mode == "L" else image.mode)):
        if not profile:
            break
        try:
            return ImageCms.profileToProfile(
                image.convert(mode),
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                SRGB,
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError):
            # A profile for another kind of picture, or a broken one: the plain rule is near.
            continue
    return image.convert("RGB")
