"""What the editor of texts sends is stored with every letter, and stays the same ever after."""

import json
from random import Random

import pytest

from articles.blocks import PARAGRAPH_FEATURES
from home.contentstate import SettledConverter

PARAGRAPH, NUMBERED, BULLETED = "unstyled", "ordered-list-item", "unordered-list-item"
WORDS = ("Công", "đoàn", "37/QĐ-LĐLĐ", "./.", "i.", "b)", "1.", "-", "m²", "<5%", "&", "“Tết”")
BLANKS = (" ", "  ", "\t", "\n", " \n ", "\u00a0", "")


@pytest.fixture(scope="module")
def converter():
    return SettledConverter(PARAGRAPH_FEATURES)


def sent(*blocks):
    """Return what the editor sends for `blocks`: (type, depth, text)."""
    return json.dumps(
        {
            "entityMap": {},
            "blocks": [
                {
                    "key": f"k{number}",
                    "type": kind,
                    "depth": depth,
                    "text": text,
                    "inlineStyleRanges": [],
                    "entityRanges": [],
                }
                for number, (kind, depth, text) in enumerate(blocks)
            ],
        }
    )


def shown(converter, html):
    """Return the (type, depth, text) that the editor shows for stored `html`."""
    blocks = json.loads(converter.from_database_format(html))["blocks"]
    return [(block["type"], block["depth"], block["text"]) for block in blocks]


def body(number):
    """Return the blocks of one of many texts: lists in lists, gaps, blanks of every kind."""
    random = Random(number)
    blocks = []
    for _block in range(random.randint(1, 14)):
        words = random.choices(WORDS, k=random.randint(0, 5))
        text = "".join(word + random.choice(BLANKS) for word in words)
        kind = random.choice((PARAGRAPH, NUMBERED, BULLETED))
        blocks.append((kind, 0 if kind == PARAGRAPH else random.randint(0, 4), text))
    return blocks


def letters(texts):
    return "".join("".join(texts).split())


@pytest.mark.parametrize("number", range(200))
def test_a_text_that_is_stored_twice_is_whole_and_the_same(converter, number):
    blocks = body(number)
    once = converter.to_database_format(sent(*blocks))
    twice = converter.to_database_format(converter.from_database_format(once))
    assert twice == once
    assert letters(text for _k, _d, text in shown(converter, twice)) == letters(
        text for _k, _d, text in blocks
    )


def test_two_kinds_of_lists_in_one_item_stay_two(converter):
    blocks = [(NUMBERED, 0, "Một"), (NUMBERED, 1, "a"), (BULLETED, 1, "b"), (NUMBERED, 0, "Hai")]
    html = converter.to_database_format(sent(*blocks))
    assert shown(converter, html) == blocks
    assert html.count("<ol>") == 2


def test_lists_of_two_kinds_one_after_the_other_stay_two(converter):
    blocks = [(NUMBERED, 0, "Một"), (BULLETED, 0, "Hai"), (NUMBERED, 0, "Ba")]
    assert shown(converter, converter.to_database_format(sent(*blocks))) == blocks


def test_empty_lines_are_not_stored(converter):
    html = converter.to_database_format(
        sent((PARAGRAPH, 0, "Một"), (PARAGRAPH, 0, ""), (BULLETED, 0, " "), (PARAGRAPH, 0, "Hai"))
    )
    assert shown(converter, html) == [(PARAGRAPH, 0, "Một"), (PARAGRAPH, 0, "Hai")]


def test_a_text_with_nothing_in_it_is_stored_as_one_empty_line(converter):
    html = converter.to_database_format(sent((PARAGRAPH, 0, ""), (PARAGRAPH, 0, "")))
    assert shown(converter, html) == [(PARAGRAPH, 0, "")]


def test_bold_letters_and_links_stay_in_place_after_an_emoji(converter):
    html = '<p data-block-key="a">🎉🎉 <b>đậm</b> và <a href="https://example.vn/">đây</a></p>'
    for _time in range(3):
        html = converter.to_database_format(converter.from_database_format(html))
    assert "<b>đậm</b>" in html
    assert ">đây</a>" in html


def test_what_the_editor_counts_in_utf_16_is_read_so(converter):
    state = json.loads(sent((PARAGRAPH, 0, "🎉 đậm")))
    state["blocks"][0]["inlineStyleRanges"] = [{"offset": 3, "length": 3, "style": "BOLD"}]
    assert "🎉 <b>đậm</b>" in converter.to_database_format(json.dumps(state))


@pytest.mark.parametrize("nothing", ["null", "{}", '{"blocks": [], "entityMap": {}}'])
def test_an_editor_in_which_nothing_was_written_sends_nothing(converter, nothing):
    assert converter.to_database_format(nothing) == ""
