"""Where a word has its tone: every possible syllable, and every wrong place."""

import unicodedata

import pytest

from articles.vietnamese import misplaced_tones
from articles.vietnamese.syllables import with_tone_placed

from .syllables import SYLLABLES

TONES = "\u0300\u0301\u0303\u0309\u0323"
BOTH_IN_USE = ("oa", "oe", "uy")


def letters_of(word):
    """Return the letters of `word` with their own marks, and its tone."""
    clusters = []
    for char in unicodedata.normalize("NFD", word):
        if unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    tone = next((mark for mark in "".join(clusters) if mark in TONES), "")
    return [cluster.replace(tone, "") if tone else cluster for cluster in clusters], tone


def with_tone_at(place, letters, tone):
    moved = [letter + tone if at == place else letter for at, letter in enumerate(letters)]
    return unicodedata.normalize("NFC", "".join(moved))


def test_every_syllable_stays():
    assert [word for word in SYLLABLES if with_tone_placed(word) != word] == []


def test_every_tone_in_a_wrong_place_is_found():
    missed = {}
    for word in SYLLABLES:
        letters, tone = letters_of(word)
        if not tone or word.startswith(("gi", "qu")):
            continue
        for place, letter in enumerate(letters):
            wrong = with_tone_at(place, letters, tone)
            bare = "".join(each[0] for each in letters)
            is_vowel = letter[0] in "aeiouy"
            if is_vowel and not bare.endswith(BOTH_IN_USE) and with_tone_placed(wrong) != word:
                missed[wrong] = word
    assert missed == {}


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("ngừơi", "người"),
        ("ĐỰƠC", "ĐƯỢC"),
        ("Tòan", "Toàn"),
        ("qúy", "quý"),
        ("gía", "giá"),
        # The tone came before the mark of the letter: two marks that do not join.
        ("tie\u0301\u0302ng", "tiếng"),
        ("Ba\u0301\u0306c", "Bắc"),
    ],
)
def test_a_tone_goes_where_it_belongs(typed, right):
    assert with_tone_placed(unicodedata.normalize("NFC", typed)) == right


@pytest.mark.parametrize(
    "text",
    [
        "Thanh Hóa, Thanh Hoá, thủy, thuỷ, khỏe, khoẻ",
        "Café, José, Besançon, Müller, 14 m², 36°C",
        "gì, gìn giữ, giếng, của, mùa, thuở, khuỵu, ngoáy, quốc, xoong",
        "37/QĐ-LĐLĐ ngày 01/9/2026./.",
        "",
    ],
)
def test_what_is_right_or_no_vietnamese_word_is_left_alone(text):
    assert misplaced_tones(text) == {}


def test_each_word_is_named_once_in_its_own_case():
    text = "Ngừơi lao động, ngừơi thợ, ngừơi dân."
    assert misplaced_tones(text) == {"Ngừơi": "Người", "ngừơi": "người"}
