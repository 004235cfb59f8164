"""Bodies of demo pages: from the blocks of a text file to the raw data of a StreamField."""

from uuid import NAMESPACE_URL, uuid5


def stream_data(blocks, photo, seed):
    """Return raw StreamField data for `blocks`.

    `photo` turns the name of a picture into a stored photo. The ids of the blocks depend on
    `seed` and the position only, so that a translation has the ids of its source.
    """
    return [
        {
            "type": NAMES.get(block["type"], block["type"]),
            "id": str(uuid5(NAMESPACE_URL, f"{seed}/{position}")),
            "value": VALUES[block["type"]](block, photo),
        }
        for position, block in enumerate(blocks)
    ]


def link_data(links, title):
    """Return raw StreamField data for the related bodies' links, named by their key `title`."""
    return [
        {
            "type": "link",
            "id": str(uuid5(NAMESPACE_URL, link["url"])),
            "value": {"title": link[title], "url": link["url"]},
        }
        for link in links
    ]


def column_data(blocks, seed):
    """Return raw StreamField data for `blocks` [(type, value)] of a home page's column."""
    return [
        {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, f"{seed}-{number}"))}
        for number, (kind, value) in enumerate(blocks)
    ]


def _figure(block, photo):
    stored = photo(block["image"])
    return {
        "image": {"image": stored.pk, "decorative": False, "alt_text": stored.description},
        "caption": block.get("caption", ""),
        "credit": block.get("credit", ""),
    }


def _gallery(block, photo):
    figures = [_figure(picture, photo) for picture in block["pictures"]]
    return {"title": block.get("title", ""), "pictures": figures}


def _table(block, photo):
    return {
        "data": block["rows"],
        "table_caption": block.get("caption", ""),
        "table_header_choice": "row",
        "first_row_is_table_header": True,
        "first_col_is_header": False,
    }


NAMES = {"quote": "quotation"}
VALUES = {
    "paragraph": lambda block, photo: block["text"],
    "heading": lambda block, photo: block["text"],
    "quote": lambda block, photo: {
        "text": block["text"],
        "attribution": block.get("attribution", ""),
    },
    "note": lambda block, photo: {"title": block.get("title", ""), "text": block["text"]},
    "image": _figure,
    "gallery": _gallery,
    "table": _table,
}
