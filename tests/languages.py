"""Which words of a text or an answer of the server are English, and which Vietnamese."""

import json
import re
from functools import cache, lru_cache
from html.parser import HTMLParser

from articles.vietnamese import nfc
from articles.vietnamese.syllables import is_syllable

# Products, formats, keys, abbreviations, and what a Vietnamese office calls by the English word.
KNOWN_WORDS = """
    alt authenticator avif byte cn cookie csv ctrl doc docx email english esc excel fax gif google
    heic html ip javascript jpg kb mb menu microsoft odt online pdf png ppt pptx powerpoint qr rar
    rss rtf sapo shift stt svg tcvn tsv txt unicode url video vimeo vni wagtail web webp word xls
    xlsx youtube zip
"""
# Addresses, names of files and fields, what a program fills in.
NO_WORDS = re.compile(r"\S*(?:[@_\\]|://)\S*|(?<!\w)/\S*|\w+(?:\.\w+)+|%\(\w+\)\w|\{\w*\}|&\w+;")
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
SPOKEN = ("title", "aria-label", "aria-description", "placeholder", "alt", "label")
UNSEEN = ("script", "style", "noscript", "code", "pre", "textarea")
# Wagtail's counter beside an icon, which a script fills before it shows it.
FILLED_LATER = "data-side-panel-toggle-counter"


@cache
def english_words(text):
    """Return the words of `text` that no Vietnamese sentence has."""
    words = WORD.findall(NO_WORDS.sub(" ", nfc(text)))
    return [word for word in words if _is_foreign(word)]


def vietnamese_words(text):
    """Return the words of `text` with letters that English has not."""
    return [word for word in WORD.findall(nfc(text)) if not word.replace("’", "").isascii()]


def _is_foreign(word):
    if len(word) < 2 or not word.isascii() or word.lower() in KNOWN_WORDS.split():
        return False
    return not is_syllable(word)


def texts_of(answer):
    """Yield what an answer of the server shows, has read out, or gives to its scripts to show."""
    kind = answer.headers.get("Content-Type", "")
    if "html" in kind:
        yield from texts_of_html(answer.content.decode())
    elif "json" in kind:
        for text in _texts_in(answer.json()):
            yield from texts_of_html(text) if "<" in text else [text]


@lru_cache(maxsize=1000)
def texts_of_html(html):
    """Return the texts between and in the tags of `html`."""
    collector = _Collector()
    collector.feed(html)
    collector.close()
    return collector.texts


class _Collector(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self.unseen = [], []

    def handle_starttag(self, tag, attributes):
        if tag in UNSEEN or FILLED_LATER in dict(attributes):
            self.unseen.append(tag)
        for name, value in attributes:
            if name in SPOKEN or (name == "value" and _is_button(tag, attributes)):
                self.texts.append(value or "")
            elif name.startswith("data-"):
                self.texts.extend(_texts_for_scripts(value or ""))

    def handle_endtag(self, tag):
        if self.unseen and self.unseen[-1] == tag:
            self.unseen.pop()

    def handle_data(self, data):
        if not self.unseen:
            self.texts.append(" ".join(data.split()))


def _is_button(tag, attributes):
    return tag == "input" and dict(attributes).get("type") in ("submit", "button")


def _texts_for_scripts(value):
    """Yield the sentences in the data of an attribute, and what its HTML shows."""
    try:
        value = json.loads(value)
    except ValueError:
        pass
    for text in _texts_in(value):
        if "<" in text:
            yield from texts_of_html(text)
        elif _is_sentence(text):
            yield text


def _is_sentence(text):
    """Say whether a text in an attribute is for people; lists of names are for scripts."""
    return " " in text and not re.search(r"[\[#{]|->|\bw-|/\*", text)


def _texts_in(data):
    """Yield the texts in `data`, but for which step of a dialog it is."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for part in data:
            yield from _texts_in(part)
    elif isinstance(data, dict):
        for name, part in data.items():
            if name != "step":
                yield from _texts_in(part)
