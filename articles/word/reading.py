"""From a checked Word file to the parts of an article, with nothing stored yet."""

import re
from dataclasses import dataclass, field

import mammoth
import nh3
from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.translation import gettext as _
from mammoth import transforms

from .old_fonts import convert_old_fonts

STYLE_MAP = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.lead:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Centred'] => p.centred:fresh
p[style-name='Footnote Text'] => p:fresh
p[style-name='Endnote Text'] => p:fresh
all-caps => span.capitals
"""
# Fonts of before Unicode whose capitals are small letters underneath: .VnTimeH, .VnArialH.
CAPITAL_FONT = re.compile(r"\.Vn\w+H")
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
PARAGRAPH_TAGS = {"p", "b", "i", "ul", "ol", "li", "a", "sup", "sub", "br"}
LINK_SCHEMES = {"http", "https", "mailto", "tel"}
LONGEST_LEAD = 600
LONGEST_TITLE = 255
LONGEST_CAPTION = 500
NOTE = re.compile(r"^(foot|end)note-\d")
# A sentence that Word or a camera wrote by itself describes nothing.
MACHINE_TEXT = re.compile(r"generated|\.(jpe?g|png|gif|heic)$", re.IGNORECASE)


@dataclass
class Picture:
    """A picture of the file: its bytes, what Word says it shows, the line printed under it."""

    content: bytes
    alt: str = ""
    caption: str = ""


@dataclass
class Reading:
    """What an article can be made of, as Word's file has it.

    `blocks` holds pairs of a block's name and its content: a line of text (heading), clean HTML
    (paragraph), rows of cells (table), a `Picture` (image).
    """

    title: str = ""
    lead: str = ""
    blocks: list = field(default_factory=list)
    old_words: int = 0
    old_encoding: str = ""


def read(file):
    """Return the `Reading` of a Word file that `package.check` has passed."""
    pictures = []

    def keep(image):
        pictures.append(Picture(_content(image), _described(image.alt_text)))
        return {"src": str(len(pictures) - 1)}

    html = mammoth.convert_to_html(
        file,
        style_map=STYLE_MAP,
        include_embedded_style_map=False,
        transform_document=_marked,
        convert_image=mammoth.images.img_element(keep),
    ).value
    soup = BeautifulSoup(html, "html.parser")
    reading = Reading()
    reading.old_encoding, reading.old_words = convert_old_fonts(soup)
    _tidy(soup)
    parts = [part for part in soup.children if isinstance(part, Tag)]
    _take_title(reading, parts)
    _take_lead(reading, parts)
    maker = _BlockMaker(pictures)
    for part in parts:
        maker.add(part)
    maker.end()
    reading.blocks = maker.blocks
    return reading


def _content(image):
    """Return the bytes of a picture, none when it is damaged or stands outside the file."""
    try:
        with image.open() as source:
            return source.read()
    except Exception:
        # ZIP and mammoth have errors of their own; the text is whole without the picture.
        return b""


def _described(alt):
    return "" if not alt or MACHINE_TEXT.search(alt) else " ".join(alt.split())[:255]


def _marked(document):
    """Name what mammoth knows of a paragraph and a run, and its style map cannot ask for."""
    document = transforms.paragraph(_mark_centred)(document)
    return transforms.run(_mark_capitals)(document)


def _mark_centred(paragraph):
    is_plain = paragraph.style_name in (None, "Normal")
    if paragraph.alignment == "center" and is_plain:
        return paragraph.copy(style_id="Centred", style_name="Centred")
    return paragraph


def _mark_capitals(run):
    if run.font and CAPITAL_FONT.fullmatch(run.font):
        return run.copy(is_all_caps=True)
    return run


# Cleaning


def _tidy(soup):
    """Give `soup` the names of Wagtail's rich text, and drop what only Word needs."""
    for capitals in soup.select("span.capitals"):
        for text in list(capitals.strings):
            text.replace_with(text.upper())
        capitals.unwrap()
    for name, tag in (("strong", "b"), ("em", "i")):
        for element in soup.find_all(name):
            element.name = tag
    for way_back in soup.select("li[id] a[href^='#']"):
        way_back.parent.smooth()
        if isinstance(text := way_back.previous_sibling, NavigableString):
            text.replace_with(text.rstrip())
        way_back.decompose()
    for link in soup.find_all("a"):
        if not link.get("href") or link["href"].startswith("#"):
            link.unwrap()
    for paragraph in soup.select("li > p"):
        if paragraph.find_next_sibling("p"):
            paragraph.append(soup.new_tag("br"))
        paragraph.unwrap()
    for table in soup.find_all("table"):
        if _is_layout(table):
            _lift_cells(table)
    soup.smooth()


