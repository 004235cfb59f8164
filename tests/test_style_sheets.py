"""Style sheets keep short rules on one line, and give long ones a line for each declaration."""

from pathlib import Path

SHEETS = Path(__file__).resolve().parents[1] / "site_ldld/static/css"
LONGEST = 120


def test_no_line_of_a_style_sheet_is_too_long():
    sheets = {path.name: path.read_text(encoding="utf-8") for path in SHEETS.glob("*.css")}
    assert "site.css" in sheets
    too_long = [
        f"{name}:{number}"
        for name, text in sorted(sheets.items())
        for number, line in enumerate(text.splitlines(), start=1)
        if len(line) > LONGEST
    ]
    assert too_long == []
