import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.vietnamese import fold, nfc, plain, telex, words
from articles.vietnamese.fields import SEPARATOR, indexed_text
from tests.articles.vietnamese.syllables import SYLLABLES

ANY_TEXT = st.text(st.characters(exclude_categories=()))
quick = settings(max_examples=200, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("Đảng", "ddangr"),
        ("Hóa", "hoas"),
        ("Hoá", "hoas"),
        ("ủy", "uyr"),
        ("uỷ", "uyr"),
        ("người", "nguwowif"),
        ("Được", "dduwowcj"),
        ("LĐLĐ", "lddldd"),
        ("quý", "quys"),
        ("ặ", "awj"),
        ("nghiệp", "nghieepj"),
        (unicodedata.normalize("NFD", "Đoàn"), "ddoanf"),
        ("Ðoàn", "ddoanf"),
        ("37", "37"),
        ("xoong", "xooong"),
        ("xông", "xoong"),
        ("Straße", "strasse"),
        ("м²", "u043c2"),
        ("🎉", ""),
        ("", ""),
    ],
)
def test_telex_spells_as_the_keyboard_does_with_the_tone_last(word, typed):
    assert telex(word) == typed


def test_telex_tells_all_vietnamese_syllables_apart():
    assert len(SYLLABLES) > 20_000
    assert len({telex(syllable) for syllable in SYLLABLES}) == len(SYLLABLES)


@pytest.mark.parametrize("tone", "̣̀̉̃́")
@pytest.mark.parametrize("rime", ["oa", "oe", "uy"])
def test_telex_takes_both_places_of_the_tone_for_one_word(tone, rime):
    first, last = f"{rime[0]}{tone}{rime[1]}", f"{rime}{tone}"
    assert telex(f"h{first}") == telex(f"h{last}") != telex(f"h{rime}")


@quick
@given(ANY_TEXT)
def test_telex_of_any_string_is_ascii_letters_and_digits(text):
    assert re.fullmatch("[a-z0-9]*", telex(text))
    assert re.fullmatch("[a-z0-9]*", plain(text))


@quick
@given(ANY_TEXT)
def test_any_string_is_indexed_in_as_many_telex_words_as_plain_ones(text):
    spelled, bare, rest = (part.split() for part in indexed_text(text).split(SEPARATOR))
    assert len(spelled) == len(bare) and rest == []
    assert all(re.fullmatch("[a-z0-9]+", word) for word in [*spelled, *bare])
    assert [plain(word) for word in words(text) if plain(word)] == bare


@quick
@given(ANY_TEXT)
def test_words_are_in_nfc_and_lower_case(text):
    assert all(word and nfc(word) == word and " " not in word for word in words(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("37/QĐ-LĐLĐ", ["37", "qđ", "lđlđ"]),
        (unicodedata.normalize("NFD", "Công đoàn, “Tết”"), ["công", "đoàn", "tết"]),
        ("snake_case\u00a0x\u200by", ["snake", "case", "xy"]),
        ("... \x00 🎉", []),
    ],
)
def test_words_are_runs_of_letters_and_digits(text, found):
    assert words(text) == found


@pytest.mark.parametrize(
    ("text", "indexed"),
    [
        ("Thanh Hóa", "thanh hoas п thanh hoa п"),
        ("Thanh Hoá", "thanh hoas п thanh hoa п"),
        ("37/QĐ-LĐLĐ", "37 qdd lddldd п 37 qd ldld п"),
        ("", "п п"),
        ("🎉 … “”", "п п"),
    ],
)
def test_a_text_is_indexed_in_telex_and_then_plain(text, indexed):
    assert indexed_text(text) == indexed


@pytest.mark.parametrize("syllable", SYLLABLES[::97])
def test_the_plain_spelling_of_a_vietnamese_word_is_its_folded_one(syllable):
    assert plain(syllable) == fold(syllable)


def test_words_of_any_length_are_spelled():
    assert telex("ệ" * 5000) == "ee" * 5000 + "j" * 5000