def _is_layout(table):
    """Return whether `table` only places things: a picture and its caption, a frame of text."""
    return table.find("img") is not None or len(table.find_all(["td", "th"])) == 1


def _lift_cells(table):
    for cell in table.find_all(["td", "th"]):
        for part in list(cell.find_all(recursive=False)):
            table.insert_before(part.extract())
    table.decompose()


def text_of(element):
    """Return the text of `element` in one line; a line break is a space."""
    return " ".join("".join(map(_own_text, element.descendants)).split())


def _own_text(node):
    if isinstance(node, NavigableString):
        return node
    return " " if node.name in ("br", "p", "li") else ""


def _is_wholly(element, *names):
    """Return whether all letters of `element` stand in tags of these `names`."""
    outside = (text for text in element.strings if text.strip() and not text.find_parent(names))
    return bool(text_of(element)) and next(outside, None) is None


def _classes(element):
    return element.get("class", [])


# Title and lead


def _take_title(reading, parts):
    """Move the title from `parts` to `reading`: a title or first heading, else a line set apart."""
    lines = [part for part in parts if part.name in ("p", *HEADINGS) and text_of(part)]
    styled = [part for part in lines if part.name == "h1"]
    apart = [part for part in lines if _is_wholly(part, "b") or "centred" in _classes(part)]
    for part in (*styled[:1], *apart[:1], *lines[:1]):
        title = text_of(part)
        if len(title) <= LONGEST_TITLE and part.find("img") is None:
            reading.title = title
            parts.remove(part)
            return


def _take_lead(reading, parts):
    """Move the lead to `reading`: what follows first when it is set in bold or italics, or short.

    An article of one paragraph has no lead of its own.
    """
    paragraphs = [part for part in parts if part.name == "p" and text_of(part)]
    if not paragraphs or paragraphs[0].find("img"):
        return
    first = paragraphs[0]
    is_marked = "lead" in _classes(first) or _is_wholly(first, "b", "i")
    lead = re.sub(r"^sapo\s*:\s*", "", text_of(first), flags=re.IGNORECASE)
    if len(lead) <= LONGEST_LEAD and (is_marked or len(paragraphs) > 1):
        reading.lead = lead
        parts.remove(first)


# Blocks


class _BlockMaker:
    """Makes blocks of the parts of a file, in their order: `blocks` as in `Reading`."""

    def __init__(self, pictures):
        self.blocks = []
        self._pictures = pictures
        self._html = []
        self._uncaptioned = None

    def add(self, part):
        """Add one top-level element: a paragraph, a list, a heading, a table, notes."""
        pictures = self._take_pictures(part)
        text = text_of(part)
        if not text:
            return
        uncaptioned, self._uncaptioned = self._uncaptioned, None
        if uncaptioned and _is_caption(part, beside_picture=bool(pictures)):
            uncaptioned.caption = text
        elif part.name == "table":
            self._add_block("table", _rows(part))
        elif part.name in HEADINGS:
            self._add_block("heading", text)
        else:
            if part.find("li", id=NOTE):
                self._add_block("heading", _("Chú thích cuối bài"))
            self._html.append(str(part))

    def end(self):
        """Make a block of the paragraphs that stand together."""
        html = nh3.clean(
            "".join(self._html),
            tags=PARAGRAPH_TAGS,
            attributes={"a": {"href"}},
            url_schemes=LINK_SCHEMES,
            link_rel=None,
        )
        self._html.clear()
        if html:
            self.blocks.append(("paragraph", html))

    def _add_block(self, name, value):
        self.end()
        self.blocks.append((name, value))

    def _take_pictures(self, part):
        pictures = []
        for image in part.find_all("img"):
            pictures.append(self._pictures[int(image["src"])])
            image.decompose()
        for picture in pictures:
            self._add_block("image", picture)
            self._uncaptioned = picture
        return pictures


def _is_caption(part, beside_picture):
    """Return whether a part says what the picture before it, or in it, shows."""
    if part.name != "p" or len(text_of(part)) > LONGEST_CAPTION:
        return False
    is_set_apart = {"caption", "centred"} & set(_classes(part)) or _is_wholly(part, "i")
    return beside_picture or bool(is_set_apart)


def _rows(table):
    """Return the texts of a table as rows of equal length; merged cells are empty but one."""
    grid = {}
    for y, row in enumerate(table.find_all("tr")):
        x = 0
        for cell in row.find_all(["td", "th"]):
            while (y, x) in grid:
                x += 1
            height, width = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            grid |= {(y + down, x + right): "" for down in range(height) for right in range(width)}
            grid[y, x] = text_of(cell)
            x += width
    rows, columns = (max(place[axis] for place in grid) + 1 for axis in (0, 1))
    return [[grid.get((y, x), "") for x in range(columns)] for y in range(rows)]
