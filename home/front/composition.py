"""What the front page shows, in the same few statements however many articles there are."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Value

from articles.models import ArticlePage, PhotoRendition, SectionPage, Topic

from .blocks import ColumnBlock, SectionBlock

SECONDARY = 3
NEWEST = 8
IN_SECTION = 4
NOTICES = 5
MOST_READ = {"days": 7, "count": 5}
LAYOUTS = (SectionBlock.Layout.PLUS, SectionBlock.Layout.TRIO)
# The size of a logo among the links; made when a photo is saved.
LOGO_RENDITION = "format-webp|width-400"
COLUMN = ColumnBlock()


@dataclass
class Placed:
    """A block in a column: what editors set, and the articles found for it."""

    kind: str
    value: dict
    articles: list = field(default_factory=list)
    place: str = ""

    @property
    def block(self):
        return COLUMN.child_blocks[self.kind]

    @property
    def template(self):
        return f"home/blocks/{self.kind}.html"

    @property
    def is_shown(self):
        """Return whether it has anything to show; what only has a heading leaves nothing behind."""
        return bool(self.articles) or self.block.stands_alone


class FrontPage:
    """The articles of one home page; a story at the top is not repeated further down."""

    def __init__(self, home):
        self.home = home
        self.published = ArticlePage.objects.published().in_locale_of(home)

    @cached_property
    def top(self):
        """The lead story and the secondary ones: the chosen, then featured, then newest."""
        cards = self.published.newest_first().for_cards()
        top = [*self._chosen(cards), *cards.filter(featured=True)[: SECONDARY + 1]]
        top = list(dict.fromkeys(top))
        if len(top) <= SECONDARY:
            top = list(dict.fromkeys([*top, *cards[: SECONDARY + 1]]))
        return top[: SECONDARY + 1]

    @property
    def lead(self):
        return self.top[0] if self.top else None

    @property
    def secondary(self):
        return self.top[1:]

    @property
    def main(self):
        """The blocks of the wide column that have something to show."""
        return self._columns["main"]

    @property
    def side(self):
        """The blocks of the narrow column that have something to show."""
        return self._columns["side"]

    @cached_property
    def _columns(self):
        """Both columns; their articles are loaded together."""
        columns = {
            "main": _placed(self.home.main_column) or self._usual_main(),
            "side": _placed(self.home.side_column) or self._usual_side(),
        }
        for name, blocks in columns.items():
            for number, block in enumerate(blocks, 1):
                block.place = f"{name}-{number}"
        self._fill([*columns["main"], *columns["side"]])
        return {
            name: [each for each in blocks if each.is_shown] for name, blocks in columns.items()
        }

    def _usual_main(self):
        """What stands there until editors compose something: the newest, then every section."""
        sections = SectionPage.objects.child_of(self.home).live().public().order_by("path")
        if self.home.notices:
            sections = sections.exclude(translation_key=self.home.notices.translation_key)
        values = [{"section": each, "count": IN_SECTION} for each in sections]
        placed = [Placed("section", value) for value in values]
        return [Placed("newest", {"count": NEWEST}), *_in_turns(placed)]

    def _usual_side(self):
        titles = SectionBlock.Layout.TITLES
        notices = {"section": self.home.notices, "layout": titles, "count": NOTICES}
        usual = [Placed("section", notices)] if self.home.notices else []
        return [*usual, Placed("most_read", MOST_READ), Placed("visits", {"counter": None})]

    def _fill(self, blocks):
        """Find the articles of all `blocks`: one statement for the keys, two for the cards."""
        keys = self._keys(blocks)
        found = ArticlePage.objects.filter(pk__in={key for _place, key in keys})
        cards = list(found.newest_first().for_cards()) if keys else []
        for block in blocks:
            block.articles = [card for card in cards if (block.place, card.pk) in keys]
            if block.kind == "visits":
                block.value["counter"] = block.value["counter"] or self.home.visit_counter
        _add_logos([block for block in blocks if block.kind == "links"])

    def _keys(self, blocks):
        """Return {(place of a block, key of an article)} of what all `blocks` show."""
        choices = [self._choice(block) for block in blocks]
        first, *others = [choice for choice in choices if choice is not None] or [None]
        return set(first.union(*others, all=True)) if first is not None else set()

    def _choice(self, placed):
        """Return the query for the rows (place, key) of one block, or None if it shows none."""
        articles = placed.block.articles(placed.value, self)
        if articles is None:
            return None
        newest = articles.newest_first().values("pk")[: placed.value["count"]]
        # SQLite joins statements only when their limit stands inside.
        chosen = ArticlePage.objects.filter(pk__in=newest).order_by()
        return chosen.annotate(place=Value(placed.place)).values_list("place", "pk")

    @property
    def newest(self):
        """The published articles that are neither at the top nor among the notices."""
        if not self.home.notices:
            return self.others
        return self.others.not_descendant_of(self.in_its_language(self.home.notices))

    @cached_property
    def others(self):
        """The published articles that are not at the top."""
        return self.published.exclude(pk__in=[article.pk for article in self.top])

    def in_its_language(self, chosen):
        """Return `chosen`, a section or topic, in this home page's language if it is there."""
        if chosen is None or chosen.locale_id == self.home.locale_id:
            return chosen
        return chosen.get_translation_or_none(self.home.locale) or chosen

    def _chosen(self, cards):
        """Return the stories that editors chose for the top, in their order."""
        chosen = [self.home.lead_article, *(block.value for block in self.home.secondary_articles)]
        keys = [article.translation_key for article in chosen if article]
        found = {card.translation_key: card for card in cards.filter(translation_key__in=keys)}
        return [found[key] for key in keys if key in found]


def preview_of(home, kind, value):
    """Return a block `kind` with the settings `value` as the page `home` would show it."""
    front = FrontPage(home)
    # The settings have no page of their own: whatever it would show at its top may stand here.
    front.top = []
    block = Placed(kind, dict(value), place="preview")
    if kind == "section" and not value.get("section"):
        block.value["section"] = SectionPage.objects.child_of(front.home).live().first()
    if kind == "topic" and not value.get("topic"):
        block.value["topic"] = Topic.objects.filter(locale=front.home.locale).first()
    front._fill([block])
    return block


def _placed(column):
    return [Placed(block.block_type, dict(block.value)) for block in column]


def _in_turns(blocks):
    for number, block in enumerate(blocks):
        block.value["layout"] = LAYOUTS[number % len(LAYOUTS)]
    return blocks


def _add_logos(blocks):
    """Give each link its logo in the size it is shown in, or as stored until that is made."""
    for block in blocks:
        block.value["links"] = [dict(link) for link in block.value["links"]]
    links = [link for block in blocks for link in block.value["links"] if link.get("logo")]
    sizes = PhotoRendition.objects.filter(
        image_id__in=[link["logo"].pk for link in links], filter_spec=LOGO_RENDITION
    )
    made = {size.image_id: size for size in sizes} if links else {}
    for link in links:
        link["picture"] = made.get(link["logo"].pk) or link["logo"].as_stored()
