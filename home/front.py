"""What the front page shows, in the same few statements however many articles there are."""

from dataclasses import dataclass, field
from functools import cached_property

from articles.models import ArticlePage, SectionPage

SECONDARY = 3
NEWEST = 8
IN_SECTION = 4
NOTICES = 5


@dataclass
class SectionBlock:
    """A section and its newest articles."""

    section: SectionPage
    articles: list = field(default_factory=list)


class FrontPage:
    """The articles of one home page; a story at the top is not repeated further down."""

    def __init__(self, home):
        self.home = home
        self.published = ArticlePage.objects.published().in_locale_of(home)

    @cached_property
    def top(self):
        """The lead story and the secondary ones: the chosen, then featured, then newest."""
        cards = self.published.newest_first().for_cards()
        featured = list(cards.filter(featured=True)[: SECONDARY + 1])
        chosen = []
        if self.home.lead_article:
            key = self.home.lead_article.translation_key
            chosen = list(cards.filter(translation_key=key))
        top = list(dict.fromkeys([*chosen, *featured]))
        if len(top) <= SECONDARY:
            top = list(dict.fromkeys([*top, *cards[: SECONDARY + 1]]))
        return top[: SECONDARY + 1]

    @property
    def lead(self):
        return self.top[0] if self.top else None

    @property
    def secondary(self):
        return self.top[1:]

    @cached_property
    def newest(self):
        """The newest articles that are neither at the top nor among the notices."""
        others = self._others
        if self.home.notices:
            others = others.not_descendant_of(self.home.notices.localized)
        return list(others.newest_first().defer("body")[:NEWEST])

    @cached_property
    def sections(self):
        """A block for each top section that has articles, in the order of the page tree."""
        sections = SectionPage.objects.child_of(self.home).live().public().order_by("path")
        if self.home.notices:
            sections = sections.exclude(translation_key=self.home.notices.translation_key)
        wanted = {section: self._newest_ids(section) for section in sections}
        ids = [pk for pks in wanted.values() for pk in pks]
        cards = {card.pk: card for card in ArticlePage.objects.filter(pk__in=ids).for_cards()}
        blocks = [
            SectionBlock(section, [cards[pk] for pk in pks]) for section, pks in wanted.items()
        ]
        return [block for block in blocks if block.articles]

    @cached_property
    def notices(self):
        """The newest articles of the section that the editors chose for notices."""
        if not self.home.notices:
            return []
        notices = self.published.in_section(self.home.notices.localized).newest_first()
        return list(notices.defer("body")[:NOTICES])

    @cached_property
    def _others(self):
        return self.published.exclude(pk__in=[article.pk for article in self.top])

    def _newest_ids(self, section):
        newest = self._others.in_section(section).newest_first()
        return list(newest.values_list("pk", flat=True)[:IN_SECTION])
