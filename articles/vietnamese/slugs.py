"""Addresses from Vietnamese titles, the same on the server and while typing in the browser."""

import re

from .text import fold, nfc

MAX_LENGTH = 80

# For Wagtail's SlugInput: pairs of (pattern of a letter's marked forms, plain letter). The
# browser composes nothing, so loose combining marks are dropped by the last pair.
SLUG_FORMATTERS = [
    (re.compile(r"[ĐđÐð]"), "d"),
    (re.compile(r"[ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬàáảãạăằắẳẵặâầấẩẫậ]"), "a"),
    (re.compile(r"[ÈÉẺẼẸÊỀẾỂỄỆèéẻẽẹêềếểễệ]"), "e"),
    (re.compile(r"[ÌÍỈĨỊìíỉĩị]"), "i"),
    (re.compile(r"[ÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢòóỏõọôồốổỗộơờớởỡợ]"), "o"),
    (re.compile(r"[ÙÚỦŨỤƯỪỨỬỮỰùúủũụưừứửữự]"), "u"),
    (re.compile(r"[ỲÝỶỸỴỳýỷỹỵ]"), "y"),
    (re.compile(r"[\u0300-\u036f]"), ""),
    (re.compile(r"[^A-Za-z0-9]+"), "-"),
]


def slug(text: str, fallback: str) -> str:
    """Return an address part for `text`: lower-case ASCII letters, digits and single hyphens.

    At most 80 characters, cut between words. `fallback` is returned when nothing is left,
    as for a title of emoji only.
    """
    words = re.findall(r"[a-z0-9]+", fold(nfc(text)))
    result = ""
    for word in words:
        longer = f"{result}-{word}" if result else word[:MAX_LENGTH]
        if len(longer) > MAX_LENGTH:
            break
        result = longer
    return result or fallback
