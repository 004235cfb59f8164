"""A Word file before anybody reads its text: a ZIP of parts that name each other."""

import posixpath
from pathlib import PurePosixPath
from zipfile import ZipFile

from .markup import Budget, tree
from .refusals import Refused

MEBIBYTE = 1024 * 1024
# Unpacked. The text of a hundred pages is some two megabytes of XML.
LARGEST_TEXT = 12 * MEBIBYTE
LARGEST_PACKAGE = 200 * MEBIBYTE
MOST_PARTS = 3000
# Of XML, in the parts that are read: a hundred pages have some 30,000.
MOST_ELEMENTS = 100_000


class Package:
    """The parts of one file, read by what they are to each other, whatever they are called."""

    def __init__(self, file, budget=None):
        self._zip = ZipFile(file)
        # Names differ in their case at times: "/word/Media/image1.PNG".
        self._names = {part.filename.lower(): part.filename for part in self._zip.infolist()}
        self.budget = budget or Budget(MOST_ELEMENTS)
        self._check()
        self.main = self._main_part()

    def tree(self, name):
        """Return the XML of the part `name`, None where the file has no such part."""
        stored = self._names.get((name or "").lower())
        if stored is None:
            return None
        with self._zip.open(stored) as part:
            return tree(part, self.budget)

    def content(self, name, largest):
        """Return the bytes of the part `name`; none when it is missing, damaged or too large."""
        stored = self._names.get((name or "").lower())
        if stored is None or self._zip.getinfo(stored).file_size > largest:
            return b""
        try:
            with self._zip.open(stored) as part:
                return part.read(largest)
        except Exception:
            # ZIP and compression have errors of their own; the text is whole without a picture.
            return b""

    def relations(self, name):
        """Return what the part `name` refers to: {id: (kind, target, is_outside)}."""
        folder, base = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        return {} if root is None else dict(_relation(found, folder) for found in root)

    def related(self, name, kind):
        """Return the name of the part that is the `kind` ("styles", "numbering") of another."""
        relations = self.relations(name).values()
        return next((target for found, target, _outside in relations if found == kind), None)

    def _check(self):
        parts = self._zip.infolist()
        texts = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))]
        if (
            len(parts) > MOST_PARTS
            or sum(part.file_size for part in parts) > LARGEST_PACKAGE
            or sum(texts) > LARGEST_TEXT
        ):
            raise Refused("unpacks_too_large")
        if any(PurePosixPath(name).name.startswith("vbaproject") for name in self._names):
            raise Refused("macros")
        if any(part.flag_bits & 1 for part in parts):
            raise Refused("locked")
        if b"macroEnabled" in self.content("[Content_Types].xml", LARGEST_TEXT):
            raise Refused("macros")

    def _main_part(self):
        name = self.related("", "officeDocument")
        if name is None or name.lower() not in self._names:
            raise Refused("damaged")
        return name


def _relation(element, folder):
    """Return (id, (kind, target, is_outside)); a target inside is the name of a part."""
    kind = element.get("Type", "").rpartition("/")[2]
    target, is_outside = element.get("Target", ""), element.get("TargetMode") == "External"
    if not is_outside:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return element.get("Id"), (kind, target, is_outside)
