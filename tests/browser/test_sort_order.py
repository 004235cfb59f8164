"""The order of `sort_key` against the browser's own Vietnamese collation (ICU, CLDR)."""

import random
import unicodedata
from itertools import pairwise

import pytest

from articles.vietnamese import sort_key
from tests.articles.vietnamese.syllables import SYLLABLES

COMPARE_NEIGHBOURS = """texts => {
    const vi = new Intl.Collator('vi');
    return texts.slice(1).map((text, place) => Math.sign(vi.compare(texts[place], text)));
}"""
SIGNS = " -–_.,;:!?'\"“”«»()[]/&%+@*#€$₫"
CASES = (str.lower, str.capitalize, str.upper)


@pytest.fixture(scope="module")
def compare_neighbours(browser):
    page = browser.new_page()
    assert page.evaluate("Intl.Collator.supportedLocalesOf('vi')") == ["vi"]
    yield lambda texts: page.evaluate(COMPARE_NEIGHBOURS, texts)
    page.close()


def syllables():
    return [cased(syllable) for syllable in SYLLABLES for cased in CASES]


def names():
    rng = random.Random(37)
    pool = rng.sample(SYLLABLES, 60)
    picks = [rng.choices(pool, k=rng.randint(1, 4)) for _ in range(8000)]
    return [" ".join(rng.choice(CASES)(word) for word in words) for words in picks]


def numbered_and_signed():
    rng = random.Random(37)
    pool = [*rng.sample(SYLLABLES, 8), "37", "4", "QĐ", "m²", *SIGNS]
    return ["".join(rng.choices(pool, k=rng.randint(1, 5))) for _ in range(8000)]


def foreign():
    rng = random.Random(37)
    pool = "aAáàäåçÇdđéèêëïİłnñŋoóöôøõơœsßšúüưyýžzþæ"
    return ["".join(rng.choices(pool, k=rng.randint(1, 3))) for _ in range(4000)]


def decomposed():
    texts = random.Random(37).sample(SYLLABLES, 4000)
    return [*texts, *(unicodedata.normalize("NFD", text) for text in texts)]


@pytest.mark.parametrize("texts", [syllables, names, numbered_and_signed, foreign, decomposed])
def test_keys_sort_as_the_browsers_vietnamese_collation(compare_neighbours, texts):
    in_order = sorted(texts(), key=sort_key)
    neighbours = list(pairwise(in_order))
    ours = [0 if sort_key(text) == sort_key(after) else -1 for text, after in neighbours]
    compared = zip(neighbours, ours, compare_neighbours(in_order), strict=True)
    assert [pair for pair, ours, browsers in compared if ours != browsers] == []
