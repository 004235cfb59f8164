"""What this package knows of a text: paragraphs of spans and pictures, and tables."""

from dataclasses import dataclass, field, replace

SUPERSCRIPT, SUBSCRIPT = "sup", "sub"


@dataclass
class Span:
    """Letters that look alike; a "\n" is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    # `SUPERSCRIPT`, `SUBSCRIPT` or none.
    script: str = ""
    href: str = ""
    struck: bool = False

    def looks_like(self, other):
        return replace(self, text="") == replace(other, text="")


@dataclass
class Picture:
    """A picture as Word shows it: its bytes, what it shows, the line printed under it.

    `refusal` is a key of `sentences.PICTURES` where the site cannot take it.
    """

    content: bytes = b""
    alt: str = ""
    caption: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class Label:
    """What automatic numbering prints before a paragraph: "Điều 1.", "a)", a bullet."""

    text: str
    level: int = 0
    is_bullet: bool = False


@dataclass
class Paragraph:
    """A line of text; `style` is "title", "lead", "caption", "heading" or none of these."""

    content: list = field(default_factory=list)
    style: str = ""
    # Of a heading: 1 to 9.
    level: int = 0
    label: Label | None = None
    centred: bool = False
    # Its mark is hidden, or it is a drop cap: the next paragraph goes on in the same line.
    joins_next: bool = False
    # Stood in the head of an official letter.
    in_letterhead: bool = False
    before_title: bool = False
    # Stood in a table that only places things.
    in_layout: bool = False

    @property
    def spans(self):
        return [part for part in self.content if isinstance(part, Span)]

    @property
    def pictures(self):
        return [part for part in self.content if isinstance(part, Picture)]

    @property
    def text(self):
        """The letters in one line, after the label; a line break is a space."""
        label = self.label.text if self.label and not self.label.is_bullet else ""
        return " ".join(f"{label} {''.join(span.text for span in self.spans)}".split())

    def is_wholly(self, *looks):
        """Return whether all letters are "bold" or "italic", as `looks` name."""
        spans = [span for span in self.spans if span.text.strip()]
        return bool(spans) and all(any(getattr(span, look) for look in looks) for span in spans)


@dataclass
class Cell:
    blocks: list
    width: int = 1
    # Goes on with the cell above it.
    continues: bool = False


@dataclass
class Table:
    rows: list
    bordered: bool = False

    @property
    def cells(self):
        return [cell for row in self.rows for cell in row]


def paragraphs_in(blocks):
    """Yield every paragraph of `blocks`, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells:
                yield from paragraphs_in(cell.blocks)


def pictures_in(blocks):
    return [picture for paragraph in paragraphs_in(blocks) for picture in paragraph.pictures]


def joined(blocks):
    """Return `blocks` with each paragraph whose mark is hidden put before the next one."""
    result = []
    for block in blocks:
        last = result[-1] if result else None
        if isinstance(last, Paragraph) and last.joins_next and isinstance(block, Paragraph):
            last.content += block.content
            last.joins_next = block.joins_next
        else:
            result.append(block)
    return result
