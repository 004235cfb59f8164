"""Pictures that other sites show beside a link to a page without a photo: its title, drawn.

A card is a file among the uploads whose name depends on everything drawn, so that whoever
renders a page knows by one look at the disk whether its card is there.
"""

from dataclasses import astuple, dataclass
from functools import cache, cached_property
from hashlib import blake2b
from importlib.resources import files
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageDraw, ImageFont
from wagtail.models import Page

from articles.models import ArticlePage, Photo
from articles.vietnamese import nfc
from page_cache.dependencies import file_exists

from ..models import HomePage

# What Facebook and Zalo show uncut.
SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 80
DEEP, LIGHT, GOLD = (10, 47, 92), (19, 74, 138), (217, 167, 43)
WHITE, SOFT = (255, 255, 255), (246, 227, 176)
LETTERS = range(72, 38, -4)
TITLE_HEIGHT = 330
LINE = 1.28
EMBLEM = 84
# Changes with the drawing: cards of the former one are made anew.
VERSION = 1
FOLDER = "chia-se"


@dataclass(frozen=True)
class Card:
    """What is drawn for the page with the key `pk`; `emblem` is the key of a photo or None."""

    pk: int
    label: str
    title: str
    site: str
    emblem: int | None

    @cached_property
    def path(self):
        digest = blake2b(repr((VERSION, *astuple(self))).encode(), digest_size=8).hexdigest()
        return f"{FOLDER}/{self.pk}/{digest}.jpg"

    @property
    def is_made(self):
        return file_exists(self.path)

    @property
    def url(self):
        return default_storage.url(self.path)


def card_of(page, home, section=None):
    """Return the `Card` of `page`, below `home` and in `section`; of other pages, the home page's.

    None for an article with a photo, which is shown instead.
    """
    if not isinstance(page, ArticlePage):
        host = urlsplit(settings.BASE_URL).hostname
        return Card(home.pk, home.superior_body, home.site_name, host, home.emblem_id)
    if page.main_image_id:
        return None
    return Card(
        page.pk, section.title if section else "", page.title, home.site_name, home.emblem_id
    )


def make_card(page):
    """Draw and store the card of `page`, and remove its former ones; return whether it is new."""
    home = HomePage.objects.filter(locale_id=page.locale_id).first()
    card = card_of(page, home, page.get_parent()) if home else None
    is_new = card is not None and not card.is_made
    if is_new:
        default_storage.save(card.path, ContentFile(draw(card)))
    remove_cards(page.pk, kept=card)
    return is_new


def remove_cards(pk, kept=None):
    """Remove the stored cards of the page with the key `pk`, but not the `kept` one."""
    folder = f"{FOLDER}/{pk}"
    names = default_storage.listdir(folder)[1] if default_storage.exists(folder) else ()
    for name in names:
        if kept is None or f"{folder}/{name}" != kept.path:
            default_storage.delete(f"{folder}/{name}")


def lacking_cards(newest=500):
    """Yield the home pages and the `newest` published articles whose cards are not there."""
    homes = {home.locale_id: home for home in HomePage.objects.all()}
    articles = ArticlePage.objects.published().filter(main_image=None).newest_first()
    articles = list(articles.defer("body")[:newest])
    paths = {article.path[: -article.steplen] for article in articles}
    sections = {section.path: section for section in Page.objects.filter(path__in=paths)}
    for page in [*homes.values(), *articles]:
        home = homes.get(page.locale_id)
        section = sections.get(page.path[: -page.steplen])
        if home and not card_of(page, home, section).is_made:
            yield page


def draw(card):
    """Return `card` as a JPEG: label, title as large as it fits, emblem and name of the site."""
    picture = _background()
    pen = ImageDraw.Draw(picture)
    pen.text((MARGIN, 66), nfc(card.label), SOFT, _font("SemiBold", 30))
    font, lines = _fitted(nfc(card.title), "Bold")
    top = 132 + (TITLE_HEIGHT - len(lines) * font.size * LINE) / 2
    for number, line in enumerate(lines):
        pen.text((MARGIN, top + number * font.size * LINE), line, WHITE, font)
    left = MARGIN + _paste_emblem(picture, card.emblem)
    pen.line((MARGIN, 488, WIDTH - MARGIN, 488), GOLD, 3)
    font = _font("Medium", 28)
    pen.text((left, 546), _cut(nfc(card.site), font, WIDTH - MARGIN - left), WHITE, font, "lm")
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=88, optimize=True)
    return buffer.getvalue()


@cache
def _font(weight, size):
    name = f"BeVietnamPro-{weight}.ttf"
    with (files("fontpkg_be_vietnam_pro") / "files" / name).open("rb") as file:
        return ImageFont.truetype(BytesIO(file.read()), size)


def _background():
    strip = Image.new("RGB", (1, 2))
    strip.putdata([LIGHT, DEEP])
    picture = strip.resize(SIZE, Image.Resampling.BILINEAR)
    picture.paste(GOLD, (0, 0, 18, HEIGHT))
    return picture


def _fitted(text, weight):
    """Return (font, lines): the largest letters in which `text` fits the place for the title."""
    for size in LETTERS:
        font = _font(weight, size)
        lines = _wrapped(text, font, WIDTH - 2 * MARGIN)
        if len(lines) * size * LINE <= TITLE_HEIGHT:
            return font, _balanced(text, font, len(lines))
    kept = int(TITLE_HEIGHT // (size * LINE))
    return font, [*lines[: kept - 1], _cut(" ".join(lines[kept - 1 :]), font, WIDTH - 2 * MARGIN)]


def _wrapped(text, font, width):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _balanced(text, font, number):
    """Return the `number` lines of `text` in the narrowest column that needs no more."""
    narrow, wide = 0, WIDTH - 2 * MARGIN
    while wide - narrow > 8:
        width = (narrow + wide) // 2
        if len(_wrapped(text, font, width)) > number:
            narrow = width
        else:
            wide = width
    return _wrapped(text, font, wide)


def _cut(text, font, width):
    """Return `text`, or as many of its words as fit `width`, and an ellipsis."""
    words = text.split()
    while words and font.getlength(" ".join(words)) > width:
        words = [*words[:-2], "…"] if len(words) > 1 else []
    return " ".join(words).replace(" …", "…")


def _paste_emblem(picture, pk):
    """Draw the site's emblem below the line, and return how much place it takes."""
    photo = Photo.objects.filter(pk=pk).first()
    if photo is None or not default_storage.exists(photo.file.name):
        return 0
    with photo.file.open() as file:
        emblem = Image.open(file).convert("RGBA")
    emblem.thumbnail((EMBLEM, EMBLEM))
    picture.paste(emblem, (MARGIN, 546 - emblem.height // 2), emblem)
    return emblem.width + 24
