"""Signs that are letters of a font of signs: Wingdings' "ü" is a tick."""

import unicodedata

_GREEK_CAPITALS = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_GREEK = dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_SYMBOL = _GREEK_CAPITALS | _GREEK | {0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−"}
_SYMBOL |= {code: chr(code) for code in (*range(0x20, 0x22), *range(0x2E, 0x40), 0x23, 0x25, 0x26)}
_SYMBOL |= {
    code: chr(code) for code in (0x28, 0x29, 0x2B, 0x2C, 0x5B, 0x5D, 0x5F, 0x7B, 0x7C, 0x7D)
}
_SYMBOL |= {0x5C: "∴", 0x5E: "⊥", 0x7E: "∼", 0x40: "≅"}
_SYMBOL |= dict(zip(range(0xA2, 0xB0), "′≤⁄∞ƒ♣♦♥♠↔←↑→↓", strict=True))
_SYMBOL |= dict(zip(range(0xB0, 0xBD), "°±″≥×∝∂•÷≠≡≈…", strict=True))
_SYMBOL |= dict(zip(range(0xC4, 0xD2), "⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇", strict=True))
_SYMBOL |= {0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xE5: "∑"}
_SYMBOL |= dict(zip(range(0xDB, 0xE0), "⇔⇐⇑⇒⇓", strict=True)) | {0xF2: "∫", 0xE1: "〈", 0xF1: "〉"}

_WINGDINGS = {0x20: " ", 0x21: "✏", 0x22: "✂", 0x23: "✁", 0x28: "☎", 0x29: "✆", 0x2A: "✉"}
_WINGDINGS |= {0x30: "📁", 0x31: "📂", 0x32: "📄", 0x36: "⌛", 0x37: "⌨", 0x3A: "💻", 0x3F: "✍"}
_WINGDINGS |= {0x41: "✌", 0x43: "👍", 0x44: "👎", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟"}
_WINGDINGS |= {0x4A: "☺", 0x4C: "☹", 0x4F: "⚑", 0x51: "✈", 0x52: "☼", 0x54: "❄", 0x58: "✠"}
_WINGDINGS |= {0x59: "✡", 0x5A: "☪", 0x5B: "☯", 0x6A: "&", 0x6B: "&"}
_WINGDINGS |= dict(zip(range(0x6C, 0x79), "●❍■□❐❑❒⬧⧫◆❖⬥⌧", strict=True))
_WINGDINGS |= {0x7B: "❀", 0x7C: "✿", 0x7D: "“", 0x7E: "”"}
_WINGDINGS |= dict(zip(range(0x80, 0x8B), "⓪①②③④⑤⑥⑦⑧⑨⑩", strict=True))
_WINGDINGS |= dict(zip(range(0x8B, 0x96), "⓿❶❷❸❹❺❻❼❽❾❿", strict=True))
_WINGDINGS |= {0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA2: "○", 0xA4: "◉", 0xA5: "◎"}
_WINGDINGS |= {0xA7: "▪", 0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xAD: "✴", 0xB6: "☆"}
_WINGDINGS |= {0xD5: "⌫", 0xD6: "⌦", 0xD8: "➢", 0xDC: "➲"}
_WINGDINGS |= dict(zip(range(0xDF, 0xE7), "←→↑↓↖↗↙↘", strict=True))
_WINGDINGS |= dict(zip(range(0xE7, 0xEF), "🡸➔🡹🡻🡼🡽🡿🡾", strict=True))
_WINGDINGS |= dict(zip(range(0xEF, 0xF5), "⇦⇨⇧⇩⇔⇕", strict=True))
_WINGDINGS |= {0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"}

_WINGDINGS_2 = {0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒"}
_WINGDINGS_2 |= {0x97: "●", 0x98: "●", 0xA1: "■", 0xA2: "■", 0xA3: "□", 0xA4: "□", 0xAE: "◆"}
_WINGDINGS_2 |= dict(zip(range(0x69, 0x74), "⓪①②③④⑤⑥⑦⑧⑨⑩", strict=True))

_WINGDINGS_3 = dict(zip(range(0x66, 0x6E), "←→↑↓↖↗↙↘", strict=True))
_WINGDINGS_3 |= {0x20: " ", 0x22: "↕", 0x70: "▲", 0x71: "▼", 0x72: "△", 0x73: "▽", 0x74: "◀"}
_WINGDINGS_3 |= {0x75: "▶", 0x76: "◁", 0x77: "▷", 0x7D: "▶", 0x84: "◄", 0x85: "►"}

_WEBDINGS = {0x20: " ", 0x33: "◀", 0x34: "▶", 0x35: "▲", 0x36: "▼", 0x3D: "■", 0x61: "✓"}
_WEBDINGS |= {0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗", 0x9A: "✉", 0xC9: "☎", 0xFC: "☎"}

FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}
# Signs of a script position, in texts that have letters only: table cells, headings, titles.
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aeoxhklmnpst", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ")
SCRIPTS = {"sup": _RAISED, "sub": _LOWERED}


def is_font_of_signs(font):
    return font.casefold() in FONTS


def symbol(font, code):
    """Return the sign at `code` of a font of signs, "" where this table does not know it."""
    # Word puts these fonts in the private use area of Unicode, from U+F000.
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    return FONTS.get(font.casefold(), {}).get(code, "")


def is_private(letter):
    """Return whether a letter means nothing outside the font it was typed in."""
    return unicodedata.category(letter) == "Co"


def scripted(text, script):
    """Return `text` as raised or lowered letters of Unicode, None where one has none."""
    table = SCRIPTS[script]
    return text.translate(table) if all(ord(letter) in table for letter in text) else None
