"""Reads one Word file in a process of its own: `python -m newsroom.word_import.child FOLDER`.

The folder holds the file as `SOURCE`; the process leaves there what it read, for `cage.read`.
It knows neither the site's settings nor its database.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from . import limits
from .document import Picture
from .reading import Reading, read
from .refusals import Refused
from .rtf_labels import labels_of

SOURCE, RESULT, PICTURE = "source", "result.json", "picture-{}"
# The file that the source was made of, where that was an `.rtf`.
RICH_TEXT = "text.rtf"
# Of one file, unpacked: a file of 20 MB holds hardly more, for photos do not shrink.
LARGEST_PICTURES = 80 * 1024 * 1024


def main(folder):
    """Read the file in `folder`; the result says why where it is refused."""
    limits.apply()
    try:
        with (folder / SOURCE).open("rb") as file:
            result = _stored(read(file, _spelled_labels(folder)), folder)
    except Refused as refused:
        result = {"refused": refused.reason}
    except MemoryError:
        result = {"refused": "too_heavy"}
    except Exception as error:
        # The file is the editor's: whatever is wrong inside it, they can only save it anew.
        result = {"refused": "damaged", "error": type(error).__name__}
    (folder / RESULT).write_text(json.dumps(result), encoding="utf-8")


def _spelled_labels(folder):
    original = folder / RICH_TEXT
    return labels_of(original.read_bytes()) if original.exists() else []


def _stored(reading, folder):
    """Write the pictures of `reading` to files; return the rest as JSON has it."""
    left = LARGEST_PICTURES
    blocks = []
    for number, (name, content) in enumerate(reading.blocks):
        if name == "image":
            left -= len(content.content)
            if left < 0:
                content = Picture(alt=content.alt, caption=content.caption, refusal="too_many")
            (folder / PICTURE.format(number)).write_bytes(content.content)
            content = asdict(content) | {"content": number}
        blocks.append((name, content))
    return asdict(Reading(**vars(reading) | {"blocks": []})) | {"blocks": blocks}


def reading_from(result, folder):
    """Return the `Reading` that `main` left in `folder`, its JSON already read."""
    reading = Reading(**result)
    reading.blocks = [
        (name, _picture(content, folder) if name == "image" else content)
        for name, content in reading.blocks
    ]
    return reading


def _picture(stored, folder):
    content = (folder / PICTURE.format(stored["content"])).read_bytes()
    return Picture(**stored | {"content": content})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
