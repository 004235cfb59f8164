"""What a picture file says of its colours by numbers, where it holds no colour profile.

The numbers are those of ITU-T H.273, in HEIF and AVIF as `nclx`, in PNG as `cICP`.
"""

import struct

SRGB = (1, 13)
UNSAID = 2
# The transfers of HDR.
PQ, HLG = 16, 18


def signalled_colours(image, content):
    """Return (primaries, transfer) of the opened picture `image`, whose file is `content`.

    Those of sRGB where the file says nothing. Raises ValueError or struct.error for nonsense.
    """
    if image.format == "HEIF":
        nclx = image.info.get("nclx_profile") or {}
        found = nclx.get("color_primaries"), nclx.get("transfer_characteristics")
    elif image.format == "AVIF":
        found = _nclx_of_primary_item(content)
    elif image.format == "PNG":
        found = _cicp(content)
    else:
        found = None
    said = zip(found or SRGB, SRGB, strict=True)
    return tuple(default if number in (None, UNSAID) else number for number, default in said)


def is_hdr_profile(profile):
    """Return whether the ICC `profile` says by numbers (its tag `cicp`) that it is one of HDR."""
    count = int.from_bytes(profile[128:132], "big")
    for at in range(132, min(132 + 12 * count, len(profile)), 12):
        if profile[at : at + 4] == b"cicp":
            start = int.from_bytes(profile[at + 4 : at + 8], "big")
            return profile[start + 9 : start + 10] in (bytes([PQ]), bytes([HLG]))
    return False


def _cicp(content):
    at = 8
    while at + 8 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, at)
        if kind == b"cICP":
            return content[at + 8], content[at + 9]
        if kind == b"IDAT":
            return None
        at += 12 + size
    return None


def _nclx_of_primary_item(content):
    meta = _child(content, b"meta")[4:]
    properties = _child(meta, b"iprp")
    shared = list(_boxes(_child(properties, b"ipco")))
    primary = _child(meta, b"pitm")
    item = int.from_bytes(primary[4:], "big")
    for number in _properties_of(item, _child(properties, b"ipma")):
        kind, data = shared[number - 1]
        if kind == b"colr" and data[:4] == b"nclx":
            return struct.unpack_from(">HH", data, 4)
    return None


def _boxes(data):
    """Yield (kind, content) of the boxes of the ISO media file `data`."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            head, size = 16, struct.unpack_from(">Q", data, at + 8)[0]
        end = at + size if size else len(data)
        if end < at + head:
            raise ValueError(kind)
        yield kind, data[at + head : end]
        at = end


def _child(data, wanted):
    return next((content for kind, content in _boxes(data) if kind == wanted), b"")


def _properties_of(item, associations):
    """Yield the numbers, from 1, of the properties that belong to `item` (`ipma`)."""
    version, flags, count = struct.unpack_from(">B2xBI", associations)
    at = 8
    item_size, number_size = (4 if version else 2), (2 if flags & 1 else 1)
    for _entry in range(count):
        found = int.from_bytes(associations[at : at + item_size], "big")
        number_of = associations[at + item_size]
        at += item_size + 1
        for _association in range(number_of):
            number = int.from_bytes(associations[at : at + number_size], "big")
            at += number_size
            # The first bit says whether a reader must know the property.
            if found == item:
                yield number & (0x7FFF if number_size == 2 else 0x7F)
