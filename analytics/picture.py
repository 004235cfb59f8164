"""The three numbers as a picture, for readers without scripts.

A kept page is the same for everybody and may be an hour old; a picture is asked for each time.
"""

NUMBERS = ("online", "today", "total")
SEPARATORS = {"vi": ".", "en": ","}
WIDTH, LINE = 120, 20
# Of a letter, so that the longest number, with its separators, keeps within the picture.
SIZE, SHARE = 16, 0.7
UNKNOWN = "–"
COLOURS = (
    "text{fill:#1c2430}"
    "@media(prefers-color-scheme:dark){text{fill:#eef2f7}}"
    "@media(forced-colors:active){text{fill:CanvasText}}"
)


def drawn(counts, language):
    """Return an SVG (bytes) with a line for each number of `counts`, or for None with dashes.

    Each line is a view of its own: `#online`, `#today` and `#total` show one number. `language`
    ("vi", "en"; any other counts as "vi") tells how thousands are separated.
    """
    separator = SEPARATORS.get(language, SEPARATORS["vi"])
    lines = [
        _line(row, name, UNKNOWN if counts is None else f"{getattr(counts, name):,}", separator)
        for row, name in enumerate(NUMBERS)
    ]
    size = f'width="{WIDTH}" height="{LINE}" viewBox="0 0 {WIDTH} {LINE * len(NUMBERS)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{COLOURS}</style>'
        f"{''.join(lines)}</svg>"
    ).encode()


def _line(row, name, number, separator):
    text = number.replace(",", separator)
    size = min(SIZE, round(WIDTH / (len(text) * SHARE), 1))
    return (
        f'<view id="{name}" viewBox="0 {row * LINE} {WIDTH} {LINE}"/>'
        f'<text x="{WIDTH}" y="{row * LINE + SIZE}" font-size="{size}" text-anchor="end"'
        f' font-family="system-ui,sans-serif" font-weight="700">{text}</text>'
    )
