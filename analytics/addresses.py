"""The counter's addresses, and those that embeds and kept pages of former releases still ask.

Their names say "the three numbers" in Vietnamese: filter lists grow by words like "analytics",
"pixel", "visit" and "counter", and readers with a blocker are readers
(`tests/browser/test_blockers.py`). The contract for other sites is in the README.
"""

FOLDER = "/ba-con-so/"
VISIT = f"{FOLDER}ghi/"
COUNTS = f"{FOLDER}doc/"
PICTURE = f"{FOLDER}hinh.svg"

FORMER_FOLDER = "/analytics/"
FORMER_VISIT = f"{FORMER_FOLDER}visit/"
FORMER_COUNTS = f"{FORMER_FOLDER}counts/"
FORMER_PICTURE = f"{FORMER_FOLDER}pixel.gif"

FOLDERS = (FOLDER, FORMER_FOLDER)
EMBED_SCRIPT = "js/ba-con-so-nhung.js"
