"""Files from the disk as answers: whole, or the part that a broken download still lacks."""

import os
import re

from django.http import FileResponse, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from whitenoise.responders import SlicedFile

# One part, as browsers ask for it; who asks for several at once gets the whole, as one may.
RANGE = re.compile(r"bytes=(\d{1,18}-\d{0,18}|-\d{1,18})")


class FileAnswer(FileResponse):
    block_size = 64 * 1024

    def set_headers(self, filelike):
        """Set none: Django's would be those of a file that it guesses at."""


def file_answer(request, path, content_type, **headers):
    """Return the answer with the file at `path`, or the bytes of it that `request` asks for.

    `headers` are added, `_` in their names standing for `-`. Raises OSError for what is no file.
    """
    file = open(path, "rb")  # noqa: SIM115 - the answer closes it
    stat = os.fstat(file.fileno())
    modified, size = int(stat.st_mtime), stat.st_size
    etag = f'"{stat.st_mtime_ns:x}-{size:x}"'
    answer = get_conditional_response(request, etag, modified)
    if answer is None:
        part = _asked_part(request, size, (etag, http_date(modified)))
        answer = _part(file, part, size) if part else FileAnswer(file, headers=_length(size))
    if answer.status_code not in (200, 206):
        file.close()
    if answer.status_code != 304:
        answer["Content-Type"] = content_type
    answer["ETag"], answer["Last-Modified"] = etag, http_date(modified)
    answer["Accept-Ranges"] = "bytes"
    for name, value in headers.items():
        answer[name.replace("_", "-")] = value
    return answer


def _asked_part(request, size, validators):
    """Return (first byte, last byte) that is asked for, or None for the whole file.

    Whoever has the beginning of another file (`If-Range`) gets the whole of this one.
    """
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip())
    of_this_file = request.headers.get("If-Range", validators[0]) in validators
    if asked is None or request.method != "GET" or not of_this_file:
        return None
    first, _dash, last = asked[1].partition("-")
    if not first:
        return max(size - int(last), 0), size - 1
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last or size), size - 1)


def _part(file, part, size):
    first, last = part
    if first >= size or last < first:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {"Content-Range": f"bytes {first}-{last}/{size}", **_length(last - first + 1)}
    return FileAnswer(SlicedFile(file, first, last), status=206, headers=headers)


def _length(size):
    return {"Content-Length": size}
