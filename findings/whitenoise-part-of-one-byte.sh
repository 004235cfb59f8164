#!/usr/bin/env bash
# Library:   WhiteNoise 6.12.0
# Behaviour: A range of one byte (bytes=0-0, or the last byte of a file) is answered with 416, and
#            If-Range is not looked at: who continues the download of a file that has changed gets
#            the end of the new one after the beginning of the old one.
# Expected:  206 with one byte; 200 with the whole file where If-Range names another ETag.
# Seen:      bytes=0-0: 416 / bytes=9-9 of 10: 416 / bytes=5- with another ETag: 206
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check "whitenoise==6.12.0"
mkdir "$folder/static"
printf '0123456789' > "$folder/static/a.txt"
cat > "$folder/try.py" <<'PYTHON'
import sys

from whitenoise import WhiteNoise

served = WhiteNoise(lambda environ, start: [], root=sys.argv[1], autorefresh=False)


def status(**headers):
    found = served.files["/a.txt"].get_response("GET", headers)
    if found.file:
        found.file.close()
    return int(found.status)


seen = (
    status(HTTP_RANGE="bytes=0-0"),
    status(HTTP_RANGE="bytes=9-9"),
    status(HTTP_RANGE="bytes=5-", HTTP_IF_RANGE='"another"'),
)
print("bytes=0-0: {} / bytes=9-9 of 10: {} / bytes=5- with another ETag: {}".format(*seen))
assert seen == (416, 416, 206), "this has changed"
PYTHON
"$folder/venv/bin/python" "$folder/try.py" "$folder/static"
