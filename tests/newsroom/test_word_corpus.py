"""Over the whole corpus: every word that Word shows is in the article once, or told."""

import re
from collections import Counter
from html import unescape
from io import BytesIO

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StreamValue

from articles.blocks import PARAGRAPH_FEATURES
from articles.models import ArticlePage
from newsroom.word_import.reading import read

from .word_by_hand import block_text, told
from .word_corpus import corpus

WAGTAIL_TAG = re.compile(r"<br/>|</(?:p|li|ul|ol)>|<(?:p|li|ul|ol)[^>]*>")
TAG = re.compile(r"<[^>]+>")


def words(text):
    """Return how often each word stands in rich text or plain text."""
    return Counter(unescape(TAG.sub("", WAGTAIL_TAG.sub(" ", text))).split())


def letters(counted):
    return sum(len(word) * number for word, number in counted.items())


@pytest.fixture(scope="module")
def readings():
    return [(file, read(BytesIO(file.content))) for file in corpus()]


def whole(reading):
    return " ".join([reading.title, reading.lead, *map(block_text, reading.blocks)])


def test_no_letter_of_the_corpus_is_lost_or_doubled_without_a_word(readings, capsys):
    lost, doubled, told_losses = Counter(), Counter(), 0
    for file, reading in readings:
        shown, found = words(re.sub(r"[<>]", "", file.shown)), words(whole(reading))
        lost[file.name] = letters(shown - found)
        doubled[file.name] = letters(found - shown)
        told_losses += len(told(reading))
        assert sorted(set(told(reading))) == sorted(set(file.told)), file.name
    with capsys.disabled():
        print(
            f"\nWord corpus: {len(readings)} files read; letters lost: {lost.total()}, doubled: "
            f"{doubled.total()}; losses told: {told_losses}"
        )
    assert len(readings) >= 150
    assert +lost == +doubled == Counter()


def test_every_file_of_the_corpus_has_a_title_of_its_own_text(readings):
    for file, reading in readings:
        assert reading.title and words(reading.title) <= words(file.shown), file.name


def test_every_file_of_the_corpus_opens_in_the_form_of_the_editor(readings):
    block = ArticlePage.body.field.stream_block
    for _file, reading in readings:
        texts = [value for name, value in reading.blocks if name == "paragraph"]
        raw = [{"type": "paragraph", "value": value, "id": "1"} for value in texts]
        state = block.get_form_state(StreamValue(block, raw, is_lazy=True))
        assert len(state) == len(texts)


def test_every_text_of_the_corpus_comes_back_from_the_editor_as_it_was(readings):
    converter = ContentstateConverter(features=PARAGRAPH_FEATURES)
    for file, reading in readings:
        for name, value in reading.blocks:
            if name == "paragraph":
                back = converter.to_database_format(converter.from_database_format(value))
                assert words(back) == words(value), file.name
