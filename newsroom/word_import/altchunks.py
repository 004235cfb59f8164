"""Whole texts of other kinds that stand inside a Word file (`w:altChunk`)."""

from html.parser import HTMLParser

from .document import Paragraph, Span
from .refusals import Refused

LARGEST_CHUNK = 5 * 1024 * 1024
ENDS_A_LINE = {
    "p",
    "div",
    "li",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "ul",
    "ol",
    "br",
}
SILENT = {"script", "style", "head", "title"}


def blocks(file, part, relation):
    """Return what stands in the text that `part` names by `relation`; what is lost is told."""
    _kind, name, is_outside = file.relations(part).get(relation, ("", "", True))
    content = b"" if is_outside else file.package.content(name, LARGEST_CHUNK)
    if name.lower().endswith(".docx") and content and not file.is_inner:
        return _of_word(file, content)
    lines = _lines(name, content)
    if lines is None:
        file.losses.add("chunk")
        return []
    file.losses.add("plain_chunk")
    lines = (" ".join(line.split()) for line in lines)
    return [Paragraph([Span(line)]) for line in lines if line]


def _of_word(file, content):
    try:
        return file.inner(content)
    except Refused:
        raise
    except Exception:
        # ZIP and XML have errors of their own; the rest of the text is whole without it.
        file.losses.add("chunk")
        return []


def _lines(name, content):
    """Return the lines of a text or of HTML, None for what this reader does not know."""
    ending = name.rpartition(".")[2].lower()
    if not content or ending not in ("txt", "htm", "html", "xhtml"):
        return None
    text = _decoded(content)
    return text.splitlines() if ending == "txt" else _Html(text).lines


def _decoded(content):
    for encoding in (
        "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig",
        "cp1258",
    ):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


class _Html(HTMLParser):
    """Takes the lines out of HTML."""

    def __init__(self, text):
        super().__init__()
        self._texts = [""]
        self._silent = 0
        self.feed(text)
        self.close()
        self.lines = self._texts

    def handle_starttag(self, tag, attrs):
        self._silent += tag in SILENT
        self._end_line(tag)

    def handle_endtag(self, tag):
        self._silent = max(self._silent - (tag in SILENT), 0)
        self._end_line(tag)

    def handle_data(self, data):
        if not self._silent:
            self._texts[-1] += data

    def _end_line(self, tag):
        if tag in ENDS_A_LINE:
            self._texts.append("")
        elif tag in ("td", "th"):
            self._texts[-1] += " "
